"""How high each box and bend stands in its column: as level as may be with what it is tied to."""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from okrpress.site.charts.alignment.order import Mesh

_ROUNDS = 3
_REACH = 240
"""A box is at most so far below the first that is tied to it from the right: in tall drawings the
middle of them all would be a screen or more away from what is read first."""
_BEND_WEIGHT, _BOX_WEIGHT, _LOOSE_WEIGHT = 4.0, 1.0, 0.01  # straight lines before level boxes


_Pull = tuple[float, float]
"""Where something wants its top to be, and how much."""
_Ends = Sequence[Sequence[tuple[int, int]]]
"""What each box and bend is tied to, and how far below its own top the other's is if level."""


def tops(made: Mesh, boxes: int, gap: int) -> list[int]:
    """The upper edge of each box and bend; the highest is at 0, and no two of a column overlap.

    `boxes` is how many of them are boxes; `gap` is kept between any two.
    """
    top = [0.0] * len(made.heights)
    columns = [_Column(column, _offsets(made, column, gap)) for column in made.columns]
    for column, offsets in columns:
        for box, offset in zip(column, offsets, strict=True):
            top[box] = offset
    pulls = _Pulls(made, boxes, top)
    for _ in range(_ROUNDS):
        for one in columns[1:]:
            _settle(one, pulls.of(one.boxes, pulls.left), top)
        for one in reversed(columns[:-1]):
            _settle(one, pulls.of(one.boxes, pulls.right), top)
    for one in columns:
        _settle(one, pulls.of(one.boxes, pulls.both), top)
    for one in reversed(columns[:-1]):
        if any(pulls.first(box) + _REACH < top[box] for box in one.boxes):
            _settle(one, pulls.within_reach(one.boxes), top)
    return _whole(made, top, gap)


class _Column(NamedTuple):
    """What stands in a column, and how far below the first each would be without more space."""

    boxes: Sequence[int]
    offsets: Sequence[float]


def _offsets(made: Mesh, column: Iterable[int], gap: int) -> list[float]:
    below, offsets = 0.0, []
    for box in column:
        offsets.append(below)
        below += made.heights[box] + gap
    return offsets


class _Pulls:
    """What the ends of links pull at; reads the current tops."""

    def __init__(self, made: Mesh, boxes: int, top: list[float]) -> None:
        self._top = top
        self._weights = [_BOX_WEIGHT] * boxes + [_BEND_WEIGHT] * (len(made.heights) - boxes)
        left: list[list[tuple[int, int]]] = [[] for _ in made.heights]
        right: list[list[tuple[int, int]]] = [[] for _ in made.heights]
        for links in made.links:
            for one in links:
                shift = one.left_tie - one.right_tie
                left[one.right].append((one.left, shift))
                right[one.left].append((one.right, -shift))
        self.left: _Ends = left
        self.right: _Ends = right
        self.both: _Ends = [before + after for before, after in zip(left, right, strict=True)]

    def of(self, column: Iterable[int], ends: _Ends) -> list[_Pull]:
        """The mean of where each link would be level."""
        top, weights, pulls = self._top, self._weights, []
        for box in column:
            own = ends[box]
            if not own:
                pulls.append((top[box], _LOOSE_WEIGHT))
            elif len(own) == 1:
                other, shift = own[0]
                pulls.append((top[other] + shift, weights[box]))
            else:
                level = sum([top[other] + shift for other, shift in own]) / len(own)
                pulls.append((level, weights[box]))
        return pulls

    def first(self, box: int) -> float:
        """The highest level at which something pulls from the right; endless where nothing does."""
        return min([self._top[end] + shift for end, shift in self.right[box]], default=inf)

    def within_reach(self, column: Iterable[int]) -> list[_Pull]:
        """Where boxes are, and of those that are too far down a place that is near enough."""
        return [
            (min(self._top[box], self.first(box) + _REACH), self._weights[box]) for box in column
        ]


def _settle(column: _Column, pulls: Iterable[_Pull], top: list[float]) -> None:
    """Move a column to where it is pulled, in its order and without overlaps.

    The least sum of weighted squares: what is too near its neighbour forms a block with it, and a
    block stands where its members want to be on average (pool adjacent violators).
    """
    blocks: list[tuple[float, float, float, int]] = []  # mean of wishes, their sum, weight, members
    for (level, own), offset in zip(pulls, column.offsets, strict=True):
        wish, weight, members = (level - offset) * own, own, 1
        mean = wish / weight
        while blocks and blocks[-1][0] > mean:
            _, other_wish, other_weight, others = blocks.pop()
            wish, weight, members = wish + other_wish, weight + other_weight, members + others
            mean = wish / weight
        blocks.append((mean, wish, weight, members))
    placed = iter(zip(*column, strict=True))
    for mean, _, _, members in blocks:
        for box, offset in islice(placed, members):
            top[box] = mean + offset


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
