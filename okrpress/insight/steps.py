"""Where the value of a key result stood on a day, and where it went from there."""

from bisect import bisect_right
from datetime import date
from operator import attrgetter

from okrpress.model.okr import Aggregate, Band, Measure, Metric
from okrpress.scoring.history import History, last_observation
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Point
from okrpress.tuples import new

LEVELS = (Metric, Band)
"""Measures whose values may fall again; what the others ask for is delivered, once and for all."""
_LATEST = Aggregate.LATEST  # to name it takes ten times as long
_DATE = attrgetter("date")


def known_on(history: History, day: date) -> History:
    """What was known of a key result on a day."""
    return history[: bisect_right(history, day, key=_DATE)]


def step_after(measure: Measure, history: History, day: date) -> tuple[Point | None, Point | None]:
    """The last value up to the day, and the last one if it was reported after it."""
    if isinstance(measure, Metric) and measure.aggregate is not _LATEST:
        points = running_values(measure, history)
        before = next((point for point in reversed(points) if point.date <= day), None)
        after = points[-1] if points else None
    else:  # a value is what its own reading says
        before, after = _last(measure, known_on(history, day)), _last(measure, history)
    return before, after if after and after.date > day else None


def _last(measure: Measure, history: History) -> Point | None:
    last = last_observation(measure, history)
    if last and isinstance(measure, LEVELS):
        value = last[0].reading.value
        return None if value is None else new(Point, (last[0].date, value))
    return next(iter(running_values(measure, last)), None)
