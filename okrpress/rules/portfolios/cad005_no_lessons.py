"""CAD005: a retrospective has no lessons."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_unsettled, retrospective_of
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD005",
    name="no-lessons",
    level=Level.WARNING,
    what="A retrospective has no `lessons`.",
    why="Grades say how it ended; only lessons change how the next one goes. They are what other "
    "teams read, and without them a missed target costs the same again.",
    source="What would I change, and what have I learned for the next cycle: the closing questions "
    "of John Doerr, Measure What Matters (2018).",
    fix="Add one or two sentences that somebody who was not there could follow: `lessons: [Ask the "
    "customer before the plan is written]`. What stands in the text below does not reach the "
    "lessons page.",
    bad="""\
=== 2026-q3/garden/seeds.md
---
title: Seeds find their gardeners
key_results: [{id: bags, title: Bags given away rise, baseline: 100, target: 400}]
---
=== 2026-q3/garden/retrospective.md
---
date: 2026-10-02
grades:
  seeds#bags: {score: 0.4, why: The packing took all summer}
---
""",
    good="""\
=== 2026-q3/garden/seeds.md
---
title: Seeds find their gardeners
key_results: [{id: bags, title: Bags given away rise, baseline: 100, target: 400}]
---
=== 2026-q3/garden/retrospective.md
---
date: 2026-10-02
grades:
  seeds#bags: {score: 0.4, why: The packing took all summer}
lessons: [Pack in winter and give away in spring]
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each retrospective."""
    for folder in folders(scored, is_unsettled):
        retrospective = retrospective_of(folder, scored)
        if retrospective and not retrospective.lessons:
            yield CODE.found(
                Place(file=retrospective.file),
                said("the retrospective of {folder} has no lessons", folder=str(folder.ref)),
                said("add `lessons`: one or two sentences that the next cycle can use"),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
