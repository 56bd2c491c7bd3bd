"""Choose what a digest tells of a scored portfolio; not yet in words."""

from collections.abc import Collection
from datetime import date

from okrpress.insight.attention import Concern, Reason, blockers, concerns, waiting
from okrpress.insight.days import days_after
from okrpress.insight.due import Debt, Upcoming, debts, upcoming
from okrpress.insight.events import Event, events
from okrpress.insight.folders import running_folders
from okrpress.insight.units import units_below
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.report.status_choice import chosen_cycles
from okrpress.scoring.result import Rollup, ScoredObjective, ScoredPortfolio
from okrpress.scoring.rollup import counted_objectives

DAYS_AHEAD = 14
"""How far the next dates look."""

_ONLY_MOVED = (Reason.TARGET_MOVED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What happened from the day `since` on, and how things stand on the as-of day.

    `units` are those that were asked for, without the teams below them; none for all. `cycles`
    are those that matter now, each with its numbers where they are of one thing: everything, or a
    single unit. `key_results` counts those pursued in them. `concerns` are of key results, the
    most urgent first; what only moved is left to the `events`. `waiting` are those of earlier
    cycles that nobody has graded.
    """

    scored: ScoredPortfolio
    name: str
    since: date
    units: tuple[str, ...]
    cycles: tuple[tuple[Cycle, Rollup | None], ...]
    key_results: int
    events: tuple[Event, ...]
    concerns: tuple[Concern, ...]
    waiting: tuple[Concern, ...]
    blockers: tuple[Concern, ...]
    debts: tuple[Debt, ...]
    upcoming: tuple[Upcoming, ...]

    @property
    def to_decide(self) -> tuple[Concern, ...]:
        """What somebody has to decide about."""
        return tuple(one for one in self.concerns if one.needs_decision)

    @property
    def to_watch(self) -> tuple[Concern, ...]:
        """What to keep an eye on."""
        return tuple(one for one in self.concerns if not one.needs_decision)


def make_digest(scored: ScoredPortfolio, since: date, units: tuple[str, ...]) -> Digest:
    """The digest of all units, or of some with the teams below them."""
    told = told_units(scored, units)
    objectives = [one for ref, one in scored.objectives.items() if ref.unit in told]
    cycles = chosen_cycles(scored)
    current = _current(scored, objectives, cycles)
    return Digest(
        scored=scored,
        name=scored.settings.title or scored.portfolio.organisation.name,
        since=since,
        units=units,
        cycles=tuple((scored.portfolio.cycles[id], _rollup(scored, id, units)) for id in cycles),
        key_results=sum(one.rollup.total for one in current),
        events=_events(scored, days_after(since, -1), objectives, told),
        concerns=tuple(one for one in concerns(scored, current) if one.reasons != _ONLY_MOVED),
        waiting=tuple(
            one
            for one in waiting(scored)
            if one.folder.unit in told and one.folder.cycle not in cycles
        ),
        blockers=blockers(scored, [one for one in running_folders(scored) if one.unit in told]),
        debts=tuple(one for one in debts(scored) if one.folder.unit in told),
        upcoming=_upcoming(scored, told),
    )


def told_units(scored: ScoredPortfolio, units: tuple[str, ...]) -> Collection[str]:
    """The units that were asked for with those below them; all where none was."""
    if not units:
        return scored.portfolio.units.keys()
    return {below for unit in units for below in units_below(scored.portfolio, unit)}


def _current(
    scored: ScoredPortfolio, objectives: list[ScoredObjective], cycles: tuple[str, ...]
) -> list[ScoredObjective]:
    """The objectives that count in the cycles that have dates: nothing is late in others."""
    dated = {id for id in cycles if scored.portfolio.cycles[id].end}
    return counted_objectives(one for one in objectives if one.ref.cycle in dated)


def _rollup(scored: ScoredPortfolio, cycle: str, units: tuple[str, ...]) -> Rollup | None:
    if not units:
        return scored.cycles[cycle]
    return scored.folders.get(UnitCycle(cycle, units[0])) if len(units) == 1 else None


def _events(
    scored: ScoredPortfolio, since: date, objectives: list[ScoredObjective], told: Collection[str]
) -> tuple[Event, ...]:
    happened = events(scored, since, objectives)
    return tuple(one for one in happened if one.folder.unit in told)


def _upcoming(scored: ScoredPortfolio, told: Collection[str]) -> tuple[Upcoming, ...]:
    """Dates of units that are told of, and of the cycles in which they pursue something."""
    held = {folder.cycle for folder in scored.portfolio.by_folder if folder.unit in told}
    return tuple(
        one
        for one in upcoming(scored, DAYS_AHEAD)
        if (one.folder.unit in told if one.folder else one.cycle in held)
    )
