"""KR006: the key results of an objective all move early, or all move late."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Indicator, Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR006",
    name="all-leading-or-lagging",
    level=Level.ADVICE,
    what="An objective has three or more key results, each says whether it is leading or lagging, "
    "and all say the same.",
    why="Lagging results prove that something worked when it is too late to act; leading ones move "
    "early and prove nothing yet. Together they tell whether the bet pays. All lagging, and the "
    "team sails blind until the last weeks; all leading, and it may be busy with the wrong thing.",
    fix="Replace one. To a renewal rate belongs something that customers do weeks before they "
    "renew; to a count of trial weeks belongs what should follow from them.",
    source="Sets that only lag are warned about: open-okr, METHOD.md. Lead and lag measures: "
    "McChesney, Covey and Huling, The 4 Disciplines of Execution (2012).",
    bad="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Monthly churn falls from 5 % to 3 %, baseline: 5, target: 3,
     indicator: lagging}
  - {id: renewals, title: Renewals rise from 71 % to 78 %, baseline: 71, target: 78,
     indicator: lagging}
  - {id: score, title: Recommendation score rises from 31 to 45, baseline: 31, target: 45,
     indicator: lagging}
---
""",
    good="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Monthly churn falls from 5 % to 3 %, baseline: 5, target: 3,
     indicator: lagging}
  - {id: renewals, title: Renewals rise from 71 % to 78 %, baseline: 71, target: 78,
     indicator: lagging}
  - {id: weekly, title: Customers who come back each week rise from 48 % to 60 %, baseline: 48,
     target: 60, indicator: leading}
---
""",
)

_ENOUGH = 3


def check(objective: Objective, _scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where three or more say the same."""
    indicators = [subject.key_result.indicator for subject in standing(objective)]
    if len(indicators) < _ENOUGH or len(set(indicators)) > 1:
        return
    indicator, title = indicators[0], quote(objective.title)
    at = Place(file=objective.file).at("key_results", on="key")
    if indicator is Indicator.LAGGING:
        yield CODE.found(
            at,
            said("all {all} key results of {title} are lagging", all=len(indicators), title=title),
            said("add one that moves early enough to act on, or replace one by it"),
        )
    elif indicator is Indicator.LEADING:
        yield CODE.found(
            at,
            said("all {all} key results of {title} are leading", all=len(indicators), title=title),
            said("add the result that these are meant to bring about"),
        )


RULE = ObjectiveRule(code=CODE, check=check)
