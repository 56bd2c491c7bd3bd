"""The texts of the site in other languages: gettext catalogues, read when a site is made."""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from string import Formatter
from typing import Any

from okrpress.model.frozen import dataclass

SOURCE = "en"
"""The language that texts are written in where they are said: it needs no catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What each text reads in a language, by context and English text.

    A text with a count has as many forms as the language; `form` says which a count takes.
    """

    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)

    def text(self, english: str, context: str) -> str:
        """The text; in English where the language has none."""
        if not self.texts:
            return english
        found = self.texts.get((context, english))
        return found[0] if found else english

    def knows(self, english: str, context: str) -> bool:
        """Whether the language has the text; English has every one."""
        return not self.texts or (context, english) in self.texts

    def counted(self, count: int | Decimal, one: str, many: str, context: str) -> str:
        """The form that the count takes; fractions take the last, most general one."""
        forms = self.texts.get((context, one), (one, many))
        return forms[self.form(int(count)) if count == int(count) else -1]


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, without its region: "de". Raises KeyError where none ships."""
    if language == SOURCE:
        return Catalogue()
    import gettext
    from importlib import resources

    from babel.messages.pofile import read_po

    file = resources.files("okrpress.site").joinpath("languages", f"{language}.po")
    if not file.is_file():
        raise KeyError(language)
    messages = read_po(file.read_text(encoding="utf-8").splitlines(keepends=True))
    return Catalogue(
        texts={
            (message.context or "", _first(message.id)): _forms(message.string)
            for message in messages
            if message.id and message.string and not message.fuzzy
        },
        form=gettext.c2py(messages.plural_expr),
    )


def _first(id: str | tuple[str, ...] | list[str]) -> str:
    return id if isinstance(id, str) else id[0]


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


# ── what is said again and again ──────────────────────────────────────────────────────────────


class Texts(dict[str, str]):
    """The texts of a language by the English ones, with their context before them as in gettext:
    what is said once is there to be said again.
    """

    def __init__(self, texts: Catalogue) -> None:
        self._texts = texts

    def __missing__(self, key: str) -> str:
        context, _, english = key.rpartition(_BEHIND_CONTEXT)
        text = self[key] = self._texts.text(english, context)
        return text


class Templates(dict[str, tuple[str, Callable[[Any], object]]]):
    """The same in the way of `%`, and what picks its names: filled in in a third of the time."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __missing__(self, key: str) -> tuple[str, Callable[[Any], object]]:
        text, names = "", []
        for words, name, _, _ in Formatter().parse(self._texts[key]):
            text += words.replace("%", "%%") + ("" if name is None else "%s")
            names += [] if name is None else [name]
        template = self[key] = text, itemgetter(*names) if names else _nothing
        return template


def key_of(english: str, context: str) -> str:
    """What a text is known by that has a context; another is known by itself."""
    return context + _BEHIND_CONTEXT + english


_BEHIND_CONTEXT = "\4"


def _nothing(_: object) -> tuple[()]:
    return ()
