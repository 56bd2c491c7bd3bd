"""OBJ009: two objectives of one cycle have the same title."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import ObjectiveRef
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.runner import is_closed
from okrpress.rules.titles import folded, quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ009",
    name="duplicate-title",
    level=Level.WARNING,
    what="Two objectives of the same cycle have the same title.",
    why="In lists, mails and conversations they are one objective with two states. Often a team "
    "copied the objective of the unit above instead of saying what it will add to it, which is the "
    "cascade that makes everybody wait for everybody.",
    fix="Say in each title what this unit wants to be true, and tie them with `supports`. Where "
    "they are really the same, keep one and share it.",
    source="Felipe Castro, OKRs do not cascade.",
    bad="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Monthly churn falls from 5 % to 3 %, baseline: 5, target: 3}
  - {id: score, title: Recommendation score rises from 31 to 45, baseline: 31, target: 45}
---
=== 2026-q4/support/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: first-answer, title: Hours to a first answer fall from 9 to 2, baseline: 9, target: 2}
  - {id: reopened, title: Reopened cases fall from 14 % to 7 %, baseline: 14, target: 7}
---
""",
    good="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Monthly churn falls from 5 % to 3 %, baseline: 5, target: 3}
  - {id: score, title: Recommendation score rises from 31 to 45, baseline: 31, target: 45}
---
=== 2026-q4/support/answers.md
---
title: A question to us is a pleasant surprise
supports: growth/loyal
key_results:
  - {id: first-answer, title: Hours to a first answer fall from 9 to 2, baseline: 9, target: 2}
  - {id: reopened, title: Reopened cases fall from 14 % to 7 %, baseline: 14, target: 7}
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each title that stood before in the same cycle."""
    first: dict[tuple[str, tuple[str, ...]], ObjectiveRef] = {}
    for ref, objective in scored.portfolio.objectives.items():
        if is_closed(objective, scored):
            continue
        other = first.setdefault((ref.cycle, folded(objective.title)), ref)
        if other != ref:
            yield CODE.found(
                Place(file=objective.file).at("title"),
                said(
                    "{title} is also the title of `{other}`",
                    title=quote(objective.title),
                    other=f"{other.unit}/{other.objective}",
                ),
                said(
                    "say what `{unit}` wants to be true, or keep one objective and share it",
                    unit=ref.unit,
                ),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
