"""Choose what `okrpress status` shows of a scored portfolio, by what it is about."""

from collections.abc import Iterable

from okrpress.insight.attention import Concern, blockers, concerns, waiting
from okrpress.insight.due import Debt, Upcoming, debts, upcoming
from okrpress.insight.folders import objectives_of, responsible, running_folders
from okrpress.insight.tasks import Tasks, tasks_of
from okrpress.insight.units import unit_depths, units_below
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import State, Tier
from okrpress.report.status import About, CycleStatus, Scope, StatusReport, UnitStatus
from okrpress.scoring.result import Rollup, ScoredObjective, ScoredPortfolio
from okrpress.scoring.rollup import counted_objectives

DAYS_AHEAD = 14
"""How far the next dates look."""

_STATES = tuple(State)


def make_report(
    scored: ScoredPortfolio,
    about: About,
    *,
    cycles: tuple[str, ...] | None = None,
) -> StatusReport:
    """The status of what it is about, in these cycles; without any, in those that matter now."""
    chosen = _cycles_of(scored, about) if cycles is None else cycles
    shown = tuple(_cycle(scored, id, about) for id in chosen)
    tasks = tasks_of(scored, about.person) if about.person else None
    return StatusReport(
        scored=scored,
        name=scored.settings.title or scored.portfolio.organisation.name,
        about=about,
        cycles=shown,
        concerns=_concerns(scored, about, shown),
        debts=_debts(scored, about),
        upcoming=_upcoming(scored, about, chosen, tasks),
        tasks=tasks,
        elsewhere=_elsewhere(scored, about, chosen),
    )


def _cycles_of(scored: ScoredPortfolio, about: About) -> tuple[str, ...]:
    """Those that matter now; of a unit or person only those it has something in, if any.

    Where no cycle runs, a unit's last one is as good as the last one of all.
    """
    chosen = chosen_cycles(scored)
    id = about.unit or about.person
    held = tuple(cycle for cycle in chosen if UnitCycle(cycle, id) in scored.folders)
    if held or scored.portfolio.running_cycles(scored.as_of):
        return held or chosen
    return _elsewhere(scored, about, chosen)[:1] or chosen


def chosen_cycles(scored: ScoredPortfolio) -> tuple[str, ...]:
    """The running cycles; where none runs, the one that ended last, else the next, else any."""
    running = scored.portfolio.running_cycles(scored.as_of)
    if running:
        return tuple(cycle.id for cycle in running)
    cycles = scored.portfolio.cycles.values()
    ended = [one for one in cycles if one.end and one.has_ended(scored.as_of)]
    ahead = [one for one in cycles if one.start and not one.has_begun(scored.as_of)]
    last = max(ended, key=lambda one: (one.end, one.id), default=None)
    chosen = last or next(iter(ahead), None) or next(iter(reversed(tuple(cycles))), None)
    return (chosen.id,) if chosen else ()


# ── units and objectives ──────────────────────────────────────────────────────────────────────


def _cycle(scored: ScoredPortfolio, id: str, about: About) -> CycleStatus:
    cycle = scored.portfolio.cycles[id]
    units = tuple(_units(scored, id, about))
    own = about.unit or about.person
    if own:
        rollup = scored.folders.get(UnitCycle(id, own), Rollup())
    else:
        objective = scored.objectives.get(about.objective) if about.objective else None
        rollup = objective.rollup if objective else scored.cycles[id]
    return CycleStatus(cycle=cycle, rollup=rollup, units=units)


def _units(scored: ScoredPortfolio, cycle: str, about: About) -> Iterable[UnitStatus]:
    """All units of a cycle, or one with those below it; a person's own, an objective's alone."""
    depths = unit_depths(scored.portfolio)
    root = about.unit or about.person or (about.objective.unit if about.objective else "")
    shown = units_below(scored.portfolio, root) if about.unit else {root} if root else set(depths)
    lowest = depths.get(root, 0)
    for unit, depth in depths.items():
        folder = UnitCycle(cycle, unit)
        if unit in shown and folder in scored.folders:
            found = objectives_of(scored, folder)
            yield UnitStatus(
                unit=scored.portfolio.units[unit],
                folder=folder,
                depth=max(depth - lowest, 0),
                rollup=scored.folders[folder],
                objectives=in_order(one for one in found if about.objective in (None, one.ref)),
            )


def in_order(objectives: Iterable[ScoredObjective]) -> tuple[ScoredObjective, ...]:
    """Core objectives, then those that are nice to have, then those that are not pursued."""
    return tuple(
        sorted(
            objectives,
            key=lambda one: (
                one.objective.state is not State.ACTIVE,
                one.objective.tier is not Tier.CORE,
                _STATES.index(one.objective.state),
            ),
        )
    )


# ── what is to be done ────────────────────────────────────────────────────────────────────────


def _concerns(
    scored: ScoredPortfolio, about: About, shown: tuple[CycleStatus, ...]
) -> tuple[Concern, ...]:
    """What needs attention in what it is about, in the shown cycles; most urgent first."""
    match about.scope:
        case Scope.PORTFOLIO:
            found = _portfolio_concerns(scored, shown)
        case Scope.UNIT:
            found = _unit_concerns(scored, shown)
        case Scope.PERSON:
            everybodys = _portfolio_concerns(scored, shown)
            found = [one for one in everybodys if _asks(scored, one, about.person)]
        case _:
            objective = scored.objectives.get(about.objective) if about.objective else None
            found = list(concerns(scored, (objective,) if objective else ()))
            if about.key_result:
                found = [one for one in found if one.scored and one.scored.ref == about.key_result]
    return tuple(sorted(found, key=lambda one: one.urgency))


def _portfolio_concerns(scored: ScoredPortfolio, shown: tuple[CycleStatus, ...]) -> list[Concern]:
    """Of the shown cycles what counts; of others what still waits for grades.

    Nothing is late where there are no dates.
    """
    cycles = {one.cycle.id for one in shown if one.cycle.end}
    objectives = [one for ref, one in scored.objectives.items() if ref.cycle in cycles]
    folders = [folder for folder in running_folders(scored) if folder.cycle in cycles]
    ungraded = (one for one in waiting(scored) if one.folder.cycle not in cycles)
    counted = counted_objectives(objectives)
    return [*concerns(scored, counted), *blockers(scored, folders), *ungraded]


def _unit_concerns(scored: ScoredPortfolio, shown: tuple[CycleStatus, ...]) -> list[Concern]:
    """All of a unit's own, not those of the units below it."""
    own = [unit for cycle in shown if cycle.cycle.end for unit in cycle.units if not unit.depth]
    running = set(running_folders(scored))
    folders = [unit.folder for unit in own if unit.folder in running]
    objectives = [one for unit in own for one in unit.objectives]
    return [*concerns(scored, objectives), *blockers(scored, folders)]


def _asks(scored: ScoredPortfolio, concern: Concern, person: str) -> bool:
    return responsible(scored, concern.folder.unit, concern.owner) == person


def _debts(scored: ScoredPortfolio, about: About) -> tuple[Debt, ...]:
    owed = debts(scored)
    match about.scope:
        case Scope.PORTFOLIO:
            return owed
        case Scope.UNIT:
            return tuple(one for one in owed if one.folder.unit == about.unit)
        case Scope.PERSON:
            return tuple(one for one in owed if one.person == about.person)
        case _:
            return tuple(one for one in owed if _touches(one.key_results, about))


def _upcoming(
    scored: ScoredPortfolio, about: About, cycles: tuple[str, ...], tasks: Tasks | None
) -> tuple[Upcoming, ...]:
    """Dates of whole cycles concern everybody, all others those who have to do with them."""
    ahead = upcoming(scored, DAYS_AHEAD)
    if about.scope is Scope.PORTFOLIO:
        return ahead
    if about.objective:
        return tuple(one for one in ahead if _touches(one.key_results, about))
    id = about.unit or about.person
    own = {stake.scored.ref for stake in tasks.stakes} if tasks else set[KeyResultRef]()
    return tuple(
        one
        for one in ahead
        if (one.cycle in cycles if one.folder is None else one.folder.unit == id)
        or own.intersection(one.key_results)
    )


def _touches(refs: tuple[KeyResultRef, ...], about: About) -> bool:
    """Whether the objective, or the one key result, is among those named."""
    if about.key_result:
        return about.key_result in refs
    return any(ref.objective_ref == about.objective for ref in refs)


def _elsewhere(scored: ScoredPortfolio, about: About, cycles: tuple[str, ...]) -> tuple[str, ...]:
    """Other cycles in which the same unit or person pursues something, the newest first."""
    id = about.unit or about.person
    held = {folder.cycle for folder in scored.portfolio.by_folder if folder.unit == id}
    order = reversed(tuple(scored.portfolio.cycles))
    return tuple(cycle for cycle in order if cycle in held and cycle not in cycles)
