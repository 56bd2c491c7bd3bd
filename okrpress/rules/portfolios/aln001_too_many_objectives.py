"""ALN001: a unit pursues more core objectives than it can."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Tier
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import folders, is_open
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="ALN001",
    name="too-many-objectives",
    level=Level.WARNING,
    what="A team or person has more core objectives in one cycle than the limit. Drafts, postponed "
    "and cancelled objectives, and those with `tier: nice-to-have`, are not counted.",
    why="An objective says what matters more than everything else. Four of them say that nothing "
    "does: attention is divided, and whatever is urgent that week decides in place of the plan.",
    source="At most three objectives for a unit: open-okr, METHOD.md.",
    fix="Decide together which three matter most. Give the others `tier: nice-to-have`, postpone "
    "them with a reason, or make one a key result of another. A company that means to have more "
    "raises the limit.",
    bad="""\
=== 2026-q4/bakery/bread.md
---
title: Our bread is worth a detour
key_results: [{id: regulars, title: Regulars rise, baseline: 210, target: 300}]
---
=== 2026-q4/bakery/mornings.md
---
title: Mornings are calm in the bakery
key_results: [{id: nights, title: Night shifts fall, baseline: 9, target: 5}]
---
=== 2026-q4/bakery/waste.md
---
title: Nothing that we bake is thrown away
key_results: [{id: left, title: Loaves left at closing fall, baseline: 40, target: 10}]
---
=== 2026-q4/bakery/street.md
---
title: The street knows our name
key_results: [{id: visits, title: First visits rise, baseline: 30, target: 80}]
---
""",
    good="""\
=== 2026-q4/bakery/bread.md
---
title: Our bread is worth a detour
key_results: [{id: regulars, title: Regulars rise, baseline: 210, target: 300}]
---
=== 2026-q4/bakery/mornings.md
---
title: Mornings are calm in the bakery
key_results: [{id: nights, title: Night shifts fall, baseline: 9, target: 5}]
---
=== 2026-q4/bakery/waste.md
---
title: Nothing that we bake is thrown away
key_results: [{id: left, title: Loaves left at closing fall, baseline: 40, target: 10}]
---
=== 2026-q4/bakery/street.md
---
title: The street knows our name
tier: nice-to-have
key_results: [{id: visits, title: First visits rise, baseline: 30, target: 80}]
---
""",
    settings=("limits.objectives_per_unit",),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder, at its first objective beyond the limit."""
    limit = int(scored.settings.limits.objectives_per_unit)
    for folder in folders(scored, is_open):
        core = [one for one in folder.objectives if one.objective.tier is Tier.CORE]
        if len(core) > limit:
            yield CODE.found(
                Place(file=core[limit].objective.file).at("title"),
                said(
                    "`{unit}` has {all} core objectives in {cycle}, {limit} is the limit: {names}",
                    unit=folder.ref.unit,
                    all=len(core),
                    cycle=folder.ref.cycle,
                    limit=limit,
                    names=listed([one.ref.objective for one in core]),
                ),
                said(
                    "keep those that matter most; give the others `tier: nice-to-have`, or "
                    "postpone them"
                ),
            )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
