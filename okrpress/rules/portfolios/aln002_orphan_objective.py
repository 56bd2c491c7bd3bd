"""ALN002: an objective supports nothing, and does not say why it stands alone."""

from collections.abc import Iterable, Iterator, Mapping

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.okr import Cycle, Objective, Visibility
from okrpress.model.portfolio import Unit
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.hierarchy import spans, units_above
from okrpress.rules.portfolios.scope import Folder, folders, is_open
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="ALN002",
    name="orphan-objective",
    level=Level.WARNING,
    what="An objective that names a value has neither `supports` nor `stands_alone`, though there "
    "are objectives above it: of the team above, or of a longer cycle. Objectives of the topmost "
    "team, of the longest cycles, and what a person keeps to themselves need neither. One that "
    "names no value either is OBJ007.",
    why="Whoever works towards it cannot say what it is good for beyond their own team, and "
    "whoever is responsible above cannot see that it helps. Often the link exists in everybody's "
    "head, and one line writes it down; sometimes there is none, and the objective was last year's "
    "habit.",
    source="A parent or a stated reason to stand alone: open-okr, METHOD.md. That OKRs are linked "
    "in a network and are not handed down: Felipe Castro, OKRs do not cascade.",
    fix="Name what it helps: `supports: company/customers-stay`, or a key result of it. Several "
    "are fine. If it rightly helps none of them, say why: `stands_alone: The law asks for it`.",
    bad="""\
=== index.md
---
name: The Company
values: [{id: good-food, name: Good food}]
---
=== teams/company.md
---
name: The Company
---
=== teams/kitchen.md
---
name: Kitchen
parent: company
---
=== 2026-q4/company/guests.md
---
title: Guests come back because it tastes
values: good-food
key_results: [{id: back, title: Guests who come back rise, baseline: 22, target: 35, unit: "%"}]
---
=== 2026-q4/kitchen/soup.md
---
title: Our soups are the talk of the street
values: good-food
key_results: [{id: bowls, title: Bowls a day rise, baseline: 60, target: 110}]
---
""",
    good="""\
=== index.md
---
name: The Company
values: [{id: good-food, name: Good food}]
---
=== teams/company.md
---
name: The Company
---
=== teams/kitchen.md
---
name: Kitchen
parent: company
---
=== 2026-q4/company/guests.md
---
title: Guests come back because it tastes
values: good-food
key_results: [{id: back, title: Guests who come back rise, baseline: 22, target: 35, unit: "%"}]
---
=== 2026-q4/kitchen/soup.md
---
title: Our soups are the talk of the street
values: good-food
supports: company/guests#back
key_results: [{id: bowls, title: Bowls a day rise, baseline: 60, target: 110}]
---
=== 2026-q4/kitchen/fire.md
---
title: Nobody burns a finger
values: good-food
stands_alone: It moves no number of the company and is right anyway
key_results: [{id: burns, title: Burns fall, baseline: 4, target: 0}]
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each objective that could support something and does not."""
    if scored.portfolio.left_out:  # a reference to a broken file is dropped: nobody can tell
        return
    open_folders = {folder.ref: folder for folder in folders(scored, is_open)}
    longer = _longer_cycles(folder.cycle for folder in open_folders.values())
    tops = {id for id, above in longer.items() if not above and id in set().union(*longer.values())}
    for folder in open_folders.values():
        goal = _goal(folder, open_folders, longer, scored.portfolio.units)
        if goal is None or folder.ref.cycle in tops:
            continue
        for one in folder.objectives:
            if _is_orphan(one.objective) and not _is_kept_private(one.objective, folder):
                yield CODE.found(
                    Place(file=one.objective.file).at("title"),
                    said(
                        "{title} supports nothing, and does not say why",
                        title=quote(one.objective.title),
                    ),
                    said(
                        "add `supports: {goal}` or what else it helps, or `stands_alone: …` with "
                        "the reason",
                        goal=_written(goal, folder),
                    ),
                )


def _longer_cycles(cycles: Iterable[Cycle]) -> dict[str, list[str]]:
    """The cycles that span each of the cycles."""
    by_id = {cycle.id: cycle for cycle in cycles}
    return {
        cycle.id: [other.id for other in by_id.values() if spans(other, cycle)]
        for cycle in by_id.values()
    }


def _goal(
    folder: Folder,
    open_folders: Mapping[UnitCycle, Folder],
    longer: Mapping[str, list[str]],
    units: Mapping[str, Unit],
) -> ObjectiveRef | None:
    """An objective to support, the nearest first; None at the top, and where there is none."""
    if folder.unit.parent is None:
        return None
    above = longer[folder.ref.cycle]
    places = [
        UnitCycle(cycle, unit.id)
        for unit in units_above(folder.unit, units)
        for cycle in (folder.ref.cycle, *above)
    ]
    places.extend(UnitCycle(cycle, folder.ref.unit) for cycle in above)
    found = (open_folders[place].objectives[0].ref for place in places if place in open_folders)
    return next(found, None)


def _written(goal: ObjectiveRef, folder: Folder) -> str:
    """The reference as an author in the folder writes it."""
    return f"{goal.unit}/{goal.objective}" if goal.cycle == folder.ref.cycle else str(goal)


def _is_orphan(objective: Objective) -> bool:
    """Whether it serves a value and nothing else; what serves nothing at all is OBJ007."""
    return bool(objective.values) and not (objective.supports or objective.stands_alone)


def _is_kept_private(objective: Objective, folder: Folder) -> bool:
    return folder.is_personal and objective.visibility in {None, Visibility.PRIVATE}


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
