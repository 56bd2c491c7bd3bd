"""OBJ003: the objective is a heading."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import objective_judgement, reading_of
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ003",
    name="objective-without-aim",
    level=Level.ADVICE,
    what="The title of an objective names a topic, such as “customer success”, and does not say "
    "what should become true of it. Titles that compare (“fewer things, each of them wanted”) or "
    "describe (“a house that stands on its own feet”) are no headings.",
    why="Everybody agrees with a topic, because everybody hears their own aim in it. It cannot be "
    "missed, and so it cannot be reached.",
    fix="Make a sentence of it: who can do, has or feels what, when the cycle ends.",
    source="Objectives express goals and intents, tangible and unambiguous: Google's OKR Playbook.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/success/customers.md
---
title: Customer success
key_results:
  - {id: renewals, title: Renewals rise from 71 % to 78 %, baseline: 71, target: 78}
  - {id: weekly, title: Customers who come back each week rise from 48 % to 60 %, baseline: 48,
     target: 60}
---
""",
    good="""\
=== 2026-q4/success/customers.md
---
title: Customers get more out of us each month
key_results:
  - {id: renewals, title: Renewals rise from 71 % to 78 %, baseline: 71, target: 78}
  - {id: weekly, title: Customers who come back each week rise from 48 % to 60 %, baseline: 48,
     target: 60}
---
""",
)

_TELLS = frozenset({"comparative", "relative", "none"})


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the title has no verb and nothing in place of one."""
    title, language = objective.title, scored.settings.language
    judged = objective_judgement(title, language)
    if judged is None or not judged.topic_only.fired:
        return
    reading = reading_of(title, language)
    if reading and reading.tags & _TELLS:
        return
    yield CODE.found(
        Place(file=objective.file).at("title"),
        said("the objective {title} names a topic and no aim", title=quote(title)),
        said("say what should become true of it: ⟨who⟩ can do, has or feels ⟨what⟩"),
    )


RULE = ObjectiveRule(code=CODE, check=check, after=("OBJ001",))
