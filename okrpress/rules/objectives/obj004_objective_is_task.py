"""OBJ004: the objective is a piece of work."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import objective_judgement
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.rules.wording import Verdict
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ004",
    name="objective-is-task",
    level=Level.WARNING,
    what="The title of an objective names the work, or one thing to deliver, and not what should "
    "be true afterwards: “launch the new shop”, “define the pricing”.",
    why="A task is finished when it is done, and nobody asks whether it was worth it. It also "
    "names the answer before the question: the team can only deliver it, not find something "
    "better.",
    fix="Ask “so that what?” once or twice, and write the answer as the title. The work goes into "
    "`initiatives`; a date by which it must stand is a yes/no key result.",
    source="Objectives express goals and intents: Google's OKR Playbook, printed in John Doerr, "
    "Measure What Matters (2018).",
    settings=("site.language",),
    bad="""\
=== 2026-q4/shop/new.md
---
title: Launch the new shop
key_results:
  - {id: orders, title: Orders a day rise from 40 to 65, baseline: 40, target: 65}
  - {id: broken-off, title: Orders broken off fall from 30 % to 20 %, baseline: 30, target: 20}
---
""",
    good="""\
=== 2026-q4/shop/new.md
---
title: Buying from us is quicker than walking past
key_results:
  - {id: orders, title: Orders a day rise from 40 to 65, baseline: 40, target: 65}
  - {id: broken-off, title: Orders broken off fall from 30 % to 20 %, baseline: 30, target: 20}
initiatives:
  - {title: Launch the new shop, for: orders}
---
""",
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the title tells of work alone."""
    judged = objective_judgement(objective.title, scored.settings.language)
    if judged is not None and judged.task_like.fired and not _describes_us(judged.task_like):
        yield CODE.found(
            Place(file=objective.file).at("title"),
            said(
                "the objective {title} {reasons}",
                title=quote(objective.title),
                reasons=judged.task_like.explanation,
            ),
            said(
                "say what should be true once it is done: ⟨who⟩ can do, has or feels ⟨what⟩; the "
                "work itself fits under `initiatives`"
            ),
        )


def _describes_us(verdict: Verdict) -> bool:
    """ "We plan with confidence" tells how things should be; "we run five experiments" does not."""
    kinds = {reason.kind for reason in verdict.reasons}
    return "we" in kinds and "counts" not in kinds


RULE = ObjectiveRule(code=CODE, check=check)
