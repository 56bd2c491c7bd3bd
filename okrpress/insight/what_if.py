"""What if: the numbers of a portfolio beside those it would have, if key results landed so.

Both sides are scored and rolled up as the site is. With `at_end`, both are judged on the day
after their cycle's last one, as if nothing else were reported and every grade were the computed
one: only then is there a score.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrpress.changes.change import Effect
from okrpress.changes.effects import effects, rollups
from okrpress.insight.days import days_after
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Reading, Retrospective
from okrpress.model.okr import Aggregate, Cycle, Metric, Steps, YesNo
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Thresholds
from okrpress.scoring import score
from okrpress.scoring.arithmetic import ZERO, arithmetic
from okrpress.scoring.forecast import forecast
from okrpress.scoring.history import observations
from okrpress.scoring.progress import baseline
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredPortfolio
from okrpress.scoring.rollup import counted_key_results

Pair = tuple[Rollup | None, Rollup | None]
_HALF = Decimal("0.5")
_TEN = Decimal(10)


class Rule(StrEnum):
    """Where key results are assumed to land that nobody says anything about."""

    EXPECTED = "expected"
    CONFIDENCE = "confidence"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One cycle on a day: what differs between how it stands and how it would.

    `whole` is the cycle as one; `units` and `effects` are those that differ, in their order.
    """

    cycle: Cycle
    day: date
    whole: Pair
    units: Mapping[UnitCycle, Pair]
    effects: tuple[Effect, ...]


def assumed(readings: Iterable[Reading], on: date) -> tuple[CheckIn, ...]:
    """Check-ins that report them on a day, one for each folder."""
    folders: dict[UnitCycle, list[Reading]] = {}
    for reading in readings:
        folders.setdefault(reading.ref.objective_ref.unit_cycle, []).append(reading)
    return tuple(
        CheckIn(unit_cycle=folder, date=on, readings=tuple(some))
        for folder, some in folders.items()
    )


def outcomes(
    scored: ScoredPortfolio, check_ins: Iterable[CheckIn], *, at_end: bool = False
) -> tuple[Outcome, ...]:
    """What the check-ins would change, cycle by cycle; none is dated after the as-of day."""
    by_cycle: dict[str, list[CheckIn]] = {}
    for one in check_ins:
        by_cycle.setdefault(one.unit_cycle.cycle, []).append(one)
    return tuple(
        _outcome(scored, id, by_cycle[id], at_end=at_end)
        for id in scored.portfolio.cycles
        if id in by_cycle
    )


def _outcome(
    scored: ScoredPortfolio, id: str, check_ins: Iterable[CheckIn], *, at_end: bool
) -> Outcome:
    cycle, as_of = scored.portfolio.cycles[id], scored.as_of
    known = _known(scored.portfolio, id, as_of)
    day = as_of
    if at_end:
        day = max(as_of, days_after(cycle.end, 1)) if cycle.end else as_of
        known = _graded(known, day)
    before = score(known, scored.settings, day)
    after = score(_with(known, check_ins), scored.settings, day)
    return Outcome(
        cycle=cycle,
        day=day,
        whole=(before.cycles[id], after.cycles[id]),
        units=rollups(before.folders, after.folders),
        effects=tuple(effects(before, after, {})),
    )


def _known(portfolio: Portfolio, cycle: str, as_of: date) -> Portfolio:
    """One cycle, as far as it is known on the day."""
    folders = {at: refs for at, refs in portfolio.by_folder.items() if at.cycle == cycle}
    check_ins, held = portfolio.check_ins, portfolio.retrospectives
    return replace(
        portfolio,
        cycles={cycle: portfolio.cycles[cycle]},
        objectives={ref: portfolio.objectives[ref] for refs in folders.values() for ref in refs},
        by_folder=folders,
        check_ins={
            at: tuple(one for one in check_ins.get(at, ()) if one.date <= as_of) for at in folders
        },
        retrospectives={at: held[at] for at in folders if at in held and held[at].date <= as_of},
    )


def _graded(portfolio: Portfolio, day: date) -> Portfolio:
    """The same with a retrospective wherever there is none, which takes the computed scores."""
    assumed = {at: Retrospective(unit_cycle=at, date=day) for at in portfolio.by_folder}
    return replace(portfolio, retrospectives={**assumed, **portfolio.retrospectives})


def _with(portfolio: Portfolio, check_ins: Iterable[CheckIn]) -> Portfolio:
    """The same with further check-ins, each the last of its day."""
    found = {folder: list(known) for folder, known in portfolio.check_ins.items()}
    for one in check_ins:
        found[one.unit_cycle].append(one)
    return replace(
        portfolio,
        check_ins={
            folder: tuple(sorted(some, key=lambda one: one.date)) for folder, some in found.items()
        },
    )


# ── where key results land ────────────────────────────────────────────────────────────────────


@arithmetic()
def landing(scored: ScoredKeyResult, value: Decimal, on: date) -> Decimal:
    """The reading of a day by which a metric comes to a value, however its readings make one."""
    measure = scored.key_result.measure
    if not isinstance(measure, Metric) or measure.aggregate is Aggregate.LATEST:
        return value
    seen = [one for one in observations(measure, scored.history) if one.date != on]
    total = sum((one.reading.value or ZERO for one in seen), ZERO)
    if measure.aggregate is Aggregate.SUM:
        return value - (measure.baseline or ZERO) - total
    return value * (len(seen) + 1) - total


def by_rule(
    scored: ScoredPortfolio, rule: Rule, cycles: Container[str], *, at_end: bool = False
) -> Iterator[Reading]:
    """Where all key results of the cycles that count land by a rule; those it says nothing of stay.

    expected     what is expected of them on the day, or at the end
    confidence   the share of the way that their confidence is of ten; yes or no from five on
    forecast     metrics alone: what the forecast says of their due date
    """
    for objective in scored.objectives.values():
        if objective.ref.cycle in cycles:
            thresholds = scored.thresholds(objective.ref.cycle)
            for one in counted_key_results(objective.objective, objective.key_results):
                if found := _ruled(one, rule, thresholds, scored.as_of, at_end=at_end):
                    yield found


def _ruled(
    one: ScoredKeyResult, rule: Rule, thresholds: Thresholds, on: date, *, at_end: bool
) -> Reading | None:
    match rule:
        case Rule.FORECAST:
            found = forecast(one, thresholds)
            value = landing(one, found.value, on) if found else None
            return None if value is None else Reading(ref=one.ref, value=value)
        case Rule.CONFIDENCE:
            share = one.confidence.value / _TEN if one.confidence else None
        case Rule.EXPECTED:
            share = one.expected_at_end if at_end else one.expected
    return None if share is None else _at_share(one, share, on)


@arithmetic()
def _at_share(one: ScoredKeyResult, share: Decimal, on: date) -> Reading | None:
    """The reading with which a share of the way is gone; steps are done in their order."""
    measure = one.key_result.measure
    match measure:
        case Metric():
            start = baseline(measure)
            if start is None:
                return None
            value = start + share * (measure.target - start)
            return Reading(ref=one.ref, value=landing(one, value, on))
        case YesNo():
            return Reading(ref=one.ref, done=share >= _HALF)
        case Steps():
            return Reading(ref=one.ref, steps=tuple(_done(measure, share)))
        case _:
            return None


def _done(measure: Steps, share: Decimal) -> Iterator[str]:
    total, done = sum((step.weight for step in measure.steps), ZERO), ZERO
    for step in measure.steps:
        done += step.weight
        if done > share * total:
            return
        yield step.id
