"""CAD003: a cycle is over, and a unit has not looked back."""

from collections.abc import Iterator
from datetime import timedelta

from okrpress.model.finding import Finding, Level
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_unsettled, retrospective_of
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD003",
    name="no-retrospective",
    level=Level.WARNING,
    what="A cycle ended more than 21 days ago, a team had objectives in it, and there is no "
    "retrospective. The day that the cycle's `index.md` names for it is waited for. Closed cycles, "
    "those that ended longer ago than they lasted, and a person's own objectives are left in "
    "peace.",
    why="Until somebody grades it, the cycle hangs between done and missed, and the next one is "
    "planned without what this one taught. After three weeks people remember the outcome and no "
    "longer the reasons.",
    source="Grading is followed by reflection as a step of its own: whatmatters.com, on grading "
    "and reflecting. What did I accomplish, what contributed, what got in the way, what would I "
    "change: John Doerr, Measure What Matters (2018).",
    fix="Meet for an hour and write `retrospective.md`: grades, what becomes of each key result, "
    "lessons. If nobody will, close the cycle with `closed: <date>` in its `index.md`.",
    bad="""\
=== 2026-q3/ferry/queues.md
---
title: Boarding takes as long as a song
key_results: [{id: minutes, title: Minutes of boarding fall, baseline: 14, target: 4}]
---
""",
    good="""\
=== 2026-q3/ferry/queues.md
---
title: Boarding takes as long as a song
key_results: [{id: minutes, title: Minutes of boarding fall, baseline: 14, target: 4}]
---
=== 2026-q3/ferry/retrospective.md
---
date: 2026-10-08
grades:
  queues#minutes: {score: 0.8, why: The second ramp came late}
lessons: [Ask the harbour for its plans before making ours]
---
""",
    settings=("limits.retrospective_within",),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at its first objective."""
    within = timedelta(int(scored.settings.limits.retrospective_within))
    for folder in folders(scored, is_unsettled):
        cycle = folder.cycle
        if folder.is_personal or cycle.end is None or retrospective_of(folder, scored):
            continue
        if scored.as_of > max(cycle.end + within, cycle.retrospective or cycle.end):
            yield CODE.found(
                folder.place,
                said(
                    "{cycle} ended on {day}, and `{unit}` has not looked back",
                    cycle=cycle.id,
                    day=cycle.end,
                    unit=folder.ref.unit,
                ),
                said(
                    "write {file}: grades, what becomes of each key result, lessons",
                    file=f"{folder.ref}/retrospective.md",
                ),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
