"""Numbers that stand in a sentence, found as whole numbers."""

import re


def has_number(text: str, number: str) -> bool:
    """Whether the number stands in the text, and not only as a part of a longer one."""
    return _pattern(number).search(text) is not None


def with_number(text: str, old: str, new: str) -> str | None:
    """The text with one number in place of another; None unless the old one is there just once."""
    found = _pattern(old).findall(text)
    return _pattern(old).sub(lambda _: new, text) if len(found) == 1 else None


def _pattern(number: str) -> re.Pattern[str]:
    """`17` but not in `2017`, `17.5` or `1,017`; a minus sign may be written in two ways."""
    sign = "[-\u2212]" if number.startswith("-") else ""
    digits = re.escape(number.removeprefix("-"))
    return re.compile(rf"(?<![-\u22120-9.,]){sign}{digits}(?![0-9]|[.,][0-9])")
