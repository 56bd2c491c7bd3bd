"""The sparkline: a key result's readings over its own time, as small as a word."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.result import Point
from okrpress.site.charts.scale import NumberScale, extent, shared_date_scale
from okrpress.site.charts.svg import Place, drawing, path

WIDTH, HEIGHT = 80, 20
_EDGE = 3.0


class Sparkline(NamedTuple):
    """Geometry of a sparkline.

    `line` runs through the readings, `tail` from a stale last one to today. `aims` are the
    heights of the values to be reached or kept.
    """

    line: Sequence[Place]
    tail: Sequence[Place]
    aims: Sequence[float]


def sparkline(
    readings: Sequence[Point],
    *,
    first: date,
    last: date,
    until: date | None = None,
    aims: Sequence[Decimal] = (),
    ground: Sequence[Decimal] = (),
    falls: bool = False,
) -> Sparkline:
    """Readings between two days, with upwards always the better direction.

    `until` is the day to which a stale last reading is drawn on. `aims` are drawn, `ground` (a
    baseline) only widens the scale, so that slopes of different rows can be compared. `falls`
    says that lower is better.
    """
    x = shared_date_scale(first, last, _EDGE, WIDTH - _EDGE)
    low, high = extent([*[value for _, value in readings], *aims, *ground])
    y = NumberScale(low, high, _EDGE, _LOW) if falls else NumberScale(low, high, _LOW, _EDGE)
    start, factor = y.start, y.factor
    line = [(x[day], start + float(value - low) * factor) for day, value in readings]
    tail = (line[-1], (x[until], line[-1][1])) if until and line else ()
    return Sparkline(line, tail, y.inner(aims))


def draw_sparkline(shape: Sparkline, ids: str, title: str, kinds: str) -> str:
    """The line, its last point, and faint lines for what is to be reached."""
    line, tail, aims = shape
    parts = (
        _AIMS % (_RULE * len(aims) % tuple(aims)) if aims else "",
        _TAIL % path(tail) if tail else "",
        _LINE % path(line) if len(line) > 1 else "",
        _LATEST % line[-1] if line else "",
    )
    return drawing(f"chart-sparkline {kinds}", _SIZE, ids, title, "".join(parts))


_LOW = HEIGHT - _EDGE
_SIZE = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
_STROKE = 'fill="none" stroke="currentColor"'
_LINE = f'<path class="chart-line" d="%s" {_STROKE} stroke-width="1.5" stroke-linejoin="round"/>'
_TAIL = f'<path class="chart-tail" d="%s" {_STROKE} stroke-width="1.5" stroke-dasharray="2 2"/>'
_AIMS = f'<path class="chart-aim" d="%s" {_STROKE} stroke-opacity=".5" stroke-dasharray="1 2"/>'
_RULE = f"M{_EDGE:.4g} %.4gH{WIDTH - _EDGE:.4g}"
_LATEST = '<circle class="chart-latest" cx="%.4g" cy="%.4g" r="2.5"/>'
