"""The order of boxes in each column: few lines cross when neighbours stand near each other.

Layers and barycentres after K. Sugiyama, S. Tagawa and M. Toda, Methods for Visual Understanding
of Hierarchical System Structures (1981). A line over several columns is tied to a bend in each
column between; bends take part like boxes.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from okrpress.site.charts.alignment.columns import Line

_SWEEPS = 8
BEND = 6
"""How high the room is that a line gets where it passes between boxes."""


class Link(NamedTuple):
    """A piece of a line between two neighbouring columns; ties are measured from the tops."""

    left: int
    right: int
    left_tie: int
    right_tie: int


@dataclass(slots=True)
class Mesh:
    """Boxes and bends by number, bends after the boxes; what stands in each column, from the top.

    `links[c]` are those between the columns c and c + 1. `ways` leads along each line from left to
    right; a line within one column has none.
    """

    heights: list[int]
    columns: list[list[int]]
    links: list[list[Link]] = field(default_factory=list)
    ways: list[tuple[int, ...]] = field(default_factory=list)


def mesh(heights: Sequence[int], column: Sequence[int], lines: Sequence[Line]) -> Mesh:
    """Everything in its column, in the order given."""
    width = max(column, default=-1) + 1
    made = Mesh(list(heights), [[] for _ in range(width)], [[] for _ in range(width - 1)])
    for box, at in enumerate(column):
        made.columns[at].append(box)
    for line in lines:
        made.ways.append(_way(made, column, line))
    return made


def _way(made: Mesh, column: Sequence[int], line: Line) -> tuple[int, ...]:
    """The line's boxes and bends from left to right, with a link between each two."""
    ends = [(column[line.end], line.end, line.arrive), (column[line.start], line.start, line.leave)]
    (first, left, left_tie), (last, right, right_tie) = sorted(ends)
    if first == last:
        return ()
    way = [left]
    for at in range(first + 1, last):
        made.columns[at].append(len(made.heights))
        way.append(len(made.heights))
        made.heights.append(BEND)
    way.append(right)
    for step, at in enumerate(range(first, last)):
        made.links[at].append(
            Link(
                way[step],
                way[step + 1],
                left_tie if step == 0 else BEND // 2,
                right_tie if at + 1 == last else BEND // 2,
            )
        )
    return tuple(way)


def untangle(made: Mesh) -> None:
    """Order the columns, sweep by sweep, and keep the order in which fewest lines cross."""
    best, fewest = [list(column) for column in made.columns], crossings(made)
    for sweep in range(_SWEEPS if fewest else 0):
        _sweep(made, to_the_right=sweep % 2 == 0)
        crossed = crossings(made)
        if crossed < fewest:
            best, fewest = [list(column) for column in made.columns], crossed
    made.columns[:] = best


def crossings(made: Mesh) -> int:
    """How many pairs of links cross."""
    place = _places(made)
    count = 0
    for links in made.links:
        ends = sorted(
            (
                place[one.left] + _share(made, one.left, one.left_tie),
                place[one.right] + _share(made, one.right, one.right_tie),
            )
            for one in links
        )
        passed: list[float] = []
        for _, right in ends:
            count += len(passed) - bisect_right(passed, right)
            insort(passed, right)
    return count


def _sweep(made: Mesh, *, to_the_right: bool) -> None:
    gaps = range(len(made.links))
    for gap in gaps if to_the_right else reversed(gaps):
        moved = gap + 1 if to_the_right else gap
        _sort(made, moved, made.links[gap], by_left=to_the_right)


def _sort(made: Mesh, moved: int, links: Sequence[Link], *, by_left: bool) -> None:
    """A column by where the other ends of its links stand on average.

    What has no link there keeps its place between the others.
    """
    fixed = made.columns[moved - 1 if by_left else moved + 1]
    place = {box: at for at, box in enumerate(fixed)}
    seen: dict[int, list[float]] = {}
    for one in links:
        box, other, tie = (
            (one.right, one.left, one.left_tie) if by_left else (one.left, one.right, one.right_tie)
        )
        seen.setdefault(box, []).append(place[other] + _share(made, other, tie))
    column = made.columns[moved]
    linked = [box for box in column if box in seen]
    linked.sort(key=lambda box: sum(seen[box]) / len(seen[box]))
    following = iter(linked)
    made.columns[moved] = [next(following) if box in seen else box for box in column]


def _places(made: Mesh) -> list[int]:
    place = [0] * len(made.heights)
    for column in made.columns:
        for at, box in enumerate(column):
            place[box] = at
    return place


def _share(made: Mesh, box: int, tie: int) -> float:
    """Where on a box a line is tied: above 0 at its top, below 1 at its foot."""
    return (tie + 1) / (made.heights[box] + 2)
