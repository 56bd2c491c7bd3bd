"""KR014: an objective names the same key result twice."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import folded, quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR014",
    name="duplicate-key-result",
    level=Level.WARNING,
    what="Two key results of an objective have the same title.",
    why="The same result counts twice in the objective's progress, and readers cannot tell which "
    "row a check-in is about. Mostly it is a copy whose title was meant to be changed.",
    fix="Say in each title what is measured, or delete one and give the other a `weight` of 2.",
    bad="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: shops, title: Churn falls from 5 % to 3 %, baseline: 5, target: 3}
  - {id: schools, title: Churn falls from 5 % to 3 %, baseline: 5, target: 3}
---
""",
    good="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: shops, title: Churn of shops falls from 5 % to 3 %, baseline: 5, target: 3}
  - {id: schools, title: Churn of schools falls from 5 % to 3 %, baseline: 5, target: 3}
---
""",
)


def check(objective: Objective, _scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each title that stood before."""
    first: dict[tuple[str, ...], str] = {}
    for subject in standing(objective):
        id, title = subject.key_result.id, subject.key_result.title
        other = first.setdefault(folded(title), id)
        if other != id:
            yield CODE.found(
                subject.place.at("title"),
                said("{title} is also the title of `{other}`", title=quote(title), other=other),
                said(
                    "say what `{id}` measures that `{other}` does not, or delete one",
                    id=id,
                    other=other,
                ),
            )


RULE = ObjectiveRule(code=CODE, check=check)
