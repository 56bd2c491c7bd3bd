"""ALN005: hardly any objective was proposed by those who pursue it."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Origin
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import Folder, folders, is_open
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredObjective, ScoredPortfolio

CODE = Code(
    code="ALN005",
    name="nothing-bottom-up",
    level=Level.WARNING,
    what="Of the objectives in a cycle that state their `origin`, fewer than the limit are "
    "`bottom-up`. Judged when at least five do, and those of units that stand above others are "
    "left out: what the whole company wants is rarely anybody's proposal.",
    why="Whoever works with customers, machines or files knows things that nobody above knows. "
    "Where all objectives are handed down, this knowledge stays unused, and people deliver what "
    "they were told in place of what would help.",
    source="About half of the objectives come from below: the course on John Doerr, Measure What "
    "Matters (2018). Goal setting runs in both directions: Felipe Castro, OKRs do not cascade.",
    fix="Before the next cycle ask each team for one objective of its own, and let it say what "
    "that supports. If teams did propose theirs, let the files say so: `origin: bottom-up`.",
    bad="""\
=== 2026-q4/north/calls.md
---
title: Nobody waits for an answer
origin: top-down
key_results: [{id: wait, title: Minutes of waiting fall, baseline: 9, target: 3}]
---
=== 2026-q4/north/visits.md
---
title: We come when we said
origin: top-down
key_results: [{id: late, title: Visits that are late fall, baseline: 20, target: 8}]
---
=== 2026-q4/south/parts.md
---
title: The right part is in the van
origin: top-down
key_results: [{id: twice, title: Second visits fall, baseline: 31, target: 15}]
---
=== 2026-q4/south/bills.md
---
title: Bills hold no surprise
origin: top-down
key_results: [{id: asked, title: Bills that are questioned fall, baseline: 60, target: 20}]
---
=== 2026-q4/west/words.md
---
title: Customers know what we did
origin: top-down
key_results: [{id: know, title: Customers who can tell rise, baseline: 40, target: 75}]
---
""",
    good="""\
=== 2026-q4/north/calls.md
---
title: Nobody waits for an answer
origin: top-down
key_results: [{id: wait, title: Minutes of waiting fall, baseline: 9, target: 3}]
---
=== 2026-q4/north/visits.md
---
title: We come when we said
origin: bottom-up
key_results: [{id: late, title: Visits that are late fall, baseline: 20, target: 8}]
---
=== 2026-q4/south/parts.md
---
title: The right part is in the van
origin: bottom-up
key_results: [{id: twice, title: Second visits fall, baseline: 31, target: 15}]
---
=== 2026-q4/south/bills.md
---
title: Bills hold no surprise
origin: top-down
key_results: [{id: asked, title: Bills that are questioned fall, baseline: 60, target: 20}]
---
=== 2026-q4/west/words.md
---
title: Customers know what we did
origin: bottom-up
key_results: [{id: know, title: Customers who can tell rise, baseline: 40, target: 75}]
---
""",
    settings=("limits.bottom_up_share",),
)

_ENOUGH = 5


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each cycle, at its index or at the first objective that states an origin."""
    share = scored.settings.limits.bottom_up_share
    leading = {unit.parent for unit in scored.portfolio.units.values()}
    by_cycle: dict[str, list[Folder]] = defaultdict(list)
    for folder in folders(scored, is_open):
        if folder.ref.unit not in leading and not folder.is_personal:
            by_cycle[folder.ref.cycle].append(folder)
    for in_cycle in by_cycle.values():
        stated = [one for folder in in_cycle for one in folder.objectives if one.objective.origin]
        proposed = sum(one.objective.origin is Origin.BOTTOM_UP for one in stated)
        if len(stated) >= _ENOUGH and proposed < share * len(stated):
            yield CODE.found(
                _place(in_cycle[0], stated),
                _message(proposed, len(stated), in_cycle[0].ref.cycle, share),
                said(
                    "ask each team for an objective of its own; where a team proposed one, write "
                    "`origin: bottom-up`"
                ),
            )


def _message(proposed: int, stated: int, cycle: str, share: Decimal) -> Said:
    percent = f"{share * 100:.0f}"
    if proposed:
        return said(
            "{proposed} of {stated} objectives in {cycle} that state their origin came from the "
            "teams, {percent} % is the least",
            proposed=proposed,
            stated=stated,
            cycle=cycle,
            percent=percent,
        )
    return said(
        "none of {stated} objectives in {cycle} that state their origin came from the teams, "
        "{percent} % is the least",
        stated=stated,
        cycle=cycle,
        percent=percent,
    )


def _place(folder: Folder, stated: list[ScoredObjective]) -> Place:
    if folder.cycle.file:
        return Place(file=folder.cycle.file)
    return Place(file=stated[0].objective.file).at("origin")


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
