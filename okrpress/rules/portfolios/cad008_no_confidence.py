"""CAD008: a unit's check-ins never say how sure it is."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import check_ins_of, folders, is_running
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD008",
    name="no-confidence",
    level=Level.ADVICE,
    what="A unit has written at least three check-ins on its key results in a running cycle, and "
    "none of them gives a `confidence`.",
    why="A number says where you are, confidence says where you will end up. It is the only value "
    "that sees a problem before the numbers do, and over the years it shows a team how well it can "
    "judge.",
    source="Confidence from 0 to 10, every week, beginning at 5: Christina Wodtke, Radical Focus.",
    fix="Ask once around the table before each check-in, and write it beside the value: `{value: "
    "36, confidence: 6}`.",
    bad="""\
=== 2026-q4/kiosk/hot.md
---
title: Nobody freezes at our stop
key_results: [{id: cups, title: Cups a day rise, baseline: 30, target: 90}]
---
=== 2026-q4/kiosk/checkins/2026-11-06.md
---
key_results: {hot#cups: {value: 45}}
---
=== 2026-q4/kiosk/checkins/2026-11-13.md
---
key_results: {hot#cups: {value: 52}}
---
=== 2026-q4/kiosk/checkins/2026-11-20.md
---
key_results: {hot#cups: {value: 58}}
---
""",
    good="""\
=== 2026-q4/kiosk/hot.md
---
title: Nobody freezes at our stop
key_results: [{id: cups, title: Cups a day rise, baseline: 30, target: 90}]
---
=== 2026-q4/kiosk/checkins/2026-11-06.md
---
key_results: {hot#cups: {value: 45}}
---
=== 2026-q4/kiosk/checkins/2026-11-13.md
---
key_results: {hot#cups: {value: 52}}
---
=== 2026-q4/kiosk/checkins/2026-11-20.md
---
key_results: {hot#cups: {value: 58, confidence: 6}}
---
""",
)

_ENOUGH = 3


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at its last check-in."""
    for folder in folders(scored, is_running):
        reporting = [one for one in check_ins_of(folder, scored) if one.readings]
        if len(reporting) < _ENOUGH:
            continue
        readings = (reading for check_in in reporting for reading in check_in.readings)
        if all(reading.confidence is None for reading in readings):
            yield CODE.found(
                Place(file=reporting[-1].file).at("key_results"),
                said(
                    "{all} check-ins in {folder}, and none says how sure you are",
                    all=len(reporting),
                    folder=str(folder.ref),
                ),
                said("give each key result a `confidence` from 0 to 10"),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
