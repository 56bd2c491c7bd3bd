"""Remarks in front matter: what a command tells the author of a file, and no reader takes for data.

An author's words are always cited there, in quotation marks: a remark that began with a title
could speak to okrpress, or be taken for a key that was commented out.
"""

from collections.abc import Iterator
from textwrap import wrap

_WIDTH = 98
_LONGEST = 200


def remark(text: str, at: int = 0, hanging: int = 0) -> Iterator[str]:
    """A text as lines that begin with `# `, `at` columns in; all but the first further in."""
    lead = f"{' ' * at}# "
    lines = wrap(
        text,
        width=_WIDTH,
        initial_indent=lead,
        subsequent_indent=lead + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from lines or [lead.rstrip()]


def cited(text: str) -> str:
    """An author's words on one line, in quotation marks, the end of long ones left out."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"}"'
