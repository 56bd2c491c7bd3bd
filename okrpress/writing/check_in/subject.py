"""What a check-in reports on, with what was last seen of it."""

from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Band, HealthMetric, Measure, Metric
from okrpress.scoring.history import observations
from okrpress.scoring.result import ScoredKeyResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a number is typed on.

    last        the value that `+3` is added to: the last one, before any the baseline
    unit        may be typed behind the number, and is dropped
    adds_up     readings are summed: each says what came in since the one before
    below_zero  values under zero belong to it, so that `-2` could be one
    """

    last: Decimal | None = None
    unit: str = ""
    adds_up: bool = False
    below_zero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A key result as an answer needs to know it. `last` is its last observation."""

    ref: KeyResultRef
    measure: Measure
    unit: str = ""
    last: Reading | None = None

    @property
    def scale(self) -> Scale:
        """The scale of a metric or a band."""
        numbers = _numbers(self.measure)
        last = self.last.value if self.last else None
        adds_up = isinstance(self.measure, Metric) and self.measure.aggregate is Aggregate.SUM
        if last is None and isinstance(self.measure, Metric) and not adds_up:
            last = self.measure.baseline
        return Scale(
            last=last,
            unit=self.unit,
            adds_up=adds_up,
            below_zero=any(each < 0 for each in (*numbers, last) if each is not None),
        )


def subject_of(scored: ScoredKeyResult) -> Subject:
    """The key result as an answer needs to know it, on the day it was scored."""
    key_result = scored.key_result
    seen = observations(key_result.measure, scored.history)
    return Subject(
        ref=scored.ref,
        measure=key_result.measure,
        unit=key_result.unit,
        last=seen[-1].reading if seen else None,
    )


def health_scale(metric: HealthMetric, last: Decimal | None) -> Scale:
    """The scale of a health metric with its last value."""
    numbers = (*_numbers(metric.keep), last)
    below_zero = any(each < 0 for each in numbers if each is not None)
    return Scale(last=last, unit=metric.unit, below_zero=below_zero)


def _numbers(measure: Measure) -> tuple[Decimal | None, ...]:
    match measure:
        case Metric():
            return (measure.baseline, measure.target)
        case Band():
            return (measure.min, measure.max)
        case _:
            return ()
