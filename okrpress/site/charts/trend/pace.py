"""The expected path of a trend, with the corridors behind it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.pace import expected_share
from okrpress.scoring.result import ScoredKeyResult
from okrpress.scoring.time import OwnTime, elapsed
from okrpress.site.charts.trend.data import PacePoint

_NOTHING, _HUNDRED = Decimal(0), Decimal(100)
_PLAN_SAMPLES = 16
_KEPT = 1024


class _Rule(NamedTuple):
    """What of the thresholds a path depends on."""

    kind: PaceRule
    gaps: tuple[Decimal, Decimal]
    ratios: tuple[Decimal, Decimal]
    judged: Decimal


# What a day expects, as shares of the way: all of it, still on track, still at risk.
_Turn = tuple[date, Decimal, Decimal, Decimal]


def expected_path(
    scored: ScoredKeyResult,
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    thresholds: Thresholds,
) -> tuple[PacePoint, ...]:
    """What is expected, with its corridors, at every day where one of them turns."""
    if scored.start is None or scored.due is None or baseline is None or target is None:
        return ()
    if baseline == target:
        return ()
    own, rule, at_end = OwnTime(scored.start, scored.due), _rule(thresholds), scored.expected_at_end
    straight = not scored.key_result.plan
    turns = _straight(own, at_end, rule) if straight else _planned(scored, own, rule)
    way = target - baseline
    return tuple(
        [
            PacePoint(day, baseline + share * way, baseline + near * way, baseline + far * way)
            for day, share, near, far in turns
        ]
    )


def judged_from(scored: ScoredKeyResult, thresholds: Thresholds) -> date | None:
    """The first day on which pace is judged."""
    if scored.start is None or scored.due is None:
        return None
    return _judged_from(OwnTime(scored.start, scored.due), thresholds.pace_from)


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
def _straight(own: OwnTime, at_end: Decimal, rule: _Rule) -> tuple[_Turn, ...]:
    """A straight way turns at its ends, and where the corridors leave the baseline."""
    leave = [gap / _HUNDRED / (at_end or Decimal(1)) for gap in rule.gaps]
    days = _days(own, [_NOTHING, *leave, Decimal(1)]) | _first_judged(own, rule)
    return tuple(_turn(day, elapsed(own, day) * at_end, rule) for day in sorted(days))


def _planned(scored: ScoredKeyResult, own: OwnTime, rule: _Rule) -> Iterator[_Turn]:
    """A plan turns at its dates, and corridors behind it at any: so there are samples."""
    days = _days(own, [Decimal(at) / _PLAN_SAMPLES for at in range(_PLAN_SAMPLES + 1)])
    days |= {point.date for point in scored.key_result.plan if own.start <= point.date <= own.due}
    for day in sorted(days | _first_judged(own, rule)):
        share = expected_share(scored.key_result, own, day)
        if share is not None:
            yield _turn(day, share * scored.expected_at_end, rule)


def _days(own: OwnTime, shares: Iterable[Decimal]) -> set[date]:
    length = (own.due - own.start).days
    return {own.start + timedelta(days=round(length * share)) for share in shares if share <= 1}


def _first_judged(own: OwnTime, rule: _Rule) -> set[date]:
    first = _judged_from(own, rule.judged)
    return {first} if first else set()


def _turn(day: date, expected: Decimal, rule: _Rule) -> _Turn:
    """The least progress that is still on track, and still at risk; there is none below 0."""
    if rule.kind is PaceRule.RATIO:
        on_track, at_risk = [expected * ratio for ratio in rule.ratios]
    else:
        on_track, at_risk = [max(expected - gap / _HUNDRED, _NOTHING) for gap in rule.gaps]
    return day, expected, on_track, at_risk
