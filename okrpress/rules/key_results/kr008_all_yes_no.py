"""KR008: an objective is judged by deliveries alone."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective, Steps, YesNo
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR008",
    name="all-yes-no",
    level=Level.ADVICE,
    what="All key results of an objective are yes/no or steps: no number moves.",
    why="A delivery is reached when it is delivered, whether it helps or not. A set of nothing but "
    "deliveries is a project plan: it stands at zero for weeks, jumps to one, and at the end "
    "nobody knows whether the objective came true. A yes/no beside numbers is fine.",
    fix="Ask of each what will be different when it is done, and measure that in one of them: "
    "“single sign-on is live” beside “calls about passwords fall from 40 to 10 a week”.",
    source="Quantive's guide count yes/no key results and want none. Outcomes, not activities: "
    "Google's OKR Playbook.",
    bad="""\
=== 2026-q4/access/sign-on.md
---
title: Nobody thinks about passwords any more
key_results:
  - {id: sso, title: Single sign-on is live for everybody, done_when: The last office signs in so}
  - {id: offices, title: Both offices use it, steps: [{id: ulm, title: Ulm}, {id: ems, title: Ems}]}
---
""",
    good="""\
=== 2026-q4/access/sign-on.md
---
title: Nobody thinks about passwords any more
key_results:
  - {id: sso, title: Single sign-on is live for everybody, done_when: The last office signs in so}
  - {id: calls, title: Calls about passwords fall from 40 to 10 a week, baseline: 40, target: 10}
---
""",
)


def check(objective: Objective, _scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where there are several and no number among them."""
    kept = standing(objective)
    if len(kept) > 1 and all(isinstance(one.key_result.measure, YesNo | Steps) for one in kept):
        yield CODE.found(
            Place(file=objective.file).at("key_results", on="key"),
            said(
                "all {all} key results of {title} are deliveries, no number moves",
                all=len(kept),
                title=quote(objective.title),
            ),
            said(
                "measure what will be different after {first}",
                first=quote(kept[0].key_result.title),
            ),
        )


RULE = ObjectiveRule(code=CODE, check=check)
