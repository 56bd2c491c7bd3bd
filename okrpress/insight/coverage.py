"""How check-ins that were due came: in time, late or not at all; by key result, unit and week."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import is_closed, key_results_of
from okrpress.insight.weeks import Week, week_of, weeks_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, Cycle, Metric, State
from okrpress.scoring.arithmetic import ONE
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredPortfolio

WEEKS = 13
"""How many weeks are looked at: the one that holds the as-of date and those before it."""

LONGEST = 27
"""How many weeks of one cycle are looked at: as many as half a year can touch."""


class Turn(StrEnum):
    """What became of a check-in that was due in a week.

    It is late if it came more than `check_in_grace` days after the day it was due.
    """

    ON_TIME = "on time"
    LATE = "late"
    MISSING = "missing"
    COMING = "coming"  # its day in the running week still lies ahead


_REPORTED = frozenset({Turn.ON_TIME, Turn.LATE})


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


class _Known(NamedTuple):
    """How far a delivery was known to be, on which days; unlike a level, it does not fall back."""

    days: tuple[date, ...]
    progress: tuple[Point, ...]

    def is_done_before(self, day: date) -> bool:
        known = bisect_left(self.days, day)
        return known > 0 and self.progress[known - 1].value >= ONE


class _Days(NamedTuple):
    """A week by its Monday and its Sunday."""

    first: date
    last: date


class Attended(NamedTuple):
    """A key result, and what became of it in each week; None where it was not due."""

    scored: ScoredKeyResult
    turns: tuple[Turn | None, ...]


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
    days = _days(weeks)
    units: dict[str, list[Turned]] = {}
    for folder in scored.portfolio.by_folder:
        for one, asked in _asked(scored, folder, days):
            for at, turn in _turns(one, asked, scored):
                if turn is not Turn.COMING:
                    row = units.setdefault(folder.unit, [Turned()] * len(weeks))
                    row[at] = row[at].plus(Turned(1, int(turn is not Turn.MISSING)))
    in_all = [Turned()] * len(weeks)
    for row in units.values():
        in_all = [total.plus(turned) for total, turned in zip(in_all, row, strict=True)]
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
    days = _days(weeks)
    found = [Aged()] * len(weeks)
    for folder in scored.portfolio.by_folder:
        patience = scored.thresholds(folder.cycle).stale_after
        for one, asked in _asked(scored, folder, days):
            for at, is_silent in _silences(one, asked, scored.as_of, patience * one.cadence):
                found[at] = Aged(found[at].pursued + 1, found[at].silent + is_silent)
    first = next((at for at, aged in enumerate(found) if aged.pursued), len(weeks))
    return tuple(zip(weeks, found, strict=True))[first:]


def weeks_in(cycle: Cycle, as_of: date) -> tuple[Week, ...]:
    """The weeks of a cycle up to the day, the oldest first; of a long cycle the newest ones."""
    return tuple(reversed(tuple(islice(weeks_of(cycle, as_of), LONGEST))))


def attendance(
    scored: ScoredPortfolio, folders: Iterable[UnitCycle], weeks: Sequence[Week]
) -> Iterator[Attended]:
    """The key results of some folders that were due in any of the weeks, in their order."""
    days = _days(weeks)
    for folder in folders:
        for one, asked in _asked(scored, folder, days) if days else ():
            turns = dict(_turns(one, asked, scored))
            if turns:
                yield Attended(one, tuple(turns.get(at) for at in range(len(days))))


def is_habit(rows: Iterable[Sequence[Turn | None]]) -> bool:
    """Whether there is a rhythm to look at: something was reported in two of the weeks.

    A cycle that was only entered, or graded, afterwards has one at most.
    """
    weeks = {at for row in rows for at, turn in enumerate(row) if turn in _REPORTED}
    return len(weeks) > 1


def _weeks(scored: ScoredPortfolio) -> tuple[Week, ...]:
    days = [days_after(scored.as_of, -7 * back) for back in range(WEEKS - 1, -1, -1)]
    return tuple(dict.fromkeys(week_of(day) for day in days))


def _days(weeks: Iterable[Week]) -> tuple[_Days, ...]:
    return tuple(_Days(week.first, week.last) for week in weeks)


def _asked(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: tuple[_Days, ...]
) -> Iterator[tuple[ScoredKeyResult, list[tuple[int, _Days]]]]:
    """What a folder pursues, with those of the weeks in which it may be asked for, by number."""
    cycle = scored.portfolio.cycles[folder.cycle]
    if cycle.end is None or cycle.end < weeks[0].first:
        return
    asked = [
        (at, week)
        for at, week in enumerate(weeks)
        if week.first <= cycle.end and not is_closed(cycle, week.first)
    ]
    for objective, one in key_results_of(scored, folder):
        if objective.objective.state is State.ACTIVE and one.key_result.counts:
            yield one, asked


def _turns(
    one: ScoredKeyResult, asked: list[tuple[int, _Days]], scored: ScoredPortfolio
) -> Iterator[tuple[int, Turn]]:
    """The same as `expected_in` for one key result, in one walk over its history."""
    if one.start is None or one.due is None:
        return
    known, signs = _known(one), _signs(one)
    for at, week in asked:
        before, after = bisect_left(signs, week.first), bisect_right(signs, week.last)
        if known.is_done_before(week.first):
            continue
        since = days_after(signs[before - 1] if before else one.start, one.cadence)
        if since > min(week.last, one.due):
            continue
        if before < after:
            patience = days_after(since, scored.settings.check_in_grace)
            yield at, Turn.ON_TIME if signs[before] <= patience else Turn.LATE
        else:
            yield at, Turn.COMING if since > scored.as_of else Turn.MISSING


def _silences(
    one: ScoredKeyResult, asked: list[tuple[int, _Days]], as_of: date, patience: Decimal
) -> Iterator[tuple[int, bool]]:
    """Whether there was too long no news, for each week in which it was pursued."""
    if one.start is None or one.due is None:
        return
    known, signs = _known(one), _signs(one)
    for at, week in asked:
        day = min(week.last, as_of)
        if one.start <= day <= one.due and not known.is_done_before(day):
            heard = bisect_right(signs, day)
            last = signs[heard - 1] if heard else one.start
            yield at, (day - last).days > patience


def _known(one: ScoredKeyResult) -> _Known:
    measure = one.key_result.measure
    progress = () if isinstance(measure, Metric | Band) else running_values(measure, one.history)
    return _Known(tuple(point.date for point in progress), progress)


def _signs(one: ScoredKeyResult) -> list[date]:
    """The days it was heard of, the oldest first."""
    is_level = isinstance(one.key_result.measure, Metric | Band)
    return [dated.date for dated in one.history if not is_level or dated.reading.value is not None]
