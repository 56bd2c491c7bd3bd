"""LRN002: nothing came near its target."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_recent, retrospective_of
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.arithmetic import at_most
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="LRN002",
    name="over-reach",
    level=Level.ADVICE,
    what="In a team's last graded cycle no key result ended above 0.3. Fewer than three key "
    "results say nothing. People are never judged.",
    why="When everything is out of reach, targets no longer guide anybody, and people stop "
    "looking. Either they were wishes, or something hit the team that nobody has written down.",
    source="Red is 0.0 to 0.3, and 0.6 to 0.7 what to aim for: Google's OKR playbook; Google, "
    "re:Work. Under 70 % may not have been achievable: GitLab handbook.",
    fix="Take the pace of this cycle as the measure of the next: fewer key results, targets at "
    "which the confidence is 5 of 10. If something came between, let `obstacles` and `lessons` say "
    "what.",
    bad="""\
=== 2026-q3/ski/summer.md
---
title: The mountain is alive in summer
key_results:
  - {id: guests, title: Guests on foot rise, baseline: 100, target: 900}
  - {id: nights, title: Nights in the hut rise, baseline: 40, target: 400}
  - {id: school, title: School classes rise, baseline: 2, target: 30}
---
=== 2026-q3/ski/retrospective.md
---
date: 2026-10-02
grades:
  summer#guests: {score: 0.2, why: The lift stood still in July}
  summer#nights: {score: 0.1, why: The lift stood still in July}
  summer#school: {score: 0.3, why: Eleven came on foot}
lessons: [Ask for the dates of the lift before planning a summer]
---
""",
    good="""\
=== 2026-q3/ski/summer.md
---
title: The mountain is alive in summer
key_results:
  - {id: guests, title: Guests on foot rise, baseline: 100, target: 300}
  - {id: nights, title: Nights in the hut rise, baseline: 40, target: 80}
  - {id: school, title: School classes rise, baseline: 2, target: 12}
---
=== 2026-q3/ski/retrospective.md
---
date: 2026-10-02
grades:
  summer#guests: {score: 0.7, why: The lift stood still in July}
  summer#nights: {score: 0.3, why: The lift stood still in July}
  summer#school: {score: 0.9, why: Eleven came on foot}
lessons: [Ask for the dates of the lift before planning a summer]
---
""",
    settings=("limits.overreach_score",),
)

_ENOUGH = 3


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at the grades of its retrospective."""
    limit = scored.settings.limits.overreach_score
    for folder in folders(scored, is_recent):
        retrospective = retrospective_of(folder, scored)
        if retrospective is None or folder.is_personal:
            continue
        scores = [one.scored.score for one in folder.key_results()]
        if len(scores) >= _ENOUGH and all(
            score is not None and at_most(score, limit) for score in scores
        ):
            yield CODE.found(
                Place(file=retrospective.file).at("grades"),
                said(
                    "none of {all} key results in {folder} ended above {limit}",
                    all=len(scores),
                    folder=str(folder.ref),
                    limit=limit,
                ),
                said("promise less next time, or write down under `obstacles` what came between"),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
