"""CAD007: a commitment was missed, and nobody says why."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import (
    ScoredKeyResultAt,
    folders,
    is_unsettled,
    retrospective_of,
)
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD007",
    name="unexplained-miss",
    level=Level.WARNING,
    what="A key result of a committed objective ended under 1.0, and its grade has neither `why` "
    "nor `note`.",
    why="A commitment is a promise that others have planned with. They can live with a miss; they "
    "cannot learn from one that is not explained, and they will trust the next promise less.",
    source="A committed objective is expected at 1.0, and a lower score needs an explanation: "
    "Google's OKR playbook; John Doerr, Measure What Matters (2018).",
    fix="Say in one sentence what happened, at the grade: `why: The supplier went out of "
    "business`. If it was a stretch all along, the next one is `type: aspirational`.",
    bad="""\
=== 2026-q3/payroll/first.md
---
title: Everybody is paid on the first
type: committed
key_results: [{id: late, title: Late payments fall, baseline: 40, target: 0}]
---
=== 2026-q3/payroll/retrospective.md
---
date: 2026-10-02
grades:
  first#late: 0.6
lessons: [Count the holidays first]
---
""",
    good="""\
=== 2026-q3/payroll/first.md
---
title: Everybody is paid on the first
type: committed
key_results: [{id: late, title: Late payments fall, baseline: 40, target: 0}]
---
=== 2026-q3/payroll/retrospective.md
---
date: 2026-10-02
grades:
  first#late: {score: 0.6, why: Two banks close on the first of August}
lessons: [Count the holidays first]
---
""",
    settings=("objectives.default_type",),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each key result, at its grade."""
    for folder in folders(scored, is_unsettled):
        retrospective = retrospective_of(folder, scored)
        for subject in folder.key_results() if retrospective else ():
            if subject.scored.needs_explanation and retrospective:
                yield CODE.found(
                    Place(file=retrospective.file).at("grades", subject.name),
                    said(
                        "{title} was committed and ended at {score}; nobody says why",
                        title=quote(subject.scored.key_result.title),
                        score=_shown(subject),
                    ),
                    said("add `why` to its grade: one sentence on what happened"),
                )


def _shown(subject: ScoredKeyResultAt) -> Decimal:
    score = subject.scored.score
    assert score is not None  # only what has a score needs an explanation
    return Decimal(f"{score:.2f}")


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
