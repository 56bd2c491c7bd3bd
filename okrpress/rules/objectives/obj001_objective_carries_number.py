"""OBJ001: the objective sets a number, which is a key result's business."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import objective_judgement
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ001",
    name="objective-carries-number",
    level=Level.WARNING,
    what="The title of an objective sets a target in figures: “drive availability to 99.95 %”. "
    "Years, quarters and names with a figure in them are no targets.",
    why="An objective says what should be true and why anybody would get up for it; key results "
    "say how one can tell. When the number moves into the objective there is no aim left above it, "
    "and the other key results stand beside a target instead of below a purpose.",
    fix="Ask what the number is good for, write that as the title, and make a key result of the "
    "number.",
    source="Digits in an objective usually belong to a key result: open-okr, METHOD.md.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/platform/steady.md
---
title: Drive the availability of our shop to 99.95 %
key_results:
  - {id: lost, title: Orders lost to outages fall from 310 to 40, baseline: 310, target: 40}
  - {id: nights, title: Alarms at night fall from 9 to 2 a month, baseline: 9, target: 2}
---
""",
    good="""\
=== 2026-q4/platform/steady.md
---
title: Customers never find the shop closed
key_results:
  - {id: up, title: Availability rises from 99.7 % to 99.95 %, baseline: 99.7, target: 99.95}
  - {id: nights, title: Alarms at night fall from 9 to 2 a month, baseline: 9, target: 2}
---
""",
)

# "One team", "not one more wet tent": no target.
_NO_TARGET = frozenset({"one", "1"})


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding with all figures of the title."""
    judged = objective_judgement(objective.title, scored.settings.language)
    if judged is None or not judged.contains_metric.fired:
        return
    figures = [reason.words for reason in judged.contains_metric.reasons]
    if _NO_TARGET.issuperset(figure.lower() for figure in figures):
        return
    figure = quote(figures[0])
    yield CODE.found(
        Place(file=objective.file).at("title"),
        said(
            "the objective {title} sets the figure {figure}",
            title=quote(objective.title),
            figure=figure,
        ),
        said("say in words what should be true, and make a key result of {figure}", figure=figure),
    )


RULE = ObjectiveRule(code=CODE, check=check)
