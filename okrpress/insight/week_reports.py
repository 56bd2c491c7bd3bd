"""What was due in a week and what was reported in it, as it stood when the week was over.

Values and confidence come from histories and promises from the ledger, so a past week reads as it
did then. What has no history is as of today: whether a key result was given up, who owns it.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrpress.insight.days import days_after
from okrpress.insight.folders import accountable, is_closed, key_results_of, responsible
from okrpress.insight.steps import LEVELS, known_on, step_after
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.maker import maker
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Band, HealthMetric, Measure, Metric, State
from okrpress.scoring.arithmetic import ONE, ZERO, arithmetic
from okrpress.scoring.confidence import confidence
from okrpress.scoring.freshness import last_sign
from okrpress.scoring.history import History, last_observation
from okrpress.scoring.ledger import in_force
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Dated, Point, ScoredKeyResult, ScoredObjective, ScoredPortfolio

# ── who was due ───────────────────────────────────────────────────────────────────────────────


class Turnout(StrEnum):
    """What became of a check-in that was due in a week."""

    REPORTED = "reported"
    MISSING = "missing"
    COMING = "coming"  # its day in this week still lies ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A key result that was due for a check-in in a week. `person` is whom to ask, if anybody."""

    scored: ScoredKeyResult
    person: str | None
    since: date
    turnout: Turnout


def expected_in(scored: ScoredPortfolio, folder: UnitCycle, week: Week) -> tuple[Expected, ...]:
    """The key results of a folder that were due by the end of a week, in the order of the files.

    Due is what is pursued, counts, has begun and has had no sign for a cadence; not what was
    delivered before, nor what became due after its own last day. Nothing is in a cycle that is
    undated, over or closed.
    """
    cycle = scored.portfolio.cycles[folder.cycle]
    if cycle.end is None or cycle.end < week.first or is_closed(cycle, week.first):
        return ()
    return tuple(
        _expected(scored, objective, one, since, week)
        for objective, one in key_results_of(scored, folder)
        if objective.objective.state is State.ACTIVE
        and one.key_result.counts
        and (since := _due_since(one, week))
    )


def _due_since(scored: ScoredKeyResult, week: Week) -> date | None:
    """The day the check-in was due as of the week's end; None where none was."""
    if scored.start is None or scored.due is None:
        return None
    before = known_on(scored.history, week.eve)
    if _was_delivered(scored, before):
        return None
    since = days_after(_last_sign(scored, before) or scored.start, scored.cadence)
    return since if since <= min(week.last, scored.due) else None


def _expected(
    scored: ScoredPortfolio,
    objective: ScoredObjective,
    one: ScoredKeyResult,
    since: date,
    week: Week,
) -> Expected:
    if week.holds(_last_sign(one, known_on(one.history, week.last))):
        turnout = Turnout.REPORTED
    else:
        turnout = Turnout.COMING if since > scored.as_of else Turnout.MISSING
    owner = accountable(objective.objective, one.key_result)
    return Expected(
        scored=one,
        person=responsible(scored, one.ref.unit, owner),
        since=since,
        turnout=turnout,
    )


def _last_sign(scored: ScoredKeyResult, known: History) -> date | None:
    """When a key result had last been heard of."""
    measure = scored.key_result.measure
    return last_sign(measure, known, last_observation(measure, known))


def _was_delivered(scored: ScoredKeyResult, known: History) -> bool:
    """Whether it was done for good: unlike a metric or a band, a delivery does not fall back."""
    measure = scored.key_result.measure
    if isinstance(measure, LEVELS):
        return False
    last = last_observation(measure, known)
    return any(point.value >= ONE for point in running_values(measure, last))


# ── what was reported ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one week's check-ins say about a key result.

    scored             the key result; its promise is the one of the end of that week
    before             the last value before the week; None where there was none
    after              the last value reported in the week; None where only confidence or notes were
    size               the step of the value as a share of the whole way; 0 for a band
    confidence_before  the last one before the week, 0-10
    confidence         the last one reported in the week
    fell               confidence fell so far that it asks for attention
    notes              what was said about it, the oldest first
    """

    scored: ScoredKeyResult
    before: Point | None = None
    after: Point | None = None
    size: Decimal = ZERO
    confidence_before: Decimal | None = None
    confidence: Decimal | None = None
    fell: bool = False
    notes: tuple[str, ...] = ()

    @property
    def has_moved(self) -> bool:
        """Whether the value is another than before, or the first."""
        return self.after is not None and (
            self.before is None or self.before.value != self.after.value
        )

    @property
    def confidence_change(self) -> Decimal | None:
        """Confidence now minus before; None unless both were reported."""
        if self.confidence is None or self.confidence_before is None:
            return None
        return self.confidence - self.confidence_before

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell: a value or confidence that moved, or a note."""
        return self.has_moved or bool(self.confidence_change) or bool(self.notes)

    @property
    def order(self) -> tuple[Decimal, Decimal, str]:
        """Sorts reports: the largest step first, then the largest change of confidence."""
        return (
            self.size.copy_negate(),
            abs(self.confidence_change or ZERO).copy_negate(),
            str(self.scored.ref),
        )


def reports_in(
    scored: ScoredPortfolio,
    check_ins: Iterable[CheckIn],
    week: Week,
    among: Container[KeyResultRef] | None = None,
) -> tuple[Report, ...]:
    """What the check-ins of a week say, by key result, the largest change first.

    Of those `among` which to look, where these are given.
    """
    said: dict[KeyResultRef, list[Reading]] = {}
    for check_in in check_ins:
        for reading in check_in.readings:
            if among is None or reading.ref in among:
                said.setdefault(reading.ref, []).append(reading)
    known = {
        one.ref: one
        for ref in dict.fromkeys(ref.objective_ref for ref in said)
        if (objective := scored.objectives.get(ref))
        for one in objective.key_results
    }
    found = [report_of(scored, known[ref], said[ref], week) for ref in said if ref in known]
    return tuple(sorted(found, key=lambda report: report.order))


def report_of(
    scored: ScoredPortfolio, one: ScoredKeyResult, said: Sequence[Reading], week: Week
) -> Report:
    """What a week says about one key result; `said` is all that its check-ins report of it."""
    promise = in_force(one.key_result, week.last)
    then = one if promise is one.key_result else replace(one, key_result=promise)
    known = known_on(one.history, week.last)
    before, after = step_after(promise.measure, known, week.eve)
    thresholds = scored.thresholds(one.ref.cycle)
    last, earlier = _beliefs(known, week.eve, thresholds.confidence_falls)
    believed = confidence(last, None, thresholds)
    return _report(
        scored=then,
        before=before,
        after=after,
        size=step_size(promise.measure, before, after),
        confidence_before=earlier,
        confidence=believed.value if believed else None,
        fell=believed.fell if believed else False,
        notes=tuple([reading.note for reading in said if reading.note]),
    )


_report = maker(Report)


def _beliefs(known: History, eve: date, falls: Decimal) -> tuple[History, Decimal | None]:
    """The last confidences, enough to see so many falls in a row, and the last one up to the day
    before a week. None of them where the week has none.
    """
    last: list[Dated] = []
    days: set[date] = set()
    earlier: Decimal | None = None
    for one in reversed(known):
        day, believed = one.date, one.reading.confidence
        if believed is None:
            continue
        if day <= eve and earlier is None:
            earlier = believed
            if not last:
                return (), earlier
        if len(days) > falls and earlier is not None:
            break
        days.add(day)
        last.append(one)
    return tuple(reversed(last)), earlier


@arithmetic()
def step_size(measure: Measure, before: Point | None, after: Point | None) -> Decimal:
    """How large a step was, as a share of the whole way; a first value is held against the
    baseline, and a band has no way.
    """
    if after is None:
        return ZERO
    ways = way_behind(measure, [before.value, after.value] if before else [after.value])
    return abs(ways[-1] - (ways[0] if before else ZERO)) if ways else ZERO


def way_behind(measure: Measure, values: Sequence[Decimal]) -> list[Decimal]:
    """How much of the whole way lies behind each value, 0 at the baseline and 1 at the target;
    nothing where there is no way, as for a band. Computed as precisely as its caller computes.
    """
    if isinstance(measure, Band):
        return []
    if not isinstance(measure, Metric):
        return [*values]
    start = baseline(measure)
    if start is None or start == measure.target:
        return []
    whole = measure.target - start
    return [(value - start) / whole for value in values]


# ── what units protect ────────────────────────────────────────────────────────────────────────


def health_by(
    scored: ScoredPortfolio, folders: Iterable[UnitCycle], metric: HealthMetric, day: date
) -> Point | None:
    """The last level of a health metric that these folders reported up to a day."""
    return max(_levels(scored, folders, metric, day), key=lambda point: point.date, default=None)


def _levels(
    scored: ScoredPortfolio, folders: Iterable[UnitCycle], metric: HealthMetric, day: date
) -> Iterator[Point]:
    until_day = min(day, scored.as_of)
    for folder in folders:
        for one in reversed(scored.portfolio.check_ins.get(folder, ())):
            if one.date <= until_day and metric.id in one.health:
                yield Point(one.date, one.health[metric.id])
                break
