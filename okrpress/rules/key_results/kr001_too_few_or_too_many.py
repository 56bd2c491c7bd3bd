"""KR001: an objective has too few key results, or too many."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective, State
from okrpress.model.said import Said, counted, said, written_out
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR001",
    name="too-few-or-too-many",
    level=Level.WARNING,
    what="An objective has fewer key results than two, or more than five.",
    why="One number can always be reached at the cost of everything beside it: a second one keeps "
    "it honest. Beyond five nobody remembers them, and what is left is usually a list of tasks. "
    "Given-up key results do not count towards the upper limit, and a draft may have fewer.",
    fix="Too few: add the result that would suffer if this one were reached carelessly. Too many: "
    "keep those that show the objective is reached, and move work into `initiatives` and levels to "
    "protect into the unit's `health`.",
    source="Two to five key results: open-okr, METHOD.md, and Quantive's guide.",
    settings=("limits.key_results_from", "limits.key_results_to"),
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the number of key results lies outside the limits."""
    limits = scored.settings.limits
    written, kept = len(objective.key_results), len(standing(objective))
    at = Place(file=objective.file).at("key_results", on="key")
    if 0 < written < limits.key_results_from and objective.state is not State.DRAFT:
        yield CODE.found(
            at,
            _message(objective, written),
            said("add the result that would suffer if this one were reached carelessly"),
        )
    elif kept > limits.key_results_to:
        yield CODE.found(
            at,
            _message(objective, kept),
            said(
                "keep at most {limit} that show the objective is reached, and move work into "
                "`initiatives`",
                limit=written_out(limits.key_results_to),
            ),
        )


def _message(objective: Objective, count: int) -> Said:
    title = quote(objective.title)
    return counted(
        count, "{title} has only one key result", "{title} has {n} key results", title=title
    )


RULE = ObjectiveRule(code=CODE, check=check)
