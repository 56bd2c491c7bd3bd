"""What was seen of a key result, and what follows from it: the lines of a trend."""

from typing import NamedTuple

from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.charts.trend.way import Way, in_steps

_POINTS_APART = 6.0


class Sightings(NamedTuple):
    """What was read and believed; empty where there is nothing to draw.

    points      the readings; `line` runs through them, `tail` carries a stale last one on to the
                as-of date
    are_apart   whether there is room, on average, to tell each point from the next
    projection  where the readings lead to, `fan` its interval
    confidence  a point for each report and one for the as-of date; each holds until the next
    """

    points: Way
    line: Way
    are_apart: bool
    tail: Way
    projection: Way
    fan: Way
    confidence: Way


def sightings(data: TrendData, stage: Stage) -> Sightings:
    """All of them."""
    x = stage.room.axis.x
    heights = stage.y.inner([value for _, value in data.readings])
    points = [(x[day], height) for (day, _), height in zip(data.readings, heights, strict=True)]
    last = points[-1] if points else None
    projection = _projection(data, stage, points)
    return Sightings(
        points=points,
        line=in_steps(points) if data.jumps else points,
        are_apart=_apart(points),
        tail=(last, (x[data.as_of], last[1])) if last and data.stale else (),
        projection=projection,
        fan=_fan(data, stage, projection) if projection else (),
        confidence=_confidence(data, stage),
    )


def _apart(points: Way) -> bool:
    return not points or points[-1][0] - points[0][0] >= _POINTS_APART * (len(points) - 1)


def _projection(data: TrendData, stage: Stage, points: Way) -> Way:
    projection = data.projection
    if projection is None or not points or projection.date <= data.readings[-1][0]:
        return ()
    return points[-1], (stage.room.axis.x[projection.date], stage.y(projection.value))


def _fan(data: TrendData, stage: Stage, projection: Way) -> Way:
    if not data.projection:
        return ()
    start, (x, _) = projection
    return start, (x, stage.y(data.projection.high)), (x, stage.y(data.projection.low))


def _confidence(data: TrendData, stage: Stage) -> Way:
    if not data.confidence:
        return ()
    x, y = stage.room.axis.x, stage.room.beliefs
    placed = [(x[day], y[value]) for day, value in data.confidence]
    end, height = placed[-1]
    placed.append((max(x[data.as_of], end), height))
    return placed
