"""Ways through a trend: points in order, from each straight to the next."""

from collections.abc import Sequence
from itertools import pairwise

from okrpress.site.charts.svg import Place

Way = Sequence[Place]


def in_steps(points: Way) -> Way:
    """The same path, each value held until the next other one."""
    way = [*points[:1]]
    for before, after in pairwise(points):
        if before[1] != after[1]:
            way += ((after[0], before[1]), after)
    if points and way[-1] != points[-1]:
        way.append(points[-1])
    return way
