"""OBJ002: nobody can repeat the objective after one reading."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.said import said, written_out
from okrpress.rules.code import Code
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ002",
    name="objective-too-long",
    level=Level.ADVICE,
    what="The title of an objective has 18 words or more.",
    why="An objective works while people have it in their heads. What cannot be said in the lift "
    "is looked up, and then not looked up. Long titles are mostly two objectives, or one with its "
    "reasons and its plan.",
    fix="Keep what should be true. Why it matters goes below the front matter, how it will be done "
    "into `initiatives`, how one can tell into the key results.",
    source="About eighteen words: open-okr, METHOD.md; under 70 characters: Quantive's guide.",
    settings=("limits.objective_words",),
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week because our mails, our pages and our people tell
  them the same thing
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
Today our mails, our pages and our people tell them three different things.
""",
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the title has too many words, whatever the language."""
    words, limit = len(objective.title.split()), scored.settings.limits.objective_words
    if words >= limit:
        yield CODE.found(
            Place(file=objective.file).at("title"),
            said(
                "the objective {title} has {words} words",
                title=quote(objective.title),
                words=words,
            ),
            said(
                "keep what should be true, in fewer than {limit} words; reasons go below the front "
                "matter, the how into `initiatives`",
                limit=written_out(limit),
            ),
        )


RULE = ObjectiveRule(code=CODE, check=check)
