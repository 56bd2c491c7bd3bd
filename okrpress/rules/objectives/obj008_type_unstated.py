"""OBJ008: nobody can tell whether the objective is a promise or a stretch."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import ObjectiveType
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.runner import is_closed
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ008",
    name="type-unstated",
    level=Level.ADVICE,
    what="An objective says neither `committed` nor `aspirational`, in a portfolio where others "
    "do.",
    why="The same 0.7 is a success for a stretch and a broken promise for a commitment. Where some "
    "objectives say which they are, readers take silence for a statement, and the expected "
    "progress is computed with a type that nobody chose.",
    fix="Write `type: committed` where others rely on it and 1.0 is expected, `type: aspirational` "
    "where 0.7 would be a good end. Where no objective says its type the rule is silent: then "
    "`default_type` is the house's rule for all.",
    source="Committed and aspirational objectives are told apart: Google's OKR Playbook.",
    settings=("objectives.default_type",),
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
type: aspirational
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
=== 2026-q4/growth/invoices.md
---
title: Nobody is surprised by an invoice
key_results:
  - {id: disputes, title: Disputed invoices fall from 6 % to 2 %, baseline: 6, target: 2}
  - {id: days, title: Days until a dispute is settled fall from 9 to 3, baseline: 9, target: 3}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
type: aspirational
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
=== 2026-q4/growth/invoices.md
---
title: Nobody is surprised by an invoice
type: committed
key_results:
  - {id: disputes, title: Disputed invoices fall from 6 % to 2 %, baseline: 6, target: 2}
  - {id: days, title: Days until a dispute is settled fall from 9 to 3, baseline: 9, target: 3}
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each objective that is silent where others are not."""
    open_ones = [one for one in scored.portfolio.objectives.values() if not is_closed(one, scored)]
    if all(one.type is None for one in open_ones):
        return
    for objective in open_ones:
        if objective.type is None:
            yield CODE.found(
                Place(file=objective.file).at("title"),
                _message(quote(objective.title), ObjectiveType(scored.settings.default_type)),
                said(
                    "add `type: committed` where 1.0 is promised, `type: aspirational` where 0.7 "
                    "would be a success"
                ),
            )


def _message(title: str, default: ObjectiveType) -> Said:
    if default is ObjectiveType.COMMITTED:
        return said(
            "{title} is neither committed nor aspirational, and counts as committed", title=title
        )
    return said(
        "{title} is neither committed nor aspirational, and counts as aspirational", title=title
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
