"""The sparkline: a key result's readings over its own time, as small as a word."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.result import Point
from okrpress.site.charts.scale import extent, number_scale, shared_date_scale
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
    worst, best = HEIGHT - _EDGE, _EDGE
    y = number_scale(low, high, *((best, worst) if falls else (worst, best)))
    line = [(x(day), y(value)) for day, value in readings]
    tail = (line[-1], (x(until), line[-1][1])) if until and line else ()
    return Sparkline(line, tail, [y(aim) for aim in aims])


def draw_sparkline(shape: Sparkline, ids: str, title: str, kinds: str) -> str:
    """The line, its last point, and faint lines for what is to be reached."""
    parts = [f'<path class="chart-aim" d="{_aims(shape)}" {_FAINT}/>' if shape.aims else ""]
    if shape.tail:
        parts.append(f'<path class="chart-tail" d="{path(shape.tail)}" {_DASHED}/>')
    if len(shape.line) > 1:
        parts.append(f'<path class="chart-line" d="{path(shape.line)}" {_LINE}/>')
    if shape.line:
        x, y = shape.line[-1]
        parts.append(f'<circle class="chart-latest" cx="{x:.4g}" cy="{y:.4g}" r="2.5"/>')
    return drawing(f"chart-sparkline {kinds}", _SIZE, ids, title, "".join(parts))


def _aims(shape: Sparkline) -> str:
    return "".join([f"M{_EDGE:.4g} {y:.4g}H{WIDTH - _EDGE:.4g}" for y in shape.aims])


_SIZE = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
_LINE = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"'
_DASHED = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 2"'
_FAINT = 'fill="none" stroke="currentColor" stroke-opacity=".5" stroke-dasharray="1 2"'
