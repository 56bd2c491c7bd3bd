"""What became of the check-ins that were due, week by week: what boards and heatmaps count."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import is_closed
from okrpress.insight.weeks import Week
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, Metric, State
from okrpress.scoring.arithmetic import ONE
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio


class Turn(StrEnum):
    """What became of a check-in that was due in a week.

    It is late if it came more than `check_in_grace` days after the day it was due.
    """

    ON_TIME = "on time"
    LATE = "late"
    MISSING = "missing"
    COMING = "coming"  # its day in the running week still lies ahead


_LEVELS = (Metric, Band)
REPORTED = frozenset({Turn.ON_TIME, Turn.LATE})

Turns = tuple[tuple[int, Turn], ...]
"""Of one key result: the weeks in which it was due, by number, and what became of it."""


class Span(NamedTuple):
    """A week by its Monday and its Sunday."""

    first: date
    last: date


class Heard(NamedTuple):
    """The days on which a key result was heard of, the oldest first.

    On `days` it was reported whether it was `done`. A metric or a band never is: its level may
    fall back.
    """

    signs: tuple[date, ...]
    days: tuple[date, ...] = ()
    done: tuple[bool, ...] = ()

    def is_done_before(self, day: date) -> bool:
        """Whether it was known to be delivered before that day."""
        known = bisect_left(self.days, day)
        return known > 0 and self.done[known - 1]

    def last_by(self, day: date) -> date | None:
        """When it had last been heard of on a day."""
        heard = bisect_right(self.signs, day)
        return self.signs[heard - 1] if heard else None


class _Alike(NamedTuple):
    """What becomes of key results that are heard of on the same days, whenever they are due.

    `asked` has the day they have to be reported by, the week, and what became of it; `by_due` what
    of that is theirs, by their own last day.
    """

    asked: tuple[tuple[date, int, Turn], ...]
    by_due: dict[date, Turns]


class Asked:
    """Some weeks of a folder: when its key results were due, and what became of that.

    What a unit pursues it mostly reports on the same days: key results that are alike in this
    are looked at once.
    """

    def __init__(
        self, scored: ScoredPortfolio, folder: UnitCycle, weeks: Sequence[Span], today: date | None
    ) -> None:
        """Without `today` all of the weeks are over."""
        cycle = scored.portfolio.cycles[folder.cycle]
        self.weeks = [
            (at, week)
            for at, week in enumerate(weeks)
            if cycle.end and week.first <= cycle.end and not is_closed(cycle, week.first)
        ]
        """Those in which somebody is asked, by number."""
        self._today = today
        self._grace = scored.settings.check_in_grace
        self._known: dict[tuple[object, ...], _Alike] = {}

    def turns(self, objective: ScoredObjective, one: ScoredKeyResult) -> Turns:
        """The same as `expected_in` for one key result; nothing for what nobody asks for."""
        start, due, cadence = one.start, one.due, one.cadence
        if start is None or due is None or not self.weeks or not is_asked(objective, one):
            return ()
        signs, done = _signs(one), _deliveries(one)
        own = (start, cadence, signs, done)
        alike = self._known.get(own)
        if alike is None:
            asked = tuple(self._found(start, cadence, Heard(signs, *done)))
            alike = self._known[own] = _Alike(asked, {})
        found = alike.by_due.get(due)
        if found is None:
            found = tuple([(at, turn) for since, at, turn in alike.asked if since <= due])
            alike.by_due[due] = found
        return found

    def _found(self, start: date, cadence: int, heard: Heard) -> Iterator[tuple[date, int, Turn]]:
        signs, today = heard.signs, self._today
        for at, (first, last) in self.weeks:
            if heard.is_done_before(first):
                continue
            before = bisect_left(signs, first)
            since = days_after(signs[before - 1] if before else start, cadence)
            if since > last:
                continue
            if before < len(signs) and signs[before] <= last:
                in_time = signs[before] <= days_after(since, self._grace)
                yield since, at, Turn.ON_TIME if in_time else Turn.LATE
            else:
                yield since, at, Turn.COMING if today and since > today else Turn.MISSING


def spans_of(weeks: Iterable[Week]) -> tuple[Span, ...]:
    """The days of weeks."""
    return tuple([Span(week.first, week.last) for week in weeks])


def is_asked(objective: ScoredObjective, one: ScoredKeyResult) -> bool:
    """Whether it is pursued and counts."""
    return objective.objective.state is State.ACTIVE and one.key_result.counts


def heard_of(one: ScoredKeyResult) -> Heard:
    """When it was heard of."""
    return Heard(_signs(one), *_deliveries(one))


def _signs(one: ScoredKeyResult) -> tuple[date, ...]:
    if isinstance(one.key_result.measure, _LEVELS):
        return tuple([on for on, of, _, _ in one.history if of[1] is not None])
    return tuple([dated.date for dated in one.history])


def _deliveries(one: ScoredKeyResult) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    measure = one.key_result.measure
    points = () if isinstance(measure, _LEVELS) else running_values(measure, one.history)
    return tuple([one.date for one in points]), tuple([one.value >= ONE for one in points])
