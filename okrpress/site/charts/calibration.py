"""The calibration plot: how far what was believed lies from what came."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.chart import Chart
from okrpress.site.charts.plot import DASHED, EDGE, SIZE, STRONG, WIDTH, Text, axis, grid, plotted
from okrpress.site.charts.plot import value as value_label
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import XY, path

HEIGHT = 316.0
LEFT, RIGHT = 40.0, WIDTH - 12.0
TOP, BOTTOM = 26.0, 270.0
_LEAST, _MOST = 4.0, 11.0  # radius of a dot
_TICKS = tuple(Decimal(n) / 4 for n in range(5))


class Believed(NamedTuple):
    """A group: its belief and outcome, 0-1 each, the middle half of outcomes, how many cases.

    `number` is written beside it.
    """

    belief: Decimal
    outcome: Decimal
    low: Decimal
    high: Decimal
    cases: int
    number: str


class Spot(NamedTuple):
    """A group's geometry: its middle, its radius, and the ends of the line of outcomes."""

    at: XY
    radius: float
    low: float
    high: float


def spots(groups: Sequence[Believed]) -> tuple[Spot, ...]:
    """Where the groups lie; a dot's area grows with its cases."""
    x, y = _scales()
    most = max((one.cases for one in groups), default=1)
    return tuple(
        Spot(
            at=XY(x(one.belief), y(one.outcome)),
            radius=_LEAST + (_MOST - _LEAST) * (one.cases / most) ** 0.5,
            low=y(one.low),
            high=y(one.high),
        )
        for one in groups
    )


def calibration_chart(
    groups: Sequence[Believed],
    ticks: tuple[Sequence[str], Sequence[str]],
    axes: tuple[str, str, str],
    ids: str,
    words: Text,
) -> Chart:
    """The plot; `ticks` name five values of belief and of outcome, `axes` the two and the line."""
    return plotted("calibration", HEIGHT, ids, words, _parts(groups, ticks, axes))


def _parts(
    groups: Sequence[Believed],
    ticks: tuple[Sequence[str], Sequence[str]],
    axes: tuple[str, str, str],
) -> Iterator[str]:
    x, y = _scales()
    yield grid([y(tick) for tick in _TICKS], LEFT, RIGHT)
    diagonal = path([XY(LEFT, BOTTOM), XY(RIGHT, TOP)])
    yield f'<path class="chart-expected" d="{diagonal}" {DASHED}/>'
    for tick, below, beside in zip(_TICKS, *ticks, strict=True):
        yield axis(below, XY(x(tick), BOTTOM + 17), "middle")
        yield axis(beside, XY(LEFT - 2 * EDGE, y(tick) + SIZE / 3), "end")
    yield axis(axes[0], XY(RIGHT, BOTTOM + 36), "end")
    yield axis(axes[1], XY(0, SIZE), "start")
    yield axis(axes[2], XY(x(Decimal("0.24")), y(Decimal("0.15"))), "start")
    for one, spot in zip(groups, spots(groups), strict=True):
        lies = f"M{spot.at.x:.4g} {spot.low:.4g}V{spot.high:.4g}"
        yield f'<path class="chart-line" d="{lies}" {STRONG} stroke-opacity=".5"/>'
        yield _dot(spot)
        right = spot.at.x + spot.radius + EDGE
        yield value_label(one.number, XY(right, spot.at.y + SIZE / 3), "start")


def _dot(spot: Spot) -> str:
    return (
        f'<circle class="chart-dot" cx="{spot.at.x:.4g}" cy="{spot.at.y:.4g}"'
        f' r="{spot.radius:.4g}"/>'
    )


def _scales() -> tuple[Callable[[Decimal], float], Callable[[Decimal], float]]:
    zero, one = Decimal(0), Decimal(1)
    return NumberScale(zero, one, LEFT, RIGHT), NumberScale(zero, one, BOTTOM, TOP)
