"""KR005: nothing says until when the key result is to be reached."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Cycle
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import About, KeyResultAt, PortfolioRule
from okrpress.rules.runner import is_closed
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR005",
    name="no-due-date",
    level=Level.WARNING,
    what="A key result has no `due` date, and its cycle has no dates either. Where that is so for "
    "all key results of a cycle, one finding at the cycle says it.",
    why="Without an end there is no pace: nobody can say whether 40 % is early or late, nothing "
    "turns stale, and the moment to grade never comes.",
    fix="Give the cycle `start` and `end` in its `index.md`, or each key result its own `due`.",
    source="A due date or a cycle is present: open-okr, METHOD.md.",
    bad="""\
=== festival/index.md
---
title: The festival
undated: Until the town says when
---
=== festival/crew/stage.md
---
title: Everybody can see the stage
key_results:
  - {id: view, title: Seats with a free view rise from 310 to 400, baseline: 310, target: 400}
  - {id: ramp, title: Wheelchairs get to the front, done_when: Ada has been there,
     due: 2026-12-01}
---
""",
    good="""\
=== festival/index.md
---
title: The festival
undated: Until the town says when
---
=== festival/crew/stage.md
---
title: Everybody can see the stage
key_results:
  - {id: view, title: Seats with a free view rise from 310 to 400, baseline: 310, target: 400,
     due: 2026-12-01}
  - {id: ramp, title: Wheelchairs get to the front, done_when: Ada has been there,
     due: 2026-12-01}
---
""",
)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each key result without an end, or for a cycle where none has one."""
    undated = [cycle for cycle in scored.portfolio.cycles.values() if cycle.end is None]
    for cycle in undated:
        key_results = [
            subject
            for ref, objective in scored.portfolio.objectives.items()
            if ref.cycle == cycle.id and not is_closed(objective, scored)
            for subject in standing(objective)
        ]
        endless = [subject for subject in key_results if subject.key_result.due is None]
        if len(endless) > 1 and len(endless) == len(key_results):
            yield _of_cycle(cycle, len(endless))
        else:
            yield from map(_of_key_result, endless)


def _of_cycle(cycle: Cycle, count: int) -> Finding:
    return CODE.found(
        Place(file=cycle.file).at("undated", on="key"),
        said(
            "the cycle `{cycle}` has no dates, and none of its {all} key results a due date",
            cycle=cycle.id,
            all=count,
        ),
        said("write `start` and `end` of the cycle, or give each key result its `due`"),
    )


def _of_key_result(subject: KeyResultAt) -> Finding:
    return CODE.found(
        subject.place.at("title"),
        said(
            "{title} is due on no day: its cycle has no dates",
            title=quote(subject.key_result.title),
        ),
        said("add `due: YYYY-MM-DD`"),
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
