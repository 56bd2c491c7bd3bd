"""What a trend shows: numbers and dates, nothing of where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Band
from okrpress.scoring.result import Forecast

Seen = tuple[date, Decimal]
"""What was read, or believed, on a day."""


class PacePoint(NamedTuple):
    """What a date expects, and how far behind it is still on track, and still at risk."""

    date: date
    expected: Decimal
    on_track: Decimal
    at_risk: Decimal


class Move(NamedTuple):
    """A target that moved."""

    date: date
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendData:
    """What a trend shows: values in the key result's own unit, everything in order of its dates.

    start, due   the key result's own time; `due` is None in an undated cycle
    target       the one that holds now; `moves` say how it came to be
    pace         the expected path; its corridor counts from `judged_from` on
    stale        the last reading is too old: its value is drawn on to the as-of date
    jumps        a value holds until the next reading, as steps do
    confidence   0-10; without any value the chart shows it alone
    """

    start: date
    due: date | None
    as_of: date
    unit: str = ""
    readings: Sequence[Seen] = ()
    confidence: Sequence[Seen] = ()
    baseline: Decimal | None = None
    target: Decimal | None = None
    moves: Sequence[Move] = ()
    keep: Band | None = None
    pace: Sequence[PacePoint] = ()
    judged_from: date | None = None
    projection: Forecast | None = None
    stale: bool = False
    jumps: bool = False

    @property
    def has_values(self) -> bool:
        """Whether there is anything to show but confidence."""
        return bool(self.readings) or self.target is not None or self.keep is not None

    @property
    def short_unit(self) -> str:
        """The unit where it is short enough to stand with every number, else nothing."""
        return self.unit if len(self.unit) <= 2 else ""
