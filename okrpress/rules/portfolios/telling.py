"""Words that messages of several rules share."""

from collections.abc import Sequence

from okrpress.rules.titles import shorten

SHOWN = 3
"""Names that a message gives of a longer list."""


def listed(names: Sequence[str]) -> str:
    """Ids in a sentence: "`a`", "`a` and `b`", "`a`, `b`, `c` and 4 more"; long ones are cut."""
    shown = [f"`{shorten(name)}`" for name in names[:SHOWN]]
    if len(names) > SHOWN:
        shown.append(f"{len(names) - SHOWN} more")
    *before, last = shown
    return f"{', '.join(before)} and {last}" if before else last


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 key result", "3 key results"."""
    return f"{count} {one if count == 1 else many}"
