"""How many of the check-ins that were due came, by unit and week."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import is_closed, key_results_of
from okrpress.insight.weeks import Week, week_of
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, Metric, State
from okrpress.scoring.arithmetic import ONE
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio

WEEKS = 13
"""How many weeks are looked at: the one that holds the as-of date and those before it."""


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


class _Days(NamedTuple):
    """A week by its Monday and its Sunday."""

    first: date
    last: date


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
    days = tuple(_Days(week.first, week.last) for week in weeks)
    units: dict[str, list[Turned]] = {}
    for folder in scored.portfolio.by_folder:
        for at, turned in _of(scored, folder, days):
            row = units.setdefault(folder.unit, [Turned()] * len(weeks))
            row[at] = row[at].plus(turned)
    units = {unit: row for unit, row in units.items() if any(turned.due for turned in row)}
    in_all = [Turned()] * len(weeks)
    for row in units.values():
        in_all = [total.plus(turned) for total, turned in zip(in_all, row, strict=True)]
    first = next((at for at, turned in enumerate(in_all) if turned.due), len(weeks))
    return Coverage(
        weeks=weeks[first:],
        in_all=tuple(in_all[first:]),
        units={unit: tuple(row[first:]) for unit, row in units.items()},
    )


def _weeks(scored: ScoredPortfolio) -> tuple[Week, ...]:
    days = [days_after(scored.as_of, -7 * back) for back in range(WEEKS - 1, -1, -1)]
    return tuple(dict.fromkeys(week_of(day) for day in days))


def _of(
    scored: ScoredPortfolio, folder: UnitCycle, weeks: tuple[_Days, ...]
) -> Iterator[tuple[int, Turned]]:
    """What was due in which of the weeks, by the number of the week."""
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
            yield from _turns(one, asked, scored.as_of)


def _turns(
    one: ScoredKeyResult, asked: list[tuple[int, _Days]], as_of: date
) -> Iterator[tuple[int, Turned]]:
    """The same as `expected_in` for one key result, in one walk over its history."""
    if one.start is None or one.due is None:
        return
    measure = one.key_result.measure
    is_level = isinstance(measure, Metric | Band)
    signs = [dated.date for dated in one.history if not is_level or dated.reading.value is not None]
    progress = () if is_level else running_values(measure, one.history)
    days = [point.date for point in progress]
    for at, week in asked:
        before, after = bisect_left(signs, week.first), bisect_right(signs, week.last)
        known = bisect_left(days, week.first)
        if known and progress[known - 1].value >= ONE:
            continue
        since = days_after(signs[before - 1] if before else one.start, one.cadence)
        if since <= min(week.last, one.due) and (before < after or since <= as_of):
            yield at, Turned(1, int(before < after))
