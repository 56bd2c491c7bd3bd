"""What findings are shown on: a terminal with colours and a width, or a log with neither."""

from collections.abc import Callable

from okrpress.model.frozen import dataclass

Paint = Callable[[str, str], str]
"""Gives a text a style: ("error", "content/index.md:1:1") to the text with colour, or as it is.

The styles are the levels of findings, `place`, `code`, `frame` (what is drawn around an author's
line) and `note` (the words before help and reasons).
"""

STYLES = ("error", "warning", "advice", "place", "code", "frame", "note")


def plain(_style: str, text: str) -> str:
    """No colour."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """How to paint, and after how many columns to break or cut a line."""

    paint: Paint = plain
    width: int = 100


LOG = Screen()
"""No colours, and lines as long as a log has them."""
