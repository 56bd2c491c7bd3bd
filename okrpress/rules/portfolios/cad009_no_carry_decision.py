"""CAD009: a retrospective leaves open what becomes of key results."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.observations import Retrospective
from okrpress.model.okr import State
from okrpress.model.said import counted, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import (
    Folder,
    ScoredKeyResultAt,
    folders,
    is_unsettled,
    retrospective_of,
)
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD009",
    name="no-carry-decision",
    level=Level.ADVICE,
    what="A unit has held its retrospective, and for some key results `carry` does not say what "
    "becomes of them. Cancelled ones and drafts need no decision.",
    why="What nobody decides comes back by habit or is lost by accident. Half of the next cycle is "
    "decided here: what goes on, what goes on with another target, and what makes room.",
    source="Keep, modify, defer or abandon each key result when the cycle ends: the way of Ben "
    "Lamorte. What would I change if I wrote it again: John Doerr, Measure What Matters (2018).",
    fix="Add it to `carry`, as `keep`, `modify`, `defer` or `abandon`. `okrpress new cycle NEXT "
    "--from THIS` then begins the next one with what was kept and modified.",
    bad="""\
=== 2026-q3/mill/flour.md
---
title: Bakers plan with our flour
key_results: [{id: late, title: Late sacks fall, baseline: 20, target: 5}]
---
=== 2026-q3/mill/retrospective.md
---
date: 2026-10-02
grades:
  flour#late: {score: 0.7, why: The second stone came in August}
lessons: [Order stones in spring]
---
""",
    good="""\
=== 2026-q3/mill/flour.md
---
title: Bakers plan with our flour
key_results: [{id: late, title: Late sacks fall, baseline: 20, target: 5}]
---
=== 2026-q3/mill/retrospective.md
---
date: 2026-10-02
grades:
  flour#late: {score: 0.7, why: The second stone came in August}
carry: {flour#late: keep}
lessons: [Order stones in spring]
---
""",
)

_TO_BE_DECIDED = frozenset({State.ACTIVE, State.POSTPONED})


def undecided(folder: Folder, retrospective: Retrospective) -> Iterator[ScoredKeyResultAt]:
    """The key results of which nobody has said what becomes of them."""
    for objective in folder.objectives:
        for position, scored in enumerate(objective.key_results):
            if scored.key_result.state in _TO_BE_DECIDED and scored.ref not in retrospective.carry:
                yield ScoredKeyResultAt(objective, position, scored)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each retrospective, at its decisions."""
    for folder in folders(scored, is_unsettled):
        retrospective = retrospective_of(folder, scored)
        names = [one.name for one in undecided(folder, retrospective)] if retrospective else []
        if retrospective and names:
            yield CODE.found(
                Place(file=retrospective.file).at("carry"),
                counted(
                    len(names),
                    "{n} key result is left without a decision: {names}",
                    "{n} key results are left without a decision: {names}",
                    names=listed(names),
                ),
                said("write `keep`, `modify`, `defer` or `abandon` for each into `carry`"),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
