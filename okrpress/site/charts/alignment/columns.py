"""In which column each box stands, and which boxes hang together."""

from collections.abc import Sequence
from typing import NamedTuple

from okrpress.insight.alignment_loops import depths, loops


class Line(NamedTuple):
    """From one box to another. `leave` and `arrive` are how far below their tops it is tied.

    `climbs`: the column of the end lies to the left of the start's. Other lines take what they get.
    """

    start: int
    end: int
    leave: int
    arrive: int
    climbs: bool = True


def columns(count: int, lines: Sequence[Line]) -> list[int]:
    """The column of each box, counted from the left: one right of the rightmost box it climbs to.

    Lines that close a circle do not count. A box that no line climbs from or to stands in the
    column of the first one that it has any line with.
    """
    climbing = [line for line in lines if line.climbs and line.start != line.end]
    above: dict[int, dict[int, None]] = {box: {} for box in range(count)}
    for line in climbing:
        above[line.start][line.end] = None
    for loop in list(loops(above)):
        above[loop.last].pop(loop.first, None)
    found = depths(above)
    placed = {box for line in climbing for box in (line.start, line.end)}
    for line in lines:
        for box, other in ((line.start, line.end), (line.end, line.start)):
            if box not in placed and other in placed:
                found[box] = found[other]
                placed.add(box)
    return [found[box] for box in range(count)]


def components(count: int, lines: Sequence[Line]) -> list[list[int]]:
    """The boxes that lines tie together, in groups, by the first box of each."""
    leader = list(range(count))
    for line in lines:
        one, other = _leader(leader, line.start), _leader(leader, line.end)
        leader[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for box in range(count):
        groups.setdefault(_leader(leader, box), []).append(box)
    return list(groups.values())


def _leader(leader: list[int], box: int) -> int:
    """The first box of the group; the way to it gets shorter each time it is gone."""
    while leader[box] != box:
        leader[box] = leader[leader[box]]
        box = leader[box]
    return box
