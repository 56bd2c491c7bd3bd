"""The portfolio: what the authors wrote, linked, with the look-ups that others need."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from okrpress.model.audience import PUBLIC, Audience
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import (
    Cycle,
    HealthMetric,
    KeyResult,
    Objective,
    Organisation,
    Person,
    Team,
    Visibility,
)
from okrpress.model.settings import Settings, Thresholds


class UnitKind(StrEnum):
    """What stands behind a unit id."""

    TEAM = "team"
    PERSON = "person"
    UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Whoever pursues objectives: a team, a person, or a bare id in the smallest portfolios."""

    id: str
    name: str
    kind: UnitKind
    parent: str | None = None
    cadence: int | None = None
    health: tuple[HealthMetric, ...] = ()
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that `build --keep-going` could not use: which folder it belongs to, and why.

    `is_unclear`: not everybody may know of it, as far as anybody can tell.
    """

    file: str
    unit_cycle: UnitCycle | None
    reason: str
    is_unclear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Valid and linked: every reference leads somewhere, every cycle has its dates or says why not.

    It holds what its `audience` may see, and nothing that could tell of more.

    Mappings are in a fixed order: cycles by start (undated ones first), then id; the rest by id.
    Check-ins of a folder are in order of date, then file name. `supporters` maps an objective or
    key result to the objectives that name it in `supports`.
    """

    organisation: Organisation
    cycles: Mapping[str, Cycle] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    objectives: Mapping[ObjectiveRef, Objective] = field(default_factory=dict)
    by_folder: Mapping[UnitCycle, tuple[ObjectiveRef, ...]] = field(default_factory=dict)
    check_ins: Mapping[UnitCycle, tuple[CheckIn, ...]] = field(default_factory=dict)
    mid_cycle_reviews: Mapping[UnitCycle, MidCycleReview] = field(default_factory=dict)
    retrospectives: Mapping[UnitCycle, Retrospective] = field(default_factory=dict)
    supporters: Mapping[Ref, tuple[ObjectiveRef, ...]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    audience: Audience = PUBLIC

    def cadence(self, unit: str, key_result: KeyResult, settings: Settings) -> int:
        """Days between check-ins: the key result's, else its unit's, else the settings'."""
        return key_result.cadence or self.units[unit].cadence or settings.cadence

    def thresholds(self, cycle: str, settings: Settings) -> Thresholds:
        """The thresholds in force: those a closed cycle was frozen with, else the settings'."""
        return self.cycles[cycle].thresholds or settings.thresholds

    def running_cycles(self, as_of: date) -> tuple[Cycle, ...]:
        """Cycles that hold the day, the shortest first: a quarter before its year."""
        running = [cycle for cycle in self.cycles.values() if cycle.is_running(as_of)]
        return tuple(sorted(running, key=_length_then_id))


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the authors wrote: no portfolio, so that nothing can be made of it by mistake.

    `view_for` gives an audience its portfolio. `everything` is the authors' own, for the commands
    that write their files.
    """

    everything: Portfolio


def folders_of(
    objectives: Mapping[ObjectiveRef, Objective],
) -> dict[UnitCycle, tuple[ObjectiveRef, ...]]:
    """The objectives of each folder, in their order."""
    folders: dict[UnitCycle, list[ObjectiveRef]] = {}
    for ref in objectives:
        folders.setdefault(ref.unit_cycle, []).append(ref)
    return {folder: tuple(refs) for folder, refs in folders.items()}


def supporters_of(
    objectives: Mapping[ObjectiveRef, Objective],
) -> dict[Ref, tuple[ObjectiveRef, ...]]:
    """The objectives that name an objective or key result in `supports`, in their order."""
    supporters: dict[Ref, list[ObjectiveRef]] = {}
    for ref, objective in objectives.items():
        for target in objective.supports:
            supporters.setdefault(target, []).append(ref)
    return {target: tuple(refs) for target, refs in supporters.items()}


def _length_then_id(cycle: Cycle) -> tuple[int, str]:
    assert cycle.start is not None and cycle.end is not None  # a running cycle is dated
    return ((cycle.end - cycle.start).days, cycle.id)
