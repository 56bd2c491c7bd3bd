"""CHG008: an entry of the target ledger is gone, or reads differently."""

from collections.abc import Iterator

from okrpress.changes import Changes, Kind
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import running
from okrpress.rules.changes.telling import term, thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG008",
    name="ledger-rewritten",
    level=Level.ERROR,
    what="An entry in `changes`, the target ledger of an objective or key result, was removed or "
    "changed.",
    why="The ledger is what makes a moved target honest, and the score against the original target "
    "is computed from it. A ledger that can be rewritten is none.",
    fix="Bring the entry back. What has changed since goes into a new entry below it.",
    bad="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - id: activation
    title: Week-one activation rises from 31 %
    baseline: 31
    target: 40
    changes:
      - {date: 2026-11-02, field: target, from: 45, to: 40, reason: The app store held us up}
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
  - id: activation
    title: Week-one activation rises from 31 %
    baseline: 31
    target: 40
    changes:
      - {date: 2026-11-02, field: target, from: 45, to: 40, reason: The app store held us up}
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
    target: 45
    changes:
      - {date: 2026-11-02, field: target, from: 45, to: 40, reason: The app store held us up}
      - {date: 2026-11-20, field: target, from: 40, to: 45, reason: It was let in after all}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each entry."""
    for change in running(changes):
        if change.kind is Kind.REWRITTEN:
            done = "removed from" if change.after is None else "changed in"
            yield CODE.found(
                change.place,
                f"an entry was {done} the ledger of {thing(change)}: {term(change.before)}",
                "bring it back as it was; a later move is a new entry",
            )


RULE = ChangeRule(code=CODE, check=check)
