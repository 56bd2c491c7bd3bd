"""What became of the check-ins that were due, week by week: what boards and heatmaps count."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from typing import NamedTuple

from okrpress.insight.days import each_after
from okrpress.insight.steps import LEVELS
from okrpress.insight.weeks import Week
from okrpress.memo import Known, recently
from okrpress.model.okr import State
from okrpress.scoring.arithmetic import ONE
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.tuples import new


class Turn(StrEnum):
    """What became of a check-in that was due in a week.

    It is late if it came more than `check_in_grace` days after the day it was due.
    """

    ON_TIME = "on time"
    LATE = "late"
    MISSING = "missing"
    COMING = "coming"  # its day in the running week still lies ahead


ON_TIME, LATE, MISSING, COMING = Turn  # to name one of its class takes ten times as long

_ACTIVE = State.ACTIVE
REPORTED = frozenset({ON_TIME, LATE})

Turns = tuple[tuple[int, Turn], ...]
"""Of one key result: the weeks in which it was due, by number, and what became of it."""


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


# ── habits ────────────────────────────────────────────────────────────────────────────────────


class Habit(NamedTuple):
    """All of a key result that says when it was due, and what became of that."""

    start: date | None
    due: date | None
    cadence: int
    heard: Heard


class Habits(NamedTuple):
    """The key results of a folder that are pursued and count, in their order.

    What a unit pursues it mostly reports on the same days: `kinds` are the different habits, with
    how many have each, and `of` says by number which of them is whose.
    """

    kinds: tuple[tuple[Habit, int], ...]
    of: tuple[tuple[ScoredKeyResult, int], ...]


def habits_of(objectives: Iterable[ScoredObjective]) -> Habits:
    """The habits of what a folder pursues; whoever asks has looked at its key results."""
    return _habits(*[one.key_results for one in objectives if one.objective.state is _ACTIVE])


# The pages of a unit, of its cycles and weeks, and the charts of all ask for the same folders.
@recently(4096)
def _habits(*pursued: tuple[ScoredKeyResult, ...]) -> Habits:
    numbers: dict[Habit, int] = {}
    of = []
    for key_results in pursued:
        for one in key_results:
            if one.key_result.counts:
                habit = new(Habit, (one.start, one.due, one.cadence, _heard(one)))
                of.append((one, numbers.setdefault(habit, len(numbers))))
    counts = [0] * len(numbers)
    for _, number in of:
        counts[number] += 1
    return Habits(tuple(zip(numbers, counts, strict=True)), tuple(of))


def _heard(one: ScoredKeyResult) -> Heard:
    measure = one.key_result.measure
    if isinstance(measure, LEVELS):
        signs = tuple([said[0] for said in one.history if said[1][1] is not None])
        return new(Heard, (signs, (), ()))
    points = running_values(measure, one.history)
    return Heard(
        tuple([dated.date for dated in one.history]),
        tuple([point.date for point in points]),
        tuple([point.value >= ONE for point in points]),
    )


# ── turns ─────────────────────────────────────────────────────────────────────────────────────


class Asked(NamedTuple):
    """Those of some weeks in which key results of a cycle are asked for: number, Monday, Sunday.

    Without `today` all of the weeks are over.
    """

    weeks: tuple[tuple[int, date, date], ...]
    today: date | None
    grace: int

    def turns(self, habit: Habit) -> Turns:
        """The same as `expected_in` for a key result of that habit."""
        return _turns(self)[habit]

    def alike(self, habits: Habits) -> list[tuple[Turns, int]]:
        """The turns of some key results, and how many have them."""
        turns = _turns(self)
        return [(turns[habit], count) for habit, count in habits.kinds]


def asked_in(
    scored: ScoredPortfolio, cycle: str, weeks: Iterable[Week], today: date | None
) -> Asked:
    """Those weeks in which the cycle is neither over nor closed; none where it has no end."""
    one = scored.portfolio.cycles[cycle]
    spans = _asked_spans(tuple(weeks), one.end, one.closed)
    return Asked(spans, today, scored.settings.check_in_grace)


@lru_cache(maxsize=64)
def _asked_spans(
    weeks: tuple[Week, ...], end: date | None, closed: date | None
) -> tuple[tuple[int, date, date], ...]:
    return tuple(
        [
            (at, week.first, week.last)
            for at, week in enumerate(weeks)
            if end and week.first <= end and not (closed and closed <= week.first)
        ]
    )


@lru_cache(maxsize=64)  # units of a cycle that report on the same days
def _turns(asked: Asked) -> Known[Habit, Turns]:
    return Known(partial(_found, asked), 2048)


def _found(asked: Asked, habit: Habit) -> Turns:
    start, due, cadence, heard = habit
    if start is None or due is None:
        return ()
    found, signs, today = [], heard.signs, asked.today
    due_since = each_after((start, *signs), cadence)
    for at, first, last in asked.weeks:
        if heard.days and heard.is_done_before(first):
            continue
        before = bisect_left(signs, first)
        since = due_since[before]
        if since > last or since > due:
            continue
        if before < len(signs) and signs[before] <= last:
            late = (signs[before] - since).days
            found.append((at, LATE if late > asked.grace else ON_TIME))
        else:
            found.append((at, COMING if today and since > today else MISSING))
    return tuple(found)
