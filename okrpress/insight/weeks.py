"""Weeks of the calendar in which units checked in, or should have."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Cycle
from okrpress.scoring.result import ScoredPortfolio

WEEKS_KEPT = 530
"""How many weeks are looked back at: ten years."""


class Week(NamedTuple):
    """A week as ISO 8601 counts them: from Monday to Sunday, of the year its Thursday lies in."""

    year: int
    number: int

    @property
    def id(self) -> str:
        """Its name in addresses.

        >>> Week(2026, 7).id
        '2026-w07'
        """
        return f"{self.year:04}-w{self.number:02}"

    @property
    def first(self) -> date:
        """Its Monday."""
        return _days(self.year, self.number)[1]

    @property
    def last(self) -> date:
        """Its Sunday."""
        return _days(self.year, self.number)[2]

    @property
    def eve(self) -> date:
        """The Sunday before it."""
        return _days(self.year, self.number)[0]

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        _, first, last = _days(self.year, self.number)
        return day is not None and first <= day <= last


@lru_cache(maxsize=1024)
def _days(year: int, number: int) -> tuple[date, date, date]:
    """The day before a week, its first and its last one: every key result of a board asks."""
    first = date.fromisocalendar(year, number, 1)
    return days_after(first, -1), first, days_after(first, 6)


@lru_cache(maxsize=4096)
def week_of(day: date) -> Week:
    """The week that holds a day: many report on the same ones.

    >>> week_of(date(2027, 1, 1))
    Week(year=2026, number=53)
    """
    return Week(*day.isocalendar()[:2])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """The weeks worth a look, the oldest first, and what was checked in during each.

    The check-ins of a week are by folder, in order of date, then file name.
    """

    weeks: tuple[Week, ...]
    check_ins: Mapping[Week, Mapping[UnitCycle, tuple[CheckIn, ...]]]

    def check_ins_in(self, week: Week) -> Mapping[UnitCycle, tuple[CheckIn, ...]]:
        """What was checked in during a week."""
        return self.check_ins.get(week, {})


def calendar_of(scored: ScoredPortfolio) -> Calendar:
    """Every week up to the as-of date in which somebody checked in, or might have.

    Those are all weeks of cycles that run now or that anybody ever checked in for, and weeks with
    a check-in that came after its cycle; of all these the newest `WEEKS_KEPT`.
    """
    check_ins = _by_week(scored)
    seen = {folder.cycle for found in check_ins.values() for folder in found}
    seen |= {cycle.id for cycle in scored.portfolio.running_cycles(scored.as_of)}
    pursued = {folder.cycle for folder in scored.portfolio.by_folder}
    weeks = set(check_ins)
    for cycle in scored.portfolio.cycles.values():
        if cycle.id in seen & pursued:
            weeks.update(weeks_of(cycle, scored.as_of))
    kept = tuple(sorted(weeks))[-WEEKS_KEPT:]
    return Calendar(weeks=kept, check_ins=check_ins)


def _by_week(scored: ScoredPortfolio) -> dict[Week, dict[UnitCycle, tuple[CheckIn, ...]]]:
    found: dict[Week, dict[UnitCycle, list[CheckIn]]] = {}
    for folder, check_ins in scored.portfolio.check_ins.items():
        for one in check_ins:
            if one.date <= scored.as_of:
                found.setdefault(week_of(one.date), {}).setdefault(folder, []).append(one)
    return {
        week: {folder: tuple(some) for folder, some in folders.items()}
        for week, folders in found.items()
    }


def weeks_of(cycle: Cycle, as_of: date) -> Iterator[Week]:
    """The weeks of a dated cycle up to the day, the newest first and no more than are kept."""
    return weeks_between(cycle.start, cycle.end, as_of)


def weeks_between(start: date | None, end: date | None, as_of: date) -> Iterator[Week]:
    """The same for the days on which a cycle begins and ends."""
    if start is None or end is None:
        return
    day, first = min(end, as_of), week_of(start).first
    for _ in range(WEEKS_KEPT):
        if day < first:
            return
        yield week_of(day)
        if day.toordinal() <= 7:
            return
        day = days_after(day, -7)


def cycles_in(scored: ScoredPortfolio, week: Week) -> tuple[str, ...]:
    """The dated cycles that have a day in the week; none before the week has begun."""
    if week.first > scored.as_of:
        return ()
    return tuple(
        cycle.id
        for cycle in scored.portfolio.cycles.values()
        if cycle.start is not None
        and cycle.end is not None
        and cycle.start <= min(week.last, scored.as_of)
        and cycle.end >= week.first
    )
