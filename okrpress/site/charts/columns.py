"""Columns: an amount for each of a row of places, counts by score or shares by week."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import DASHED, EDGE, SIZE, WIDTH, Text, axis, grid, gutter, plotted
from okrpress.site.charts.plot import value as value_label
from okrpress.site.charts.scale import NumberScale, round_ticks
from okrpress.site.charts.svg import XY

HEIGHT = 176.0
TOP, BOTTOM = 26.0, 150.0
_FILL = 0.72  # of a place is column, the rest is room
_TICKS = 4


class Column(NamedTuple):
    """A place: what stands under it, how much there is (at least 0; None: nothing to count).

    `number` is written above it where there is room. `is_marked` sets it off from the others.
    """

    name: str
    amount: Decimal | None
    number: str
    is_marked: bool = False


class Bar(NamedTuple):
    """A column's geometry; `top` is None where there is nothing to count."""

    middle: float
    width: float
    top: float | None


class Columns(NamedTuple):
    """Geometry: `ticks` are amounts and heights, `named` the columns with room for their name."""

    left: float
    right: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[Decimal, float], ...]
    named: tuple[int, ...]
    numbered: tuple[int, ...]


def columns(places: Sequence[Column], top: Decimal | None, axis_width: float) -> Columns:
    """Columns from zero up to `top`, or to a little above the highest.

    Names that would run into each other are left out evenly, the last one always being named.
    """
    known = [one.amount for one in places if one.amount is not None]
    high = top or max([*known, Decimal(1)]) * Decimal("1.06")
    y = NumberScale(Decimal(0), high, BOTTOM, TOP)
    left, right = axis_width, WIDTH - EDGE
    step = (right - left) / max(len(places), 1)
    bars = tuple(
        Bar(
            middle=left + step * (at + 0.5),
            width=step * _FILL,
            top=None if one.amount is None else y(one.amount),
        )
        for at, one in enumerate(places)
    )
    widest = max((text_width(one.name, SIZE) for one in places), default=0.0) + 2 * EDGE
    every = max(1, -int(-widest // step))
    return Columns(
        left=left,
        right=right,
        bars=bars,
        ticks=tuple((tick, y(tick)) for tick in round_ticks(Decimal(0), high, _TICKS)),
        named=tuple(range((len(places) - 1) % every, len(places), every)),
        numbered=tuple(
            at for at, one in enumerate(places) if text_width(one.number, SIZE) <= step - 1
        ),
    )


def columns_chart(
    places: Sequence[Column],
    tick_words: Sequence[str] | None,
    ids: str,
    words: Text,
    *,
    top: Decimal | None = None,
    line: int | None = None,
) -> Chart:
    """The columns; `tick_words` name the ticks (plain numbers without), `line` is a place to mark.

    Ticks in words need `top`, which settles where they lie.
    """
    draft = columns(places, top, 0.0)
    named = tick_words or [f"{tick.normalize():f}" for tick, _ in draft.ticks]
    shape = columns(places, top, gutter(named))
    return plotted("columns", HEIGHT, ids, words, _parts(places, shape, named, line))


def _parts(
    places: Sequence[Column], shape: Columns, named: Sequence[str], line: int | None
) -> Iterator[str]:
    yield grid([y for _, y in shape.ticks], shape.left, shape.right)
    for (_, y), words in zip(shape.ticks, named, strict=True):
        yield axis(words, XY(shape.left - EDGE, y + SIZE / 3), "end")
    for one, bar in zip(places, shape.bars, strict=True):
        yield _bar(one, bar)
    if line is not None:
        yield _expected(shape.bars[line])
    for at in shape.named:
        yield _name(places[at].name, shape.bars[at].middle, shape.right)
    for at in shape.numbered:
        bar, one = shape.bars[at], places[at]
        if bar.top is not None and one.amount:
            yield value_label(one.number, XY(bar.middle, bar.top - EDGE), "middle")


def _name(words: str, middle: float, right: float) -> str:
    """Below its column, and never beyond the last one."""
    reaches = middle + text_width(words, SIZE) / 2
    at, anchor = (right, "end") if reaches > right else (middle, "middle")
    return axis(words, XY(at, BOTTOM + 17), anchor)


def _expected(bar: Bar) -> str:
    """A point above the column, and a line down to its number."""
    x, foot = bar.middle, (BOTTOM if bar.top is None else bar.top) - SIZE - 2 * EDGE
    point = f'<path class="chart-expected-at" d="M{x - 5:.4g} 0h10l-5 7Z"/>'
    if foot <= EDGE * 2:
        return point
    return f'{point}<path class="chart-expected" d="M{x:.4g} 7V{foot:.4g}" {DASHED}/>'


def _bar(one: Column, bar: Bar) -> str:
    left = bar.middle - bar.width / 2
    if bar.top is None:
        return f'<path class="chart-none" d="M{left:.4g} {BOTTOM:.4g}h{bar.width:.4g}" {DASHED}/>'
    marked = " chart-marked" if one.is_marked else ""
    height = max(BOTTOM - bar.top, 1.0)
    pale = "" if one.is_marked else ' fill-opacity=".7"'
    return (
        f'<rect class="chart-column{marked}" x="{left:.4g}" y="{BOTTOM - height:.4g}"'
        f' width="{bar.width:.4g}" height="{height:.4g}"{pale}/>'
    )
