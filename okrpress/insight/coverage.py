"""How check-ins that were due came: in time, late or not at all; by key result, unit and week."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import add
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import objectives_of
from okrpress.insight.turns import (
    COMING,
    MISSING,
    REPORTED,
    Asked,
    Habit,
    Turns,
    asked_in,
    habits_of,
)
from okrpress.insight.weeks import Week, week_of, weeks_between
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio
from okrpress.tuples import new

WEEKS = 13
"""How many weeks are looked at: the one that holds the as-of date and those before it."""

LONGEST = 27
"""How many weeks of one cycle are looked at: as many as half a year can touch."""


class Turned(NamedTuple):
    """Key results that were due in a week, and how many of them were reported in it."""

    due: int = 0
    reported: int = 0

    @property
    def share(self) -> Decimal | None:
        """Reported over due, 0-1; None where nothing was due."""
        return Decimal(self.reported) / self.due if self.due else None

    def plus(self, other: "Turned") -> "Turned":
        """Both together."""
        return Turned(self.due + other.due, self.reported + other.reported)


class Aged(NamedTuple):
    """Key results that were pursued at the end of a week, and those without news for too long."""

    pursued: int = 0
    silent: int = 0

    @property
    def share(self) -> Decimal | None:
        """Silent over pursued, 0-1; None where nothing was pursued."""
        return Decimal(self.silent) / self.pursued if self.pursued else None


class Attended(NamedTuple):
    """A key result, and what became of it in the weeks in which it was due."""

    scored: ScoredKeyResult
    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The weeks, the oldest first, and what came in each: in all, and by unit.

    Units without anything due are left out. A check-in whose day in the running week still lies
    ahead is not due yet.
    """

    weeks: tuple[Week, ...]
    in_all: tuple[Turned, ...]
    units: Mapping[str, tuple[Turned, ...]]


def coverage_of(scored: ScoredPortfolio) -> Coverage:
    """Due and reported over the newest weeks, from the first one in which anything was due.

    Linear in the key results of the cycles that have a day in those weeks.
    """
    weeks = _weeks(scored)
    due, missing = _counted(scored, weeks)
    units = {
        unit: [Turned(some, some - missed) for some, missed in zip(row, missing[unit], strict=True)]
        for unit, row in due.items()
    }
    in_all = [
        Turned(*map(sum, zip(*week, strict=True))) for week in zip(*units.values(), strict=True)
    ]
    first = next((at for at, turned in enumerate(in_all) if turned.due), len(weeks))
    return Coverage(
        weeks=weeks[first:],
        in_all=tuple(in_all[first:]),
        units={unit: tuple(row[first:]) for unit, row in units.items()},
    )


def silence_of(scored: ScoredPortfolio) -> tuple[tuple[Week, Aged], ...]:
    """Key results without news over the newest weeks, from the first one with any to pursue.

    As of the last day of each week, or of the as-of date. Without news is what has had no sign for
    `stale_after` cadences, or none since it began; it is told of while it is not due nor done.
    """
    weeks = _weeks(scored)
    found = Counter[tuple[int, bool]]()
    for cycle, habits in _habits_by_cycle(scored, weeks).items():
        patience = scored.thresholds(cycle).stale_after
        asked = asked_in(scored, cycle, weeks, scored.as_of)
        for habit, count in habits.items():
            for silence in _silences(habit, asked, scored.as_of, patience):
                found[silence] += count
    aged = [Aged(found[at, False] + found[at, True], found[at, True]) for at in range(len(weeks))]
    first = next((at for at, one in enumerate(aged) if one.pursued), len(weeks))
    return tuple(zip(weeks, aged, strict=True))[first:]


def _habits_by_cycle(scored: ScoredPortfolio, weeks: Sequence[Week]) -> dict[str, Counter[Habit]]:
    """How many key results have the same habit, in each cycle that is asked for in the weeks."""
    found: dict[str, Counter[Habit]] = {}
    for cycle in dict.fromkeys(folder.cycle for folder in scored.portfolio.by_folder):
        if asked_in(scored, cycle, weeks, scored.as_of).weeks:
            found[cycle] = Counter()
    for folder in scored.portfolio.by_folder:
        if folder.cycle in found:
            for habit, count in habits_of(objectives_of(scored, folder)).kinds:
                found[folder.cycle][habit] += count
    return found


def alike_in(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Week]
) -> list[tuple[Turns, int]]:
    """What became of the key results of a folder, and of how many the same."""
    asked = asked_in(scored, folder.cycle, weeks, scored.as_of)
    return asked.alike(habits_of(objectives_of(scored, folder))) if asked.weeks else []


def _counted(
    scored: ScoredPortfolio, weeks: Sequence[Week]
) -> tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
    """How many key results of each unit were due in each week, and how many of them are missing."""
    due: dict[str, list[int]] = {}
    missing: dict[str, list[int]] = {}
    for folder in scored.portfolio.by_folder:
        asked, missed = [0] * len(weeks), [0] * len(weeks)
        for turns, count in alike_in(scored, folder, weeks):
            for at, turn in turns:
                if turn is not COMING:
                    asked[at] += count
                    if turn is MISSING:
                        missed[at] += count
        if any(asked):
            for of_units, own in ((due, asked), (missing, missed)):
                known = of_units.get(folder.unit)
                of_units[folder.unit] = [*map(add, known, own)] if known else own
    return due, missing


def weeks_in(cycle: Cycle, as_of: date) -> tuple[Week, ...]:
    """The weeks of a cycle up to the day, the oldest first; of a long cycle the newest ones."""
    return _weeks_between(cycle.start, cycle.end, as_of)


@lru_cache(maxsize=64)  # all units of a cycle ask for the same
def _weeks_between(start: date | None, end: date | None, as_of: date) -> tuple[Week, ...]:
    return tuple(reversed(tuple(islice(weeks_between(start, end, as_of), LONGEST))))


def attendance(
    scored: ScoredPortfolio, folders: Iterable[UnitCycle], weeks: Sequence[Week]
) -> Iterator[Attended]:
    """The key results of some folders that were due in any of the weeks, in their order."""
    for folder in folders:
        asked = asked_in(scored, folder.cycle, weeks, scored.as_of)
        if asked.weeks:
            kinds, of = habits_of(objectives_of(scored, folder))
            turns = [asked.turns(habit) for habit, _ in kinds]
            yield from [new(Attended, (one, turns[kind])) for one, kind in of if turns[kind]]


def is_habit(alike: Iterable[Turns]) -> bool:
    """Whether there is a rhythm to look at: something was reported in two of the weeks.

    A cycle that was only entered, or graded, afterwards has one at most.
    """
    return len({at for turns in alike for at, turn in turns if turn in REPORTED}) > 1


def _weeks(scored: ScoredPortfolio) -> tuple[Week, ...]:
    days = [days_after(scored.as_of, -7 * back) for back in range(WEEKS - 1, -1, -1)]
    return tuple(dict.fromkeys(week_of(day) for day in days))


def _silences(
    one: Habit, asked: Asked, as_of: date, patience: Decimal
) -> Iterator[tuple[int, bool]]:
    """Whether there was too long no news, for each week in which it was pursued."""
    if one.start is None or one.due is None:
        return
    for at, _, last in asked.weeks:
        day = min(last, as_of)
        if one.start <= day <= one.due and not one.heard.is_done_before(day):
            heard = one.heard.last_by(day) or one.start
            yield at, (day - heard).days > patience * one.cadence
