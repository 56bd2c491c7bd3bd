"""A trend laid out: from numbers and dates to a geometry."""

from typing import NamedTuple

from okrpress.site.charts.labels import Label
from okrpress.site.charts.svg import Place
from okrpress.site.charts.trend.axis import WIDTH, TimeAxis
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import frame_of
from okrpress.site.charts.trend.labels import Inner, confidence_name, end_labels, labels_of
from okrpress.site.charts.trend.marks import Areas, Lines, Way, areas_of, lines_of
from okrpress.site.formatting import Formatter

_POINTS_APART = 6.0


class Trend(NamedTuple):
    """Geometry of a trend, in units of its drawing.

    rules   left ends of the grid's lines, `grounds` those of the panels' lower edges; all end
            at `right`
    axis    the dates, and today
    points  readings, unless there are too many to tell apart; `latest` is the last one
    moves   where the target moved
    """

    height: float
    right: float
    rules: tuple[Place, ...]
    grounds: tuple[Place, ...]
    axis: TimeAxis
    areas: Areas
    lines: Lines
    points: Way
    latest: Place | None
    moves: tuple[Place, ...]
    labels: tuple[Label, ...]

    @property
    def width(self) -> float:
        """The width of the whole drawing."""
        return WIDTH


def trend(data: TrendData, fmt: Formatter) -> Trend:
    """Lay the chart out. Takes any number of readings of any size.

    Expects something to show: a value, a target, bounds, or a confidence.
    """
    ends, confidence = end_labels(data, fmt), confidence_name(data, fmt)
    frame = frame_of(data, [confidence, *[words for _, words, _ in ends]], fmt)
    lines = lines_of(data, frame)
    left, x, y, points = frame.edges.left, frame.axis.x, frame.y, lines.points
    moves = tuple([(x(move.date), y(move.after)) for move in data.moves])
    return Trend(
        height=frame.height,
        right=frame.edges.right,
        rules=tuple([(left, height) for _, height in frame.ticks]),
        grounds=tuple([(left, box.bottom) for box in frame.panels]),
        axis=frame.axis,
        areas=areas_of(data, frame, lines),
        lines=lines,
        points=points if _apart(points) else (),
        latest=points[-1] if points else None,
        moves=moves,
        labels=labels_of(Inner(data, frame, lines, moves), ends, confidence, fmt),
    )


def _apart(points: Way) -> bool:
    """Whether there is room, on average, to tell each point from the next."""
    return not points or points[-1][0] - points[0][0] >= _POINTS_APART * (len(points) - 1)
