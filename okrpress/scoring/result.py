"""What scoring says: four numbers for every key result, rolled up, each with how it came about.

All shares are `Decimal` from 0 to 1 unless said otherwise. None always means "cannot be said",
never zero. Progress says how far, pace compares it with the date, confidence is what people
believe, the score is the grade at the end: none is ever put in place of another.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import Grade, Reading
from okrpress.model.okr import KeyResult, Objective
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings, Thresholds


class Status(StrEnum):
    """Where something stands, in the order of the attention it asks for."""

    OFF_TRACK = "off-track"
    AT_RISK = "at-risk"
    STALE = "stale"
    NO_DATA = "no-data"  # the time runs and nothing was reported, or nothing can be computed
    TO_BE_GRADED = "to-be-graded"  # the cycle is over and no retrospective says how it ended
    MISSED = "missed"  # graded red
    PARTLY = "partly"  # graded yellow
    EARLY = "early"  # there is data, but it is too early for pace to be judged
    ON_TRACK = "on-track"
    DONE = "done"  # the target is reached while the cycle runs
    ACHIEVED = "achieved"  # graded green
    NOT_STARTED = "not-started"  # its own time has not begun
    DRAFT = "draft"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Band(StrEnum):
    """The colour of a score."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Disagreement(StrEnum):
    """How the reported confidence sits beside the computed pace."""

    MORE_CONFIDENT = "more-confident"
    LESS_CONFIDENT = "less-confident"


class Dated(NamedTuple):
    """One point of a history: a reading as it was reported, and where."""

    date: date
    reading: Reading
    author: str | None
    file: str


class Point(NamedTuple):
    """A number on a date."""

    date: date
    value: Decimal


class Input(NamedTuple):
    """One number that went into another: what it is called, its value, and where it was written.

    `file` is as in `Place`, and empty for settings and computed values.
    """

    name: str
    value: Decimal | date | str
    file: str = ""


class Explanation(NamedTuple):
    """How a number came about.

    `formula` is in symbols ("(x − b) / (T − b)"), `worked` the same with numbers in it
    ("(36 − 31) / (45 − 31) = 0.357"), `reason` a sentence where there is no number to show.
    """

    formula: str = ""
    worked: str = ""
    inputs: tuple[Input, ...] = ()
    reason: str = ""


class Explanations(NamedTuple):
    """How the numbers and the status of one key result came about."""

    progress: Explanation
    expected: Explanation
    status: Explanation
    confidence: Explanation
    score: Explanation


class RollupExplanations(NamedTuple):
    """How the means of an objective, a folder or a cycle came about."""

    progress: Explanation
    expected: Explanation
    score: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """What people believe, 0-10: the last report, the one before, and what that means.

    `change` is last minus previous. `fell` says that the change asks for attention.
    """

    value: Decimal
    date: date
    change: Decimal | None = None
    fell: bool = False
    disagreement: Disagreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredKeyResult:
    """A key result on the as-of date.

    start, due         its own time; None in an undated cycle
    elapsed            t, share of its own time that has passed
    history            readings up to the as-of date that observed something or gave a confidence
    value              the current value of a metric (aggregated) or band (latest)
    done_steps         ids of the steps that are done
    raw                progress before clamping: may be below 0 or above 1
    progress           p; a band's is the share of time inside it
    outside            a band's distance from its nearest bound now, signed; 0 inside
    expected_at_end    E, what is expected at the end by the type of its objective
    expected           e, the progress the date expects; only while it runs
    gap                e − p, positive when behind
    points             the gap as it is shown, see `pace.gap_in_points`
    status             the one word for it
    pace               the pace verdict alone (on track, at risk, off track), before staleness;
                       None where confidence is the judge
    last_reading       date of the last observation; where a confidence alone says that nothing
                       new is done (all but metrics and bands), of the last report
    age                days since then (since the start, when there is none)
    cadence            days between check-ins
    stale              the last observation is older than the thresholds allow
    score, band        the grade at the end, and its colour
    computed_score     what the score would be without the retrospective's word
    original_score     the same value held against the first baseline and target (or band), when
                       these moved
    needs_explanation  committed, graded under 1.0, and nobody said why
    """

    ref: KeyResultRef
    key_result: KeyResult
    start: date | None
    due: date | None
    elapsed: Decimal | None
    history: tuple[Dated, ...] = ()
    value: Decimal | None = None
    done_steps: tuple[str, ...] = ()
    raw: Decimal | None = None
    progress: Decimal | None = None
    outside: Decimal | None = None
    expected_at_end: Decimal = Decimal(1)
    expected: Decimal | None = None
    gap: Decimal | None = None
    points: Decimal | None = None
    status: Status = Status.NO_DATA
    pace: Status | None = None
    confidence: Confidence | None = None
    last_reading: date | None = None
    age: int | None = None
    cadence: int = 7
    stale: bool = False
    grade: Grade | None = None
    score: Decimal | None = None
    computed_score: Decimal | None = None
    original_score: Decimal | None = None
    band: Band | None = None
    needs_explanation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """Several things as one: means over those that have a value, and counts of all.

    progress, expected, score  weighted means; None when nothing has one
    status                     the state that asks for most attention among those counted; once all
                               are graded, what the score says
    counts                     how many are in each state, attention first, without zeros
    total                      how many were counted
    missing                    how many of them have no value
    """

    progress: Decimal | None = None
    expected: Decimal | None = None
    score: Decimal | None = None
    band: Band | None = None
    status: Status = Status.NO_DATA
    counts: Mapping[Status, int] = field(default_factory=dict)
    total: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredObjective:
    """An objective with its key results; `rollup` counts key results."""

    ref: ObjectiveRef
    objective: Objective
    key_results: tuple[ScoredKeyResult, ...]
    rollup: Rollup

    @property
    def status(self) -> Status:
        """The one word for it."""
        return self.rollup.status


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPortfolio:
    """The portfolio on a date. Rollups of folders and cycles: means over core objectives,
    counts over their key results.
    """

    portfolio: Portfolio
    settings: Settings
    as_of: date
    objectives: Mapping[ObjectiveRef, ScoredObjective] = field(default_factory=dict)
    folders: Mapping[UnitCycle, Rollup] = field(default_factory=dict)
    cycles: Mapping[str, Rollup] = field(default_factory=dict)

    def thresholds(self, cycle: str) -> Thresholds:
        """The thresholds in force in that cycle."""
        return self.portfolio.thresholds(cycle, self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A projection of a metric to its due date, not a promise.

    `value` ± `margin` spans `share` of outcomes; `progress` is the same as a share, not clamped.
    """

    date: date
    value: Decimal
    low: Decimal
    high: Decimal
    progress: Decimal
    share: Decimal
    readings: int
