"""The heatmap: a share for each name and each week, as strength of colour and as a number."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import EDGE, SIZE, Text, axis, short_name
from okrpress.site.charts.svg import XY, drawing, markup, text

CELL, ROW = 40.0, 26.0
TOP = 22.0
NAMES = 132.0
_STEPS = 4


class Cell(NamedTuple):
    """A share from 0 to 1 and how it reads; None where there is nothing to say."""

    share: Decimal | None
    number: str


class Row(NamedTuple):
    """A name and its cells, as many as there are columns."""

    name: str
    cells: tuple[Cell, ...]


def step(share: Decimal) -> int:
    """One of five strengths: 0 for nothing, 4 for all; only all of it is 4.

    >>> step(Decimal("0.99"))
    3
    """
    return int(min(max(share, Decimal(0)), Decimal(1)) * _STEPS)


def heatmap_chart(columns: Sequence[str], rows: Sequence[Row], ids: str, words: Text) -> Chart:
    """The cells at their own size: the place that holds the drawing has to scroll."""
    width, height = NAMES + CELL * len(columns), TOP + ROW * len(rows) + EDGE
    size = f'viewBox="0 0 {width:.4g} {height:.4g}" width="{width:.4g}" height="{height:.4g}"'
    svg = drawing(
        "chart-plot chart-heatmap",
        f'{size} font-size="{SIZE:.4g}"',
        ids,
        words.title,
        "".join(_parts(columns, rows)),
        finding=words.finding,
    )
    return Chart(svg=markup(svg), finding=words.finding, table=words.table)


def _parts(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    widest = max((text_width(one, SIZE) for one in columns), default=0.0) + EDGE
    every = max(1, -int(-widest // CELL))
    for at in range((len(columns) - 1) % every, len(columns), every):
        yield axis(columns[at], XY(NAMES + CELL * (at + 0.5), TOP - 8), "middle")
    for number, row in enumerate(rows):
        top = TOP + ROW * number
        name = short_name(row.name, NAMES - 2 * EDGE)
        yield axis(name, XY(0, top + ROW / 2 + SIZE / 3), "start")
        for at, cell in enumerate(row.cells):
            yield _cell(cell, NAMES + CELL * at, top)


def _cell(cell: Cell, left: float, top: float) -> str:
    middle = XY(left + CELL / 2, top + ROW / 2 + SIZE / 3)
    if cell.share is None:
        return ""
    strength = step(cell.share)
    return (
        f'<rect class="chart-cell chart-step-{strength}" x="{left + 1:.4g}" y="{top + 1:.4g}"'
        f' width="{CELL - 2:.4g}" height="{ROW - 2:.4g}" rx="2"'
        f' fill-opacity="{0.06 + 0.1 * strength:.2f}"/>'
        + text(cell.number, middle, anchor="middle", kind="chart-label-value")
    )
