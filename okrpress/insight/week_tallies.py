"""What all weeks of a folder come to: in short what `week_reports` says, found in one walk."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from okrpress.insight.folders import key_results_of, objectives_of
from okrpress.insight.turns import Asked, Span, Turn, spans_of
from okrpress.insight.week_reports import Turnout, report_of, ways_to
from okrpress.insight.weeks import Week, week_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, Measure, Metric
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ZERO, arithmetic, at_most
from okrpress.scoring.history import History
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio

_TURNOUTS = {
    Turn.ON_TIME: Turnout.REPORTED,
    Turn.LATE: Turnout.REPORTED,
    Turn.MISSING: Turnout.MISSING,
    Turn.COMING: Turnout.COMING,
}


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


def depth(told: Told) -> tuple[Decimal, str]:
    """Sorts by confidence: the deepest fall comes first."""
    return told.change, told.name


class Tally(NamedTuple):
    """One week of one folder, or of several.

    reported   how many key results that were due are in
    coming     how many are still to come
    missing    those that are missing, in the order of the files
    told       what there is to tell of, the largest step first
    fell       that of `told` in which confidence fell
    unchanged  how many were reported and have not changed
    promised   the objectives of which a promise was moved, in the order of the files
    check_ins  what was checked in, the oldest first
    """

    reported: int = 0
    coming: int = 0
    missing: tuple[KeyResultRef, ...] = ()
    told: tuple[Told, ...] = ()
    fell: tuple[Told, ...] = ()
    unchanged: int = 0
    promised: tuple[ObjectiveRef, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def due(self) -> int:
        """How many key results were due."""
        return self.reported + len(self.missing) + self.coming

    @property
    def turnout(self) -> Mapping[Turnout, int]:
        """How many of those that were due are in, missing, or still to come."""
        return {
            Turnout.REPORTED: self.reported,
            Turnout.MISSING: len(self.missing),
            Turnout.COMING: self.coming,
        }


NOTHING = Tally()
"""A week of which nothing was due and nothing was said."""


def together(tallies: Sequence[Tally]) -> Tally:
    """Several folders of one week, one after the other."""
    if len(tallies) == 1:
        return tallies[0]
    return Tally(
        reported=sum([one.reported for one in tallies]),
        coming=sum([one.coming for one in tallies]),
        missing=tuple([ref for one in tallies for ref in one.missing]),
        told=tuple([told for one in tallies for told in one.told]),
        fell=tuple([told for one in tallies for told in one.fell]),
        unchanged=sum([one.unchanged for one in tallies]),
        promised=tuple([ref for one in tallies for ref in one.promised]),
        check_ins=tuple([check_in for one in tallies for check_in in one.check_ins]),
    )


def turnout_in(tallies: Iterable[Tally]) -> Mapping[Turnout, int]:
    """The turnout of several folders together."""
    reported = missing = coming = 0
    for one in tallies:
        reported, coming = reported + one.reported, coming + one.coming
        missing += len(one.missing)
    return {Turnout.REPORTED: reported, Turnout.MISSING: missing, Turnout.COMING: coming}


@dataclass(slots=True)
class _Found:
    """What has been found of a week so far; `said` is how many key results were reported."""

    reported: int = 0
    coming: int = 0
    missing: list[KeyResultRef] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    said: int = 0
    promised: list[ObjectiveRef] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)

    def turned(self, turn: Turn, ref: KeyResultRef) -> None:
        if turn is Turn.MISSING:
            self.missing.append(ref)
        elif turn is Turn.COMING:
            self.coming += 1
        else:
            self.reported += 1

    def tally(self) -> Tally:
        self.told.sort()
        return Tally(
            self.reported,
            self.coming,
            tuple(self.missing),
            tuple(self.told),
            tuple([one for one in self.told if one.fell]),
            self.said - len(self.told),
            tuple(self.promised),
            tuple(self.check_ins),
        )


@arithmetic()
def tallies_of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> dict[Week, Tally]:
    """The weeks of a folder in which anything was due, said, or promised anew.

    `today` is the as-of date where the last of the weeks is not over, else None: weeks that are
    over do not depend on the date. Linear in readings and weeks.
    """
    spans, found = spans_of(weeks), [_Found() for _ in weeks]
    places = {week: place for place, week in enumerate(weeks)}
    asked = Asked(scored, folder, spans, today)
    said = _said(scored, folder, places, found, today)
    thresholds = scored.thresholds(folder.cycle)
    for objective in objectives_of(scored, folder):
        for week in _weeks_of_changes(objective):
            if week in places:
                found[places[week]].promised.append(objective.ref)
        for one in objective.key_results:
            for place, turn in asked.turns(objective, one):
                found[place].turned(turn, one.ref)
            noted = said.get(one.ref)
            if noted:
                if one.key_result.changes:
                    _retell(scored, one, noted, weeks, found)
                else:
                    _tell(one, noted, spans, thresholds, found)
    tallies = [one.tally() for one in found]
    return {week: one for week, one in zip(weeks, tallies, strict=True) if one != NOTHING}


def turnout_of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> Counter[Turnout]:
    """How many check-ins of all these weeks were made, are missing, or are still to come."""
    asked = Asked(scored, folder, spans_of(weeks), today)
    turns = Counter(asked.turns(*one) for one in key_results_of(scored, folder))
    found: Counter[Turnout] = Counter()
    for alike, count in turns.items():
        for _, turn in alike:
            found[_TURNOUTS[turn]] += count
    return found


def _said(
    scored: ScoredPortfolio,
    folder: UnitCycle,
    places: Mapping[Week, int],
    found: Sequence[_Found],
    today: date | None,
) -> dict[KeyResultRef, dict[int, bool]]:
    """In which weeks something was said of each key result, and whether with a note."""
    said: dict[KeyResultRef, dict[int, bool]] = {}
    for check_in in scored.portfolio.check_ins.get(folder, ()):
        place = places.get(week_of(check_in.date))
        if place is None or (today and check_in.date > today):
            continue
        found[place].check_ins.append(check_in)
        for reading in check_in.readings:
            noted = said.get(reading.ref)
            if noted is None:
                noted = said[reading.ref] = {}
            noted[place] = noted.get(place, False) or bool(reading.note)
    return said


def _weeks_of_changes(objective: ScoredObjective) -> Iterable[Week]:
    """The weeks of the entries in the ledgers of an objective and of its key results."""
    days = [entry.on for entry in objective.objective.changes]
    for one in objective.key_results:
        if one.key_result.changes:
            days += [entry.on for entry in one.key_result.changes]
    return dict.fromkeys(map(week_of, days))


# ── what was reported ─────────────────────────────────────────────────────────────────────────


def _retell(
    scored: ScoredPortfolio,
    one: ScoredKeyResult,
    noted: Mapping[int, bool],
    weeks: Sequence[Week],
    found: Sequence[_Found],
) -> None:
    """What `reports_in` says of a key result whose promise moved: each week has that of its time.

    Nothing is told where it has not changed.
    """
    for place, has_note in noted.items():
        found[place].said += 1
        report = report_of(scored, one, (), weeks[place])
        change = report.confidence_change or ZERO
        if has_note or report.says_something:
            told = Told(-report.size, -abs(change), str(one.ref), one.ref, change, report.fell)
            found[place].told.append(told)


def _tell(
    one: ScoredKeyResult,
    noted: Mapping[int, bool],
    spans: Sequence[Span],
    thresholds: Thresholds,
    found: Sequence[_Found],
) -> None:
    """The same of any other one, in one walk over its history."""
    measure, ref, name = one.key_result.measure, one.ref, str(one.ref)
    days, values = _values(measure, one.history)
    ways, beliefs = ways_to(measure, values), _beliefs(one.history, thresholds)
    is_alike = beliefs.days == days
    new = tuple.__new__  # one for every reading of the company
    for place, has_note in noted.items():
        week, (first, last) = found[place], spans[place]
        week.said += 1
        at, to = bisect_left(days, first), bisect_right(days, last)
        here, end = (at, to) if is_alike else beliefs.within(first, last)
        change, fell = ZERO, False
        if end > here:
            fell = beliefs.fell[end - 1]
            change = beliefs.values[end - 1] - beliefs.values[here - 1] if here else ZERO
        less = (change if change < 0 else -change) or ZERO  # one number, where it is one
        moved = to > at and (at == 0 or values[at - 1] != values[to - 1])
        if moved or change or has_note:
            is_step = to > at and ways
            size = abs(ways[to - 1] - (ways[at - 1] if at else ZERO)) if is_step else ZERO
            week.told.append(new(Told, (-size or ZERO, less, name, ref, change or ZERO, fell)))


class _Beliefs(NamedTuple):
    """The last confidence of each day, and whether it fell so far that it asks for attention."""

    days: list[date]
    values: list[Decimal]
    fell: list[bool]

    def within(self, first: date, last: date) -> tuple[int, int]:
        return bisect_left(self.days, first), bisect_right(self.days, last)


def _values(measure: Measure, history: History) -> tuple[list[date], list[Decimal]]:
    """What `running_values` gives, quicker where a value is what its reading says."""
    if isinstance(measure, Metric) and measure.aggregate is Aggregate.LATEST:
        known = {on: of[1] for on, of, _, _ in history if of[1] is not None}
        return [*known], [*known.values()]
    points = running_values(measure, history)
    return [point.date for point in points], [point.value for point in points]


def _beliefs(history: History, thresholds: Thresholds) -> _Beliefs:
    """What `confidences` gives, and what it means."""
    known = {on: of[4] for on, of, _, _ in history if of[4] is not None}
    values = [*known.values()]
    deep, many = -thresholds.confidence_fall, thresholds.confidence_falls
    fell, falls = [], 0
    for before, now in pairwise([ZERO, *values]):
        falls = falls + 1 if now < before else 0
        fell.append(falls > 0 and (at_most(now - before, deep) or falls >= many))
    return _Beliefs([*known], values, fell)
