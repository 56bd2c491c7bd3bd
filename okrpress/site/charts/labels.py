"""Labels that do not collide: how wide a text is, and where there is room for it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from okrpress.memo import Known
from okrpress.site.charts.svg import Box, Place
from okrpress.tuples import new

# Widths in ems, a little above those of common interface fonts: what fits here fits there.
_NARROW, _DIGIT, _MIDDLE, _CAPITAL, _WIDE = 0.34, 0.62, 0.59, 0.7, 0.92


class _Widths(dict[str, float]):
    def __missing__(self, char: str) -> float:
        width = self[char] = _MIDDLE if char < "\u1100" else 1.0
        return width


_width_of = _Widths(
    {
        **dict.fromkeys(" .,:;'!|()[]/ijlft\u202f", _NARROW),
        **dict.fromkeys("0123456789", _DIGIT),
        **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVXYZ", _CAPITAL),
        **dict.fromkeys("mwMW%@—…→", _WIDE),
    }
).__getitem__
_LATIN = bytes([round(100 * _width_of(chr(code))) for code in range(256)])
_ASCENT, _DESCENT = 0.8, 0.25
_SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Label(NamedTuple):
    """A line of text at its baseline; `kind` is its class."""

    text: str
    at: Place
    anchor: str
    size: float
    kind: str

    def box(self) -> Box:
        """The room it takes."""
        text, (x, y), anchor, size, _ = self
        width = _ems[text] * size
        left = x - width * _SHARE_BEFORE[anchor]
        return Box(left, y - _ASCENT * size, left + width, y + _DESCENT * size)


Segment = tuple[float, float, float, float]
"""A straight line that labels should stay off: from x, y to x, y."""

Edges = tuple[float, float, float, float]
"""A `Box` as plain numbers, which are made in no time."""

Spot = tuple[float, float, str]
"""Where a label may stand: x, y of its baseline, and its anchor."""


def text_width(text: str, size: float) -> float:
    """How wide a text is at a font size, rather too wide than too narrow."""
    return _ems[text] * size


def widest(texts: Iterable[str], size: float) -> float:
    """How wide the widest of some texts is at a font size; 0 without any."""
    return max(map(_ems.__getitem__, texts), default=0.0) * size


def _measured(text: str) -> float:
    """Nearly every text of a chart is Latin: the sum of its bytes is its width."""
    try:
        return sum(text.replace("\u202f", " ").encode("latin-1").translate(_LATIN)) / 100
    except UnicodeEncodeError:
        return sum(map(_width_of, text))


_ems = Known(_measured, 4096)  # a label is measured before it is placed, and while it is


def ems(text: str) -> list[float]:
    """How wide each of its characters is, for a font size of one."""
    return [*map(_width_of, text)]


def fitted(text: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits into a width, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    ends = [*accumulate(map(_width_of, text), initial=_width_of("…"))]
    kept = bisect_right(ends, width, 1, max(len(text) - 1, 1), key=lambda end: end * size) - 1
    return text[:kept] + "…"


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share room; touching edges do not."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def inside(box: Box, frame: Box) -> bool:
    """Whether a box lies within a frame."""
    return (
        box.left >= frame.left
        and box.right <= frame.right
        and box.top >= frame.top
        and box.bottom <= frame.bottom
    )


def place(
    label: Label,
    spots: Iterable[Spot],
    frame: Edges,
    taken: Sequence[Edges],
    lines: Sequence[Segment],
) -> Label | None:
    """The label at that spot in the frame, off all taken boxes, where it hides least of the lines.

    Of equals the first. None when no spot is free.
    """
    text, _, _, size, kind = label
    width, ascent, descent = _ems[text] * size, _ASCENT * size, _DESCENT * size
    least_x, least_y, most_x, most_y = frame
    best, fewest = None, len(lines) + 1
    for spot in spots:
        x, y, anchor = spot
        left, top, bottom = x - width * _SHARE_BEFORE[anchor], y - ascent, y + descent
        right = left + width
        if left < least_x or right > most_x or top < least_y or bottom > most_y:
            continue
        box = left, top, right, bottom
        if taken and not _is_free(box, taken):
            continue
        crossed = crossings(lines, box)
        if crossed < fewest:
            best, fewest = spot, crossed
            if not crossed:
                break
    return best and new(Label, (text, best[:2], best[2], size, kind))


def _is_free(box: Edges, taken: Sequence[Edges]) -> bool:
    """Whether a box shares no room with any other one."""
    left, top, right, bottom = box
    for other_left, other_top, other_right, other_bottom in taken:
        if other_left < right and left < other_right and other_top < bottom and top < other_bottom:
            return False
    return True


def crossings(lines: Sequence[Segment], box: Edges) -> int:
    """How many lines lie in the box in some part, or touch it.

    Two convex shapes are apart when some axis parts them: here both of the box's, and the one
    across the line, along which each shape has its least and its most.
    """
    left, top, right, bottom = box
    crossed = 0
    for x, y, to_x, to_y in lines:
        if (x < left and to_x < left) or (x > right and to_x > right):
            continue
        if (y < top and to_y < top) or (y > bottom and to_y > bottom):
            continue
        across, down = to_x - x, to_y - y
        least, most = (left - x) * down, (right - x) * down
        low, high = (top - y) * across, (bottom - y) * across
        if least > most:
            least, most = most, least
        if low > high:
            low, high = high, low
        crossed += least <= high and low <= most
    return crossed


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as may be to those wanted, in their order, at least a gap apart.

    All lie between low and high; where there is no room for that, the gap shrinks.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = [*wanted]
    floor = low
    for at in order:
        place = places[at]
        if place < floor:
            places[at] = place = floor
        floor = place + gap
    ceiling = high
    for at in reversed(order):
        if places[at] <= ceiling:
            break  # so are all before it, each a gap from the next
        places[at] = ceiling
        ceiling -= gap
    return places
