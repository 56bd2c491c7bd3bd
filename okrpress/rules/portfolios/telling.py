"""Words that messages of several rules share."""

from collections.abc import Sequence

from okrpress.model.said import Row, counted, row
from okrpress.rules.titles import shorten

SHOWN = 3
"""Names that a message gives of a longer list."""


def listed(names: Sequence[str]) -> Row:
    """Ids in a sentence: "`a`", "`a` and `b`", "`a`, `b`, `c` and 4 more"; long ones are cut.

    They are of teams, objectives or key results: words of one gender in languages that ask for it.
    """
    shown = [f"`{shorten(name)}`" for name in names[:SHOWN]]
    if len(names) > SHOWN:
        shown.append(counted(len(names) - SHOWN, "{n} more", "{n} more", context="names"))
    return row(shown, closed=True)
