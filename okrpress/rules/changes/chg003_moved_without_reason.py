"""CHG003: a running commitment asks for more, or for something else, and nothing says why."""

from collections.abc import Iterator

from okrpress.changes import Changes, Direction
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import moves, running
from okrpress.rules.changes.telling import entry, move, thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG003",
    name="moved-without-reason",
    level=Level.WARNING,
    what="A target, band, due date, weight, plan or way of counting of a running cycle moved, not "
    "towards the easier side, and its target ledger does not say why.",
    why="A goal that moves is a different goal, in whatever direction. People who work towards it "
    "and readers of its history need the day and the reason.",
    fix="Add an entry to `changes` with date, field, from, to and reason; `okrpress amend` writes "
    "both.",
    bad="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 55}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
    good="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - id: activation
    title: Week-one activation rises from 31 %
    baseline: 31
    target: 55
    changes:
      - {date: 2026-11-20, field: target, from: 45, to: 55, reason: 45 was reached in October}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)

_FIELDS = frozenset(
    {"target", "keep", "due", "start", "steps", "measure", "weight", "plan", "aggregate", "unit"}
)


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each field that moved; what was eased is CHG001's."""
    for change in running(changes):
        if change.direction is not Direction.EASED and moves(change, _FIELDS):
            yield CODE.found(
                change.place,
                f"{change.field} of {thing(change)} was moved {move(change)} without a reason",
                f"say why: {entry(change)}",
            )


RULE = ChangeRule(code=CODE, check=check)
