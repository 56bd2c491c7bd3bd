"""The expected path of a trend and the corridors behind it, as they lie in a room.

They are drawn between a baseline at 0 and a target at 1: the same for all key results with the
same days, each of which stretches them to its own values.
"""

from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.svg import brief
from okrpress.site.charts.trend.data import Pace
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.strokes import LOOKS, line
from okrpress.site.charts.trend.way import Way

_KEPT = 1024
_LEAST = 0.01
"""The least stretch: to nothing at all, not everybody draws."""

Shares = tuple[tuple[float, float], ...]
"""Places of which the height is a share of the way from the baseline to the target."""


class Course(NamedTuple):
    """A pace in a room.

    path               where it turns
    on_track, at_risk  outlines of the corridors
    text               all of it as SVG, to be filled with how far the target lies below the
                       baseline, and where that lies
    """

    path: Shares
    on_track: Shares
    at_risk: Shares
    text: str

    def between(self, baseline: float, target: float) -> Way:
        """The path between the heights of a baseline and a target."""
        way = target - baseline
        return [(x, baseline + share * way) for x, share in self.path]

    def drawn(self, baseline: Way, target: Way) -> str:
        """All of it as SVG, between a baseline and where a target is in the end."""
        (_, start), (_, end) = baseline[0], target[-1]
        way = end - start
        return self.text % (way if abs(way) > _LEAST else _LEAST, start)


@lru_cache(maxsize=_KEPT)
def course_of(pace: Pace, room: Room) -> Course:
    """It is the same one for all key results that share pace and room."""
    x, first = room.axis.x, pace.judged_from
    judged = [turn for turn in pace.turns if first and turn.date >= first]
    path = tuple([(x[turn.date], float(turn.expected)) for turn in pace.turns])
    upper = [(x[turn.date], float(turn.expected)) for turn in judged]
    middle = [(x[turn.date], float(turn.on_track)) for turn in judged]
    lower = [(x[turn.date], float(turn.at_risk)) for turn in judged]
    on_track, at_risk = (*upper, *middle[::-1]), (*middle, *lower[::-1])
    return Course(path, on_track, at_risk, _drawn(path, on_track, at_risk))


def _drawn(path: Shares, on_track: Shares, at_risk: Shares) -> str:
    parts = (
        _outlined("at-risk", at_risk),
        _outlined("on-track", on_track),
        _PATH % _written(path) if len(path) > 1 else "",
    )
    return f'<g transform="matrix(1 0 0 %.4g 0 %.4g)">{"".join(parts)}</g>'


def _outlined(kind: str, points: Shares) -> str:
    return line(kind, f"M{_written(points)}Z") if points else ""


def _written(points: Shares) -> str:
    """Shares to a thousandth, which is less than a pixel."""
    return " ".join([f"{brief(x)} {brief(share, 3)}" for x, share in points])


_PATH = (
    '<path class="chart-expected" d="M%s" fill="none" stroke="currentColor"'
    f' vector-effect="non-scaling-stroke" {LOOKS["expected"]}/>'
)
