"""From boxes and lines to places: columns from left to right, and the ways of the lines."""

from collections.abc import Sequence
from typing import NamedTuple

from okrpress.site.charts.alignment.columns import Line, columns, components
from okrpress.site.charts.alignment.heights import tops
from okrpress.site.charts.alignment.order import BEND, mesh, untangle


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
    column = columns(len(heights), lines) if column is None else column
    groups = components(len(heights), lines)
    group_of = {box: number for number, group in enumerate(groups) for box in group}
    of_group: list[list[int]] = [[] for _ in groups]
    for number, line in enumerate(lines):
        of_group[group_of[line.start]].append(number)
    spots: dict[int, Spot] = {}
    routes: dict[int, Route] = {}
    floor = 0
    for name, (group, numbers) in enumerate(zip(groups, of_group, strict=True)):
        at = {box: index for index, box in enumerate(group)}
        own = [
            lines[number]._replace(start=at[lines[number].start], end=at[lines[number].end])
            for number in numbers
        ]
        placed = _group(
            [heights[box] for box in group], [column[box] for box in group], own, measures
        )
        spots |= {
            box: spot._replace(y=spot.y + floor, group=name)
            for box, spot in zip(group, placed.spots, strict=True)
        }
        routes |= {
            number: _route_down(route, floor)
            for number, route in zip(numbers, placed.routes, strict=True)
        }
        floor += placed.height + measures.between
    return Layout(
        spots=tuple(spots[box] for box in range(len(heights))),
        routes=tuple(routes[number] for number in range(len(lines))),
        columns=max(column, default=-1) + 1,
        height=max(floor - measures.between, 0),
    )


def _route_down(route: Route, by: int) -> Route:
    (x, y), (to_x, to_y) = route.start, route.end
    stops = tuple(stop._replace(y=stop.y + by) for stop in route.stops)
    return route._replace(start=(x, y + by), stops=stops, end=(to_x, to_y + by))


def _group(
    heights: Sequence[int], column: Sequence[int], lines: Sequence[Line], measures: Measures
) -> Layout:
    """Boxes that hang together."""
    made = mesh(heights, column, lines)
    untangle(made)
    top = tops(made, len(heights), measures.gap)
    spots = tuple(Spot(measures.left(at), top[box], at) for box, at in enumerate(column))
    routes = tuple(
        _route(line, way, spots, top, measures) for line, way in zip(lines, made.ways, strict=True)
    )
    height = max((at + high for at, high in zip(top, made.heights, strict=True)), default=0)
    return Layout(spots, routes, max(column, default=-1) + 1, height)


def _route(
    line: Line, way: tuple[int, ...], spots: Sequence[Spot], top: Sequence[int], measures: Measures
) -> Route:
    start, end = spots[line.start], spots[line.end]
    to_left = end.column < start.column
    turns = end.column == start.column
    bends = way[-2:0:-1] if to_left else way[1:-1]
    step = -1 if to_left else 1
    stops = tuple(
        Stop(
            measures.left(start.column + step * number),
            measures.left(start.column + step * number) + measures.width,
            top[bend] + BEND // 2,
        )
        for number, bend in enumerate(bends, 1)
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
