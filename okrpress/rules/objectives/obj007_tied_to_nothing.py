"""OBJ007: the objective serves nothing that is written down."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle, Objective
from okrpress.model.portfolio import Portfolio
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ007",
    name="tied-to-nothing",
    level=Level.WARNING,
    what="An objective names no value of the organisation, supports no other objective, and does "
    "not say why it stands alone.",
    why="The hardest work of a cycle is to choose. An objective that serves no value and no larger "
    "aim was perhaps not chosen but inherited, and readers elsewhere cannot see why it beats what "
    "they hoped for. Standing alone is fine where the reason is given: alignment is a network, not "
    "a ladder.",
    fix="Add `values` (their ids stand in the organisation's `index.md`), `supports` with an "
    "objective or key result above, or `stands_alone` with the reason in a sentence. The rule is "
    "silent where the organisation has no values and nothing stands above the unit.",
    source="A parent or a stated reason: open-okr, METHOD.md. That OKRs form a network and are not "
    "handed down: Felipe Castro, OKRs do not cascade.",
    bad="""\
=== index.md
---
name: Example
values: [{id: customer-first, name: Customer first}]
---
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== index.md
---
name: Example
values: [{id: customer-first, name: Customer first}]
---
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
values: customer-first
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where there is something to serve, and nothing is named."""
    if objective.values or objective.supports or objective.stands_alone:
        return
    value = next((value.id for value in scored.portfolio.organisation.values), None)
    above = _folder_above(objective, scored.portfolio)
    if value is None and above is None:
        return
    yield CODE.found(
        Place(file=objective.file).at("title"),
        said(
            "the objective {title} serves no value and no other objective",
            title=quote(objective.title),
        ),
        _help(value, above),
    )


def _help(value: str | None, above: UnitCycle | None) -> Said:
    """What could be named: a value, an objective above; at least one of the two is there."""
    if value is None:
        return said(
            "name what it serves: an objective of {above} (`supports: …`), or say why not "
            "(`stands_alone: …`)",
            above=str(above),
        )
    if above is None:
        return said(
            "name what it serves: a value (`values: {value}` …), or say why not "
            "(`stands_alone: …`)",
            value=value,
        )
    return said(
        "name what it serves: a value (`values: {value}` …), or an objective of {above} "
        "(`supports: …`), or say why not (`stands_alone: …`)",
        value=value,
        above=str(above),
    )


def _folder_above(objective: Objective, portfolio: Portfolio) -> UnitCycle | None:
    """The nearest folder with objectives that this one could support."""
    cycle = portfolio.cycles[objective.ref.cycle]
    around = [cycle, *(one for one in portfolio.cycles.values() if _encloses(one, cycle))]
    unit: str | None = objective.ref.unit
    seen: set[str] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        for each in around:
            folder = UnitCycle(each.id, unit)
            if folder != objective.ref.unit_cycle and folder in portfolio.by_folder:
                return folder
        unit = portfolio.units[unit].parent if unit in portfolio.units else None
    return None


def _encloses(longer: Cycle, cycle: Cycle) -> bool:
    """Whether a cycle is longer than another and holds all of it: a year around its quarter."""
    if not (longer.start and longer.end and cycle.start and cycle.end):
        return False
    span = (longer.start, longer.end) != (cycle.start, cycle.end)
    return span and longer.start <= cycle.start and cycle.end <= longer.end


RULE = ObjectiveRule(code=CODE, check=check)
