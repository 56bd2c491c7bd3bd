"""ALN004: one person answers for more key results than anybody can look after."""

from collections import defaultdict
from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import ScoredKeyResultAt, folders, is_open
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="ALN004",
    name="overloaded-owner",
    level=Level.WARNING,
    what="Somebody owns more key results in one cycle than the limit. A key result without an "
    "owner belongs to the owner of its objective. What a person pursues in a folder of their own, "
    "and what has weight 0, is not counted. Where one person owns everything there is nobody to "
    "share with, and the rule is silent.",
    why="To own a key result means to look at it every week, to know why it moves, and to ask for "
    "help in time. With ten of them that becomes a spreadsheet on Friday afternoon, and the lead "
    "who owns everything keeps the team from owning anything.",
    source="Exactly one accountable owner for each: open-okr, METHOD.md; commitments on Monday and "
    "wins on Friday: Christina Wodtke, Radical Focus.",
    fix="Give key results to those who can move them: `owner` may stand at each key result.",
    bad="""\
=== 2026-q4/clinic/care.md
---
title: Patients feel looked after
owner: ada
key_results:
  - {id: wait, title: Minutes of waiting fall, baseline: 40, target: 20}
  - {id: calls, title: Calls answered at once rise, baseline: 50, target: 80, unit: "%"}
  - {id: again, title: Patients who come again rise, baseline: 60, target: 75, unit: "%"}
  - {id: told, title: Patients who know what comes next rise, baseline: 55, target: 85, unit: "%"}
---
=== 2026-q4/clinic/house.md
---
title: The house runs by itself
owner: ada
key_results:
  - {id: stock, title: Drugs out of stock fall, baseline: 9, target: 2}
  - {id: rooms, title: Hours in which rooms stand empty fall, baseline: 60, target: 30}
  - {id: lost, title: Appointments that are missed fall, baseline: 12, target: 6, unit: "%"}
  - {id: bills, title: Bills sent within a week rise, baseline: 40, target: 90, unit: "%"}
  - {id: heat, title: Heating per square metre falls, baseline: 110, target: 95, owner: ben}
---
""",
    good="""\
=== 2026-q4/clinic/care.md
---
title: Patients feel looked after
owner: ada
key_results:
  - {id: wait, title: Minutes of waiting fall, baseline: 40, target: 20}
  - {id: calls, title: Calls answered at once rise, baseline: 50, target: 80, owner: cleo}
  - {id: again, title: Patients who come again rise, baseline: 60, target: 75, unit: "%"}
  - {id: told, title: Patients who know what comes next rise, baseline: 55, target: 85, unit: "%"}
---
=== 2026-q4/clinic/house.md
---
title: The house runs by itself
owner: ben
key_results:
  - {id: stock, title: Drugs out of stock fall, baseline: 9, target: 2}
  - {id: rooms, title: Hours in which rooms stand empty fall, baseline: 60, target: 30}
  - {id: lost, title: Appointments that are missed fall, baseline: 12, target: 6, unit: "%"}
  - {id: bills, title: Bills sent within a week rise, baseline: 40, target: 90, unit: "%"}
---
""",
    settings=("limits.key_results_per_owner",),
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each owner and cycle, at the first key result beyond the limit."""
    limit = int(scored.settings.limits.key_results_per_owner)
    owned: dict[str, dict[str, list[ScoredKeyResultAt]]] = defaultdict(lambda: defaultdict(list))
    for folder in folders(scored, is_open):
        for subject in folder.key_results() if not folder.is_personal else ():
            if subject.owner is not None:
                owned[folder.ref.cycle][subject.owner].append(subject)
    for cycle, owners in owned.items():
        for owner, subjects in owners.items():
            if len(subjects) > limit and len(owners) > 1:
                names = list(dict.fromkeys(one.objective.ref.objective for one in subjects))
                yield CODE.found(
                    _owner_place(subjects[limit]),
                    said(
                        "`{owner}` owns {all} key results in {cycle}, {limit} is the limit: in "
                        "{names}",
                        owner=owner,
                        all=len(subjects),
                        cycle=cycle,
                        limit=limit,
                        names=listed(names),
                    ),
                    said("give some of them to those who can move them: `owner` at a key result"),
                )


def _owner_place(subject: ScoredKeyResultAt) -> Place:
    """Where the key result's owner is written."""
    if subject.scored.key_result.owner is not None:
        return subject.place.at("owner")
    return Place(file=subject.objective.objective.file).at("owner")


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
