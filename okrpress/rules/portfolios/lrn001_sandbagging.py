"""LRN001: everything was reached, again or where a stretch was promised."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import ObjectiveType
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.hierarchy import follows
from okrpress.rules.portfolios.scope import (
    Folder,
    ScoredKeyResultAt,
    folder_at,
    folders,
    is_recent,
    retrospective_of,
)
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.arithmetic import at_least
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="LRN001",
    name="sandbagging",
    level=Level.ADVICE,
    what="In a team's last graded cycle every aspirational key result ended at 1.0, or every key "
    "result of any kind did so in two cycles running. Fewer than three key results say nothing. "
    "People are never judged.",
    why="A row of 1.0 is pleasant and tells little: the targets were known to be safe. The team "
    "could have found out what it is able to do, and next time everybody will promise a little "
    "less.",
    source="An average of 0.6 to 0.7 is the sweet spot, and whoever always scores 1.0 aims too "
    "low: Google, re:Work. Sandbagging among the pitfalls: Google's OKR playbook. “Always 100 % is "
    "not ambitious”: GitLab handbook.",
    fix="For the next cycle ask of each target what would have to be true for twice as much, and "
    "choose one where you are about half sure. What must be reached in full stays `committed`.",
    bad="""\
=== 2026-q3/press/pages.md
---
title: Our paper is read from the last page
type: aspirational
key_results:
  - {id: letters, title: Letters rise, baseline: 10, target: 20}
  - {id: subs, title: New subscribers rise, baseline: 40, target: 60}
  - {id: errors, title: Corrections fall, baseline: 9, target: 5}
---
=== 2026-q3/press/retrospective.md
---
date: 2026-10-02
grades:
  pages#letters: {score: 1, why: Twenty-six}
  pages#subs: {score: 1, why: Ninety}
  pages#errors: {score: 1, why: Two}
lessons: [Readers answer when they are asked]
---
""",
    good="""\
=== 2026-q3/press/pages.md
---
title: Our paper is read from the last page
type: aspirational
key_results:
  - {id: letters, title: Letters rise, baseline: 10, target: 20}
  - {id: subs, title: New subscribers rise, baseline: 40, target: 60}
  - {id: errors, title: Corrections fall, baseline: 9, target: 5}
---
=== 2026-q3/press/retrospective.md
---
date: 2026-10-02
grades:
  pages#letters: {score: 1, why: Twenty-six}
  pages#subs: {score: 0.6, why: Summer is slow}
  pages#errors: {score: 0.7, why: Six}
lessons: [Readers answer when they are asked]
---
""",
    settings=("limits.sandbagging_score", "objectives.default_type"),
)

_ENOUGH = 3


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at the grades of its retrospective."""
    limit = scored.settings.limits.sandbagging_score
    for folder in folders(scored, is_recent):
        retrospective = retrospective_of(folder, scored)
        if retrospective is None or folder.is_personal:
            continue
        message = _stretch_reached(folder, limit, scored) or _reached_again(folder, limit, scored)
        if message:
            yield CODE.found(
                Place(file=retrospective.file).at("grades"),
                message,
                said("next time choose targets that you are about half sure of"),
            )


def _stretch_reached(folder: Folder, limit: Decimal, scored: ScoredPortfolio) -> Said | None:
    default = ObjectiveType(scored.settings.default_type)
    bold = [
        one
        for one in folder.key_results()
        if (one.objective.objective.type or default) is ObjectiveType.ASPIRATIONAL
    ]
    if _are_all_reached(bold, limit):
        return said(
            "all {all} aspirational key results in {folder} ended at {limit} or above",
            all=len(bold),
            folder=str(folder.ref),
            limit=limit,
        )
    return None


def _reached_again(folder: Folder, limit: Decimal, scored: ScoredPortfolio) -> Said | None:
    if not _are_all_reached(folder.key_results(), limit):
        return None
    for cycle in scored.portfolio.cycles.values():
        if not follows(folder.cycle, cycle):
            continue
        before = folder_at(UnitCycle(cycle.id, folder.ref.unit), scored)
        if before and _are_all_reached(before.key_results(), limit):
            return said(
                "every key result of `{unit}` ended at {limit} or above in {cycle}, as in {before}",
                unit=folder.ref.unit,
                limit=limit,
                cycle=folder.ref.cycle,
                before=before.ref.cycle,
            )
    return None


def _are_all_reached(subjects: Iterable[ScoredKeyResultAt], limit: Decimal) -> bool:
    scores = [one.scored.score for one in subjects]
    return len(scores) >= _ENOUGH and all(
        score is not None and at_least(score, limit) for score in scores
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
