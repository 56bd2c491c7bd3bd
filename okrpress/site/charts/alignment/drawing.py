"""A whole drawing: blocks in columns with the lines between them, and lanes for what has none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from okrpress.scoring.result import Status
from okrpress.site.charts.alignment.blocks import Block
from okrpress.site.charts.alignment.columns import Line
from okrpress.site.charts.alignment.layout import Layout, Measures, Route, Spot, layout
from okrpress.site.charts.alignment.paths import arrow_path, line_path
from okrpress.site.charts.shapes import status_outline
from okrpress.site.charts.svg import markup
from okrpress.site.escaping import escaped

_MARGIN = 8
_LANE_COLUMNS = 4
_LANE_HEAD, _LANE_GAP = 30, 36
_ASIDE = 9  # how far below a support other lines are tied to a box
_THICKEST = 5
_DASHES = {
    "supports": "",
    "depends": ' stroke-dasharray="5 4"',
    "loop": ' stroke-dasharray="2 3"',
}


class BlockTie(NamedTuple):
    """A line from the block that names to the one that is named, or to one of its entries.

    `weight` is how many ties the line stands for. `closes_loop` ties do not order the columns.
    """

    start: int
    end: int
    entry: int | None = None
    depends: bool = False
    crosses_cycles: bool = False
    closes_loop: bool = False
    weight: int = 1


class Lane(NamedTuple):
    """Blocks without any line, in rows under a heading."""

    heading: str
    blocks: tuple[int, ...]


class Drawing(NamedTuple):
    """A finished drawing and its width in pixels."""

    svg: Markup
    width: int


class _Placed(NamedTuple):
    """Where everything is."""

    spots: dict[int, Spot]
    routes: tuple[Route, ...]
    headings: tuple[tuple[str, int], ...]
    width: int
    height: int


def draw_blocks(
    blocks: Sequence[Block],
    ties: Sequence[BlockTie],
    lanes: Sequence[Lane],
    statuses: Iterable[Status],
    measures: Measures,
    *,
    columns: Sequence[int] | None = None,
    ids: str,
    title: str,
    finding: str,
) -> Drawing:
    """The drawing; blocks of lanes have no ties. It is no picture to screen readers but a group
    of links, in the order of groups, columns, and from top to bottom.

    `columns` says where each block stands, counted from the left; without it, ties decide.
    """
    placed = _place(blocks, ties, lanes, measures, columns)
    of_block: dict[int, list[str]] = {}
    for tie, route in zip(ties, placed.routes, strict=True):
        of_block.setdefault(tie.start, []).append(_line(tie, route, measures))
    order = sorted(placed.spots, key=lambda at: _reading(placed.spots[at]))
    drawn = [_block(blocks[at], placed.spots[at], of_block.get(at, ())) for at in order]
    width, height = placed.width + 2 * _MARGIN, placed.height + 2 * _MARGIN
    svg = (
        f'<svg class="chart map-drawing" viewBox="{-_MARGIN} {-_MARGIN} {width} {height}"'
        f' width="{width}" height="{height}" role="group" aria-labelledby="{ids}-title {ids}-desc"'
        f' fill="currentColor" font-size="13"><title id="{ids}-title">{escaped(title)}</title>'
        f'<desc id="{ids}-desc">{escaped(finding)}</desc>{_definitions(tuple(statuses), ids)}'
        f"{''.join([_heading(*heading) for heading in placed.headings])}{''.join(drawn)}</svg>"
    )
    return Drawing(markup(svg), width)


def _reading(spot: Spot) -> tuple[int, int, int]:
    return spot.group, spot.column, spot.y


# ── places ────────────────────────────────────────────────────────────────────────────────────


def _place(
    blocks: Sequence[Block],
    ties: Sequence[BlockTie],
    lanes: Sequence[Lane],
    measures: Measures,
    columns: Sequence[int] | None,
) -> _Placed:
    parked = {at for lane in lanes for at in lane.blocks}
    tied = [at for at in range(len(blocks)) if at not in parked]
    number = {at: index for index, at in enumerate(tied)}
    lines = [_tied(tie, blocks, number) for tie in ties]
    given = None if columns is None else [columns[at] for at in tied]
    made = layout([blocks[at].height for at in tied], lines, measures, given)
    spots = dict(zip(tied, made.spots, strict=True))
    width, height, headings = _park(blocks, lanes, spots, made, measures)
    return _Placed(spots, made.routes, headings, width, height)


def _tied(tie: BlockTie, blocks: Sequence[Block], number: dict[int, int]) -> Line:
    below = _ASIDE if tie.depends or tie.closes_loop else 0
    end = blocks[tie.end]
    return Line(
        start=number[tie.start],
        end=number[tie.end],
        leave=blocks[tie.start].middle + below,
        arrive=end.middle + below if tie.entry is None else end.entries[tie.entry],
        climbs=not (tie.depends or tie.closes_loop),
    )


def _park(
    blocks: Sequence[Block],
    lanes: Sequence[Lane],
    spots: dict[int, Spot],
    made: Layout,
    measures: Measures,
) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Put the lanes below everything else; gives the width, the height, and the headings."""
    across = max(made.columns, _LANE_COLUMNS)
    used, floor = made.columns, made.height
    headings = []
    for group, lane in enumerate(lanes, len(blocks)):
        top = floor + _LANE_GAP if floor else 0
        headings.append((lane.heading, top))
        top += _LANE_HEAD
        for first in range(0, len(lane.blocks), across):
            row = lane.blocks[first : first + across]
            for column, at in enumerate(row):
                spots[at] = Spot(measures.left(column), top, 0, group)
            used = max(used, len(row))
            floor = top + max(blocks[at].height for at in row)
            top = floor + measures.gap
    return measures.left(max(used, 1) - 1) + measures.width, floor, tuple(headings)


# ── SVG ───────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=512)  # on most pages two or three boxes, of a few statuses
def _definitions(statuses: tuple[Status, ...], ids: str) -> str:
    shapes = [
        f'<symbol id="{ids}-{status.value}" viewBox="0 0 16 16">'
        f'<path fill-rule="evenodd" d="{status_outline(status)}"/></symbol>'
        for status in sorted(statuses)
    ]
    return f"<defs>{''.join(shapes)}</defs>"


def _heading(text: str, top: int) -> str:
    return f'<text class="map-lane" x="0" y="{top + 15}">{escaped(text)}</text>'


def _block(block: Block, spot: Spot, lines: Sequence[str]) -> str:
    id = f' id="{block.id}"' if block.id else ""
    return (
        f'<g class="map-box {block.kinds}"{id}>{"".join(lines)}'
        f'<g transform="translate({spot.x} {spot.y})">{block.body}</g></g>'
    )


def _line(tie: BlockTie, route: Route, measures: Measures) -> str:
    kind = "loop" if tie.closes_loop else "depends" if tie.depends else "supports"
    width = f' stroke-width="{min(_THICKEST, 0.75 + tie.weight.bit_length() / 2):.3g}"'
    ring = ""
    if tie.crosses_cycles:
        ring = '<circle class="map-ring" cx="{}" cy="{}" r="3.5"/>'.format(*route.start)
    return (
        f'<g class="map-tie map-{kind}"><path class="map-line" fill="none" stroke="currentColor"'
        f'{width}{_DASHES[kind]} d="{line_path(route, measures)}"/>'
        f'<path class="map-arrow" d="{arrow_path(route)}"/>{ring}</g>'
    )
