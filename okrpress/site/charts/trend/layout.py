"""A trend laid out: from numbers and dates to a frozen geometry."""

from collections.abc import Sequence
from dataclasses import dataclass

from okrpress.site.charts.labels import Label
from okrpress.site.charts.svg import XY
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import frame_of
from okrpress.site.charts.trend.labels import confidence_name, end_labels, labels_of
from okrpress.site.charts.trend.marks import Areas, Lines, areas_of, lines_of
from okrpress.site.formatting import Formatter

_POINTS_APART = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Geometry of a trend, in units of its drawing.

    rules   left ends of the grid's lines, `grounds` those of the panels' lower edges; all end
            at `right`
    dates   where the date axis has its ticks
    points  readings, unless there are too many to tell apart; `latest` is the last one
    moves   where the target moved
    """

    width: float
    height: float
    right: float
    rules: tuple[XY, ...]
    grounds: tuple[XY, ...]
    dates: tuple[XY, ...]
    areas: Areas
    lines: Lines
    points: tuple[XY, ...]
    latest: XY | None
    moves: tuple[XY, ...]
    labels: tuple[Label, ...]


def trend(data: TrendData, fmt: Formatter) -> Trend:
    """Lay the chart out. Takes any number of readings of any size.

    Expects something to show: a value, a target, bounds, or a confidence.
    """
    ends = end_labels(data, fmt)
    names = [*(end.words for end in ends), confidence_name(data, fmt)]
    frame = frame_of(data, names, fmt)
    lines = lines_of(data, frame)
    labels = labels_of(data, frame, ends, lines, fmt)
    return Trend(
        width=frame.width,
        height=frame.height,
        right=frame.right,
        rules=tuple([XY(frame.left, frame.y(tick.value)) for tick in frame.ticks]),
        grounds=tuple([XY(box.left, box.bottom) for box in frame.panels]),
        dates=tuple([XY(frame.x(day), frame.bottom) for day in frame.dates]),
        areas=areas_of(data, frame, lines),
        lines=lines,
        points=lines.points if _apart(lines.points) else (),
        latest=lines.points[-1] if lines.points else None,
        moves=tuple([XY(frame.x(move.date), frame.y(move.after)) for move in data.moves]),
        labels=labels,
    )


def _apart(points: Sequence[XY]) -> bool:
    """Whether there is room, on average, to tell each point from the next."""
    return not points or points[-1].x - points[0].x >= _POINTS_APART * (len(points) - 1)
