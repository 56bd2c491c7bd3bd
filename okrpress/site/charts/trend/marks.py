"""The lines and areas of a trend."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import Frame

Way = Sequence[Place]


class Lines(NamedTuple):
    """The lines of a trend; empty where there is nothing to draw.

    `readings` runs through the `points`; `tail` carries a stale last one on to the as-of date.
    """

    points: Way
    readings: Way
    tail: Way
    expected: Way
    target: Way
    baseline: Way
    projection: Way
    today: Way
    confidence: Way


class Areas(NamedTuple):
    """The areas of a trend.

    zone      where a value with bounds should be
    on_track  corridor behind the expected path; `at_risk` the next one
    fan       the interval of the projection
    """

    zone: Box | None
    on_track: Way
    at_risk: Way
    fan: Way


def lines_of(data: TrendData, frame: Frame) -> Lines:
    """Every line of the chart."""
    x, y = frame.axis.x, frame.y
    points = [(x(day), y(value)) for day, value in data.readings]
    return Lines(
        points=points,
        readings=_in_steps(points) if data.jumps else points,
        tail=_tail(data, frame, points),
        expected=[(x(day), y(expected)) for day, expected, _, _ in data.pace],
        target=_target(data, frame),
        baseline=() if data.baseline is None else _across(frame, y(data.baseline)),
        projection=_projection(data, frame, points),
        today=frame.axis.today,
        confidence=_confidence(data, frame),
    )


def areas_of(data: TrendData, frame: Frame, lines: Lines) -> Areas:
    """Every area of the chart."""
    on_track, at_risk = _corridors(data, frame, lines.expected)
    return Areas(_zone(data, frame), on_track, at_risk, _fan(data, frame, lines.projection))


def _in_steps(points: Way) -> Way:
    """The same path, each value held until the next other one."""
    way = [*points[:1]]
    for before, after in pairwise(points):
        if before[1] != after[1]:
            way += ((after[0], before[1]), after)
    if points and way[-1] != points[-1]:
        way.append(points[-1])
    return way


def _across(frame: Frame, height: float) -> Way:
    return (frame.edges.left, height), (frame.edges.right, height)


def _tail(data: TrendData, frame: Frame, points: Way) -> Way:
    if not (data.stale and points):
        return ()
    last = points[-1]
    return last, (frame.axis.x(data.as_of), last[1])


def _target(data: TrendData, frame: Frame) -> Way:
    """The target as it stood on each day: a line with a step where it moved."""
    if data.target is None:
        return ()
    x, y = frame.axis.x, frame.y
    placed = [(x(data.start), y(data.moves[0].before if data.moves else data.target))]
    placed += [(x(move.date), y(move.after)) for move in data.moves]
    end = x(data.due) if data.due else frame.edges.right
    return (*_in_steps(placed), (end, placed[-1][1]))


def _projection(data: TrendData, frame: Frame, points: Way) -> Way:
    projection = data.projection
    if projection is None or not points or projection.date <= data.readings[-1][0]:
        return ()
    return points[-1], (frame.axis.x(projection.date), frame.y(projection.value))


def _fan(data: TrendData, frame: Frame, projection: Way) -> Way:
    if not (data.projection and projection):
        return ()
    start, (x, _) = projection
    return start, (x, frame.y(data.projection.high)), (x, frame.y(data.projection.low))


def _confidence(data: TrendData, frame: Frame) -> Way:
    """Confidence in steps: it holds until the next report, and until the as-of date."""
    if not data.confidence:
        return ()
    x, y = frame.axis.x, frame.y_confidence
    placed = [(x(day), y(value)) for day, value in data.confidence]
    end, height = placed[-1]
    return _in_steps([*placed, (max(x(data.as_of), end), height)])


def _zone(data: TrendData, frame: Frame) -> Box | None:
    if data.keep is None or frame.plot is None:
        return None
    left, top, right, bottom = frame.plot
    low, high = data.keep.min, data.keep.max
    return Box(
        left,
        top if high is None else frame.y(high),
        right,
        bottom if low is None else frame.y(low),
    )


def _corridors(data: TrendData, frame: Frame, expected: Way) -> tuple[Way, Way]:
    """The outlines of what is still on track, and still at risk, behind the expected path."""
    if not data.judged_from:
        return (), ()
    y, from_day = frame.y, data.judged_from
    first = next((at for at, one in enumerate(data.pace) if one[0] >= from_day), len(data.pace))
    judged = data.pace[first:]
    path = expected[first:]
    near = [(x, y(value)) for (x, _), (_, _, value, _) in zip(path, judged, strict=True)]
    far = [(x, y(value)) for (x, _), (_, _, _, value) in zip(path, judged, strict=True)]
    return (*path, *near[::-1]), (*near, *far[::-1])
