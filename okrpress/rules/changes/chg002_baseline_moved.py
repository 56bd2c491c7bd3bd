"""CHG002: a baseline moves while the cycle runs, and nothing says why."""

from collections.abc import Iterator

from okrpress.changes import Changes
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import moves, running
from okrpress.rules.changes.telling import entry, move, thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG002",
    name="baseline-moved-without-reason",
    level=Level.ERROR,
    what="The baseline of a key result in a running cycle is another one, and its target ledger "
    "does not say why.",
    why="Progress is counted from the baseline: who moves it moves all progress made so far, in "
    "the past too. A measuring mistake is a fine reason, once it is said.",
    fix="Add an entry to `changes` with date, field, from, to and reason; `okrpress amend` writes "
    "both. Or take the change back.",
    bad="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall to 40 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises to 45 %, baseline: 26, target: 45}
  - {id: calls, title: Calls for help fall to 40 a week, baseline: 90, target: 40}
---
""",
    good="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall to 40 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - id: activation
    title: Week-one activation rises to 45 %
    baseline: 26
    target: 45
    changes:
      - {date: 2026-11-20, field: baseline, from: 31, to: 26, reason: Test accounts were counted}
  - {id: calls, title: Calls for help fall to 40 a week, baseline: 90, target: 40}
---
""",
)

_FIELDS = frozenset({"baseline"})


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each baseline that moved."""
    for change in running(changes):
        if moves(change, _FIELDS):
            yield CODE.found(
                change.place,
                f"the baseline of {thing(change)} was moved {move(change)} without a reason",
                f"say why: {entry(change)}",
            )


RULE = ChangeRule(code=CODE, check=check)
