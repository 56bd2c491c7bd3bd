"""How high each box and bend stands in its column: as level as may be with what it is tied to."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from okrpress.site.charts.alignment.order import Mesh

_ROUNDS = 3
_REACH = 240
"""A box is at most so far below the first that is tied to it from the right: in tall drawings the
middle of them all would be a screen or more away from what is read first."""
_BEND_WEIGHT, _BOX_WEIGHT, _LOOSE_WEIGHT = 4.0, 1.0, 0.01  # straight lines before level boxes


class _Pull(NamedTuple):
    """Where something wants its top to be, and how much."""

    top: float
    weight: float


def tops(made: Mesh, boxes: int, gap: int) -> list[int]:
    """The upper edge of each box and bend; the highest is at 0, and no two of a column overlap.

    `boxes` is how many of them are boxes; `gap` is kept between any two.
    """
    top = [0.0] * len(made.heights)
    for column in made.columns:
        at = 0.0
        for box in column:
            top[box] = at
            at += made.heights[box] + gap
    pulls = _Pulls(made, boxes, top)
    for _ in range(_ROUNDS):
        for at in range(1, len(made.columns)):
            _settle(made, at, pulls.of(at, from_left=True, from_right=False), top, gap)
        for at in reversed(range(len(made.columns) - 1)):
            _settle(made, at, pulls.of(at, from_left=False, from_right=True), top, gap)
    for at in range(len(made.columns)):
        _settle(made, at, pulls.of(at, from_left=True, from_right=True), top, gap)
    for at in reversed(range(len(made.columns) - 1)):
        if any(pulls.first(box) + _REACH < top[box] for box in made.columns[at]):
            _settle(made, at, pulls.within_reach(at), top, gap)
    return _whole(made, top, gap)


class _Pulls:
    """What the ends of links pull at; reads the current tops."""

    def __init__(self, made: Mesh, boxes: int, top: list[float]) -> None:
        self._made, self._boxes, self._top = made, boxes, top
        self._left: list[list[tuple[int, int]]] = [[] for _ in made.heights]
        self._right: list[list[tuple[int, int]]] = [[] for _ in made.heights]
        for links in made.links:
            for one in links:
                shift = one.left_tie - one.right_tie
                self._left[one.right].append((one.left, shift))
                self._right[one.left].append((one.right, -shift))

    def of(self, column: int, *, from_left: bool, from_right: bool) -> list[_Pull]:
        """The mean of where each link would be level."""
        pulls = []
        for box in self._made.columns[column]:
            ends = (self._left[box] if from_left else []) + (self._right[box] if from_right else [])
            if not ends:
                pulls.append(_Pull(self._top[box], _LOOSE_WEIGHT))
                continue
            level = sum(self._top[other] + shift for other, shift in ends) / len(ends)
            pulls.append(_Pull(level, _BOX_WEIGHT if box < self._boxes else _BEND_WEIGHT))
        return pulls

    def first(self, box: int) -> float:
        """The highest level at which something pulls from the right; endless where nothing does."""
        return min((self._top[end] + shift for end, shift in self._right[box]), default=inf)

    def within_reach(self, column: int) -> list[_Pull]:
        """Where boxes are, and of those that are too far down a place that is near enough."""
        return [
            _Pull(
                min(self._top[box], self.first(box) + _REACH),
                _BOX_WEIGHT if box < self._boxes else _BEND_WEIGHT,
            )
            for box in self._made.columns[column]
        ]


def _settle(made: Mesh, at: int, pulls: Sequence[_Pull], top: list[float], gap: int) -> None:
    """Move a column to where it is pulled, in its order and without overlaps.

    The least sum of weighted squares: what is too near its neighbour forms a block with it, and a
    block stands where its members want to be on average (pool adjacent violators).
    """
    column = made.columns[at]
    below, offsets = 0.0, []
    for box in column:
        offsets.append(below)
        below += made.heights[box] + gap
    blocks: list[tuple[float, float, int]] = []  # sum of weighted wishes, weight, members
    for pull, offset in zip(pulls, offsets, strict=True):
        wish, weight, members = (pull.top - offset) * pull.weight, pull.weight, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > wish / weight:
            before = blocks.pop()
            wish, weight, members = wish + before[0], weight + before[1], members + before[2]
        blocks.append((wish, weight, members))
    index = 0
    for wish, weight, members in blocks:
        for _ in range(members):
            top[column[index]] = wish / weight + offsets[index]
            index += 1


def _whole(made: Mesh, top: list[float], gap: int) -> list[int]:
    """The same in whole numbers from 0 on."""
    lowest = min(top, default=0.0)
    found = [round(at - lowest) for at in top]
    for column in made.columns:
        floor = 0
        for box in column:
            found[box] = max(found[box], floor)
            floor = found[box] + made.heights[box] + gap
    return found
