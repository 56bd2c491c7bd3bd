"""PRV001: an objective rests on something that its readers cannot see."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from okrpress.model.audience import INTERNAL, PUBLIC, Audience
from okrpress.model.audience_view import view_for
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.portfolio import Whole
from okrpress.model.said import Template, said
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
    "its `visibility`, or because it is a person's and does not say `visibility: public`. Or one "
    "that the whole house may see does so with one that only managers or its holder may see. What "
    "is for managers or for its holder alone may refer to anything: its few readers can be asked.",
    why="The site for these readers leaves the reference out, so that nothing hidden shows "
    "through. They then see an objective that supports nothing or waits for nobody, and the "
    "authors, who read the files, do not notice. Where the files themselves are public, the "
    "reference tells that something hidden exists.",
    source="What is not clearly public is left out together with every reference to it: how "
    "okrpress publishes.",
    fix="Show the objective that is named to the same readers, support one that they see, or "
    "restrict this one in the same way. If readers may know that it stands alone for them, say so "
    "in its text.",
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


_MESSAGES = {
    (PUBLIC, "supports"): Template(
        "{title} is public and supports `{target}`, which is for fewer readers: the others do not "
        "see the link"
    ),
    (PUBLIC, "depends_on"): Template(
        "{title} is public and depends on `{target}`, which is for fewer readers: the others do "
        "not see the link"
    ),
    (INTERNAL, "supports"): Template(
        "{title} is internal and supports `{target}`, which is for fewer readers: the others do "
        "not see the link"
    ),
    (INTERNAL, "depends_on"): Template(
        "{title} is internal and depends on `{target}`, which is for fewer readers: the others do "
        "not see the link"
    ),
}


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each reference, about the widest audience that does not see where it leads.

    A site for a manager or a person shows what the house sees and their own, so that public and
    internal are the audiences to ask about.
    """
    portfolio = scored.portfolio
    # Only objectives matter here; without the rest the view costs a fraction.
    whole = Whole(
        replace(portfolio, check_ins={}, mid_cycle_reviews={}, retrospectives={}, left_out=())
    )
    public = view_for(PUBLIC, whole).objectives
    yield from _cut(scored, public.values(), PUBLIC)
    if len(public) < len(portfolio.objectives):
        internal = view_for(INTERNAL, whole).objectives
        yield from _cut(
            scored, (one for ref, one in internal.items() if ref not in public), INTERNAL
        )


def _cut(
    scored: ScoredPortfolio, shown: Iterable[Objective], readers: Audience
) -> Iterator[Finding]:
    """The references that objectives do not have any more as these readers are shown them."""
    portfolio = scored.portfolio
    for one in shown:
        objective = portfolio.objectives[one.ref]
        if is_closed(portfolio.cycles[one.ref.cycle], scored.as_of):
            continue
        for key, named, kept in (
            ("supports", objective.supports, one.supports),
            ("depends_on", objective.depends_on, one.depends_on),
        ):
            for target in named:
                if target not in kept:
                    yield CODE.found(
                        Place(file=objective.file).at(key),
                        _MESSAGES[readers, key].said(
                            title=quote(objective.title), target=str(target)
                        ),
                        said(
                            "open what it names to them, name something that they see, or restrict "
                            "this one too"
                        ),
                    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
