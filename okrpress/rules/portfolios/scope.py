"""What a rule may judge of the portfolio on the as-of date: whose objectives, of which cycles."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from okrpress.model.finding import Place
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Retrospective
from okrpress.model.okr import Cycle, State
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio

Phase = Callable[[Cycle, date], bool]
"""Whether a cycle is, on a day, in the phase that a rule is about."""


class ScoredKeyResultAt(NamedTuple):
    """A key result in its objective, at `position` among the key results."""

    objective: ScoredObjective
    position: int
    scored: ScoredKeyResult

    @property
    def name(self) -> str:
        """How its own unit calls it: `objective#key-result`."""
        return f"{self.scored.ref.objective}#{self.scored.ref.key_result}"

    @property
    def place(self) -> Place:
        """Its entry in the objective's file."""
        return Place(file=self.objective.objective.file).at("key_results", self.position)

    @property
    def owner(self) -> str | None:
        """Whoever answers for it."""
        return self.scored.key_result.owner or self.objective.objective.owner


class Folder(NamedTuple):
    """What a unit pursues in a cycle: its active objectives, at least one."""

    ref: UnitCycle
    cycle: Cycle
    unit: Unit
    objectives: tuple[ScoredObjective, ...]

    @property
    def is_personal(self) -> bool:
        """Whether it is one person's own."""
        return self.unit.kind is UnitKind.PERSON

    @property
    def is_team(self) -> bool:
        """Whether a team declared in teams/ pursues it."""
        return self.unit.kind is UnitKind.TEAM

    @property
    def place(self) -> Place:
        """Where to say something about all of it: its first objective."""
        return Place(file=self.objectives[0].objective.file).at("title")

    def key_results(self) -> Iterator[ScoredKeyResultAt]:
        """Those that count, of all its objectives."""
        for objective in self.objectives:
            for position, scored in enumerate(objective.key_results):
                if scored.key_result.counts:
                    yield ScoredKeyResultAt(objective, position, scored)


def folders(scored: ScoredPortfolio, phase: Phase) -> Iterator[Folder]:
    """The folders with active objectives in the cycles that are in the phase."""
    cycles = scored.portfolio.cycles
    chosen = {id for id, cycle in cycles.items() if phase(cycle, scored.as_of)}
    for ref in scored.portfolio.by_folder:
        if ref.cycle in chosen and (found := folder_at(ref, scored)):
            yield found


def folder_at(ref: UnitCycle, scored: ScoredPortfolio) -> Folder | None:
    """What the unit pursues in the cycle; None without an active objective."""
    portfolio = scored.portfolio
    objectives = (scored.objectives[one] for one in portfolio.by_folder.get(ref, ()))
    active = tuple(one for one in objectives if one.objective.state is State.ACTIVE)
    if not active:
        return None
    return Folder(ref, portfolio.cycles[ref.cycle], portfolio.units[ref.unit], active)


def is_open(cycle: Cycle, as_of: date) -> bool:
    """Not over and not closed: what is promised for it can still be changed."""
    return not cycle.has_ended(as_of) and not is_closed(cycle, as_of)


def is_running(cycle: Cycle, as_of: date) -> bool:
    """Open, and begun."""
    return is_open(cycle, as_of) and cycle.has_begun(as_of)


def is_recent(cycle: Cycle, as_of: date) -> bool:
    """Over, while a cycle of the same length that follows it would run.

    After that nobody remembers enough to grade it or to learn from it; to ask is only noise.
    """
    if cycle.end is None or not cycle.has_ended(as_of):
        return False
    return as_of <= cycle.end + timedelta(days=days(cycle))


def is_unsettled(cycle: Cycle, as_of: date) -> bool:
    """Recent and not closed: its grades can still be given and explained."""
    return is_recent(cycle, as_of) and not is_closed(cycle, as_of)


def is_closed(cycle: Cycle, as_of: date) -> bool:
    """Whether it was frozen by the day."""
    return cycle.closed is not None and cycle.closed <= as_of


def days(cycle: Cycle) -> int:
    """How long a dated cycle is, its first and last day included; 0 for an undated one."""
    if cycle.start is None or cycle.end is None:
        return 0
    return (cycle.end - cycle.start).days + 1


def retrospective_of(folder: Folder, scored: ScoredPortfolio) -> Retrospective | None:
    """The folder's retrospective, once its day has come."""
    found = scored.portfolio.retrospectives.get(folder.ref)
    return found if found and found.date <= scored.as_of else None


def check_ins_of(folder: Folder, scored: ScoredPortfolio) -> tuple[CheckIn, ...]:
    """The folder's check-in files up to the as-of date; not the `current` of an objective."""
    return tuple(
        check_in
        for check_in in scored.portfolio.check_ins.get(folder.ref, ())
        if check_in.date <= scored.as_of and check_in.file.split("/")[-2:-1] == ["checkins"]
    )
