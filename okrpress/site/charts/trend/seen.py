"""What was seen of a key result, and what follows from it: the lines of a trend."""

from typing import NamedTuple

from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.charts.trend.way import Way, in_steps
from okrpress.tuples import new

_POINTS_APART = 6.0


class Sightings(NamedTuple):
    """What was read and believed; empty where there is nothing to draw.

    points      the readings; `line` runs through them, `tail` carries a stale last one on to the
                as-of date
    are_apart   whether there is room, on average, to tell each point from the next
    projection  where the readings lead to, `fan` its interval
    """

    points: Way
    line: Way
    are_apart: bool
    tail: Way = ()
    projection: Way = ()
    fan: Way = ()


def sightings(data: TrendData, stage: Stage) -> Sightings:
    """All of them."""
    readings, x = data.readings, stage.room.axis.x
    if not readings:
        return Sightings((), (), are_apart=True)
    y = stage.rungs.y
    low, start, factor = y.low, y.start, y.factor
    points = [(x[one[0]], start + float(one[1] - low) * factor) for one in readings]
    last, first = points[-1], points[0]
    line = in_steps(points) if data.jumps else points
    are_apart = last[0] - first[0] >= _POINTS_APART * (len(points) - 1)
    tail = (last, (x[data.as_of], last[1])) if data.stale else ()
    projection, fan = _projected(data, stage, points) if data.projection else ((), ())
    return new(Sightings, (points, line, are_apart, tail, projection, fan))


def _projected(data: TrendData, stage: Stage, points: Way) -> tuple[Way, Way]:
    """The projection, and its fan."""
    projection, y = data.projection, stage.rungs.y
    if projection is None or projection.date <= data.readings[-1][0]:
        return (), ()
    last, x = points[-1], stage.room.axis.x[projection.date]
    fan = last, (x, y(projection.high)), (x, y(projection.low))
    return (last, (x, y(projection.value))), fan
