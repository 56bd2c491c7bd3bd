"""Progress: how far a key result is, by the way it is measured."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.memo import recent
from okrpress.model.okr import Aggregate, Band, Measure, Metric, Steps, Unmeasured, YesNo
from okrpress.scoring.arithmetic import ZERO, arithmetic, clamp, weighted_mean
from okrpress.scoring.bands import outside, share_inside
from okrpress.scoring.history import History, observations
from okrpress.scoring.result import Point
from okrpress.scoring.time import OwnTime
from okrpress.tuples import new

_LATEST = Aggregate.LATEST  # to name it takes ten times as long


class Measured(NamedTuple):
    """What the observations add up to; the fields are those of `ScoredKeyResult`."""

    value: Decimal | None = None
    done_steps: tuple[str, ...] = ()
    raw: Decimal | None = None
    progress: Decimal | None = None
    outside: Decimal | None = None


def baseline(metric: Metric) -> Decimal | None:
    """The metric's baseline. A sum without one starts at zero, any other metric has none."""
    if metric.baseline is None and metric.aggregate is Aggregate.SUM:
        return ZERO
    return metric.baseline


def share_of_way(metric: Metric, value: Decimal) -> Decimal | None:
    """raw = (x − b) / (T − b): the same for rising and falling metrics, not clamped.

    None without a baseline, and where baseline and target are equal (an error of the file).
    """
    start = baseline(metric)
    if start is None or start == metric.target:
        return None
    return (value - start) / (metric.target - start)


def is_measurable(measure: Measure) -> bool:
    """Whether readings can ever say how far it is."""
    if isinstance(measure, Metric):
        start = baseline(measure)
        return start is not None and start != measure.target
    return not isinstance(measure, Unmeasured)


def measure_progress(
    measure: Measure, observed: History, own: OwnTime | None, as_of: date
) -> Measured:
    """Value and progress from the observations of a key result that count; nothing without any.

    A metric's value is its last reading, the mean of its readings, or baseline plus their sum.
    A band's progress is a share of time, see `share_inside`. Yes/no is 0 or 1, steps are
    Σ w·done / Σ w. What has no measure has no progress.
    """
    if not observed or isinstance(measure, Unmeasured):
        return Measured()
    match measure:
        case Metric():
            return _metric(measure, observed)
        case Band():
            return _band(measure, observed, own, as_of)
        case YesNo():
            done = Decimal(observed[-1].reading.done or 0)
            return Measured(raw=done, progress=done)
        case _:
            return _steps(measure, observed)


def _metric(metric: Metric, observed: History) -> Measured:
    value = observed[-1][1][1]
    if value is None or metric.aggregate is not _LATEST:
        value = _running(metric, observed)[-1].value
    raw = share_of_way(metric, value)
    return new(Measured, (value, (), raw, None if raw is None else clamp(raw), None))


def _band(band: Band, observed: History, own: OwnTime | None, as_of: date) -> Measured:
    levels = _values(observed)
    share = share_inside(band, levels, own, as_of)
    value = levels[-1].value
    return Measured(value=value, raw=share, progress=share, outside=outside(band, value))


def _steps(measure: Steps, observed: History) -> Measured:
    reported = observed[-1].reading.steps or ()
    done = tuple(step.id for step in measure.steps if step.id in reported)
    share = _share_done(measure, reported)
    return Measured(done_steps=done, raw=share, progress=share)


def _share_done(measure: Steps, reported: tuple[str, ...]) -> Decimal | None:
    return weighted_mean((Decimal(step.id in reported), step.weight) for step in measure.steps)


@recent
@arithmetic()
def running_values(measure: Measure, history: History) -> tuple[Point, ...]:
    """The current value as it stood after each day with an observation, for trend charts.

    A metric's running value (a sum includes the baseline), a band's level, 0 or 1 for yes/no, the
    share done for steps, nothing for what has no measure.
    """
    observed = observations(measure, history)
    match measure:
        case Metric():
            return _running(measure, observed)
        case Band():
            return _values(observed)
        case YesNo():
            return tuple(Point(one.date, Decimal(one.reading.done or 0)) for one in observed)
        case Steps():
            return tuple(_shares(measure, observed))
        case _:
            return ()


def _shares(measure: Steps, observed: History) -> Iterator[Point]:
    known: dict[tuple[str, ...], Decimal | None] = {}  # what is done is mostly what was before
    for one in observed:
        done = one.reading.steps or ()
        if done not in known:
            known[done] = _share_done(measure, done)
        share = known[done]
        if share is not None:
            yield Point(one.date, share)


def _running(metric: Metric, observed: History) -> tuple[Point, ...]:
    levels = _values(observed)
    if metric.aggregate is Aggregate.LATEST:
        return levels
    points, total = [], ZERO
    for count, (on, value) in enumerate(levels, start=1):
        total += value
        if metric.aggregate is Aggregate.SUM:
            points.append(Point(on, (metric.baseline or ZERO) + total))
        else:
            points.append(Point(on, total / count))
    return tuple(points)


def _values(observed: History) -> tuple[Point, ...]:
    return tuple([new(Point, (on, of[1])) for on, of, _, _ in observed if of[1] is not None])
