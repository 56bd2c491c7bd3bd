"""The heatmap: for each name and each week a share, as strength of colour and as a number, or a
state by its shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from okrpress.scoring.result import Status
from okrpress.site.charts.chart import Chart
from okrpress.site.charts.labels import text_width
from okrpress.site.charts.plot import EDGE, SIZE, Text, axis, short_name
from okrpress.site.charts.shapes import status_outline, status_shape
from okrpress.site.charts.svg import XY, drawing, markup
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
    across = _across(tuple(columns), look)
    width, height = across.width, TOP + ROW * len(rows) + EDGE
    size = f'viewBox="0 0 {width:.4g} {height:.4g}" width="{width:.4g}" height="{height:.4g}"'
    cells = {id(one): one for one in chain.from_iterable([row.cells for row in rows])}
    shapes = dict.fromkeys([one.status for one in cells.values() if _is_shape(one)])
    outlines = "".join([_outline(ids, status) for status in shapes if status])
    patterns = {known: _pattern(one, ids, look) for known, one in cells.items()}
    body = across.names + "".join(_rows(rows, patterns, across, look))
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


# ── cells ─────────────────────────────────────────────────────────────────────────────────────

# A drawing has hundreds of cells and few kinds of them, which differ in their places alone: each
# kind is written once as a pattern, which takes its places from its column, then from its row.


class _Across(NamedTuple):
    """What all rows share: the names of the columns, drawn, and the places that cells take there.

    `width` is that of the drawing.
    """

    names: str
    places: tuple[Mapping[str, str], ...]
    width: float


@lru_cache(maxsize=64)  # the units of a cycle have the same weeks
def _across(columns: tuple[str, ...], look: Look) -> _Across:
    widest = max((text_width(one, SIZE) for one in columns), default=0.0) + EDGE
    every = max(1, -int(-widest // look.cell))
    named = range((len(columns) - 1) % every, len(columns), every)
    lefts = [look.names + look.cell * at for at in range(len(columns))]
    over = max(0.0, widest - look.cell) / 2  # by which the last column's name stands out
    return _Across(
        names="".join(
            [
                axis(columns[at], XY(look.names + look.cell * (at + 0.5), TOP - 8), "middle")
                for at in named
            ]
        ),
        places=tuple([_column(left, look.cell) for left in lefts]),
        width=look.names + look.cell * len(columns) + over,
    )


def _column(left: float, width: float) -> Mapping[str, str]:
    return {
        "left": f"{left + 1:.4g}",
        "corner": f"{left + width - 10:.4g}",
        "middle": f"{left + width / 2:.4g}",
        "shape": f"{left + (width - _SHAPE) / 2:.4g}",
    }


def _rows(
    rows: Sequence[Row], patterns: Mapping[int, str], across: _Across, look: Look
) -> Iterator[str]:
    """Each name and its cells; rows that share their cells share their pattern."""
    room = look.names - 2 * EDGE
    alike: dict[int, str] = {}
    for number, (name, cells) in enumerate(rows):
        top = TOP + ROW * number
        foot = top + ROW / 2 + SIZE / 3
        yield axis(short_name(name, room), XY(0, foot), "start")
        pattern = alike.get(id(cells))
        if pattern is None:
            pattern = alike[id(cells)] = "".join(
                [
                    patterns[id(cell)] % place
                    for cell, place in zip(cells, across.places, strict=True)
                ]
            )
        yield pattern % {
            "top": f"{top + 1:.4g}",
            "foot": f"{foot:.4g}",
            "shape": f"{top + (ROW - _SHAPE) / 2:.4g}",
        }


def _pattern(cell: Cell, ids: str, look: Look) -> str:
    """A cell, with names for its places in its column and, behind `%%`, for those in its row."""
    if cell.share is not None:
        return _share(cell, cell.share, look.cell)
    if cell.status is None:
        return ""
    kind = cell.status.value
    return (
        f'<use class="chart-shape chart-is-{kind}" href="#{_fixed(ids)}-{kind}"'
        ' x="%(shape)s" y="%%(shape)s"/>'
    )


def _share(cell: Cell, share: Decimal, width: float) -> str:
    strength = step(share)
    mark = ""
    if cell.status is not None:
        mark = (
            f'<path class="chart-shape chart-is-{cell.status.value}"'
            ' d="M%(corner)s %%(top)sh9v9Z"/>'
        )
    return (
        f'<rect class="chart-cell chart-step-{strength}" x="%(left)s" y="%%(top)s"'
        f' width="{width - 2:.4g}" height="{ROW - 2:.4g}" rx="2"'
        f' fill-opacity="{0.06 + 0.1 * strength:.2f}"/>'
        f"{mark}"
        '<text class="chart-label-value" x="%(middle)s" y="%%(foot)s" text-anchor="middle">'
        f"{_fixed(escaped(cell.number))}</text>"
    )


def _fixed(words: str) -> str:
    """Words of a pattern that are to stay as they are."""
    return words.replace("%", "%%%%")
