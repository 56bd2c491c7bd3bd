"""The heatmap: for each name and each week a share, as strength of colour and as a number, or a
state by its shape.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.result import Status
from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import EDGE, SIZE, Text, axis, short_name
from okrpress.site.charts.shapes import status_outline, status_shape
from okrpress.site.charts.svg import XY, drawing, markup, text
from okrpress.site.escaping import escaped

ROW = 26.0
TOP = 22.0
_STEPS = 4
_SHAPE = 16.0


class Look(NamedTuple):
    """The room that names and cells have."""

    names: float = 132.0
    cell: float = 40.0


_USUAL = Look()


class Cell(NamedTuple):
    """A share from 0 to 1 and how it reads; None where there is nothing to say.

    With a status it is marked by that: in a corner, or by the shape alone if there is no share.
    """

    share: Decimal | None
    number: str
    status: Status | None = None


class Meaning(NamedTuple):
    """What the mark of a status stands for in a drawing, and how many there are of it."""

    status: Status
    words: str
    number: str = ""
    is_corner: bool = False


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


def heatmap_chart(
    columns: Sequence[str],
    rows: Sequence[Row],
    ids: str,
    words: Text,
    *,
    look: Look = _USUAL,
    key: Sequence[Meaning] = (),
) -> Chart:
    """The cells at their own size: the place that holds the drawing has to scroll.

    `key` says what the shapes mean, below it.
    """
    over = max(0.0, _widest(columns) - look.cell) / 2  # by which the last column's name stands out
    width, height = look.names + look.cell * len(columns) + over, TOP + ROW * len(rows) + EDGE
    size = f'viewBox="0 0 {width:.4g} {height:.4g}" width="{width:.4g}" height="{height:.4g}"'
    shapes = dict.fromkeys(one.status for row in rows for one in row.cells if _is_shape(one))
    outlines = "".join([_outline(ids, status) for status in shapes if status])
    body = "".join(_parts(columns, rows, ids, look))
    svg = drawing(
        "chart-plot chart-heatmap",
        f'{size} font-size="{SIZE:.4g}"',
        ids,
        words.title,
        f"<defs>{outlines}</defs>{body}" if outlines else body,
        finding=words.finding,
    )
    if key:
        svg = f'<div class="chart-counted">{svg}<ul class="chart-key">{_key(key)}</ul></div>'
    return Chart(svg=markup(svg), finding=words.finding, table=words.table)


def _is_shape(cell: Cell) -> bool:
    return cell.share is None and cell.status is not None


def _outline(ids: str, status: Status) -> str:
    """The shape of a status, drawn once for all cells that show it."""
    data = status_outline(status)
    return f'<path id="{ids}-{status.value}" fill-rule="evenodd" d="{data}"/>'


def _key(key: Sequence[Meaning]) -> str:
    return "".join(
        [
            f'<li class="chart-is-{one.status.value}">{_mark(one)}'
            f" {escaped(one.words)}{one.number and f' <b>{escaped(one.number)}</b>'}</li>"
            for one in key
        ]
    )


def _mark(of: Meaning) -> str:
    if not of.is_corner:
        return status_shape(of.status)
    return (
        f'<svg class="chart-shape chart-is-{of.status.value}" viewBox="0 0 16 16" width="16"'
        ' height="16" aria-hidden="true" fill="currentColor"><path d="M3 1h12v12Z"/></svg>'
    )


def _parts(columns: Sequence[str], rows: Sequence[Row], ids: str, look: Look) -> Iterator[str]:
    every = max(1, -int(-_widest(columns) // look.cell))
    for at in range((len(columns) - 1) % every, len(columns), every):
        yield axis(columns[at], XY(look.names + look.cell * (at + 0.5), TOP - 8), "middle")
    lefts = [look.names + look.cell * at for at in range(len(columns))]
    inside = [f"{left + (look.cell - _SHAPE) / 2:.4g}" for left in lefts]
    for number, row in enumerate(rows):
        top = TOP + ROW * number
        name = short_name(row.name, look.names - 2 * EDGE)
        yield axis(name, XY(0, top + ROW / 2 + SIZE / 3), "start")
        y = f"{top + (ROW - _SHAPE) / 2:.4g}"
        for cell, left, x in zip(row.cells, lefts, inside, strict=True):
            if cell.share is not None:
                yield _share(cell, cell.share, XY(left, top), look.cell)
            elif cell.status is not None:
                kind = cell.status.value
                yield (
                    f'<use class="chart-shape chart-is-{kind}" href="#{ids}-{kind}"'
                    f' x="{x}" y="{y}"/>'
                )


def _widest(columns: Sequence[str]) -> float:
    return max((text_width(one, SIZE) for one in columns), default=0.0) + EDGE


def _share(cell: Cell, share: Decimal, corner: XY, width: float) -> str:
    left, top = corner
    middle = XY(left + width / 2, top + ROW / 2 + SIZE / 3)
    strength = step(share)
    mark = ""
    if cell.status is not None:
        right = left + width - 1
        mark = (
            f'<path class="chart-shape chart-is-{cell.status.value}"'
            f' d="M{right - 9:.4g} {top + 1:.4g}h9v9Z"/>'
        )
    return (
        f'<rect class="chart-cell chart-step-{strength}" x="{left + 1:.4g}" y="{top + 1:.4g}"'
        f' width="{width - 2:.4g}" height="{ROW - 2:.4g}" rx="2"'
        f' fill-opacity="{0.06 + 0.1 * strength:.2f}"/>'
        + mark
        + text(cell.number, middle, anchor="middle", kind="chart-label-value")
    )
