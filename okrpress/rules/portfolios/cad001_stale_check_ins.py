"""CAD001: a unit's key results have not been heard of for too long."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import Said, counted, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.freshness import late_of
from okrpress.rules.portfolios.scope import (
    Folder,
    ScoredKeyResultAt,
    check_ins_of,
    folders,
    is_running,
)
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD001",
    name="stale-check-ins",
    level=Level.WARNING,
    what="Key results of a unit were last reported more than `stale_after` cadences ago, or never, "
    "though their time began as long ago. One finding counts all of them. Deliveries that are "
    "done, key results whose time has not begun or is over, and cycles that do not run are not "
    "asked for.",
    why="A number that nobody looks at steers nothing, and a green one from last month looks "
    "exactly like a green one from today. Staleness is also the first sign that an objective has "
    "been given up without anybody saying so.",
    source="A weekly rhythm of commitments and wins: Christina Wodtke, Radical Focus. Rhythm, the "
    "share of due check-ins that came: open-okr, METHOD.md.",
    fix="Write a check-in, even if nothing has moved: a confidence and a note are worth reporting. "
    "Where weekly is too often, say so with `cadence`, at the team or at the key result. What has "
    "been given up is `state: cancelled` with a reason.",
    bad="""\
=== 2026-q4/harbour/tides.md
---
title: Ships never wait for us
key_results: [{id: wait, title: Hours of waiting fall, baseline: 30, target: 10}]
---
=== 2026-q4/harbour/checkins/2026-10-09.md
---
key_results:
  tides#wait: {value: 28, confidence: 6}
---
""",
    good="""\
=== 2026-q4/harbour/tides.md
---
title: Ships never wait for us
key_results: [{id: wait, title: Hours of waiting fall, baseline: 30, target: 10}]
---
=== 2026-q4/harbour/checkins/2026-11-20.md
---
key_results:
  tides#wait: {value: 21, confidence: 6}
---
""",
    settings=("thresholds.stale_after", "check_ins.cadence"),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at its last check-in, or at its first objective."""
    for folder in folders(scored, is_running):
        late = late_of(folder, scored)
        if late:
            yield CODE.found(
                _place(folder, scored),
                said(
                    "{late} of {all} in {folder}, unreported for up to {days}: {names}",
                    late=len(late),
                    all=_all_of(folder),
                    folder=str(folder.ref),
                    days=_longest(late),
                    names=listed([one.name for one in late]),
                ),
                said(
                    "write a check-in, even if nothing moved, or say with `cadence` how often you "
                    "look"
                ),
            )


def _all_of(folder: Folder) -> Said:
    return counted(len(list(folder.key_results())), "{n} key result", "{n} key results")


def _longest(late: list[ScoredKeyResultAt]) -> Said:
    days = max(one.scored.age or 0 for one in late)
    return counted(days, "{n} day", "{n} days", context="for")


def _place(folder: Folder, scored: ScoredPortfolio) -> Place:
    check_ins = check_ins_of(folder, scored)
    return Place(file=check_ins[-1].file).at("key_results") if check_ins else folder.place


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
