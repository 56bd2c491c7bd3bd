"""What the readings of a trend are held against: lines and areas, and the same as SVG."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.data import Aim, Pace
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.strokes import line, rectangle, through
from okrpress.site.charts.trend.way import Way, in_steps

_KEPT = 1024


class Course(NamedTuple):
    """A pace in a room: where its turns lie, and the shares of the way that they speak of.

    `path` and `corridors` are SVG, to be filled with heights of shares: those numbered in
    `along` for the path, those in `around` for the outlines of the corridors.
    """

    x: tuple[float, ...]
    shares: tuple[Decimal, ...]
    along: tuple[int, ...]
    around: tuple[int, ...]
    path: str
    corridors: str


class Held(NamedTuple):
    """What readings are held against; empty where there is nothing to draw.

    zone       where a value with bounds should be
    moves      where the target moved
    expected   the expected path
    corridors  heights around what is still at risk, then around what is still on track
    """

    zone: Box | None
    baseline: Way
    target: Way
    moves: Way
    course: Course | None
    expected: Way
    corridors: tuple[float, ...]


def held_of(aim: Aim, room: Room, y: NumberScale) -> Held:
    """All of it."""
    course = _course(aim.pace, room) if aim.pace else None
    moves = [(room.axis.x[move.date], y(move.after)) for move in aim.moves]
    expected, corridors = _paced(aim, course, y) if course else ((), ())
    return Held(
        zone=_zone(aim, room.plot, y) if room.plot else None,
        baseline=() if aim.baseline is None else _across(room.edges, y(aim.baseline)),
        target=_target(aim, room, y, moves),
        moves=moves,
        course=course,
        expected=expected,
        corridors=corridors,
    )


def _across(edges: Box, height: float) -> Way:
    return (edges.left, height), (edges.right, height)


def _zone(aim: Aim, plot: Box, y: NumberScale) -> Box | None:
    if aim.keep is None:
        return None
    left, top, right, bottom = plot
    low, high = aim.keep.min, aim.keep.max
    return Box(left, top if high is None else y(high), right, bottom if low is None else y(low))


def _target(aim: Aim, room: Room, y: NumberScale, moves: Way) -> Way:
    """The target as it stood on each day: a line with a step where it moved."""
    if aim.target is None:
        return ()
    x = room.axis.x
    end = x[aim.due] if aim.due else room.edges.right
    start = x[aim.start], y(aim.moves[0].before if moves else aim.target)
    if not moves:
        return start, (end, start[1])
    return (*in_steps((start, *moves)), (end, moves[-1][1]))


@lru_cache(maxsize=_KEPT)
def _course(pace: Pace, room: Room) -> Course:
    turns, first = pace.turns, pace.judged_from
    judged = [turn for turn in turns if first and turn.date >= first]
    near, far = [turn.on_track for turn in judged], [turn.at_risk for turn in judged]
    along, path = [turn.expected for turn in turns], [turn.expected for turn in judged]
    around = [*near, *far[::-1], *path, *near[::-1]]
    shares = tuple(dict.fromkeys([*along, *around]))
    x, judged_x = [tuple([room.axis.x[turn.date] for turn in some]) for some in (turns, judged)]
    outline = f"M{_open(judged_x)} {_open(judged_x[::-1])}Z"
    return Course(
        x,
        shares,
        tuple(map(shares.index, along)),
        tuple(map(shares.index, around)),
        path=line("expected", f"M{_open(x)}") if len(x) > 1 else "",
        corridors=line("at-risk", outline) + line("on-track", outline) if judged else "",
    )


def _open(places: Sequence[float]) -> str:
    """A path at these places, its heights still open."""
    return " ".join([f"{x:.4g} %.4g" for x in places])


def _paced(aim: Aim, course: Course, y: NumberScale) -> tuple[Way, tuple[float, ...]]:
    """The expected path, and heights around the corridors behind it."""
    assert aim.baseline is not None  # what has a pace has both
    assert aim.target is not None
    start, factor = y.start, y.factor
    ground, way = aim.baseline - y.low, aim.target - aim.baseline
    heights = [start + float(ground + share * way) * factor for share in course.shares]
    path = [(x, heights[at]) for x, at in zip(course.x, course.along, strict=True)]
    return path, tuple([heights[at] for at in course.around])


# ── drawing ───────────────────────────────────────────────────────────────────────────────────


def draw_held(held: Held) -> tuple[str, str]:
    """Its areas, and its lines."""
    areas = rectangle("zone", held.zone) if held.zone else ""
    expected, course = "", held.course
    if course:
        areas += course.corridors % held.corridors if held.corridors else ""
        expected = course.path % tuple([y for _, y in held.expected]) if course.path else ""
    lines = through("baseline", held.baseline), expected, through("target", held.target)
    return areas, "".join(lines)
