"""What was seen and what was decided: check-ins, mid-cycle reviews and retrospectives.

Texts are NFC and single-line unless called `body` or `note`. `file` is the path the thing was read
from, relative to the project's folder.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import Cycle, Objective, Organisation, Person, Team, Visibility


class Decision(StrEnum):
    """What a mid-cycle review decides about a key result."""

    KEEP = "keep"
    ADJUST = "adjust"
    POSTPONE = "postpone"
    CANCEL = "cancel"


class Carry(StrEnum):
    """What happens to a key result in the next cycle."""

    KEEP = "keep"
    MODIFY = "modify"
    DEFER = "defer"
    ABANDON = "abandon"


class Reading(NamedTuple):
    """What a check-in says about one key result.

    `value` belongs to a metric or band, `done` to a yes/no, `steps` (every step done so far, not
    only the new ones) to steps; all None when only a confidence (0-10) or a note was reported.
    `visibility` says who may read the note.
    """

    ref: KeyResultRef
    value: Decimal | None = None
    done: bool | None = None
    steps: tuple[str, ...] | None = None
    confidence: Decimal | None = None
    note: str = ""
    visibility: Visibility | None = None

    @property
    def has_observation(self) -> bool:
        """Whether it says how far the key result is."""
        return self.value is not None or self.done is not None or self.steps is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """`<cycle>/<unit>/checkins/<date>[-x].md`: observations of one unit on one day.

    `health` maps the unit's health metrics to values. A `current` in an objective's file is kept
    as a check-in too, with the objective's file as its `file`.
    """

    unit_cycle: UnitCycle
    date: date
    author: str | None = None
    readings: tuple[Reading, ...] = ()
    health: Mapping[str, Decimal] = field(default_factory=dict)
    priorities: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was observed or told: a template that nobody filled in says nothing."""
        if self.readings:
            return True
        told = (self.priorities, self.blockers, self.wins, self.body.strip())
        return any((self.health, *told))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """What the mid-cycle review decided about a key result, and why."""

    decision: Decision
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MidCycleReview:
    """`<cycle>/<unit>/mid-cycle.md`."""

    unit_cycle: UnitCycle
    date: date
    decisions: Mapping[KeyResultRef, ReviewDecision] = field(default_factory=dict)
    external_factors: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The end of a key result: a score 0-1, or None where the computed one stands.

    `why` explains a score that differs from the computed one, or a committed miss; `note` says in
    words what happened.
    """

    score: Decimal | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Something learned, for the next cycle."""

    text: str
    tags: tuple[str, ...] = ()
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospective:
    """`<cycle>/<unit>/retrospective.md`: grades, what becomes of key results, lessons."""

    unit_cycle: UnitCycle
    date: date
    grades: Mapping[KeyResultRef, Grade] = field(default_factory=dict)
    carry: Mapping[KeyResultRef, Carry] = field(default_factory=dict)
    drivers: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    visibility: Visibility | None = None
    body: str = ""
    file: str = ""


Record = Organisation | Team | Person | Cycle | Objective | CheckIn | MidCycleReview | Retrospective
