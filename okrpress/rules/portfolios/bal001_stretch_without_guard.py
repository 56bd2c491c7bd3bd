"""BAL001: a team aims high, and nothing says what must not suffer for it."""

from collections.abc import Iterable, Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, Cycle, ObjectiveType
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.hierarchy import spans, units_above
from okrpress.rules.portfolios.scope import Folder, folders, is_open
from okrpress.rules.portfolios.well_being import is_well_being
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredObjective, ScoredPortfolio

CODE = Code(
    code="BAL001",
    name="stretch-without-guard",
    level=Level.ADVICE,
    what="A team has aspirational objectives in a cycle and nothing that is protected meanwhile: "
    "no health metric, no key result with a range to `keep`, no objective tagged `well-being`, "
    "neither its own nor of a team above.",
    why="A stretch is paid for by something: evenings, quality, the customers that one already "
    "has. Where nobody has said what must not be touched, the price is found out afterwards.",
    source="Health metrics stand beside the OKRs every week: Christina Wodtke, Radical Focus (the "
    "four squares). Levels to protect while OKRs are pushed: control key results in Viva Goals.",
    fix="Add what must stay in its range: to the team's file (`health: [{id: overtime, title: "
    "Overtime, keep: {max: 3}, unit: h}]`), or as a key result with `keep`.",
    bad="""\
=== teams/launch.md
---
name: Launch
---
=== 2026-q4/launch/skies.md
---
title: Our kites fly over every beach
type: aspirational
key_results: [{id: beaches, title: Beaches with our kites rise, baseline: 12, target: 60}]
---
""",
    good="""\
=== teams/launch.md
---
name: Launch
---
=== 2026-q4/launch/skies.md
---
title: Our kites fly over every beach
type: aspirational
key_results:
  - {id: beaches, title: Beaches with our kites rise, baseline: 12, target: 60}
  - {id: overtime, title: Overtime per person stays at or below 3 hours, keep: {max: 3}, unit: h}
---
""",
    settings=("objectives.default_type",),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at its first aspirational objective."""
    default = ObjectiveType(scored.settings.default_type)
    all_folders = list(folders(scored, is_open))
    guarded = {folder.ref for folder in all_folders if _is_guarded(folder.objectives)}
    cycles = {folder.cycle.id: folder.cycle for folder in all_folders}.values()
    for folder in all_folders:
        bold = [
            one
            for one in folder.objectives
            if (one.objective.type or default) is ObjectiveType.ASPIRATIONAL
        ]
        if bold and folder.is_team and not _has_guard(folder, guarded, cycles, scored):
            yield CODE.found(
                Place(file=bold[0].objective.file).at("title"),
                said(
                    "{title} aims high, and nothing says what `{unit}` protects meanwhile",
                    title=quote(bold[0].objective.title),
                    unit=folder.ref.unit,
                ),
                said(
                    "add a health metric or a key result with `keep`, such as overtime or "
                    "complaints"
                ),
            )


def _has_guard(
    folder: Folder, guarded: set[UnitCycle], cycles: Iterable[Cycle], scored: ScoredPortfolio
) -> bool:
    """Whether the unit or one above it guards anything, in the cycle or one that spans it."""
    units = (folder.unit, *units_above(folder.unit, scored.portfolio.units))
    if any(unit.health for unit in units):
        return True
    during = [folder.cycle, *(cycle for cycle in cycles if spans(cycle, folder.cycle))]
    return any(UnitCycle(cycle.id, unit.id) in guarded for unit in units for cycle in during)


def _is_guarded(objectives: Iterable[ScoredObjective]) -> bool:
    return any(
        is_well_being(one.objective)
        or any(isinstance(key_result.measure, Band) for key_result in one.objective.key_results)
        for one in objectives
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
