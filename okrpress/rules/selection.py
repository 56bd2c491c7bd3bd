"""Which findings are kept, and at which level: what a project and a command line ask for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.model.settings import CheckSettings
from okrpress.rules.code import Code

_PREFIX = re.compile(r"[A-Z]+[0-9]*\Z")
_LETTERS = re.compile(r"[A-Z]*")
_WHOLE = 100


def matching(selector: str, codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes that a selector means: one code, all with its letters and first digits, or a name.

    `KR`, `KR0` and `KR002` mean KR002, and so does its name; `K` means nothing.
    """
    return tuple(code for code in codes if _means(selector, code))


def _means(selector: str, code: Code) -> bool:
    if selector in {code.code, code.name}:
        return True
    return (
        _PREFIX.match(selector) is not None
        and code.code.startswith(selector)
        and _letters(selector) == _letters(code.code)
    )


def _letters(text: str) -> str:
    letters = _LETTERS.match(text)
    return letters[0] if letters else ""


def is_fixed(code: Code) -> bool:
    """Whether nobody can ignore the code or change its level: its file cannot be trusted."""
    return code.level is Level.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """For each code its level, None when it is off; and what single files leave out.

    A pattern of files is taken apart at its slashes: `*` and `?` stay inside a part, `**` is any
    number of them.
    """

    levels: Mapping[str, Level | None]
    per_file: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = ()

    def apply(self, finding: Finding) -> Finding | None:
        """The finding at its level; None when it is not wanted, there or anywhere."""
        level = self.levels[finding.code]
        if level is None or self._is_left_out(finding):
            return None
        return finding if level is finding.level else replace(finding, level=level)

    def _is_left_out(self, finding: Finding) -> bool:
        return any(
            finding.code in codes and _fits(finding.at.file.split("/"), pattern)
            for pattern, codes in self.per_file
        )


def selection(settings: CheckSettings, codes: Mapping[str, Code]) -> Selection:
    """What the settings make of the codes.

    `ignore` wins over `select`. Of two selectors in `levels` the narrower one wins: a code or name
    over a prefix, a longer prefix over a shorter one; of two equal ones, the later.
    """
    return Selection(
        levels={code.code: _level(code, settings) for code in codes.values()},
        per_file=tuple(
            (_parts(pattern), _changeable(selectors, codes.values()))
            for pattern, selectors in settings.per_file_ignores.items()
        ),
    )


def _level(code: Code, settings: CheckSettings) -> Level | None:
    if is_fixed(code):
        return code.level
    is_selected = not settings.select or any(_means(each, code) for each in settings.select)
    if not is_selected or any(_means(each, code) for each in settings.ignore):
        return None
    asked = [
        (_narrowness(selector, code), order, level)
        for order, (selector, level) in enumerate(settings.levels.items())
        if _means(selector, code)
    ]
    return max(asked, key=lambda each: each[:2])[2] if asked else code.level


def _narrowness(selector: str, code: Code) -> int:
    return _WHOLE if selector in {code.code, code.name} else len(selector)


def _changeable(selectors: Iterable[str], codes: Iterable[Code]) -> frozenset[str]:
    codes = tuple(codes)
    meant = (code for selector in selectors for code in matching(selector, codes))
    return frozenset(code.code for code in meant if not is_fixed(code))


def _fits(path: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the parts of a path fit those of a pattern."""
    if not pattern:
        return not path
    first, *rest = pattern
    if first == "**":
        return any(_fits(path[start:], rest) for start in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], first) and _fits(path[1:], rest)


def _parts(pattern: str) -> tuple[str, ...]:
    """A pattern's parts; one without a slash is the name of files in any folder."""
    parts = pattern.split("/") if "/" in pattern else ["**", pattern]
    return tuple(
        part for at, part in enumerate(parts) if part != "**" or parts[at - 1 : at] != ["**"]
    )
