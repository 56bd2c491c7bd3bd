"""The bullet bar: how far, how far by now, how far in the end, on one line.

After Stephen Few's bullet graph: one scale, one measure, one marker for what it is compared with.
The scale is the same in every row, from baseline to target with room for both kinds of surprise,
so that bars under each other can be compared; places are percents of the width, so that the bar
keeps its height, its strokes and its marks at any width.
"""

from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.svg import drawing
from okrpress.tuples import new

START, TARGET = 3.0, 92.0  # where 0 and 1 lie, in percent of the width
_LENGTH = TARGET - START
_HEIGHT, _TOP, _THICKNESS = 18, 5, 8
_MIDDLE = _TOP + _THICKNESS // 2


Span = tuple[float, float]
"""A stretch of the width, from left to right in percent."""


class Bullet(NamedTuple):
    """Geometry of a bullet bar, in percent of its width.

    `gap` is what is missing to the expected place. `beyond` says on which side the value lies off
    the scale: "below", "above", or nowhere.
    """

    bar: Span | None
    gap: Span | None
    expected: float | None
    beyond: str = ""


class Range(NamedTuple):
    """Geometry of a value and the range it should stay in, in percent of the width."""

    allowed: Span
    bounds: tuple[float, ...]
    value: float | None
    beyond: str = ""


def bullet(progress: Decimal | None, expected: Decimal | None) -> Bullet:
    """Progress, not clamped, against what is expected now; shares of the way to the target."""
    tick = None if expected is None else _clamped(START + float(expected) * _LENGTH)[0]
    if progress is None:
        return new(Bullet, (None, None, tick, ""))
    end, beyond = _clamped(START + float(progress) * _LENGTH)
    left, right = (START, end) if end > START else (end, START)
    gap = (right, tick) if tick is not None and tick > right else None
    return new(Bullet, ((left, right), gap, tick, beyond))


def value_range(low: Decimal | None, high: Decimal | None, value: Decimal | None) -> Range:
    """A value against a range with one bound or two, with room for half a range outside."""
    bounds = [bound for bound in (low, high) if bound is not None]
    span = float(bounds[-1] - bounds[0]) or abs(float(bounds[0])) or 1.0
    first = float(bounds[0]) - (span / 2 if low is not None else span)
    last = float(bounds[-1]) + (span / 2 if high is not None else span)

    def percent(number: Decimal) -> float:
        return (float(number) - first) / (last - first) * 100

    left = 0.0 if low is None else percent(low)
    right = 100.0 if high is None else percent(high)
    ticks = tuple(percent(bound) for bound in bounds)
    if value is None:
        return Range((left, right), ticks, None)
    return Range((left, right), ticks, *_clamped(percent(value)))


def _clamped(percent: float) -> tuple[float, str]:
    """A place inside the width, and on which side of it the value lies."""
    if percent < 0:
        return 0.0, "below"
    return (100.0, "above") if percent > 100 else (percent, "")


# ── drawing ───────────────────────────────────────────────────────────────────────────────────


def draw_bullet(shape: Bullet, ids: str, title: str, kinds: str) -> str:
    """The bar: a track, what is reached, what is missing, the expected tick, the target's mark."""
    bar, gap, expected, beyond = shape
    body = _EMPTY_TRACK
    if bar:
        left, right = bar
        # The missing part is a thick line with short dashes: a hatch without a pattern, and an id.
        body = _TRACK + (_HATCHED % gap if gap else "") + _BAR % (left, right - left)
    tick = "" if expected is None else _AT_EXPECTED % expected
    body = f"{body}{tick}{_BEYOND[beyond]}{_AT_TARGET}"
    return drawing(f"chart-bullet {kinds}", _SIZE, ids, title, body)


def draw_range(shape: Range, ids: str, title: str, kinds: str) -> str:
    """The track, the part of it where the value should be, its bounds, and the value."""
    parts = (
        _WHOLE if shape.value is not None else _EMPTY_WHOLE,
        _ALLOWED % _placed(shape.allowed),
        *[_AT % (bound, _TARGET) for bound in shape.bounds],
        "" if shape.value is None or shape.beyond else _AT % (shape.value, _VALUE),
        _BEYOND[shape.beyond],
    )
    return drawing(f"chart-bullet chart-range {kinds}", _SIZE, ids, title, "".join(parts))


def _placed(span: Span) -> tuple[float, float]:
    """Where it begins, and how long it is."""
    left, right = span
    return left, right - left


# Coordinates are written by `%`: f-strings take twice as long for the same.
_SIZE = f'width="100%" height="{_HEIGHT}"'
_RECTANGLE = f' x="%.4g%%" y="{_TOP}" width="%.4g%%" height="{_THICKNESS}"'
_BAR = f'<rect class="chart-bar"{_RECTANGLE}/>'
_ALLOWED = f'<rect class="chart-allowed"{_RECTANGLE} fill-opacity=".16"/>'
_FULL = f'<rect class="chart-track"{_RECTANGLE} fill-opacity=".12"/>'
_EMPTY = (
    f'<rect class="chart-track"{_RECTANGLE}'
    ' fill="none" stroke="currentColor" stroke-opacity=".4" stroke-dasharray="3 3"/>'
)
_TRACK, _EMPTY_TRACK = [one % _placed((START, TARGET)) for one in (_FULL, _EMPTY)]
_WHOLE, _EMPTY_WHOLE = [one % _placed((0, 100)) for one in (_FULL, _EMPTY)]
_HATCHED = (
    f'<line class="chart-gap" x1="%.4g%%" x2="%.4g%%" y1="{_MIDDLE}" y2="{_MIDDLE}"'
    f' stroke="currentColor" stroke-opacity=".5" stroke-width="{_THICKNESS}"'
    ' stroke-dasharray="1 3"/>'
)
_AT = '<svg x="%.4g%%" overflow="visible">%s</svg>'
_EDGE = 'stroke="Canvas"'  # keeps marks apart from the bar under them
_TARGET = f'<path class="chart-target" d="M-1 2h2v14h-2Z" {_EDGE}/>'
_AT_TARGET = _AT % (TARGET, _TARGET)
_EXPECTED = f'<path class="chart-expected" d="M-4 0h8L.75 4v10h-1.5v-10Z" {_EDGE}/>'
_AT_EXPECTED = _AT.replace("%s", _EXPECTED)
_VALUE = f'<circle class="chart-value" cy="{_MIDDLE}" r="5" {_EDGE}/>'
_CUT = '<rect class="chart-cut" x="{x}" y="4" width="10" height="10" fill="Canvas"/>'
_BEYOND = {
    "": "",
    "above": _AT % (100, _CUT.format(x=-10) + '<path class="chart-beyond" d="M-9 2l9 7-9 7Z"/>'),
    "below": _AT % (0, _CUT.format(x=0) + '<path class="chart-beyond" d="M9 2l-9 7 9 7Z"/>'),
}
