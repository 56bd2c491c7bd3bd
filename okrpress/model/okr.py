"""What authors write, typed: one frozen class for each noun of the content format.

A `visibility` of None says nothing: what holds around the thing holds for it.

Texts are NFC and single-line unless called `body` or `note`. Numbers are `Decimal`, as written.
`file` is the path the thing was read from, relative to the project's folder.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref
from okrpress.model.settings import Thresholds
from okrpress.tuples import new


class Visibility(StrEnum):
    """Who may see something, from everybody to its owner alone; in this order."""

    PUBLIC = "public"
    INTERNAL = "internal"
    MANAGERS = "managers"
    PRIVATE = "private"


class State(StrEnum):
    """Whether an objective or key result counts. Postponed and cancelled ones are listed only."""

    DRAFT = "draft"
    ACTIVE = "active"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


_ACTIVE, _NOTHING = State.ACTIVE, Decimal(0)  # to name the one takes ten times as long


class ObjectiveType(StrEnum):
    """Committed: expected at 1.0. Aspirational: around 0.7 is a success."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class Origin(StrEnum):
    """Whether the objective was handed down or proposed by those who pursue it."""

    TOP_DOWN = "top-down"
    BOTTOM_UP = "bottom-up"


class Tier(StrEnum):
    """Core objectives roll up; nice-to-have ones are shown and not counted."""

    CORE = "core"
    NICE_TO_HAVE = "nice-to-have"


class Indicator(StrEnum):
    """A leading indicator moves early and can be acted on; a lagging one proves the result."""

    LEADING = "leading"
    LAGGING = "lagging"


class Aggregate(StrEnum):
    """How the readings of a metric make its current value."""

    LATEST = "latest"
    SUM = "sum"
    MEAN = "mean"


# ── the organisation ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the organisation's values; objectives name it by id."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`content/index.md`. `mission` is one sentence, `body` Markdown."""

    name: str
    mission: str = ""
    values: tuple[Value, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range to stay in, inclusive at both ends; None means open on that side."""

    min: Decimal | None = None
    max: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthMetric:
    """A level that a unit protects while it pursues its objectives."""

    id: str
    title: str
    keep: Band
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`teams/<id>.md`. `cadence` is in days."""

    id: str
    name: str
    parent: str | None = None
    lead: str | None = None
    members: tuple[str, ...] = ()
    cadence: int | None = None
    health: tuple[HealthMetric, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`people/<id>.md`. `cadence` of the personal check-ins, in days."""

    id: str
    name: str
    role: str = ""
    team: str | None = None
    manager: str | None = None
    cadence: int | None = None
    health: tuple[HealthMetric, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """`<cycle>/index.md`, or what the cycle's name says.

    `start` and `end` are both inside the cycle. Both are None in a cycle that says `undated`, with
    the reason: nothing about time is judged there. `thresholds` are those a closed cycle ran
    under; None means the settings'.
    """

    id: str
    title: str
    start: date | None
    end: date | None
    undated: str = ""
    mid_cycle_review: date | None = None
    retrospective: date | None = None
    closed: date | None = None
    thresholds: Thresholds | None = None
    body: str = ""
    file: str = ""

    def has_ended(self, as_of: date) -> bool:
        """Whether the cycle is over on that day. An undated cycle is treated as over."""
        return self.end is None or as_of > self.end

    def has_begun(self, as_of: date) -> bool:
        """Whether the first day of the cycle has come. An undated cycle has."""
        return self.start is None or as_of >= self.start

    def is_running(self, as_of: date) -> bool:
        """Whether the day lies inside the cycle."""
        return self.has_begun(as_of) and not self.has_ended(as_of)


# ── objectives and key results ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """From a baseline to a target, in either direction; they differ.

    Without a baseline there is no progress, only a value, unless readings are summed: a count
    of what happens inside the cycle starts at zero.
    """

    baseline: Decimal | None
    target: Decimal
    aggregate: Aggregate = Aggregate.LATEST


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """Done or not done; `done_when` says how one can tell."""

    done_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of several deliveries that make up a key result; `weight` is at least 0."""

    id: str
    title: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Weighted deliveries; the weights do not sum to zero."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmeasured:
    """The author gave no way to measure: there is no progress, only a grade at the end."""


Measure = Metric | Band | YesNo | Steps | Unmeasured


class PlanPoint(NamedTuple):
    """What is expected on a date: a value of a metric, or a share 0-1 of a yes/no or of steps."""

    date: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A commitment that moved while the cycle ran: when, which field, from what, to what, why."""

    on: date
    field: str
    before: Decimal | date | str
    after: Decimal | date | str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A measure of the objective. `weight` 0 means tracked and not counted.

    `start` and `due` are None where the cycle's dates hold, `cadence` (days) and `owner` where
    the unit's and the objective's do. `unit` is the unit of measurement, as written.
    """

    id: str
    title: str
    measure: Measure
    unit: str = ""
    owner: str | None = None
    indicator: Indicator | None = None
    start: date | None = None
    due: date | None = None
    weight: Decimal = Decimal(1)
    cadence: int | None = None
    plan: tuple[PlanPoint, ...] = ()
    source: str = ""
    visibility: Visibility | None = None
    state: State = State.ACTIVE
    reason: str = ""
    changes: tuple[LedgerEntry, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it takes part in roll-ups."""
        return self.state is _ACTIVE and self.weight > _NOTHING


class InitiativeStatus(StrEnum):
    """How far a piece of work is; it never moves a number."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Work that is believed to move a key result (`key_result`, an id in the same objective)."""

    title: str
    key_result: str | None = None
    status: InitiativeStatus = InitiativeStatus.PLANNED
    owner: str | None = None
    url: str = ""
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """`<cycle>/<unit>/<objective>.md`. `body` is Markdown: why this matters."""

    ref: ObjectiveRef
    title: str
    owner: str | None = None
    type: ObjectiveType | None = None
    values: tuple[str, ...] = ()
    supports: tuple[Ref, ...] = ()
    stands_alone: str = ""
    depends_on: tuple[Ref, ...] = ()
    origin: Origin | None = None
    tier: Tier = Tier.CORE
    tags: tuple[str, ...] = ()
    visibility: Visibility | None = None
    state: State = State.ACTIVE
    reason: str = ""
    key_results: tuple[KeyResult, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    changes: tuple[LedgerEntry, ...] = ()
    body: str = ""
    file: str = ""

    def key_result_ref(self, key_result: KeyResult) -> KeyResultRef:
        """The identity of one of its key results."""
        return new(KeyResultRef, (*self.ref, key_result.id))
