"""Forecast: where a metric's readings lead by its due date, if they go on as they did."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Metric
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ONE, ZERO, arithmetic
from okrpress.scoring.progress import running_values, share_of_way
from okrpress.scoring.result import Forecast, Point, ScoredKeyResult
from okrpress.scoring.student_t import nearest_share, quantile

# With two points every line fits perfectly, and says nothing about how far it may be wrong.
_FEWEST = Decimal(3)


class _Line(NamedTuple):
    """A fitted line at one abscissa: its value there, and the standard error of an outcome."""

    value: Decimal
    error: Decimal


@arithmetic()
def forecast(scored: ScoredKeyResult, thresholds: Thresholds) -> Forecast | None:
    """A projection of the running values to the due date, with its prediction interval.

    Only for a running metric with a baseline and time left, and at least `forecast_readings`
    readings on different days. The interval spans `forecast_interval` of outcomes, or the next
    share up for which there are quantiles; `share` says which. Nothing is clamped.
    """
    measure = scored.key_result.measure
    if not isinstance(measure, Metric) or scored.due is None or scored.expected is None:
        return None
    if scored.elapsed == ONE:
        return None
    points = running_values(measure, scored.history)
    if len(points) < max(thresholds.forecast_readings, _FEWEST):
        return None
    line = _fit(points, scored.due)
    progress = share_of_way(measure, line.value)
    assert progress is not None  # only of what can be measured is anything expected
    share = nearest_share(thresholds.forecast_interval)
    margin = quantile(share, len(points) - 2) * line.error
    return Forecast(
        date=scored.due,
        value=line.value,
        low=line.value - margin,
        high=line.value + margin,
        progress=progress,
        share=share,
        readings=len(points),
    )


def _fit(points: Sequence[Point], on: date) -> _Line:
    """Ordinary least squares, and the standard error of a single new outcome on that day:
    s·√(1 + 1/n + (x₀ − x̄)²/Σ(x − x̄)²) with s² = Σ residual² / (n − 2).

    Source: the prediction interval of simple linear regression, in any textbook of statistics.
    """
    count, origin = len(points), on.toordinal()
    days = [day.toordinal() - origin for day, _ in points]
    mean_day = Decimal(sum(days)) / count
    mean = sum([value for _, value in points], ZERO) / count
    across = [day - mean_day for day in days]
    up = [value - mean for _, value in points]
    spread = sum([x * x for x in across], ZERO)
    slope = sum([x * y for x, y in zip(across, up, strict=True)], ZERO) / spread
    residuals = [y - slope * x for x, y in zip(across, up, strict=True)]
    variance = sum([residual * residual for residual in residuals], ZERO) / (count - 2)
    leverage = ONE + ONE / count + mean_day**2 / spread
    return _Line(value=mean - slope * mean_day, error=(variance * leverage).sqrt())
