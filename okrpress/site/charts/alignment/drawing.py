"""A whole drawing: blocks in columns with the lines between them, and lanes for what has none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from okrpress.scoring.result import Status
from okrpress.site.charts.alignment.blocks import Block, Extent
from okrpress.site.charts.alignment.columns import Line
from okrpress.site.charts.alignment.layout import Layout, Measures, Route, Spot, layout
from okrpress.site.charts.alignment.paths import arrow_path, line_path
from okrpress.site.charts.shapes import status_outline
from okrpress.site.charts.svg import markup
from okrpress.site.escaping import escaped
from okrpress.site.outline import outlined
from okrpress.tuples import new

_FEW = 12  # blocks, around which drawings are remembered
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


class _Ground(NamedTuple):
    """A drawing without its blocks: `text` has gaps for the kinds, the id and the body of each.

    `order` is that of the blocks in it.
    """

    text: str
    order: tuple[int, ...]
    width: int
    height: int


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
    make = _ground_before if len(blocks) <= _FEW else _ground
    extents = tuple([block.extent for block in blocks])
    given = None if columns is None else tuple(columns)
    text, order, width, height = make(extents, tuple(ties), tuple(lanes), measures, given)
    shapes = tuple(statuses)
    said: list[str] = []
    outlines: list[str | None] = []
    for at in order:
        id, kinds, _, body, outline = blocks[at]
        anchor = f' id="{id}"' if id else ""
        said += (kinds, anchor, body)
        outlines += (anchor, outline)
    svg = (
        f'<svg class="chart map-drawing" viewBox="{-_MARGIN} {-_MARGIN} {width} {height}"'
        f' width="{width}" height="{height}" role="group" aria-labelledby="{ids}-title {ids}-desc"'
        f' fill="currentColor" font-size="13"><title id="{ids}-title">{escaped(title)}</title>'
        f'<desc id="{ids}-desc">{escaped(finding)}</desc>{_definitions(shapes, ids)}'
        f"{text % tuple(said)}</svg>"
    )
    return new(Drawing, (_outlined(svg, ids, shapes, outlines), width))


def _outlined(
    svg: str, ids: str, statuses: tuple[Status, ...], outlines: Sequence[str | None]
) -> Markup:
    """The drawing with its outline, where that of all blocks is known."""
    known = [one for one in outlines if one is not None]
    if len(known) < len(outlines):
        return markup(svg)
    return outlined(svg, (_anchors(statuses, ids) + "".join(known)).encode())


def _ground(
    extents: Sequence[Extent],
    ties: Sequence[BlockTie],
    lanes: Sequence[Lane],
    measures: Measures,
    columns: Sequence[int] | None,
) -> _Ground:
    placed = _place(extents, ties, lanes, measures, columns)
    of_block: dict[int, list[str]] = {}
    for tie, route in zip(ties, placed.routes, strict=True):
        of_block.setdefault(tie.start, []).append(_line(tie, route, measures))
    order = sorted(placed.spots, key=lambda at: _reading(placed.spots[at]))
    parts = [_heading(*heading) for heading in placed.headings]
    for at in order:
        spot, lines = placed.spots[at], "".join(of_block.get(at, ()))
        parts.append(
            f'<g class="map-box %s"%s>{lines}<g transform="translate({spot.x} {spot.y})">%s</g></g>'
        )
    return _Ground(
        "".join(parts), tuple(order), placed.width + 2 * _MARGIN, placed.height + 2 * _MARGIN
    )


# Most objectives stand next to one or two others, in boxes of one or two lines.
_ground_before = lru_cache(maxsize=512)(_ground)


def _reading(spot: Spot) -> tuple[int, int, int]:
    return spot.group, spot.column, spot.y


# ── places ────────────────────────────────────────────────────────────────────────────────────


def _place(
    extents: Sequence[Extent],
    ties: Sequence[BlockTie],
    lanes: Sequence[Lane],
    measures: Measures,
    columns: Sequence[int] | None,
) -> _Placed:
    parked = {at for lane in lanes for at in lane.blocks}
    tied = [at for at in range(len(extents)) if at not in parked]
    number = {at: index for index, at in enumerate(tied)}
    lines = [_tied(tie, extents, number) for tie in ties]
    given = None if columns is None else [columns[at] for at in tied]
    made = layout([extents[at].height for at in tied], lines, measures, given)
    spots = dict(zip(tied, made.spots, strict=True))
    width, height, headings = _park(extents, lanes, spots, made, measures)
    return _Placed(spots, made.routes, headings, width, height)


def _tied(tie: BlockTie, extents: Sequence[Extent], number: dict[int, int]) -> Line:
    below = _ASIDE if tie.depends or tie.closes_loop else 0
    end = extents[tie.end]
    return Line(
        start=number[tie.start],
        end=number[tie.end],
        leave=extents[tie.start].middle + below,
        arrive=end.middle + below if tie.entry is None else end.entries[tie.entry],
        climbs=not (tie.depends or tie.closes_loop),
    )


def _park(
    extents: Sequence[Extent],
    lanes: Sequence[Lane],
    spots: dict[int, Spot],
    made: Layout,
    measures: Measures,
) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Put the lanes below everything else; gives the width, the height, and the headings."""
    across = max(made.columns, _LANE_COLUMNS)
    used, floor = made.columns, made.height
    headings = []
    for group, lane in enumerate(lanes, len(extents)):
        top = floor + _LANE_GAP if floor else 0
        headings.append((lane.heading, top))
        top += _LANE_HEAD
        for first in range(0, len(lane.blocks), across):
            row = lane.blocks[first : first + across]
            for column, at in enumerate(row):
                spots[at] = Spot(measures.left(column), top, 0, group)
            used = max(used, len(row))
            floor = top + max(extents[at].height for at in row)
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


@lru_cache(maxsize=512)
def _anchors(statuses: tuple[Status, ...], ids: str) -> str:
    """The outline of a drawing around its blocks."""
    named = ("title", "desc", *[status.value for status in statuses])
    return "".join([f' id="{ids}-{name}"' for name in named])


def _heading(text: str, top: int) -> str:
    words = escaped(text).replace("%", "%%")  # gaps are filled in around it
    return f'<text class="map-lane" x="0" y="{top + 15}">{words}</text>'


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
