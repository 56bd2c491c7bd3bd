"""What pages are drawn with: compiled templates, made when they are first needed or kept before."""

import marshal
from contextlib import suppress
from functools import cached_property, lru_cache
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple

from okrpress.digests import blake2b
from okrpress.site.formatting import ENGLISH, Formatter
from okrpress.site.template_values import Drawing, values_for
from okrpress.site.theme import Theme

if TYPE_CHECKING:
    from okrpress.site.quick_templates import QuickTemplates


class Compiled(NamedTuple):
    """The code of a function: of the template of that name or, where that is empty, of a macro."""

    template: str
    code: CodeType


class Drawings:
    """The functions for the templates of a theme; `None` for those that only Jinja can draw."""

    def __init__(self, theme: Theme, fmt: Formatter) -> None:
        self._theme = theme
        self._fmt = fmt
        self._known: dict[str, Drawing | None] = {}
        self._recalled: tuple[tuple[Compiled, ...], ...] = ()
        self._told = 0  # functions that were kept since

    @cached_property
    def _quick(self) -> "QuickTemplates":
        from okrpress.site.environments import quick_templates

        return quick_templates(self._theme, self._fmt)

    def drawing(self, name: str) -> Drawing | None:
        """The function for a template."""
        if name not in self._known:
            self._known[name] = self._quick.drawing(name)
        return self._known[name]

    # ── from one process to another ───────────────────────────────────────────────────────────

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has asked for any, and none were recalled."""
        return not self._known

    def compiled(self) -> bytes:
        """All of them, to be recalled by the process that has asked for it.

        Whoever draws a page of a template with a mistake meets it, and says it.
        """
        for name in sorted({*self._theme.own, *self._theme.default}):
            if "/" not in name:  # else it is a part of others
                with suppress(Exception):
                    self.drawing(name)
        return self.kept() or marshal.dumps(())

    @property
    def name(self) -> str:
        """What to keep them as: there are as many as there are names of themes and languages."""
        name = f"{self._theme.name} {self._fmt.language}"
        return f"templates-{blake2b(name.encode(), digest_size=8).hexdigest()}"

    @property
    def key(self) -> bytes:
        """A digest of what they are made of, beside this program itself."""
        digest = blake2b(digest_size=16)
        for templates in (self._theme.own, self._theme.default):
            for name, text in sorted(templates.items()):
                digest.update(f"{len(name)} {name} {len(text)} {text}".encode())
            digest.update(b"\0")
        return digest.digest()

    def recall(self, data: bytes) -> None:
        """Draw with what `kept` or `compiled` has given in another process, with the same key.

        It is code: only from where nobody can write who cannot change okrpress itself.
        """
        if self._known:
            return
        self._recalled = marshal.loads(data)  # noqa: S302 - as said above
        for functions in self._recalled:
            known = values_for(self._fmt)
            for template, code in functions:
                exec(code, known)  # noqa: S102 - as said above
                if template:
                    self._known[template] = known["draw"]  # type: ignore[assignment]

    def kept(self) -> bytes | None:
        """What to keep for another build; None where nothing is new, or nothing could be used."""
        made = self._quick.compiled() if "_quick" in self.__dict__ else ()
        if len(made) <= self._told:
            return None
        self._told = len(made)
        return marshal.dumps((*self._recalled, tuple(tuple(one) for one in made)))


@lru_cache(maxsize=4)  # `serve` makes a site after every edit, and templates take long to compile
def drawings(theme: Theme, fmt: Formatter = ENGLISH) -> Drawings:
    """What pages of that theme are drawn with, as long as their templates do nothing unusual."""
    return Drawings(theme, fmt)
