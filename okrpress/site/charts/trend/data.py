"""What a trend shows: numbers and dates, nothing of where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from okrpress.model.okr import Band
from okrpress.scoring.result import Forecast

_KEPT = 1024

Seen = tuple[date, Decimal]
"""What was read, or believed, on a day."""


class Turn(NamedTuple):
    """What a date expects, and the least that is still on track, and still at risk.

    Shares of the way from the baseline to the target.
    """

    date: date
    expected: Decimal
    on_track: Decimal
    at_risk: Decimal


@dataclass(frozen=True, eq=False)
class Pace:
    """The expected path by its turns; it is straight between them.

    Its corridors count from `judged_from` on. Key results with the same days have the very same
    one: what was made of it once is found by it again.
    """

    turns: tuple[Turn, ...]
    judged_from: date | None = None

    @cached_property
    def reach(self) -> tuple[Decimal, Decimal]:
        """The least and the most that is ever expected."""
        expected = [turn.expected for turn in self.turns]
        return min(expected), max(expected)

    @cached_property
    def is_between(self) -> bool:
        """Whether all that is ever expected lies between the baseline and the target."""
        least, most = self.reach
        return least >= 0 and most <= 1


@lru_cache(maxsize=_KEPT)
def around(pace: Pace, day: date) -> tuple[Turn, Turn, Decimal] | None:
    """The turns before and after a day, and the share of the days between them that has passed."""
    for before, after in pairwise(pace.turns):
        if before.date <= day <= after.date:
            passed = Decimal((day - before.date).days) / (after.date - before.date).days
            return before, after, passed
    return None


class Move(NamedTuple):
    """A target that moved."""

    date: date
    before: Decimal
    after: Decimal


class Aim(NamedTuple):
    """What was promised: what readings are held against, in the key result's own unit.

    start, due  the key result's own time; `due` is None in an undated cycle
    target      the one that holds now; `moves` say how it came to be
    keep        the range to stay in
    pace        the expected path; only beside a baseline and a target
    """

    start: date
    due: date | None
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    moves: tuple[Move, ...] = ()
    keep: Band | None = None
    pace: Pace | None = None

    @property
    def short_unit(self) -> str:
        """The unit where it is short enough to stand with every number, else nothing."""
        return self.unit if len(self.unit) <= 2 else ""

    def on_the_way(self, share: Decimal) -> Decimal:
        """The value at a share of the way from the baseline to the target."""
        assert self.baseline is not None  # what is asked for a share has both
        assert self.target is not None
        return self.baseline + share * (self.target - self.baseline)


class TrendData(NamedTuple):
    """What a trend shows, everything in order of its dates.

    stale       the last reading is too old: its value is drawn on to the as-of date
    jumps       a value holds until the next reading, as steps do
    confidence  0-10; without any value the chart shows it alone
    """

    aim: Aim
    as_of: date
    readings: Sequence[Seen] = ()
    confidence: Sequence[Seen] = ()
    projection: Forecast | None = None
    stale: bool = False
    jumps: bool = False

    @property
    def has_values(self) -> bool:
        """Whether there is anything to show but confidence."""
        return bool(self.readings) or self.aim.target is not None or self.aim.keep is not None
