"""A title on the lines of a box: broken between words, and within those that are too long."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from okrpress.site.charts.labels import ems, text_width

_ELLIPSIS = "…"


@lru_cache(maxsize=4096)  # an objective is drawn on its own page, its neighbours', and the map
def wrapped(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """The text on at most that many lines of that width; an ellipsis where some of it is cut."""
    space = text_width(" ", size)
    made: list[str] = []
    line, used = "", 0.0
    for piece, wide in _pieces(text, size, width):
        if not line:
            line, used = piece, wide
        elif used + space + wide <= width:
            line, used = f"{line} {piece}", used + space + wide
        elif len(made) + 1 == lines:
            return (*made, shortened(f"{line} {piece}", size, width))
        else:
            made.append(line)
            line, used = piece, wide
    return (*made, line) if line else tuple(made)


@lru_cache(maxsize=4096)  # units and statuses head many boxes
def shortened(text: str, size: float, width: float) -> str:
    """As much of the beginning as fits before an ellipsis; the whole text where it fits."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width(_ELLIPSIS, size)
    ends = accumulate(ems(text))
    at = next((at for at, end in enumerate(ends) if end * size > room), len(text))
    return text[:at].rstrip() + _ELLIPSIS


def _pieces(text: str, size: float, width: float) -> Iterator[tuple[str, float]]:
    """The words with their widths, those that are wider than a line in pieces that are not."""
    for word in text.split():
        whole = text_width(word, size)
        if whole <= width:
            yield word, whole
            continue
        piece, used = "", 0.0
        for char in word:
            wide = text_width(char, size)
            if piece and used + wide > width:
                yield piece, text_width(piece, size)
                piece, used = "", 0.0
            piece, used = piece + char, used + wide
        yield piece, text_width(piece, size)
