"""What the readings of a trend are held against: lines and areas."""

from typing import NamedTuple

from okrpress.model.okr import Band
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.course import Course, course_of
from okrpress.site.charts.trend.data import Aim
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.way import Way, in_steps


class Held(NamedTuple):
    """What readings are held against; empty where there is nothing to draw.

    target    as it stood on each day: a line with a step where it moved; `moves` are its places
    expected  the path of the `course`, which leads from the baseline to the target
    zone      where a value with bounds should be
    """

    baseline: Way = ()
    target: Way = ()
    moves: Way = ()
    course: Course | None = None
    expected: Way = ()
    zone: Box | None = None


def held_of(aim: Aim, room: Room, y: NumberScale) -> Held:
    """All of it."""
    _, _, _, baseline, target, moves, keep, pace = aim
    zone = _zone(keep, room.plot, y) if keep and room.plot else None
    ground = () if baseline is None else _across(room.edges, y(baseline))
    if target is None:
        return Held(ground, zone=zone)
    end = y(target)
    places = [(room.axis.x[move.date], y(move.after)) for move in moves]
    aimed = _moved(aim, room, y, places) if moves else _aimed(aim, room, end)
    if not (pace and ground):
        return Held(ground, aimed, places, zone=zone)
    course = course_of(pace, room)
    return Held(ground, aimed, places, course, course.between(ground[0][1], end), zone)


def _across(edges: Box, height: float) -> Way:
    return (edges.left, height), (edges.right, height)


def _aimed(aim: Aim, room: Room, height: float) -> Way:
    x = room.axis.x
    return (x[aim.start], height), (x[aim.due] if aim.due else room.edges.right, height)


def _moved(aim: Aim, room: Room, y: NumberScale, moves: Way) -> Way:
    (start, _), (end, _) = _aimed(aim, room, 0)
    before = start, y(aim.moves[0].before)
    return (*in_steps((before, *moves)), (end, moves[-1][1]))


def _zone(keep: Band, plot: Box, y: NumberScale) -> Box:
    left, top, right, bottom = plot
    low, high = keep.min, keep.max
    return Box(left, top if high is None else y(high), right, bottom if low is None else y(low))
