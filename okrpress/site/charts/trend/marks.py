"""The lines and areas of a trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from okrpress.site.charts.svg import XY, Box
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a trend; empty where there is nothing to draw.

    `readings` runs through the `points`; `tail` carries a stale last one on to the as-of date.
    """

    points: tuple[XY, ...]
    readings: tuple[XY, ...]
    tail: tuple[XY, ...]
    expected: tuple[XY, ...]
    target: tuple[XY, ...]
    baseline: tuple[XY, ...]
    projection: tuple[XY, ...]
    today: tuple[XY, ...]
    confidence: tuple[XY, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """The areas of a trend.

    zone      where a value with bounds should be
    on_track  corridor behind the expected path; `at_risk` the next one
    fan       the interval of the projection
    """

    zone: Box | None
    on_track: tuple[XY, ...]
    at_risk: tuple[XY, ...]
    fan: tuple[XY, ...]


def lines_of(data: TrendData, frame: Frame) -> Lines:
    """Every line of the chart."""
    x, y = frame.x, frame.y
    points = tuple([XY(x(day), y(value)) for day, value in data.readings])
    baseline = () if data.baseline is None else _across(frame, y(data.baseline))
    return Lines(
        points=points,
        readings=_in_steps(points) if data.jumps else points,
        tail=_tail(data, frame, points),
        expected=tuple([XY(x(one.date), y(one.expected)) for one in data.pace]),
        target=_target(data, frame),
        baseline=baseline,
        projection=_projection(data, frame, points),
        today=_today(data, frame),
        confidence=_confidence(data, frame),
    )


def areas_of(data: TrendData, frame: Frame, lines: Lines) -> Areas:
    """Every area of the chart."""
    judged = [one for one in data.pace if data.judged_from and one.date >= data.judged_from]
    return Areas(
        zone=_zone(data, frame),
        on_track=_corridor(frame, [(one.date, one.expected, one.on_track) for one in judged]),
        at_risk=_corridor(frame, [(one.date, one.on_track, one.at_risk) for one in judged]),
        fan=_fan(data, frame, lines.projection),
    )


def _in_steps(points: Sequence[XY]) -> tuple[XY, ...]:
    """The same path, each value held until the next."""
    corners = [
        point for before, after in pairwise(points) for point in (before, XY(after.x, before.y))
    ]
    return (*corners, *points[-1:])


def _across(frame: Frame, height: float) -> tuple[XY, ...]:
    return XY(frame.left, height), XY(frame.right, height)


def _tail(data: TrendData, frame: Frame, points: Sequence[XY]) -> tuple[XY, ...]:
    if not (data.stale and points):
        return ()
    last = points[-1]
    return last, XY(frame.x(data.as_of), last.y)


def _target(data: TrendData, frame: Frame) -> tuple[XY, ...]:
    """The target as it stood on each day: a line with a step where it moved."""
    if data.target is None:
        return ()
    steps = [(data.start, data.moves[0].before if data.moves else data.target)]
    steps += [(move.date, move.after) for move in data.moves]
    placed = [XY(frame.x(day), frame.y(value)) for day, value in steps]
    return (*_in_steps(placed), XY(frame.x(data.due) if data.due else frame.right, placed[-1].y))


def _projection(data: TrendData, frame: Frame, points: Sequence[XY]) -> tuple[XY, ...]:
    projection = data.projection
    if projection is None or not points or projection.date <= data.readings[-1].date:
        return ()
    return points[-1], XY(frame.x(projection.date), frame.y(projection.value))


def _fan(data: TrendData, frame: Frame, projection: Sequence[XY]) -> tuple[XY, ...]:
    if not (data.projection and projection):
        return ()
    start, end = projection
    low, high = frame.y(data.projection.low), frame.y(data.projection.high)
    return start, XY(end.x, high), XY(end.x, low)


def _today(data: TrendData, frame: Frame) -> tuple[XY, ...]:
    if not frame.first <= data.as_of <= frame.last:
        return ()
    x = frame.x(data.as_of)
    return XY(x, frame.top), XY(x, frame.bottom)


def _confidence(data: TrendData, frame: Frame) -> tuple[XY, ...]:
    """Confidence in steps: it holds until the next report, and until the as-of date."""
    if not data.confidence:
        return ()
    placed = [XY(frame.x(day), frame.y_confidence(value)) for day, value in data.confidence]
    return (*_in_steps(placed), XY(max(frame.x(data.as_of), placed[-1].x), placed[-1].y))


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


def _corridor(frame: Frame, edges: Sequence[tuple[date, Decimal, Decimal]]) -> tuple[XY, ...]:
    """The outline of the area between two paths."""
    there = [XY(frame.x(day), frame.y(value)) for day, value, _ in edges]
    back = [XY(frame.x(day), frame.y(value)) for day, _, value in reversed(edges)]
    return (*there, *back)
