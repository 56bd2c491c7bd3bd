"""What the readings of a trend are held against: lines and areas."""

from typing import NamedTuple

from okrpress.model.okr import Band
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.course import Course, course_of
from okrpress.site.charts.trend.data import Aim
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.way import Way, in_steps
from okrpress.tuples import new


class Held(NamedTuple):
    """What readings are held against; empty where there is nothing to draw.

    target    as it stood on each day: a line with a step where it moved; `moves` are its places
    course    what is expected, from the baseline to the target
    zone      where a value with bounds should be
    """

    baseline: Way = ()
    target: Way = ()
    moves: Way = ()
    course: Course | None = None
    zone: Box | None = None

    @property
    def expected(self) -> Way:
        """The path of the course."""
        if self.course is None:
            return ()
        return self.course.between(self.baseline[0][1], self.target[-1][1])


def held_of(aim: Aim, room: Room, y: NumberScale) -> Held:
    """All of it."""
    start, due, _, baseline, target, moves, keep, pace = aim
    (left, _, right, _), x = room.edges, room.axis.x
    zone = _zone(keep, room.plot, y) if keep and room.plot else None
    ground: Way = ()
    if baseline is not None:
        height = y(baseline)
        ground = (left, height), (right, height)
    if target is None:
        return Held(ground, zone=zone)
    end = y(target)
    aimed: Way = ((x[start], end), (x[due] if due else right, end))
    places = [(x[move.date], y(move.after)) for move in moves] if moves else ()
    if moves:
        aimed = _moved(aimed, y(moves[0].before), places)
    course = course_of(pace, room) if pace and ground else None
    return new(Held, (ground, aimed, places, course, zone))


def _moved(aimed: Way, before: float, moves: Way) -> Way:
    (start, _), (end, _) = aimed
    return (*in_steps(((start, before), *moves)), (end, moves[-1][1]))


def _zone(keep: Band, plot: Box, y: NumberScale) -> Box:
    left, top, right, bottom = plot
    low, high = keep.min, keep.max
    return Box(left, top if high is None else y(high), right, bottom if low is None else y(low))
