"""CHG001: a running commitment asks for less, and nothing says why."""

from collections.abc import Iterator

from okrpress.changes import Changes, Direction
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import moves, running
from okrpress.rules.changes.telling import entry, move, thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG001",
    name="eased-without-reason",
    level=Level.ERROR,
    what="A commitment of a running cycle asks for less than before, or for the same later, and "
    "its target ledger does not say why.",
    why="A target that quietly comes down makes every later number look better than it is. Said "
    "with a reason it is an honest decision, and the site shows the score against both.",
    fix="Add an entry to `changes` of the key result (or objective), with date, field, from, to "
    "and reason; `okrpress amend` writes both. Or take the change back.",
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
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 40}
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
    target: 40
    changes:
      - {date: 2026-11-20, field: target, from: 45, to: 40, reason: The app store held us up}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)

_FIELDS = frozenset({"target", "keep", "due", "steps", "measure", "type"})


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each field that was eased."""
    for change in running(changes):
        if change.direction is Direction.EASED and moves(change, _FIELDS):
            yield CODE.found(
                change.place,
                f"{change.field} of {thing(change)} was eased {move(change)} without a reason",
                f"say why: {entry(change)}",
            )


RULE = ChangeRule(code=CODE, check=check)
