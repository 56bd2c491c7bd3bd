"""ALN007: a team has no objective in the running cycle, while the teams beside it have."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Team
from okrpress.model.portfolio import Portfolio
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.hierarchy import units_above
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="ALN007",
    name="unit-without-objectives",
    level=Level.ADVICE,
    what="A team has no objective in any running cycle, nor has a team below it, while two thirds "
    "or more of the teams with the same parent have one. Drafts count: somebody is at it.",
    why="Either the team was forgotten, or its work does not appear in what the company says it "
    "wants. Both should be known to its people before the cycle is over.",
    source="Which teams have OKRs is the first question of an evaluation: puzzle/okr, issues 1257 "
    "and 1813.",
    fix="Write an objective for the team, or a draft. A team that no longer exists loses its file; "
    "one that rightly has no OKRs can ignore this finding with the reason beside it.",
    bad="""\
=== teams/brewing.md
---
name: Brewing
---
=== teams/taproom.md
---
name: Taproom
---
=== teams/bottling.md
---
name: Bottling
---
=== 2026-q4/brewing/taste.md
---
title: Every barrel tastes as it should
key_results: [{id: poured, title: Barrels poured away fall, baseline: 6, target: 2}]
---
=== 2026-q4/taproom/evenings.md
---
title: Neighbours spend their evenings here
key_results: [{id: guests, title: Guests on Tuesdays rise, baseline: 25, target: 60}]
---
""",
    good="""\
=== teams/brewing.md
---
name: Brewing
---
=== teams/taproom.md
---
name: Taproom
---
=== teams/bottling.md
---
name: Bottling
---
=== 2026-q4/brewing/taste.md
---
title: Every barrel tastes as it should
key_results: [{id: poured, title: Barrels poured away fall, baseline: 6, target: 2}]
---
=== 2026-q4/taproom/evenings.md
---
title: Neighbours spend their evenings here
key_results: [{id: guests, title: Guests on Tuesdays rise, baseline: 25, target: 60}]
---
=== 2026-q4/bottling/glass.md
---
title: Glass comes back to us
state: draft
key_results: [{id: back, title: Bottles that come back rise, baseline: 40, target: 70}]
---
""",
)

_AT_MOST_IDLE = Fraction(1, 3)  # of the teams with the same parent


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each team that most of its siblings are ahead of, at its name."""
    portfolio = scored.portfolio
    running = {cycle.id for cycle in portfolio.running_cycles(scored.as_of)}
    busy = _busy(portfolio, running)
    siblings: dict[str | None, list[Team]] = defaultdict(list)
    for team in portfolio.teams.values():
        siblings[team.parent].append(team)
    for group in siblings.values():
        idle = [team for team in group if team.id not in busy]
        if len(idle) > len(group) * _AT_MOST_IDLE:
            continue
        others = [team.id for team in group if team.id in busy]
        for team in idle:
            yield CODE.found(
                Place(file=team.file).at("name"),
                said(
                    "{team} has no objective in a running cycle; {others} beside it have",
                    team=quote(team.name),
                    others=listed(others),
                ),
                said("write an objective or a draft for it, or remove the team if it is no more"),
            )


def _busy(portfolio: Portfolio, running: set[str]) -> set[str]:
    """Teams with an objective in a running cycle, broken files included, and all above them."""
    folders = [*portfolio.by_folder, *(one.unit_cycle for one in portfolio.left_out)]
    names = {folder.unit for folder in folders if folder and folder.cycle in running}
    active = names & portfolio.teams.keys()
    above = {unit.id for id in active for unit in units_above(portfolio.units[id], portfolio.units)}
    return active | above


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
