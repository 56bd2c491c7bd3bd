"""The sparkline: a key result's readings over its own time, as small as a word."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.scoring.result import Point
from okrpress.site.charts.scale import Places, date_scale, extent
from okrpress.site.charts.svg import drawing
from okrpress.tuples import new

WIDTH, HEIGHT = 80, 20
_EDGE = 3.0


class Sparkline(NamedTuple):
    """Geometry of a sparkline, as path data has it.

    `line` are the places of the readings, "x y" after "x y". `until` is the x to which a stale last
    one is drawn on, empty for one that is not. `aims` are the heights of the values to be reached
    or kept.
    """

    line: str
    until: str
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
    days, values = zip(*readings, strict=True) if readings else ((), ())
    low, high = extent([*values, *aims, *ground])
    start, end = (_EDGE, _LOW) if falls else (_LOW, _EDGE)
    factor = (end - start) / float(high - low)
    heights = [start + float(value - low) * factor for value in values]
    line = _line_on(days, first, last) % tuple(heights)
    reached = [start + float(value - low) * factor for value in aims]
    return new(Sparkline, (line, _days(first, last)[until] if until and line else "", reached))


@lru_cache(maxsize=1024)  # what belongs together is mostly read on the same days
def _line_on(days: tuple[date, ...], first: date, last: date) -> str:
    """A place on each day as path data has it, their heights to be filled in."""
    x = _days(first, last)
    return " ".join([f"{x[day]} %.4g" for day in days])


@lru_cache(maxsize=1024)  # many have the same days
def _days(first: date, last: date) -> Places[date, str]:
    """Where days lie, as it is written."""
    x = date_scale(first, last, _EDGE, WIDTH - _EDGE)
    return Places(lambda day: f"{x(day):.4g}")


def draw_sparkline(shape: Sparkline, ids: str, title: str, kinds: str) -> str:
    """The line, its last point, and faint lines for what is to be reached."""
    line, until, aims = shape
    body = _AIMS % (_RULE * len(aims) % tuple(aims)) if aims else ""
    if line:
        *before, x, y = line.rsplit(" ", 2)
        if until:
            body += _TAIL % (x, y, until, y)
        if before:
            body += _LINE % line
        body += _LATEST % (x, y)
    return drawing(f"chart-sparkline {kinds}", _SIZE, ids, title, body)


_LOW = HEIGHT - _EDGE
_SIZE = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
_STROKE = 'fill="none" stroke="currentColor"'
_LINE = f'<path class="chart-line" d="M%s" {_STROKE} stroke-width="1.5" stroke-linejoin="round"/>'
_TAIL = (
    f'<path class="chart-tail" d="M%s %s %s %s" {_STROKE} stroke-width="1.5"'
    ' stroke-dasharray="2 2"/>'
)
_AIMS = f'<path class="chart-aim" d="%s" {_STROKE} stroke-opacity=".5" stroke-dasharray="1 2"/>'
_RULE = f"M{_EDGE:.4g} %.4gH{WIDTH - _EDGE:.4g}"
_LATEST = '<circle class="chart-latest" cx="%s" cy="%s" r="2.5"/>'
