"""BAL004: a company of several teams says nothing about the people who do the work."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_running
from okrpress.rules.portfolios.well_being import is_well_being
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="BAL004",
    name="no-well-being",
    level=Level.ADVICE,
    what="Three teams or more have objectives in the running cycles, and there is neither an "
    "objective tagged `well-being` nor a health metric of any team.",
    why="What is not written down is traded away first, and mostly by those who would never do it "
    "on purpose. A level of overtime on the same page as the targets makes the trade visible.",
    source="Health metrics stand beside the OKRs every week: Christina Wodtke, Radical Focus (the "
    "four squares).",
    fix="Ask the teams what must not get worse while they pursue their objectives, and write it "
    "into the team's file as `health`. Or give one objective the tag `well-being`.",
    bad="""\
=== teams/stage.md
---
name: Stage
---
=== teams/light.md
---
name: Light
---
=== teams/sound.md
---
name: Sound
---
=== 2026-q4/stage/quick.md
---
title: The stage changes while the audience still claps
key_results: [{id: change, title: Minutes of a change fall, baseline: 9, target: 4}]
---
=== 2026-q4/light/green.md
---
title: Our light costs the planet little
key_results: [{id: power, title: Power per show falls, baseline: 90, target: 60, unit: kWh}]
---
=== 2026-q4/sound/last-row.md
---
title: The last row hears a whisper
key_results: [{id: complaints, title: Complaints about sound fall, baseline: 30, target: 8}]
---
""",
    good="""\
=== teams/stage.md
---
name: Stage
health: [{id: free, title: Free evenings a week, keep: {min: 3}}]
---
=== teams/light.md
---
name: Light
---
=== teams/sound.md
---
name: Sound
---
=== 2026-q4/stage/quick.md
---
title: The stage changes while the audience still claps
key_results: [{id: change, title: Minutes of a change fall, baseline: 9, target: 4}]
---
=== 2026-q4/light/green.md
---
title: Our light costs the planet little
key_results: [{id: power, title: Power per show falls, baseline: 90, target: 60, unit: kWh}]
---
=== 2026-q4/sound/last-row.md
---
title: The last row hears a whisper
key_results: [{id: complaints, title: Complaints about sound fall, baseline: 30, target: 8}]
---
""",
)

_SEVERAL = 3


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding, in the organisation's file or at the first objective."""
    portfolio = scored.portfolio
    running = list(folders(scored, is_running))
    busy = {folder.ref.unit for folder in running if folder.is_team}
    if len(busy) < _SEVERAL or any(team.health for team in portfolio.teams.values()):
        return
    if any(is_well_being(one.objective) for folder in running for one in folder.objectives):
        return
    file = portfolio.organisation.file
    yield CODE.found(
        Place(file=file) if file else running[0].place,
        said(
            "{all} teams have objectives, and no objective or health metric is about the people "
            "who pursue them",
            all=len(busy),
        ),
        said(
            "give a team a `health` metric such as overtime, or an objective the tag `well-being`"
        ),
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
