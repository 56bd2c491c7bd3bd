"""OBJ006: nobody answers for the objective."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.portfolio import UnitKind
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.runner import is_closed
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ006",
    name="no-owner",
    level=Level.WARNING,
    what="An objective of a team has no `owner`. Where that is so for all of them, one finding at "
    "the organisation says it.",
    why="Many people work on an objective, one of them keeps asking where it stands. Where "
    "everybody owns it, nobody calls the check-in, and the first bad number finds no reader. An "
    "owner does not do the work alone, and is never graded by the score.",
    fix="Name one person as `owner`. An objective of a person needs none: it is theirs. A "
    "portfolio without teams and people is left in peace.",
    source="Exactly one owner for each objective: open-okr, METHOD.md.",
    bad="""\
=== teams/growth.md
---
name: Growth
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
=== teams/growth.md
---
name: Growth
---
=== people/maria.md
---
name: Maria
---
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each objective without an owner, or one where none has any."""
    asked = [one for one in scored.portfolio.objectives.values() if _needs_owner(one, scored)]
    ownerless = [one for one in asked if one.owner is None]
    if len(ownerless) > 1 and len(ownerless) == len(asked):
        yield CODE.found(
            _place_of_all(ownerless, scored),
            said("none of the {all} objectives has an owner", all=len(ownerless)),
            said("add `owner: …` to each, the one person who keeps asking where it stands"),
        )
    else:
        yield from map(_of_objective, ownerless)


def _needs_owner(objective: Objective, scored: ScoredPortfolio) -> bool:
    portfolio = scored.portfolio
    kind = portfolio.units[objective.ref.unit].kind
    if is_closed(objective, scored) or kind is UnitKind.PERSON:
        return False
    return kind is UnitKind.TEAM or bool(portfolio.teams or portfolio.people)


def _place_of_all(objectives: list[Objective], scored: ScoredPortfolio) -> Place:
    organisation = scored.portfolio.organisation
    if organisation.file:
        return Place(file=organisation.file).at("name")
    return Place(file=objectives[0].file).at("title")


def _of_objective(objective: Objective) -> Finding:
    return CODE.found(
        Place(file=objective.file).at("title"),
        said("nobody owns the objective {title}", title=quote(objective.title)),
        said("add `owner: …`, the one person who keeps asking where it stands"),
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
