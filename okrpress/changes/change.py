"""The nouns of a comparison: what changed, in which direction, and what it does to the numbers."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrpress.model.finding import Place
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, Ref, UnitCycle
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio

Term = Decimal | date | str | tuple[str, ...] | None
"""What a field holds, before or after; None where it says nothing."""


class Subject(StrEnum):
    """What a change is about, in the order in which reviewers ask."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key-result"
    CYCLE = "cycle"
    RETROSPECTIVE = "retrospective"
    MID_CYCLE = "mid-cycle"
    CHECK_IN = "check-in"
    INITIATIVE = "initiative"
    TEAM = "team"
    PERSON = "person"
    ORGANISATION = "organisation"


class Kind(StrEnum):
    """What happened to it.

    `moved` has another identity and is otherwise the same thing; `rewritten` says that something
    observed or decided, which does not change by itself, reads differently now.
    """

    DROPPED = "dropped"
    CHANGED = "changed"
    REWORDED = "reworded"
    REWRITTEN = "rewritten"
    MOVED = "moved"
    ADDED = "added"


class Direction(StrEnum):
    """Whether a commitment asks for less or for more than before."""

    EASED = "eased"
    HARDENED = "hardened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different: of what, how, from what to what, where.

    `id` names the subject as references do, `title` as people do. `ref` is the objective or key
    result it belongs to, as it is called in the newer revision (in the older one if it is gone).
    `field` is the key of the content format, empty where the whole thing came or went. `unit` is
    the unit of measurement of the two terms. `entered` says that the target ledger holds this
    move, `reason` what it, or a state, gives as the reason. `was` is the place in the older
    revision, `now` in the newer.
    """

    subject: Subject
    kind: Kind
    id: str
    title: str
    ref: Ref | None = None
    field: str = ""
    before: Term = None
    after: Term = None
    unit: str = ""
    direction: Direction | None = None
    entered: bool = False
    reason: str = ""
    was: Place | None = None
    now: Place | None = None

    @property
    def place(self) -> Place:
        """Where to look: the newer place, else the older."""
        place = self.now or self.was
        assert place is not None  # a change is somewhere
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An objective whose numbers differ, with its key results; None on the side where it is not.

    `key_results` holds pairs in the newer order, those that are gone at the end; only pairs that
    differ in a number or status.
    """

    ref: ObjectiveRef
    title: str
    before: ScoredObjective | None
    after: ScoredObjective | None
    key_results: tuple[tuple[ScoredKeyResult | None, ScoredKeyResult | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two revisions, both judged on the same day.

    `changes` are in order of subject, id, and the content format's order of fields. `folders` and
    `cycles` hold the roll-ups that differ, before and after. `moved` leads from an objective's
    older identity to its newer one, `origins` back.
    """

    before: ScoredPortfolio
    after: ScoredPortfolio
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    folders: Mapping[UnitCycle, tuple[Rollup | None, Rollup | None]] = field(default_factory=dict)
    cycles: Mapping[str, tuple[Rollup | None, Rollup | None]] = field(default_factory=dict)
    moved: Mapping[ObjectiveRef, ObjectiveRef] = field(default_factory=dict)
    origins: Mapping[ObjectiveRef, ObjectiveRef] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        older = {newer: older for older, newer in self.moved.items()}
        object.__setattr__(self, "origins", older)
