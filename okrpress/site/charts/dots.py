"""The dot plot: one value between 0 and 1 for each of some names, a line for each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import EDGE, FAINT, SIZE, WIDTH, Text, axis, plotted, short_name
from okrpress.site.charts.plot import value as value_label
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import XY

ROW = 38.0
_LINE = 26.0  # below a row's top
LEFT, RIGHT = 6.0, WIDTH - 6.0
_RADIUS = 5.0
_ZERO, _ONE = Decimal(0), Decimal(1)


class Dot(NamedTuple):
    """A name, its value (what is beyond 0 or 1 is drawn at the end), and how that reads."""

    name: str
    value: Decimal | None
    number: str


class Dots(NamedTuple):
    """Geometry: where each dot lies; None where there is no value."""

    height: float
    places: tuple[XY | None, ...]


def dots(rows: Sequence[Dot]) -> Dots:
    """A line for each, in their order."""
    x = NumberScale(_ZERO, _ONE, LEFT, RIGHT)
    return Dots(
        height=len(rows) * ROW + SIZE + 2 * EDGE,
        places=tuple(
            None if one.value is None else XY(x(one.value), at * ROW + _LINE)
            for at, one in enumerate(rows)
        ),
    )


def dots_chart(
    rows: Sequence[Dot], ends: tuple[str, str], ids: str, words: Text, mark: Decimal | None = None
) -> Chart:
    """The dots; `ends` say what 0 and 1 mean, `mark` is a value to hold them against."""
    shape = dots(rows)
    return plotted("dots", shape.height, ids, words, _parts(rows, shape, ends, mark))


def _parts(
    rows: Sequence[Dot], shape: Dots, ends: tuple[str, str], mark: Decimal | None
) -> Iterator[str]:
    for at, (one, place) in enumerate(zip(rows, shape.places, strict=True)):
        top = at * ROW
        room = RIGHT - LEFT - text_width(one.number, SIZE) - 3 * EDGE
        yield value_label(short_name(one.name, room), XY(LEFT, top + SIZE + 2), "start")
        yield value_label(one.number, XY(RIGHT, top + SIZE + 2), "end")
        yield f'<path class="chart-grid" d="M{LEFT:.4g} {top + _LINE:.4g}H{RIGHT:.4g}" {FAINT}/>'
        if mark is not None:
            x = NumberScale(_ZERO, _ONE, LEFT, RIGHT)(mark)
            yield f'<path class="chart-expected" d="M{x:.4g} {top + _LINE - 6:.4g}v12" {FAINT}/>'
        if place:
            yield f'<circle class="chart-dot" cx="{place.x:.4g}" cy="{place.y:.4g}" r="{_RADIUS}"/>'
    foot = shape.height - EDGE
    yield axis(ends[0], XY(LEFT, foot), "start") + axis(ends[1], XY(RIGHT, foot), "end")
