"""CAD004: a retrospective leaves key results without a score."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import counted, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_unsettled, retrospective_of
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD004",
    name="ungraded-key-results",
    level=Level.WARNING,
    what="A unit has held its retrospective, and for some key results there is neither a grade nor "
    "anything to compute one from. Postponed and cancelled ones need none.",
    why="A key result without a score is left out of every mean, so a cycle looks better the less "
    "of it was measured. It also leaves open whether the promise was kept.",
    source="Every key result is graded from 0.0 to 1.0 at the end, by data and honest judgement: "
    "Google, re:Work, on grading OKRs.",
    fix="Give a `score` with `why` in `grades`, if only by judgement. If it was given up, say so "
    "at the key result: `state: cancelled` with a reason.",
    bad="""\
=== 2026-q3/archive/paper.md
---
title: Every letter can be found within a minute
key_results:
  - {id: found, title: Letters found within a minute rise, baseline: 30, target: 90, unit: "%"}
  - {id: calm, title: The reading room is calm}
---
=== 2026-q3/archive/retrospective.md
---
date: 2026-10-02
grades:
  paper#found: {score: 0.7, why: The cellar is not done yet}
lessons: [Begin with the cellar]
---
""",
    good="""\
=== 2026-q3/archive/paper.md
---
title: Every letter can be found within a minute
key_results:
  - {id: found, title: Letters found within a minute rise, baseline: 30, target: 90, unit: "%"}
  - {id: calm, title: The reading room is calm}
---
=== 2026-q3/archive/retrospective.md
---
date: 2026-10-02
grades:
  paper#found: {score: 0.7, why: The cellar is not done yet}
  paper#calm: {score: 0.5, why: Calm on most days and never on Mondays}
lessons: [Begin with the cellar]
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each retrospective, at its grades."""
    for folder in folders(scored, is_unsettled):
        retrospective = retrospective_of(folder, scored)
        asked = list(folder.key_results())
        ungraded = [one.name for one in asked if one.scored.score is None]
        if retrospective and ungraded:
            yield CODE.found(
                Place(file=retrospective.file).at("grades"),
                counted(
                    len(asked),
                    "{ungraded} of {n} key result has no score: {names}",
                    "{ungraded} of {n} key results have no score: {names}",
                    ungraded=len(ungraded),
                    names=listed(ungraded),
                ),
                said(
                    "give each a `score` with `why`, or say at the key result why it does not count"
                ),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
