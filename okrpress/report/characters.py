"""Authors' characters made harmless for a log: visible, on one line, and no command to its reader.

CI systems read commands from what a tool prints: GitHub from lines that begin with `::` and from
`##[` anywhere, Azure from `##vso[`, TeamCity from `##teamcity[`. Terminals obey control characters.
"""

import re
import unicodedata

_COMMAND = re.compile(r"#(?P<number>#)(?=\w*\[)|(?<!\S)(?P<colon>:)(?=:)")


def is_harmless(text: str) -> bool:
    """Whether the text is shown as it is; nearly every one is."""
    return text.isprintable() and "::" not in text and "##" not in text


def shown(text: str) -> list[str]:
    r"""For each character what is shown in its place: itself, or an escape such as `\x1b`."""
    if is_harmless(text):
        return [*text]
    cells = [character if character.isprintable() else _escape(character) for character in text]
    for command in _COMMAND.finditer(text):
        index = command.start(command.lastgroup or 0)
        cells[index] = _escape(text[index])
    return cells


def one_line(text: str) -> str:
    """The text on one line, with everything unprintable or commanding as an escape."""
    return text if is_harmless(text) else "".join(shown(text))


def _escape(character: str) -> str:
    code = ord(character)
    if character in "#:":
        return f"\\x{code:02x}"
    return character.encode("unicode_escape").decode("ascii")


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
