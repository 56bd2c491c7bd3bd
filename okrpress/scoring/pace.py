"""Pace: progress held against what the date expects."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from okrpress.model.okr import Band, KeyResult, Measure, Metric, ObjectiveType, YesNo
from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.arithmetic import (
    HUNDRED,
    ONE,
    ZERO,
    at_least,
    at_most,
    clamp,
    rounded,
)
from okrpress.scoring.progress import is_measurable, share_of_way
from okrpress.scoring.result import Point, Status
from okrpress.scoring.time import OwnTime, elapsed


def expected_at_end(type: ObjectiveType, thresholds: Thresholds) -> Decimal:
    """E: what is expected of a key result at the end, by the type of its objective."""
    if type is ObjectiveType.COMMITTED:
        return thresholds.expected_committed
    return thresholds.expected_aspirational


def is_paced(key_result: KeyResult) -> bool:
    """Whether time alone says what to expect: not of a yes/no without a plan, which jumps."""
    return not isinstance(key_result.measure, YesNo) or bool(key_result.plan)


def expected_share(
    key_result: KeyResult, own: OwnTime, as_of: date, passed: Decimal | None = None
) -> Decimal | None:
    """curve(t): the share of the way that is expected on the day, before E is applied.

    A straight line or the plan for metrics and steps; 1 all the time for a band; for a yes/no
    without a plan 0 before its due day and 1 from then on. None where progress has no meaning.
    `passed` is how much of its own time has, where that is known.
    """
    if not is_measurable(key_result.measure):
        return None
    if isinstance(key_result.measure, Band):
        return ONE
    if not is_paced(key_result):
        return ONE if as_of >= own.due else ZERO
    if key_result.plan:
        return _interpolated(_path(key_result, own), as_of)
    return elapsed(own, as_of) if passed is None else passed


def _path(key_result: KeyResult, own: OwnTime) -> list[Point]:
    """The plan as shares of the way, from 0 at the start to 1 at the due day unless it says
    otherwise.
    """
    path = [Point(on, _plan_share(key_result.measure, value)) for on, value in key_result.plan]
    path.sort()
    if path[0].date > own.start:
        path.insert(0, Point(own.start, ZERO))
    if path[-1].date < own.due:
        path.append(Point(own.due, ONE))
    return path


def _plan_share(measure: Measure, value: Decimal) -> Decimal:
    share = share_of_way(measure, value) if isinstance(measure, Metric) else value
    assert share is not None  # only what is measurable has a path
    return clamp(share)


def _interpolated(points: list[Point], on: date) -> Decimal:
    if on <= points[0].date:
        return points[0].value
    for before, after in pairwise(points):
        if on <= after.date:
            passed = Decimal((on - before.date).days) / (after.date - before.date).days
            return before.value + (after.value - before.value) * passed
    return points[-1].value


def verdict(progress: Decimal, expected: Decimal, thresholds: Thresholds) -> Status:
    """On track, at risk or off track, by the gap rule or the ratio rule.

    gap: 100·(e − p) points behind, at most `gap_on_track`, `gap_at_risk`. ratio: p / e, at least
    `ratio_on_track`, `ratio_at_risk`; where nothing is expected yet, everything is on track.
    """
    if thresholds.pace_rule is PaceRule.GAP:
        behind = HUNDRED * (expected - progress)
        if at_most(behind, thresholds.gap_on_track):
            return Status.ON_TRACK
        is_at_risk = at_most(behind, thresholds.gap_at_risk)
    else:
        ratio = progress / expected if expected else ONE
        if not expected or at_least(ratio, thresholds.ratio_on_track):
            return Status.ON_TRACK
        is_at_risk = at_least(ratio, thresholds.ratio_at_risk)
    return Status.AT_RISK if is_at_risk else Status.OFF_TRACK


def gap_in_points(gap: Decimal, thresholds: Thresholds) -> Decimal:
    """A gap as it is shown: in whole points, half up, but on its own side of each threshold.

    Where up to 10 points behind are on track, 10.3 are shown as 10.3 and not as 10.
    """
    points = rounded(HUNDRED * gap)
    on_track, at_risk = thresholds.gap_on_track, thresholds.gap_at_risk
    sides = points > on_track, points > at_risk
    for places in _PLACES:
        shown = points.quantize(places, ROUND_HALF_UP)
        if (shown > on_track, shown > at_risk) == sides:
            return shown
    return points


_PLACES = tuple(ONE.scaleb(-digits) for digits in range(12))


def pace(
    progress: Decimal, expected: Decimal, outside: Decimal | None, thresholds: Thresholds
) -> Status:
    """The verdict on progress; a band that is left now is at risk at best."""
    judged = verdict(progress, expected, thresholds)
    return Status.AT_RISK if judged is Status.ON_TRACK and outside else judged
