"""What all weeks of a folder come to: in short what `week_reports` says, found in one walk."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import NamedTuple

from okrpress.insight.folders import objectives_of
from okrpress.insight.turns import COMING, MISSING, Asked, Habits, asked_in, habits_of
from okrpress.insight.week_cuts import Cuts, cuts_of, places_of
from okrpress.insight.week_reports import Turnout, report_of, way_behind
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, Measure, Metric
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ZERO, arithmetic, at_most
from okrpress.scoring.history import History, says_something
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.tuples import new

_LATEST = Aggregate.LATEST  # to name it takes ten times as long


class Fall(NamedTuple):
    """A key result in which confidence fell, as its `Report` has it.

    Sorted by size (of the step, as a share of the way), then by the change of confidence: both
    are turned round, so that the largest come first.
    """

    size: Decimal
    confidence: Decimal
    name: str
    ref: KeyResultRef
    change: Decimal  # of confidence; 0 where that is not known


def depth(fall: Fall) -> tuple[Decimal, str]:
    """Sorts by confidence: the deepest fall comes first."""
    return fall.change, fall.name


class Tally(NamedTuple):
    """One week of one folder, or of several.

    reported   how many key results that were due are in
    coming     how many are still to come
    missing    those that are missing, in the order of the files
    told       what there is to tell of, in no order
    steps      the size of the step of each of these
    fell       those in which confidence fell, the largest step first
    unchanged  how many were reported and have not changed
    promised   the objectives of which a promise was moved, in the order of the files
    check_ins  what was checked in, the oldest first
    blockers   how many things they say stand in the way
    wins       how many wins they tell of
    """

    reported: int = 0
    coming: int = 0
    missing: tuple[KeyResultRef, ...] = ()
    told: tuple[KeyResultRef, ...] = ()
    steps: tuple[Decimal, ...] = ()
    fell: tuple[Fall, ...] = ()
    unchanged: int = 0
    promised: tuple[ObjectiveRef, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    blockers: int = 0
    wins: int = 0

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
    tallies = [one for one in tallies if one is not NOTHING]
    if len(tallies) < 2:
        return tallies[0] if tallies else NOTHING
    return Tally(
        reported=sum([one.reported for one in tallies]),
        coming=sum([one.coming for one in tallies]),
        missing=tuple([ref for one in tallies for ref in one.missing]),
        told=tuple([ref for one in tallies for ref in one.told]),
        steps=tuple([step for one in tallies for step in one.steps]),
        fell=tuple([fall for one in tallies for fall in one.fell]),
        unchanged=sum([one.unchanged for one in tallies]),
        promised=tuple([ref for one in tallies for ref in one.promised]),
        check_ins=tuple([check_in for one in tallies for check_in in one.check_ins]),
        blockers=sum([one.blockers for one in tallies]),
        wins=sum([one.wins for one in tallies]),
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
    """What has been found of a week so far; the fields are those of `Tally`."""

    reported: int = 0
    coming: int = 0
    missing: list[KeyResultRef] = field(default_factory=list)
    told: list[KeyResultRef] = field(default_factory=list)
    steps: list[Decimal] = field(default_factory=list)
    fell: list[Fall] = field(default_factory=list)
    unchanged: int = 0
    promised: list[ObjectiveRef] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)

    def fall(self, ref: KeyResultRef, step: Decimal, change: Decimal) -> None:
        self.fell.append(Fall(-step, -abs(change), str(ref), ref, change))

    def tally(self) -> Tally:
        self.fell.sort()
        values = (
            self.reported,
            self.coming,
            tuple(self.missing),
            tuple(self.told),
            tuple(self.steps),
            tuple(self.fell),
            self.unchanged,
            tuple(self.promised),
            tuple(self.check_ins),
            sum([len(one.blockers) for one in self.check_ins]),
            sum([len(one.wins) for one in self.check_ins]),
        )
        return new(Tally, values)


_Weeks = defaultdict[int, _Found]
"""What has been found of weeks by their numbers: of those of which there is anything."""


@arithmetic()
def tallies_of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week], today: date | None
) -> dict[Week, Tally]:
    """The weeks of a folder in which anything was due, said, or promised anew.

    `today` is the as-of date where the last of the weeks is not over, else None: weeks that are
    over do not depend on the date. Linear in readings and weeks.
    """
    weeks = tuple(weeks)
    places, cuts, found = places_of(weeks), cuts_of(weeks), _Weeks(_Found)
    objectives = objectives_of(scored, folder)
    _count_turns(asked_in(scored, folder.cycle, weeks, today), habits_of(objectives), found)
    noted = _said(scored, folder, places, found, today)
    thresholds = scored.thresholds(folder.cycle)
    for objective in objectives:
        _promise(objective, places, found)
        for one in objective.key_results:
            if one.key_result.changes:
                said = cuts[tuple([on for on, _, _, _ in one.history])].places
                _retell(
                    scored,
                    one,
                    {**dict.fromkeys(said, False), **noted.get(one.ref, {})},
                    weeks,
                    found,
                )
            else:
                _tell(one, noted.get(one.ref), cuts, thresholds, found)
    return {weeks[place]: found[place].tally() for place in sorted(found)}


def turnout_of(
    scored: ScoredPortfolio,
    folders: Iterable[UnitCycle],
    weeks: Sequence[Week],
    today: date | None,
) -> Counter[Turnout]:
    """How many check-ins of all these weeks were made, are missing, or are still to come."""
    due = missing = coming = 0
    for folder in folders:
        asked = asked_in(scored, folder.cycle, weeks, today)
        for turns, count in asked.alike(habits_of(objectives_of(scored, folder))):
            due += count * len(turns)
            for _, turn in turns:
                if turn is MISSING:
                    missing += count
                elif turn is COMING:
                    coming += count
    reported = due - missing - coming
    return Counter({Turnout.REPORTED: reported, Turnout.MISSING: missing, Turnout.COMING: coming})


def _count_turns(asked: Asked, habits: Habits, found: _Weeks) -> None:
    missing = []
    for turns, count in asked.alike(habits):
        missed = []
        for at, turn in turns:
            if turn is MISSING:
                missed.append(at)
            elif turn is COMING:
                found[at].coming += count
            else:
                found[at].reported += count
        missing.append(missed)
    if any(missing):
        for one, kind in habits.of:
            for at in missing[kind]:
                found[at].missing.append(one.ref)


def _said(
    scored: ScoredPortfolio,
    folder: UnitCycle,
    places: Mapping[date, int],
    found: _Weeks,
    today: date | None,
) -> dict[KeyResultRef, dict[int, bool]]:
    """In which weeks something was said of key results that histories do not tell: whether there
    was a note.
    """
    noted: dict[KeyResultRef, dict[int, bool]] = {}
    for check_in in scored.portfolio.check_ins.get(folder, ()):
        place = places.get(check_in.date)
        if place is None or (today and check_in.date > today):
            continue
        found[place].check_ins.append(check_in)
        for reading in check_in.readings:
            note = reading.note
            if note or (reading.value is None and not says_something(reading)):
                own = noted.setdefault(reading.ref, {})
                own[place] = own.get(place, False) or bool(note)
    return noted


def _promise(objective: ScoredObjective, places: Mapping[date, int], found: _Weeks) -> None:
    """The weeks in which its promises moved."""
    days = ledger_days(objective)
    if days:
        for place in {places[day]: None for day in days if day in places}:
            found[place].promised.append(objective.ref)


def ledger_days(objective: ScoredObjective) -> list[date]:
    """The days of the entries in the ledgers of an objective and of its key results."""
    days = [entry.on for entry in objective.objective.changes]
    for one in objective.key_results:
        if one.key_result.changes:
            days += [entry.on for entry in one.key_result.changes]
    return days


# ── what was reported ─────────────────────────────────────────────────────────────────────────


def _retell(
    scored: ScoredPortfolio,
    one: ScoredKeyResult,
    noted: Mapping[int, bool],
    weeks: Sequence[Week],
    found: _Weeks,
) -> None:
    """What `reports_in` says of a key result whose promise moved: each week has that of its time.

    Nothing is told where it has not changed.
    """
    for place, has_note in noted.items():
        report, week = report_of(scored, one, (), weeks[place]), found[place]
        if has_note or report.says_something:
            week.told.append(one.ref)
            week.steps.append(report.size)
            if report.fell:
                week.fall(one.ref, report.size, report.confidence_change or ZERO)
        else:
            week.unchanged += 1


def _tell(
    one: ScoredKeyResult,
    noted: Mapping[int, bool] | None,
    cuts: Cuts,
    thresholds: Thresholds,
    found: _Weeks,
) -> None:
    """The same of any other one, in one walk over its history."""
    measure, (days, values, beliefs) = one.key_result.measure, _columns(one.history)
    said, has_repeated = cuts[days]
    seen = heard = said
    if has_repeated or _lacks_any(values) or not _is_plain(measure):
        known = dict(running_values(measure, one.history))
        seen, values = cuts[tuple(known)].places, [*known.values()]
    if has_repeated or _lacks_any(beliefs):
        known = {on: of[4] for on, of, _, _ in one.history if of[4] is not None}
        heard, beliefs = cuts[tuple(known)].places, [*known.values()]
    ways, fallen = way_behind(measure, values), _fallen(beliefs, thresholds)
    ref = one.ref
    for place in {**said, **noted} if noted else said:
        week = found[place]
        has_changed, size = bool(noted and noted.get(place)), ZERO
        first, last = seen.get(place, _UNSAID)
        if last:
            has_changed = has_changed or first == 0 or values[first - 1] != values[last - 1]
            if ways:
                size = abs(ways[last - 1] - (ways[first - 1] if first else ZERO)) or ZERO
        at, to = heard.get(place, _UNSAID)
        if has_changed or (at and beliefs[at - 1] != beliefs[to - 1]):
            week.told.append(ref)
            week.steps.append(size)
            if to and fallen[to - 1]:
                week.fall(ref, size, beliefs[to - 1] - beliefs[at - 1] if at else ZERO)
        else:
            week.unchanged += 1


_UNSAID = (0, 0)  # where a week says nothing of the value, or of confidence


def _columns(
    history: History,
) -> tuple[tuple[date, ...], Sequence[Decimal], Sequence[Decimal]]:
    """The days, values and confidences of readings; None may stand for each of the latter."""
    if not history:
        return (), (), ()
    days, readings, _, _ = zip(*history, strict=True)
    _, values, _, _, beliefs, _, _ = zip(*readings, strict=True)
    return days, values, beliefs


def _lacks_any(column: Iterable[object]) -> bool:
    """Whether None is among them; `in` would compare each number with it, which takes long."""
    return NoneType in map(type, column)


def _is_plain(measure: Measure) -> bool:
    """Whether each value is what its reading says."""
    return isinstance(measure, Metric) and measure.aggregate is _LATEST


def _fallen(beliefs: Iterable[Decimal], thresholds: Thresholds) -> list[bool]:
    """Whether the last confidence of each day fell so far that it asks for attention."""
    deep, many = -thresholds.confidence_fall, thresholds.confidence_falls
    fallen, falls, before = [], 0, ZERO
    for now in beliefs:
        falls = falls + 1 if now < before else 0
        fallen.append(falls > 0 and (falls >= many or at_most(now - before, deep)))
        before = now
    return fallen
