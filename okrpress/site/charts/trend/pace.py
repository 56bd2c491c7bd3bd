"""The expected path of a trend, with the corridors behind it."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from okrpress.memo import recently
from okrpress.model.frozen import dataclass
from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.pace import expected_share
from okrpress.scoring.result import ScoredKeyResult
from okrpress.scoring.time import OwnTime, elapsed
from okrpress.site.charts.trend.data import Pace, Turn
from okrpress.tuples import new

_NOTHING, _HUNDRED = Decimal(0), Decimal(100)
_PLAN_SAMPLES = 16
_KEPT = 1024


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """What of the thresholds a path depends on; the very same one for the same thresholds."""

    kind: PaceRule
    gaps: tuple[Decimal, Decimal]
    ratios: tuple[Decimal, Decimal]
    judged: Decimal


def expected_path(
    scored: ScoredKeyResult,
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    thresholds: Thresholds,
) -> Pace | None:
    """What is expected, with its corridors, at every day where one of them turns."""
    if scored.start is None or scored.due is None or baseline is None or target is None:
        return None
    if baseline == target:
        return None
    own, rule = new(OwnTime, (scored.start, scored.due)), _rule(thresholds)
    if scored.key_result.plan:
        return _planned(scored, own, rule)
    return _straight(own, scored.expected_at_end, rule)


@recently(16)
def _rule(thresholds: Thresholds) -> _Rule:
    return _Rule(
        thresholds.pace_rule,
        (thresholds.gap_on_track, thresholds.gap_at_risk),
        (thresholds.ratio_on_track, thresholds.ratio_at_risk),
        thresholds.pace_from,
    )


@lru_cache(maxsize=_KEPT)
def _judged_from(own: OwnTime, share: Decimal) -> date | None:
    days = (own.due - own.start).days * share
    first = own.start + timedelta(days=int(days.to_integral_value(ROUND_CEILING)))
    return first if first <= own.due else None


@lru_cache(maxsize=_KEPT)  # most key results of a cycle share their days
def _straight(own: OwnTime, at_end: Decimal, rule: _Rule) -> Pace:
    """A straight way turns at its ends, and where the corridors leave the baseline."""
    leave = [gap / _HUNDRED / (at_end or Decimal(1)) for gap in rule.gaps]
    days = _days(own, [_NOTHING, *leave, Decimal(1)]) | _first_judged(own, rule)
    turns = [_turn(day, elapsed(own, day) * at_end, rule) for day in sorted(days)]
    return Pace(tuple(turns), _judged_from(own, rule.judged))


def _planned(scored: ScoredKeyResult, own: OwnTime, rule: _Rule) -> Pace | None:
    """A plan turns at its dates, and corridors behind it at any: so there are samples."""
    days = _days(own, [Decimal(at) / _PLAN_SAMPLES for at in range(_PLAN_SAMPLES + 1)])
    days |= {point.date for point in scored.key_result.plan if own.start <= point.date <= own.due}
    turns = []
    for day in sorted(days | _first_judged(own, rule)):
        share = expected_share(scored.key_result, own, day)
        if share is not None:
            turns.append(_turn(day, share * scored.expected_at_end, rule))
    return Pace(tuple(turns), _judged_from(own, rule.judged)) if turns else None


def _days(own: OwnTime, shares: Iterable[Decimal]) -> set[date]:
    length = (own.due - own.start).days
    return {own.start + timedelta(days=round(length * share)) for share in shares if share <= 1}


def _first_judged(own: OwnTime, rule: _Rule) -> set[date]:
    first = _judged_from(own, rule.judged)
    return {first} if first else set()


def _turn(day: date, expected: Decimal, rule: _Rule) -> Turn:
    """The least progress that is still on track, and still at risk; there is none below 0."""
    if rule.kind is PaceRule.RATIO:
        on_track, at_risk = [expected * ratio for ratio in rule.ratios]
    else:
        on_track, at_risk = [max(expected - gap / _HUNDRED, _NOTHING) for gap in rule.gaps]
    return Turn(day, expected, on_track, at_risk)
