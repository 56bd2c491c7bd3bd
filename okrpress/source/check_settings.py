"""The table [check] of `okrpress.toml`: what each of its settings may be."""

import re
from collections.abc import Callable, Mapping

from okrpress.model.finding import Level
from okrpress.rules.code import Code
from okrpress.rules.selection import is_fixed, matching
from okrpress.source.numbers import WrongValue
from okrpress.source.setting_values import Reader, describe, read_text
from okrpress.source.suggest import suggest
from okrpress.source.text import quote

_LEVELS: Mapping[str, Level | None] = {**{level.value: level for level in Level}, "off": None}
_FILE = re.compile(r"(?!\.{1,2}(?:/|\Z))[^/\\:]+(?:/(?!\.{1,2}(?:/|\Z))[^/\\:]+)*")


def _codes() -> Mapping[str, Code]:
    """All codes. A build reads settings too, and most settings name no rule: they load late."""
    from okrpress.rules.registry import ALL_CODES

    return ALL_CODES


def selector_mistake(text: str, *, changes: bool) -> WrongValue | None:
    """What keeps a text from being a selector: a code, the beginning of codes, or a name.

    `changes` says that it is to ignore findings or to change their level, which errors forbid.
    """
    codes = matching(text, _codes().values())
    if not codes:
        return WrongValue("is no code, no beginning of codes and no name", selector_help(text))
    if changes and all(is_fixed(code) for code in codes):
        message = "is always an error: its file cannot be trusted"
        return WrongValue(message, "correct the files instead")
    return None


def selector_help(text: str) -> str:
    """What a text that is no selector may have been meant to be."""
    codes = _codes()
    beginnings = dict.fromkeys(code.rstrip("0123456789") for code in codes)
    names = (code.name for code in codes.values())
    meant = suggest(text, (*beginnings, *codes, *names))
    return f"did you mean `{meant}`?" if meant else "`okrpress rule --all` lists them"


def selectors(*, changes: bool) -> Reader:
    """A reader of lists of selectors."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise WrongValue(f"is {describe(value)}", 'write a list of codes: ["KR002"]')
        for text in (texts := tuple(map(read_text, value))):
            mistake = selector_mistake(text, changes=changes)
            if mistake:
                raise WrongValue(f"names {quote(text)}, which {mistake.message}", mistake.help)
        return texts

    return read


def read_level(text: str) -> Level | None:
    """A level by its name; None for `off`."""
    if text not in _LEVELS:
        words = ", ".join(f"`{word}`" for word in _LEVELS)
        raise WrongValue(f"is {quote(text)}", f"write one of {words}")
    return _LEVELS[text]


def _level_of(selector: str, value: object) -> Level | None:
    mistake = selector_mistake(selector, changes=True)
    if mistake:
        raise mistake
    return read_level(read_text(value))


def _ignores_of(pattern: str, value: object) -> object:
    if pattern.startswith("/") or not pattern.isprintable():
        raise WrongValue("is no path", "write it from the project's folder: `content/2024*/**`")
    return _IGNORES(value)


def _read_file(value: object) -> str:
    text = read_text(value)
    if not text.isprintable() or not _FILE.fullmatch(text):
        help = "name a file by its path from okrpress.toml: `okrpress-baseline.json`"
        raise WrongValue(f"is {describe(text)}", help)
    return text


def _read_count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongValue(f"is {describe(value)}", "write a number of warnings, 0 or more")
    return value


_IGNORES = selectors(changes=True)

CHECK: Mapping[str, Reader] = {
    "select": selectors(changes=False),
    "ignore": _IGNORES,
    "baseline": _read_file,
    "max_warnings": _read_count,
}
"""What reads each setting of [check]."""

CHECK_TABLES: Mapping[str, Callable[[str, object], object]] = {
    "per_file_ignores": _ignores_of,
    "levels": _level_of,
}
"""What reads each entry of the tables in [check], given its key."""
