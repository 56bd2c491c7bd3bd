"""Scoring against an oracle: the same rules written again, naively, in exact fractions.

Days are counted as in `HUNDRED_DAYS`. Nothing here is shared with the package but the model.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import builders as b
from hypothesis import given
from scoring_worlds import World, worlds

from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import (
    Aggregate,
    Band,
    KeyResult,
    Metric,
    ObjectiveType,
    State,
    Steps,
    Unmeasured,
    YesNo,
)
from okrpress.model.settings import PaceRule
from okrpress.scoring.result import ScoredKeyResult, Status

# Forty digits of shares and of values about a thousand, after a handful of operations.
CLOSE = Fraction(1, 10**30)


def day_number(day: object) -> int:
    return next(n for n in range(-20, 130) if b.percent(n) == day)


def reported(world: World, key_result: KeyResult) -> dict[int, Reading]:
    """The observation that counts for each day, the last of the day's by file name."""
    found: dict[int, Reading] = {}
    for check_in in sorted(world.check_ins, key=by_date_and_file):
        for reading in check_in.readings:
            if reading.ref.key_result == key_result.id and reading.has_observation:
                day = day_number(check_in.date)
                if day <= world.as_of:
                    found[day] = reading
    return found


def by_date_and_file(check_in: CheckIn) -> tuple[object, str]:
    return check_in.date, check_in.file


def own_days(key_result: KeyResult) -> tuple[int, int]:
    start = day_number(key_result.start) if key_result.start else 0
    return start, day_number(key_result.due) if key_result.due else 100


def passed(start: int, due: int, day: int) -> Fraction:
    if due <= start:
        return Fraction(day >= due)
    return min(max(Fraction(day - start, due - start), Fraction(0)), Fraction(1))


def way(metric: Metric, value: Fraction) -> Fraction | None:
    baseline = metric.baseline
    if baseline is None and metric.aggregate is Aggregate.SUM:
        baseline = Decimal(0)
    if baseline is None or baseline == metric.target:
        return None
    return (value - Fraction(baseline)) / (Fraction(metric.target) - Fraction(baseline))


def total(values: Iterable[Decimal]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0))


def raw(key_result: KeyResult, days: Mapping[int, Reading], as_of: int) -> Fraction | None:
    measure = key_result.measure
    if not days or isinstance(measure, Unmeasured):
        return None
    last = days[max(days)]
    match measure:
        case YesNo():
            return Fraction(last.done is True)
        case Steps(steps=steps):
            done = total(one.weight for one in steps if one.id in (last.steps or ()))
            return done / total(one.weight for one in steps)
        case Band():
            return kept(measure, days, own_days(key_result), as_of)
        case Metric():
            values = [days[day].value or Decimal(0) for day in sorted(days)]
            current = {
                Aggregate.LATEST: Fraction(values[-1]),
                Aggregate.SUM: total([measure.baseline or Decimal(0), *values]),
                Aggregate.MEAN: total(values) / len(values),
            }
            return way(measure, current[measure.aggregate])


def kept(band: Band, days: Mapping[int, Reading], own: tuple[int, int], as_of: int) -> Fraction:
    """Day by day: which level held, and was it inside?"""

    def inside(day: int) -> bool:
        level = days[max(read for read in days if read <= day)].value
        assert level is not None
        too_low = band.min is not None and level < band.min
        return not too_low and not (band.max is not None and level > band.max)

    judged = range(max(min(days), own[0]), min(as_of, own[1]))
    if not judged:
        return Fraction(inside(as_of))
    return Fraction(sum(inside(day) for day in judged), len(judged))


def curve(key_result: KeyResult, as_of: int) -> Fraction | None:
    measure, (start, due) = key_result.measure, own_days(key_result)
    if isinstance(measure, Unmeasured):
        return None
    if isinstance(measure, Band):
        return Fraction(1)
    if isinstance(measure, Metric) and way(measure, Fraction(0)) is None:
        return None
    if not key_result.plan:
        if isinstance(measure, YesNo):
            return Fraction(as_of >= due)
        return passed(start, due, as_of)
    return between(planned(key_result), as_of)


def planned(key_result: KeyResult) -> dict[int, Fraction]:
    measure, (start, due) = key_result.measure, own_days(key_result)
    points: dict[int, Fraction] = {}
    for on, value in key_result.plan:
        share = way(measure, Fraction(value)) if isinstance(measure, Metric) else Fraction(value)
        assert share is not None
        points[day_number(on)] = min(max(share, Fraction(0)), Fraction(1))
    if min(points) > start:
        points[start] = Fraction(0)
    if max(points) < due:
        points[due] = Fraction(1)
    return points


def between(points: dict[int, Fraction], day: int) -> Fraction:
    before = [point for point in points if point <= day]
    after = [point for point in points if point >= day]
    if not before or not after:
        return points[min(after) if after else max(before)]
    left, right = max(before), min(after)
    if left == right:
        return points[left]
    return points[left] + (points[right] - points[left]) * Fraction(day - left, right - left)


def expected_at_end(world: World) -> Fraction:
    kind = world.type.value if world.type else world.settings.default_type
    thresholds = world.settings.thresholds
    if kind == ObjectiveType.COMMITTED.value:
        return Fraction(thresholds.expected_committed)
    return Fraction(thresholds.expected_aspirational)


def running(world: World, key_result: KeyResult) -> bool:
    active = key_result.state is State.ACTIVE and world.state is State.ACTIVE
    return active and own_days(key_result)[0] <= world.as_of <= 100


def close(found: Decimal | None, exact: Fraction | None) -> bool:
    if found is None or exact is None:
        return found is None and exact is None
    return abs(Fraction(found) - exact) < CLOSE


@given(worlds().filter(lambda world: not world.undated))
def test_key_results_agree(world: World) -> None:
    for key_result, scored in zip(world.key_results, world.scored().key_results, strict=True):
        exact = raw(key_result, reported(world, key_result), world.as_of)
        progress = None if exact is None else min(max(exact, Fraction(0)), Fraction(1))
        share = curve(key_result, world.as_of) if running(world, key_result) else None
        expected = None if share is None else expected_at_end(world) * share
        assert close(scored.raw, exact)
        assert close(scored.progress, progress)
        assert close(scored.elapsed, passed(*own_days(key_result), world.as_of))
        assert close(scored.expected, expected)
        if progress is None or expected is None:
            assert scored.gap is None
        else:
            assert close(scored.gap, expected - progress)
            assert scored.pace in {None, verdict(scored, progress, expected, world)}


def verdict(
    scored: ScoredKeyResult, progress: Fraction, expected: Fraction, world: World
) -> Status:
    """By exact comparison: no reading in these worlds lies within rounding of a threshold."""
    if isinstance(scored.key_result.measure, YesNo) and not scored.key_result.plan:
        _, due = own_days(scored.key_result)
        return Status.OFF_TRACK if world.as_of > due else Status.ON_TRACK
    if scored.outside and scored.elapsed is not None and scored.elapsed < Decimal("0.1"):
        return Status.AT_RISK
    limits = [Fraction(1, 10), Fraction(1, 4)]
    if world.settings.thresholds.pace_rule is PaceRule.RATIO:
        limits = [expected * Fraction(1, 10), expected * Fraction(3, 10)]
    behind = [expected - progress > limit for limit in limits]
    judged = [Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK][sum(behind)]
    return Status.AT_RISK if judged is Status.ON_TRACK and scored.outside else judged


@given(worlds())
def test_objectives_agree(world: World) -> None:
    scored = world.scored()
    counted = [
        one
        for one in scored.key_results
        if world.state is State.ACTIVE and one.key_result.state is State.ACTIVE
    ]
    weights = {one.ref: Fraction(one.key_result.weight) for one in counted}
    assert close(
        scored.rollup.progress, mean([(one.progress, weights[one.ref]) for one in counted])
    )
    assert close(scored.rollup.score, mean([(one.score, weights[one.ref]) for one in counted]))
    paced = [one for one in counted if one.progress is not None]
    assert close(scored.rollup.expected, mean([(one.expected, weights[one.ref]) for one in paced]))


def mean(pairs: list[tuple[Decimal | None, Fraction]]) -> Fraction | None:
    known = [(Fraction(value), weight) for value, weight in pairs if value is not None and weight]
    if not known:
        return None
    weighted = sum((value * weight for value, weight in known), Fraction(0))
    return weighted / sum((weight for _, weight in known), Fraction(0))
