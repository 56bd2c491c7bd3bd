"""What all weeks of a folder come to: in short what `week_reports` says, found in one walk."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import is_closed, key_results_of
from okrpress.insight.week_reports import Turnout, report_of, step_size
from okrpress.insight.weeks import Week, week_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import Band, Metric, State
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ONE, ZERO, arithmetic, at_most
from okrpress.scoring.history import History, confidences
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio


class Told(NamedTuple):
    """A key result of which a week has something to tell, as its `Report` has it.

    Sorted by size (of the step, as a share of the way), then by the change of confidence: both
    are turned round, so that the largest come first.
    """

    size: Decimal
    confidence: Decimal
    name: str
    ref: KeyResultRef
    change: Decimal  # of confidence; 0 where that is not known
    fell: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One week of one folder.

    reported   how many key results that were due are in
    coming     how many are still to come
    missing    those that are missing, in the order of the files
    told       what there is to tell of, the largest step first
    unchanged  how many were reported and have not changed
    """

    reported: int
    coming: int
    missing: tuple[KeyResultRef, ...]
    told: tuple[Told, ...]
    unchanged: int

    @property
    def turnout(self) -> Mapping[Turnout, int]:
        """How many of those that were due are in, missing, or still to come."""
        return {
            Turnout.REPORTED: self.reported,
            Turnout.MISSING: len(self.missing),
            Turnout.COMING: self.coming,
        }


NOTHING = Tally(reported=0, coming=0, missing=(), told=(), unchanged=0)
"""A week of which nothing was due and nothing was said."""


class _Span(NamedTuple):
    """A week by its days."""

    week: Week
    first: date
    last: date


@dataclass(slots=True)
class _Found:
    """What has been found of a week so far."""

    turnout: list[tuple[Turnout, KeyResultRef]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    said: int = 0


@arithmetic()
def tallies_of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> dict[Week, Tally]:
    """The weeks of a folder in which anything was due or said.

    `today` is the as-of date where the last of the weeks is not over, else None: weeks that are
    over do not depend on the date. Linear in readings and weeks.
    """
    asked = _asked(scored, folder, weeks)
    said = _said(scored, folder, weeks, today)
    thresholds = scored.thresholds(folder.cycle)
    found: dict[Week, _Found] = {}
    for objective, one in key_results_of(scored, folder):
        if _is_asked(objective, one):
            for week, turnout in _turns(one, asked, today):
                found.setdefault(week, _Found()).turnout.append((turnout, one.ref))
        noted = said.get(one.ref, {})
        for week, told in _tell(scored, one, noted, thresholds):
            of_week = found.setdefault(week, _Found())
            of_week.said += 1
            if told:
                of_week.told.append(told)
    return {week: _tally(one) for week, one in found.items()}


def turnout_of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> Counter[Turnout]:
    """How many check-ins of all these weeks were made, are missing, or are still to come."""
    asked = _asked(scored, folder, weeks)
    return Counter(
        turnout
        for objective, one in key_results_of(scored, folder)
        if _is_asked(objective, one)
        for _, turnout in _turns(one, asked, today)
    )


def _asked(scored: ScoredPortfolio, folder: UnitCycle, weeks: Iterable[Week]) -> list[_Span]:
    """The weeks in which somebody is asked."""
    cycle = scored.portfolio.cycles[folder.cycle]
    spans = (_Span(week, week.first, week.last) for week in weeks)
    return [
        one
        for one in spans
        if cycle.end and one.first <= cycle.end and not is_closed(cycle, one.first)
    ]


def _is_asked(objective: ScoredObjective, one: ScoredKeyResult) -> bool:
    return objective.objective.state is State.ACTIVE and one.key_result.counts


def _tally(found: _Found) -> Tally:
    turnouts = [turnout for turnout, _ in found.turnout]
    return Tally(
        reported=turnouts.count(Turnout.REPORTED),
        coming=turnouts.count(Turnout.COMING),
        missing=tuple(ref for turnout, ref in found.turnout if turnout is Turnout.MISSING),
        told=tuple(sorted(found.told)),
        unchanged=found.said - len(found.told),
    )


def _said(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> dict[KeyResultRef, dict[Week, bool]]:
    """In which weeks something was said of each key result, and whether with a note."""
    wanted = set(weeks)
    found: dict[KeyResultRef, dict[Week, bool]] = {}
    for check_in in scored.portfolio.check_ins.get(folder, ()):
        week = week_of(check_in.date)
        if week not in wanted or (today and check_in.date > today):
            continue
        for reading in check_in.readings:
            noted = found.setdefault(reading.ref, {})
            noted[week] = noted.get(week, False) or bool(reading.note)
    return found


# ── who was due ───────────────────────────────────────────────────────────────────────────────


def _turns(
    one: ScoredKeyResult, asked: Sequence[_Span], today: date | None
) -> Iterator[tuple[Week, Turnout]]:
    """What `expected_in` says of one key result."""
    if one.start is None or one.due is None or not asked:
        return
    measure, due, cadence = one.key_result.measure, one.due, one.cadence
    is_level = isinstance(measure, Metric | Band)
    signs = [dated.date for dated in one.history if not is_level or dated.reading.value is not None]
    done = () if is_level else running_values(measure, one.history)
    days = [point.date for point in done]
    for week, first, last in asked:
        known = bisect_left(days, first)
        if known and done[known - 1].value >= ONE:  # a delivery does not fall back
            continue
        before = bisect_left(signs, first)
        since = days_after(signs[before - 1] if before else one.start, cadence)
        if since > last or since > due:
            continue
        if before < len(signs) and signs[before] <= last:
            yield week, Turnout.REPORTED
        else:
            yield week, Turnout.COMING if today and since > today else Turnout.MISSING


# ── what was reported ─────────────────────────────────────────────────────────────────────────


def _tell(
    scored: ScoredPortfolio,
    one: ScoredKeyResult,
    noted: Mapping[Week, bool],
    thresholds: Thresholds,
) -> Iterator[tuple[Week, Told | None]]:
    """What `reports_in` says of one key result; None where it has not changed."""
    if not noted:
        return
    if one.key_result.changes:  # each week has the promise of its time
        for week, has_note in noted.items():
            report = report_of(scored, one, (), week)
            change = report.confidence_change or ZERO
            says = has_note or report.says_something
            yield week, _told(one, report.size, change, fell=report.fell) if says else None
        return
    measure = one.key_result.measure
    points = running_values(measure, one.history)
    days = [point.date for point in points]
    beliefs = _beliefs(one.history, thresholds)
    believed = [belief.date for belief in beliefs]
    for week, has_note in noted.items():
        first, last = week.first, week.last
        at, to = bisect_left(days, first), bisect_right(days, last)
        before, after = points[at - 1] if at else None, points[to - 1] if to > at else None
        here, end = bisect_left(believed, first), bisect_right(believed, last)
        belief = beliefs[end - 1] if end > here else None
        change = belief.value - beliefs[here - 1].value if belief and here else ZERO
        moved = after is not None and (before is None or before.value != after.value)
        if moved or change or has_note:
            size = step_size(measure, before, after)
            yield week, _told(one, size, change, fell=belief.fell if belief else False)
        else:
            yield week, None


def _told(one: ScoredKeyResult, size: Decimal, change: Decimal, *, fell: bool) -> Told:
    return Told(-size, -abs(change), str(one.ref), one.ref, change, fell)


class _Belief(NamedTuple):
    """The last confidence of a day, and whether it fell so far that it asks for attention."""

    date: date
    value: Decimal
    fell: bool


def _beliefs(history: History, thresholds: Thresholds) -> list[_Belief]:
    found: list[_Belief] = []
    falls = 0
    before: Decimal | None = None
    for one in confidences(history):
        value = one.reading.confidence
        if value is None:
            continue
        change = value - before if before is not None else ZERO
        falls = falls + 1 if change < 0 else 0
        deep = change < 0 and at_most(change, -thresholds.confidence_fall)
        fell = falls > 0 and (deep or falls >= thresholds.confidence_falls)
        found.append(_Belief(one.date, value, fell))
        before = value
    return found
