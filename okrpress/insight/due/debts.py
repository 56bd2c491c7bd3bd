"""Who owes what: check-ins by cadence and grace, reviews and grades by their days."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from okrpress.insight.days import days_after
from okrpress.insight.due.check_ins import DueKeyResult, due_key_results
from okrpress.insight.folders import (
    accountable,
    is_closed,
    key_results_of,
    mid_cycle_review_of,
    objectives_of,
    responsible,
    retrospective_of,
    running_folders,
)
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import Cycle, State
from okrpress.model.portfolio import UnitKind
from okrpress.model.settings import Limits
from okrpress.scoring.result import ScoredPortfolio

_QUARTER = 91  # days; the limits of mid-cycle reviews are given for a quarter
_LIKE_A_QUARTER = range(84, 99)
_SHORTEST = 60  # days of a cycle that is worth a mid-cycle review


class DebtKind(StrEnum):
    """What is owed, the most frequent first."""

    CHECK_IN = "check-in"
    MID_CYCLE_REVIEW = "mid-cycle-review"
    RETROSPECTIVE = "retrospective"
    GRADES = "grades"  # a retrospective was held and left a score or an explanation open


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Something a unit owes, with whom to ask for it.

    person       the key result's owner, else the objective's, else the team's lead, else whoever
                 the unit stands for; None for a team without a lead
    key_results  those that a check-in or grade is owed for, in the order of the files; none for
                 a review
    since        the day it was due
    days_late    days since then, more than the grace
    """

    kind: DebtKind
    folder: UnitCycle
    person: str | None
    key_results: tuple[KeyResultRef, ...] = ()
    since: date
    days_late: int

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Sorts debts: the oldest first."""
        return (-self.days_late, str(self.folder), self.kind, self.person or "")


def debts(scored: ScoredPortfolio, grace: int | None = None) -> tuple[Debt, ...]:
    """What is owed for more than `grace` days (default: the settings'), the oldest first.

    A person's own objectives owe check-ins and no reviews.
    """
    days = scored.settings.check_in_grace if grace is None else grace
    found = [
        *(debt for folder in running_folders(scored) for debt in _check_ins(scored, folder, days)),
        *(debt for folder in scored.portfolio.by_folder for debt in _reviews(scored, folder)),
    ]
    late = (debt for debt in found if debt.days_late > days)
    return tuple(sorted(late, key=lambda debt: debt.order))


# ── check-ins ─────────────────────────────────────────────────────────────────────────────────


def _check_ins(scored: ScoredPortfolio, folder: UnitCycle, grace: int) -> Iterator[Debt]:
    """One debt for each person; only key results that are themselves over the grace."""
    owners = {
        one.ref: accountable(objective.objective, one.key_result)
        for objective, one in key_results_of(scored, folder)
    }
    by_person: dict[str | None, list[DueKeyResult]] = {}
    for due in due_key_results(scored, folder):
        if due.owed and due.days_late > grace:
            person = responsible(scored, folder.unit, owners[due.scored.ref])
            by_person.setdefault(person, []).append(due)
    for person, late in by_person.items():
        oldest = min(late, key=lambda due: due.since)
        yield Debt(
            kind=DebtKind.CHECK_IN,
            folder=folder,
            person=person,
            key_results=tuple(due.scored.ref for due in late),
            since=oldest.since,
            days_late=oldest.days_late,
        )


# ── reviews ───────────────────────────────────────────────────────────────────────────────────


def _reviews(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Debt]:
    """Reviews and grades of a team that pursues something, in a cycle that is not settled."""
    cycle = scored.portfolio.cycles[folder.cycle]
    is_personal = scored.portfolio.units[folder.unit].kind is UnitKind.PERSON
    if is_personal or not _is_open(cycle, scored.as_of) or not _is_pursued(scored, folder):
        return
    limits = scored.settings.limits
    if not cycle.has_ended(scored.as_of) and mid_cycle_review_of(scored, folder) is None:
        yield from _review(scored, folder, DebtKind.MID_CYCLE_REVIEW, mid_cycle_day(cycle, limits))
    held = retrospective_of(scored, folder)
    if held is None:
        day = retrospective_day(cycle, limits)
        yield from _review(scored, folder, DebtKind.RETROSPECTIVE, day)
    else:
        yield from _grades(scored, folder, held.date)


def _is_open(cycle: Cycle, as_of: date) -> bool:
    """Begun, not closed, and not over for longer than it lasted: then nobody remembers enough."""
    if cycle.start is None or cycle.end is None or is_closed(cycle, as_of):
        return False
    return cycle.start <= as_of <= days_after(cycle.end, _length(cycle))


def _is_pursued(scored: ScoredPortfolio, folder: UnitCycle) -> bool:
    return any(one.objective.state is State.ACTIVE for one in objectives_of(scored, folder))


def _review(
    scored: ScoredPortfolio, folder: UnitCycle, kind: DebtKind, day: date | None
) -> Iterator[Debt]:
    if day and day < scored.as_of:
        yield Debt(
            kind=kind,
            folder=folder,
            person=responsible(scored, folder.unit),
            since=day,
            days_late=(scored.as_of - day).days,
        )


def _grades(scored: ScoredPortfolio, folder: UnitCycle, held: date) -> Iterator[Debt]:
    """What the retrospective left open, once the cycle is over: one debt for each person."""
    if not scored.portfolio.cycles[folder.cycle].has_ended(scored.as_of):
        return
    by_person: dict[str | None, list[KeyResultRef]] = {}
    for objective, one in key_results_of(scored, folder):
        is_graded = one.score is not None and not one.needs_explanation
        if one.key_result.counts and objective.objective.state is State.ACTIVE and not is_graded:
            owner = accountable(objective.objective, one.key_result)
            by_person.setdefault(responsible(scored, folder.unit, owner), []).append(one.ref)
    for person, refs in by_person.items():
        yield Debt(
            kind=DebtKind.GRADES,
            folder=folder,
            person=person,
            key_results=tuple(refs),
            since=held,
            days_late=(scored.as_of - held).days,
        )


# ── their days ────────────────────────────────────────────────────────────────────────────────


def mid_cycle_day(cycle: Cycle, limits: Limits) -> date | None:
    """The day a mid-cycle review is due: the planned one, else the last on which it is of use.

    `limits` say it for a quarter; it moves with the length of the cycle. None for cycles under
    60 days and undated ones.
    """
    length = _length(cycle)
    if cycle.mid_cycle_review or cycle.start is None or length < _SHORTEST:
        return cycle.mid_cycle_review
    days = int(limits.mid_cycle_to)
    is_quarter = length in _LIKE_A_QUARTER
    return days_after(cycle.start, days if is_quarter else days * length // _QUARTER)


def retrospective_day(cycle: Cycle, limits: Limits) -> date | None:
    """The day a retrospective is due: the planned one, else the last of the time after the end."""
    if cycle.retrospective or cycle.end is None:
        return cycle.retrospective
    return days_after(cycle.end, int(limits.retrospective_within))


def _length(cycle: Cycle) -> int:
    """Days of a dated cycle, its first and last included; 0 for an undated one."""
    if cycle.start is None or cycle.end is None:
        return 0
    return (cycle.end - cycle.start).days + 1
