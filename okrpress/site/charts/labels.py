"""Labels that do not collide: how wide a text is, and where there is room for it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.svg import Box, Place

# Widths in ems, a little above those of common interface fonts: what fits here fits there.
_NARROW, _DIGIT, _MIDDLE, _CAPITAL, _WIDE = 0.34, 0.62, 0.59, 0.7, 0.92
_WIDTHS = {
    **dict.fromkeys(" .,:;'!|()[]/ijlft\u202f", _NARROW),
    **dict.fromkeys("0123456789", _DIGIT),
    **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVXYZ", _CAPITAL),
    **dict.fromkeys("mwMW%@—…→", _WIDE),
}
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
        width = _ems(text) * size
        left = x - width * _SHARE_BEFORE[anchor]
        return Box(left, y - _ASCENT * size, left + width, y + _DESCENT * size)


class Segment(NamedTuple):
    """A straight line that labels should stay off."""

    start: Place
    end: Place


def text_width(text: str, size: float) -> float:
    """How wide a text is at a font size, rather too wide than too narrow."""
    return _ems(text) * size


@lru_cache(maxsize=4096)  # the same months, ticks and names stand in every chart
def _ems(text: str) -> float:
    return sum(ems(text))


def ems(text: str) -> list[float]:
    """How wide each of its characters is, for a font size of one."""
    return [_WIDTHS.get(char, _MIDDLE if char < "\u1100" else 1.0) for char in text]


def fitted(text: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits into a width, with an ellipsis."""
    while text_width(text, size) > width:
        text = text[:-2] + "…"
    return text


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
    candidates: Iterable[Label], frame: Box, taken: Sequence[Box], lines: Sequence[Segment]
) -> Label | None:
    """The candidate in the frame, off all taken boxes, that hides least of the lines.

    Of equals the first. None when no candidate is free.
    """
    best, fewest = None, len(lines) + 1
    for label in candidates:
        box = label.box()
        if inside(box, frame) and not any(overlap(box, other) for other in taken):
            crossed = [crosses(line, box) for line in lines].count(True)
            if not crossed:
                return label
            if crossed < fewest:
                best, fewest = label, crossed
    return best


def crosses(line: Segment, box: Box) -> bool:
    """Whether any part of the line lies in the box, or touches it.

    Two convex shapes are apart when some axis parts them: here both of the box's, and the one
    across the line.
    """
    (x, y), (to_x, to_y) = line
    left, top, right, bottom = box
    if (x < left and to_x < left) or (x > right and to_x > right):
        return False
    if (y < top and to_y < top) or (y > bottom and to_y > bottom):
        return False
    across, down = to_x - x, to_y - y
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    sides = [(corner_x - x) * down - (corner_y - y) * across for corner_x, corner_y in corners]
    return min(sides) <= 0 <= max(sides)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places as near as may be to those wanted, in their order, at least a gap apart.

    All lie between low and high; where there is no room for that, the gap shrinks.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    places = [0.0] * len(wanted)
    floor = low
    for at in order:
        places[at] = max(wanted[at], floor)
        floor = places[at] + gap
    ceiling = high
    for at in reversed(order):
        places[at] = min(places[at], ceiling)
        ceiling = places[at] - gap
    return tuple(places)
