"""Levels over time against the range they should stay in; those outside are marked."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.result import Point
from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import EDGE, SIZE, STRONG, WIDTH, Text, axis, grid, gutter, plotted
from okrpress.site.charts.scale import NumberScale, date_scale, date_ticks, extent, round_ticks
from okrpress.site.charts.svg import XY, Box, path

HEIGHT = 158.0
TOP, BOTTOM = 12.0, 132.0
_TICKS = 4
_DATES = 5


class Range(NamedTuple):
    """The range to stay in, inclusive; None means open on that side."""

    low: Decimal | None
    high: Decimal | None


class BandHistory(NamedTuple):
    """Geometry: the range as a zone, the line of levels, which of them are outside."""

    zone: Box
    line: tuple[XY, ...]
    breaches: tuple[int, ...]
    ticks: tuple[tuple[Decimal, float], ...]
    dates: tuple[tuple[date, float], ...]


def band_history(
    levels: Sequence[Point], keep: Range, first: date, last: date, axis_width: float
) -> BandHistory:
    """Levels between two days; the range always shows."""
    bounds = [one for one in keep if one is not None]
    low, high = extent([*(level.value for level in levels), *bounds])
    left, right = axis_width, WIDTH - EDGE
    y, x = (
        NumberScale(low, high, BOTTOM, TOP),
        date_scale(first, last, left + 2 * EDGE, right - 2 * EDGE),
    )
    return BandHistory(
        zone=Box(
            left,
            TOP if keep.high is None else y(keep.high),
            right,
            BOTTOM if keep.low is None else y(keep.low),
        ),
        line=tuple(XY(x(level.date), y(level.value)) for level in levels),
        breaches=tuple(at for at, level in enumerate(levels) if _is_outside(level.value, keep)),
        ticks=tuple((tick, y(tick)) for tick in round_ticks(low, high, _TICKS)),
        dates=tuple((day, x(day)) for day in date_ticks(first, last, _DATES)),
    )


def _is_outside(value: Decimal, keep: Range) -> bool:
    is_below = keep.low is not None and value < keep.low
    return is_below or (keep.high is not None and value > keep.high)


class Say(NamedTuple):
    """How numbers and days on the axes read."""

    number: Callable[[Decimal], str]
    day: Callable[[date], str]


def band_history_chart(
    levels: Sequence[Point],
    keep: Range,
    days: tuple[date, date],
    say: Say,
    *,
    ids: str,
    words: Text,
) -> Chart:
    """The drawing of the levels between two days."""
    draft = band_history(levels, keep, *days, 0.0)
    left = gutter([say.number(tick) for tick, _ in draft.ticks])
    shape = band_history(levels, keep, *days, left)
    return plotted("band", HEIGHT, ids, words, _parts(shape, say))


def _parts(shape: BandHistory, say: Say) -> Iterator[str]:
    zone = shape.zone
    yield (
        f'<rect class="chart-zone" x="{zone.left:.4g}" y="{zone.top:.4g}"'
        f' width="{zone.right - zone.left:.4g}" height="{max(zone.bottom - zone.top, 1):.4g}"'
        ' fill-opacity=".12"/>'
    )
    yield grid([y for _, y in shape.ticks], zone.left, zone.right)
    for tick, y in shape.ticks:
        yield axis(say.number(tick), XY(zone.left - EDGE, y + SIZE / 3), "end")
    yield from _days(shape, say)
    if len(shape.line) > 1:
        yield f'<path class="chart-line" d="{path(shape.line)}" {STRONG}/>'
    for at, (x, y) in enumerate(shape.line):
        if at in shape.breaches:
            yield f'<path class="chart-breach" d="M{x:.4g} {y - 6:.4g}l6 6-6 6-6-6Z"/>'
        else:
            yield f'<circle class="chart-level" cx="{x:.4g}" cy="{y:.4g}" r="2.5"/>'


def _days(shape: BandHistory, say: Say) -> Iterator[str]:
    """The dates that have room: none runs into the one before or out of the drawing."""
    end = 0.0
    for day, x in shape.dates:
        half = text_width(say.day(day), SIZE) / 2
        if x - half >= end and x + half <= WIDTH:
            yield axis(say.day(day), XY(x, BOTTOM + 18), "middle")
            end = x + half + 2 * EDGE
