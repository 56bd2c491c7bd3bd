"""What comes next: the days of check-ins, reviews, due dates and cycles that lie ahead."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum

from okrpress.insight.days import days_after
from okrpress.insight.due.check_ins import is_owed, next_check_in
from okrpress.insight.folders import check_ins_of, is_closed, key_results_of, running_folders
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import Cycle, State
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio


class UpcomingKind(StrEnum):
    """What a day brings, in the order in which one day's are listed."""

    CYCLE_BEGINS = "cycle-begins"
    CHECK_IN = "check-in"
    KEY_RESULTS_DUE = "key-results-due"
    MID_CYCLE_REVIEW = "mid-cycle-review"
    CYCLE_ENDS = "cycle-ends"
    RETROSPECTIVE = "retrospective"


_PLACE = {kind: place for place, kind in enumerate(UpcomingKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """Something on a day that lies ahead, or today.

    `folder` is the unit's for check-ins and due dates, None for what the whole cycle shares;
    `key_results` are those that are due, or due for a check-in.
    """

    kind: UpcomingKind
    on: date
    cycle: str
    folder: UnitCycle | None = None
    key_results: tuple[KeyResultRef, ...] = ()

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Sorts them: by day, then kind."""
        return (self.on, _PLACE[self.kind], self.cycle, str(self.folder or ""))


def upcoming(
    scored: ScoredPortfolio, days: int, folders: Collection[UnitCycle] | None = None
) -> tuple[Upcoming, ...]:
    """What lies ahead from today to `days` from now, the nearest first.

    Of each unit the next check-in day only. What was due before today is no date but a debt. Where
    `folders` are given, it is what lies ahead of those, and what their cycles share.
    """
    cycles = scored.portfolio.cycles
    named = cycles if folders is None else dict.fromkeys(folder.cycle for folder in folders)
    found = [
        *(one for cycle in named for one in _of_cycle(scored, cycles[cycle])),
        *(one for folder in running_folders(scored, folders) for one in _of_folder(scored, folder)),
    ]
    return _near(scored, days, found)


def upcoming_for_all(scored: ScoredPortfolio, days: int) -> tuple[Upcoming, ...]:
    """Those of `upcoming` that the units of a cycle share."""
    cycles = scored.portfolio.cycles.values()
    return _near(scored, days, (one for cycle in cycles for one in _of_cycle(scored, cycle)))


def _near(scored: ScoredPortfolio, days: int, found: Iterable[Upcoming]) -> tuple[Upcoming, ...]:
    until = days_after(scored.as_of, days)
    near = (one for one in found if scored.as_of <= one.on <= until)
    return tuple(sorted(near, key=lambda one: one.order))


def next_check_in_day(
    scored: ScoredPortfolio, days: int, folders: Collection[UnitCycle]
) -> date | None:
    """The first of the check-in days that `upcoming` has of some folders; None without any."""
    found = [
        since
        for folder in running_folders(scored, folders)
        for _, since in _check_ins_ahead(scored, folder)
    ]
    first = min(found, default=None)
    return first if first and first <= days_after(scored.as_of, days) else None


def _of_cycle(scored: ScoredPortfolio, cycle: Cycle) -> Iterator[Upcoming]:
    """A closed cycle has nothing ahead of it."""
    if is_closed(cycle, scored.as_of):
        return
    dates = (
        (UpcomingKind.CYCLE_BEGINS, cycle.start),
        (UpcomingKind.MID_CYCLE_REVIEW, cycle.mid_cycle_review),
        (UpcomingKind.CYCLE_ENDS, cycle.end),
        (UpcomingKind.RETROSPECTIVE, cycle.retrospective),
    )
    for kind, on in dates:
        if on:
            yield Upcoming(kind=kind, on=on, cycle=cycle.id)


def _of_folder(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Upcoming]:
    end = scored.portfolio.cycles[folder.cycle].end
    check_ins = [(since, one.ref) for one, since in _check_ins_ahead(scored, folder)]
    due = [
        (one.due, one.ref)
        for objective, one in key_results_of(scored, folder)
        if one.due and one.due != end
        if objective.objective.state is State.ACTIVE and one.key_result.counts
    ]
    yield from _by_day(UpcomingKind.CHECK_IN, folder, check_ins, first_only=True)
    yield from _by_day(UpcomingKind.KEY_RESULTS_DUE, folder, due)


def _check_ins_ahead(
    scored: ScoredPortfolio, folder: UnitCycle
) -> Iterator[tuple[ScoredKeyResult, date]]:
    """The key results that somebody has to report from now on, and when next."""
    first = days_after(scored.as_of, _has_checked_in(scored, folder))
    for objective, one in key_results_of(scored, folder):
        since = next_check_in(one)
        if since and since >= first and is_owed(objective, one, since):
            yield one, since


def _has_checked_in(scored: ScoredPortfolio, folder: UnitCycle) -> bool:
    """Whether the unit did so today: what it left out is not to come any more."""
    return any(one.date == scored.as_of for one in check_ins_of(scored, folder))


def _by_day(
    kind: UpcomingKind,
    folder: UnitCycle,
    days: Iterable[tuple[date, KeyResultRef]],
    *,
    first_only: bool = False,
) -> Iterator[Upcoming]:
    grouped: dict[date, list[KeyResultRef]] = {}
    for on, ref in days:
        grouped.setdefault(on, []).append(ref)
    for on in sorted(grouped)[: 1 if first_only else None]:
        yield Upcoming(
            kind=kind, on=on, cycle=folder.cycle, folder=folder, key_results=tuple(grouped[on])
        )
