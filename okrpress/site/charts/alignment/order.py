"""The order of boxes in each column: few lines cross when neighbours stand near each other.

Layers and barycentres after K. Sugiyama, S. Tagawa and M. Toda, Methods for Visual Understanding
of Hierarchical System Structures (1981). A line over several columns is tied to a bend in each
column between; bends take part like boxes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
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


Ends = tuple[int, int, float, float]
"""The boxes at the left and the right end of a link, and where it is tied as a share of each."""


@dataclass(slots=True)
class Mesh:
    """Boxes and bends by number, bends after the boxes; what stands in each column, from the top.

    `links[c]` are those between the columns c and c + 1, `ends[c]` the ends of the same. `ways`
    leads along each line from left to right; a line within one column has none.
    """

    heights: list[int]
    columns: list[list[int]]
    links: list[list[Link]]
    ends: list[list[Ends]]
    ways: list[tuple[int, ...]] = field(default_factory=list)


def mesh(heights: Sequence[int], column: Sequence[int], lines: Sequence[Line]) -> Mesh:
    """Everything in its column, in the order given."""
    width = max(column, default=-1) + 1
    columns: list[list[int]] = [[] for _ in range(width)]
    gaps = range(width - 1)
    made = Mesh([*heights], columns, [[] for _ in gaps], [[] for _ in gaps])
    for box, at in enumerate(column):
        columns[at].append(box)
    for line in lines:
        made.ways.append(_way(made, column, line))
    return made


def _way(made: Mesh, column: Sequence[int], line: Line) -> tuple[int, ...]:
    """The line's boxes and bends from left to right, with a link between each two."""
    start, end, leave, arrive, _ = line
    ends = [(column[end], end, arrive), (column[start], start, leave)]
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
        one, other = way[step], way[step + 1]
        high = left_tie if step == 0 else BEND // 2
        low = right_tie if at + 1 == last else BEND // 2
        made.links[at].append(Link(one, other, high, low))
        made.ends[at].append((one, other, _share(made, one, high), _share(made, other, low)))
    return tuple(way)


def untangle(made: Mesh) -> None:
    """Order the columns, sweep by sweep, and keep the order in which fewest lines cross."""
    best, fewest = [*made.columns], crossings(made)
    before_last: list[list[int]] = []
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        last = [*made.columns]
        _sweep(made, to_the_right=sweep % 2 == 0)
        if made.columns == before_last:
            break  # from here on the same two orders come again
        before_last = last
        crossed = crossings(made)
        if crossed < fewest:
            best, fewest = [*made.columns], crossed
    made.columns[:] = best


def crossings(made: Mesh) -> int:
    """How many pairs of links cross."""
    place = _places(made)
    count = 0
    for ends in made.ends:
        passed: list[float] = []
        tied = [(place[left] + high, place[right] + low) for left, right, high, low in ends]
        tied.sort()
        for _, right in tied:
            at = bisect_right(passed, right)
            count += len(passed) - at
            passed.insert(at, right)
    return count


def _sweep(made: Mesh, *, to_the_right: bool) -> None:
    gaps = range(len(made.ends))
    for gap in gaps if to_the_right else reversed(gaps):
        if to_the_right:
            _sort(made, gap + 1, gap, [(b, a, share) for a, b, share, _ in made.ends[gap]])
        else:
            _sort(made, gap, gap + 1, [(a, b, share) for a, b, _, share in made.ends[gap]])


def _sort(made: Mesh, moved: int, fixed: int, ties: Iterable[tuple[int, int, float]]) -> None:
    """A column by where in a fixed one the other ends of its links are tied on average.

    `ties` are a box of it, one of the fixed column, and where on that one. What has no link there
    keeps its place between the others.
    """
    place = {box: at for at, box in enumerate(made.columns[fixed])}
    seen: dict[int, list[float]] = {}
    for box, other, share in ties:
        seen.setdefault(box, []).append(place[other] + share)
    mean = {box: sum(found) / len(found) for box, found in seen.items()}
    column = made.columns[moved]
    linked = [box for box in column if box in mean]
    linked.sort(key=mean.__getitem__)
    if len(linked) < len(column):
        following = iter(linked)
        linked = [next(following) if box in mean else box for box in column]
    made.columns[moved] = linked


def _places(made: Mesh) -> list[int]:
    place = [0] * len(made.heights)
    for column in made.columns:
        for at, box in enumerate(column):
            place[box] = at
    return place


def _share(made: Mesh, box: int, tie: int) -> float:
    """Where on a box a line is tied: above 0 at its top, below 1 at its foot."""
    return (tie + 1) / (made.heights[box] + 2)
