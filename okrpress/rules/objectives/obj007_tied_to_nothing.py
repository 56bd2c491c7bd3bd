"""OBJ007: the objective serves nothing that is written down."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle, Objective
from okrpress.model.portfolio import Portfolio
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
    ways = [
        f"a value (`values: {value}` …)" if value else "",
        f"an objective of {above} (`supports: …`)" if above else "",
        "say why not (`stands_alone: …`)",
    ]
    yield CODE.found(
        Place(file=objective.file).at("title"),
        f"the objective {quote(objective.title)} serves no value and no other objective",
        "name what it serves: " + ", or ".join(filter(None, ways)),
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
