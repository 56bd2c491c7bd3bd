"""The dashboard outside of the site: what is shown of a scored portfolio, not yet in words."""

from enum import StrEnum

from okrpress.insight.attention import Concern
from okrpress.insight.due import Debt, Upcoming
from okrpress.insight.tasks import Tasks
from okrpress.model.audience import Audience
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.okr import Cycle, Objective, Visibility
from okrpress.model.portfolio import Portfolio, Unit, UnitKind
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio


class Scope(StrEnum):
    """What a status is about."""

    PORTFOLIO = "portfolio"
    UNIT = "unit"
    PERSON = "person"
    OBJECTIVE = "objective"
    KEY_RESULT = "key-result"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a status is about; only the name of its own scope is set.

    `unit` is the id of a team or bare unit, `person` that of a person.
    """

    scope: Scope = Scope.PORTFOLIO
    unit: str = ""
    person: str = ""
    objective: ObjectiveRef | None = None
    key_result: KeyResultRef | None = None

    @property
    def id(self) -> str:
        """The id or reference it was asked for by; empty for the portfolio."""
        return self.unit or self.person or str(self.key_result or self.objective or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStatus:
    """A unit in one cycle. `depth` counts the units above it that are shown as well.

    `objectives` are in the order of their weight: core, nice to have, then what is not pursued.
    """

    unit: Unit
    folder: UnitCycle
    depth: int
    rollup: Rollup
    objectives: tuple[ScoredObjective, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStatus:
    """A cycle: all of it, or what one unit has in it; `rollup` is of what is shown."""

    cycle: Cycle
    rollup: Rollup
    units: tuple[UnitStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """What `okrpress status` shows, on paper, in JSON or on a terminal.

    `concerns` come most urgent first, `debts` oldest first, `upcoming` nearest first. `elsewhere`
    names other cycles that hold something of the same unit.
    """

    scored: ScoredPortfolio
    name: str
    about: About
    cycles: tuple[CycleStatus, ...]
    concerns: tuple[Concern, ...]
    debts: tuple[Debt, ...]
    upcoming: tuple[Upcoming, ...]
    tasks: Tasks | None = None
    elsewhere: tuple[str, ...] = ()

    @property
    def portfolio(self) -> Portfolio:
        """What the authors wrote, as far as the audience may see it."""
        return self.scored.portfolio

    @property
    def audience(self) -> Audience:
        """Whom all this is for."""
        return self.portfolio.audience

    @property
    def left_out(self) -> int:
        """How many files could not be used."""
        return len(self.portfolio.left_out)

    @property
    def objective(self) -> ScoredObjective | None:
        """The one objective that it is about, or that holds the key result it is about."""
        ref = self.about.objective
        return self.scored.objectives.get(ref) if ref else None

    @property
    def key_result(self) -> ScoredKeyResult | None:
        """The one key result that it is about."""
        found = self.objective.key_results if self.objective else ()
        return next((one for one in found if one.ref == self.about.key_result), None)

    def person(self, id: str | None) -> str:
        """A person's or team's name, or what the author wrote."""
        if id is None:
            return ""
        known = self.portfolio.people.get(id) or self.portfolio.teams.get(id)
        return known.name if known else id

    def unit(self, id: str) -> str:
        """A unit's name."""
        return self.portfolio.units[id].name

    def visibility(self, objective: Objective) -> Visibility:
        """Who may see an objective, where it says so or not."""
        is_personal = self.portfolio.units[objective.ref.unit].kind is UnitKind.PERSON
        return objective.visibility or (Visibility.PRIVATE if is_personal else Visibility.PUBLIC)
