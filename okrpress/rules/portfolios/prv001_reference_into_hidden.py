"""PRV001: something public rests on something that its readers cannot see."""

from collections.abc import Iterator
from dataclasses import replace

from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import view_for
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.portfolio import Whole
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import is_closed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="PRV001",
    name="reference-into-hidden",
    level=Level.WARNING,
    what="An objective that everybody may see supports or depends on one that is not public: by "
    "its `visibility`, or because it is a person's and does not say `visibility: public`.",
    why="The published site leaves the reference out, so that nothing hidden shows through. "
    "Readers then see an objective that supports nothing or waits for nobody, and the authors, who "
    "read the files, do not notice. Where the files themselves are public, the reference tells "
    "that something hidden exists.",
    source="What is not clearly public is left out together with every reference to it: how "
    "okrpress publishes.",
    fix="Publish the objective that is named, support one that is public, or restrict this one in "
    "the same way. If readers may know that it stands alone for them, say so in its text.",
    bad="""\
=== 2026-q4/board/merger.md
---
title: Two houses become one
visibility: internal
key_results: [{id: teams, title: Teams that work as one rise, baseline: 0, target: 8}]
---
=== 2026-q4/desk/answers.md
---
title: Whoever asks gets one answer
supports: board/merger
key_results: [{id: twice, title: Questions that are asked twice fall, baseline: 30, target: 10}]
---
""",
    good="""\
=== 2026-q4/board/merger.md
---
title: Two houses become one
visibility: internal
key_results: [{id: teams, title: Teams that work as one rise, baseline: 0, target: 8}]
---
=== 2026-q4/desk/answers.md
---
title: Whoever asks gets one answer
visibility: internal
supports: board/merger
key_results: [{id: twice, title: Questions that are asked twice fall, baseline: 30, target: 10}]
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each reference."""
    portfolio = scored.portfolio
    # Only objectives matter here; without the rest the view costs a fraction.
    objectives_only = replace(
        portfolio, check_ins={}, mid_cycle_reviews={}, retrospectives={}, left_out=()
    )
    public = view_for(PUBLIC, Whole(objectives_only)).objectives
    for ref, shown in public.items():
        objective = portfolio.objectives[ref]
        if is_closed(portfolio.cycles[ref.cycle], scored.as_of):
            continue
        for key, verb, named, kept in (
            ("supports", "supports", objective.supports, shown.supports),
            ("depends_on", "depends on", objective.depends_on, shown.depends_on),
        ):
            for target in named:
                if target not in kept:
                    yield CODE.found(
                        Place(file=objective.file).at(key),
                        f"{quote(objective.title)} is public and {verb} `{target}`, which is not: "
                        "readers do not see the link",
                        "publish what it names, name something public, or restrict this one too",
                    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
