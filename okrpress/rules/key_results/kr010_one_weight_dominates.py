"""KR010: one weight makes the other key results meaningless."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Objective
from okrpress.model.said import counted, said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR010",
    name="one-weight-dominates",
    level=Level.WARNING,
    what="One key result has nearly all the weight of its objective.",
    why="The objective's progress is then the progress of that one, and the others are decoration: "
    "they can fail without anybody seeing it in the number that readers look at first.",
    fix="Bring the weights closer together: 2 against 1 already says that something matters more. "
    "If the others really hardly matter, they are no key results; a level to protect belongs into "
    "the unit's `health`.",
    settings=("limits.dominant_weight",),
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45,
     weight: 10}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45,
     weight: 2}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding at the weight that leaves nothing for the others."""
    kept = standing(objective)
    total = sum(subject.key_result.weight for subject in kept)
    if len(kept) < 2 or not total:
        return
    heaviest = max(kept, key=lambda subject: subject.key_result.weight)
    share = heaviest.key_result.weight / total
    if share >= scored.settings.limits.dominant_weight:
        yield CODE.found(
            heaviest.place.at("weight"),
            counted(
                len(kept) - 1,
                "{title} has {share}% of the weight, which leaves {rest}% for the other key result",
                "{title} has {share}% of the weight, which leaves {rest}% for the other {n} key "
                "results",
                title=quote(heaviest.key_result.title),
                share=f"{share * 100:.0f}",
                rest=f"{100 - share * 100:.0f}",
            ),
            said("bring the weights closer together: 2 against 1 already says what matters more"),
        )


RULE = ObjectiveRule(code=CODE, check=check)
