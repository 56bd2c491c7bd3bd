"""From boxes and lines to places: columns from left to right, and the ways of the lines."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.alignment.columns import Line, columns, components
from okrpress.site.charts.alignment.heights import tops
from okrpress.site.charts.alignment.order import BEND, mesh, untangle
from okrpress.tuples import new

_FEW = 12  # boxes, around which groups are remembered


class Measures(NamedTuple):
    """How wide boxes and the space between columns are; the least space between two boxes."""

    width: int
    gutter: int = 64
    gap: int = 14
    between: int = 28  # groups that no line ties together

    def left(self, column: int) -> int:
        """The left edge of a column."""
        return column * (self.width + self.gutter)


class Spot(NamedTuple):
    """The upper left corner of a box, its column, and which group of boxes it belongs to."""

    x: int
    y: int
    column: int
    group: int = 0


class Stop(NamedTuple):
    """Where a line passes a column between two boxes: the column's edges, and how high."""

    left: int
    right: int
    y: int


class Route(NamedTuple):
    """The way of a line, from where it starts to where it ends.

    `turns`: it stays in its column, and goes out and back on the right side.
    `to_left`: it leaves at the left edge of its box and arrives at the right edge of the other.
    """

    start: tuple[int, int]
    stops: tuple[Stop, ...]
    end: tuple[int, int]
    to_left: bool
    turns: bool


class Layout(NamedTuple):
    """Where everything is, in whole pixels; `routes` go with the lines."""

    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    columns: int
    height: int


def layout(
    heights: Sequence[int],
    lines: Sequence[Line],
    measures: Measures,
    column: Sequence[int] | None = None,
) -> Layout:
    """Places for boxes of these heights, the groups that hang together one below the other.

    `column` says in which column each box stands; without it, lines decide. Bounded work for each
    box and bend; there are at most as many bends as lines times columns.
    """
    spots: dict[int, Spot] = {}
    routes: dict[int, Route] = {}
    across, floor = 0, 0
    for name, (group, numbers) in enumerate(_groups(len(heights), lines)):
        at = {box: index for index, box in enumerate(group)}
        own = [
            new(Line, (at[start], at[end], leave, arrive, climbs))
            for start, end, leave, arrive, climbs in [lines[number] for number in numbers]
        ]
        make = _group_before if len(group) <= _FEW else _group
        given = None if column is None else tuple([column[box] for box in group])
        placed = make(tuple([heights[box] for box in group]), given, tuple(own), measures)
        for box, (x, y, in_column, _) in zip(group, placed.spots, strict=True):
            spots[box] = new(Spot, (x, floor + y, in_column, name))
        for number, route in zip(numbers, placed.routes, strict=True):
            routes[number] = _lowered(route, floor) if floor else route
        across = max(across, placed.columns)
        floor += placed.height + measures.between
    return Layout(
        spots=tuple([spots[box] for box in range(len(heights))]),
        routes=tuple([routes[number] for number in range(len(lines))]),
        columns=across,
        height=max(floor - measures.between, 0),
    )


def _groups(count: int, lines: Sequence[Line]) -> Iterator[tuple[list[int], list[int]]]:
    """The boxes that hang together, and the numbers of the lines between them."""
    groups = components(count, lines)
    group_of = {box: number for number, group in enumerate(groups) for box in group}
    of_group: list[list[int]] = [[] for _ in groups]
    for number, line in enumerate(lines):
        of_group[group_of[line.start]].append(number)
    return zip(groups, of_group, strict=True)


def _lowered(route: Route, by: int) -> Route:
    (x, y), stops, (to_x, to_y), to_left, turns = route
    if stops:
        stops = tuple([new(Stop, (left, right, at + by)) for left, right, at in stops])
    return new(Route, ((x, y + by), stops, (to_x, to_y + by), to_left, turns))


def _group(
    heights: Sequence[int], given: Sequence[int] | None, lines: Sequence[Line], measures: Measures
) -> Layout:
    """Boxes that hang together, as if there were no others."""
    column = columns(len(heights), lines) if given is None else given
    made = mesh(heights, column, lines)
    untangle(made)
    top = tops(made, len(heights), measures.gap)
    spots = tuple([Spot(measures.left(at), top[box], at) for box, at in enumerate(column)])
    routes = tuple(
        [_route(*one, spots, top, measures) for one in zip(lines, made.ways, strict=True)]
    )
    height = max([at + high for at, high in zip(top, made.heights, strict=True)])
    return Layout(spots, routes, max(column) + 1, height)


# Large maps fall into hundreds of groups of a few boxes, most of them like many others.
_group_before = lru_cache(maxsize=512)(_group)


def _route(
    line: Line, way: tuple[int, ...], spots: Sequence[Spot], top: Sequence[int], measures: Measures
) -> Route:
    start, end = spots[line.start], spots[line.end]
    to_left = end.column < start.column
    turns = end.column == start.column
    bends = way[-2:0:-1] if to_left else way[1:-1]
    step = -1 if to_left else 1
    stops = tuple(
        [
            Stop(left, left + measures.width, top[bend] + BEND // 2)
            for number, bend in enumerate(bends, 1)
            for left in (measures.left(start.column + step * number),)
        ]
    )
    leaves = start.x if to_left else start.x + measures.width
    arrives = end.x + measures.width if to_left or turns else end.x
    return Route(
        start=(leaves, start.y + line.leave),
        stops=stops,
        end=(arrives, end.y + line.arrive),
        to_left=to_left,
        turns=turns,
    )
