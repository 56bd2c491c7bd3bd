"""CHG005: an objective or key result is gone while its cycle runs."""

from collections.abc import Iterator

from okrpress.changes import Changes, Kind, Subject
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import running
from okrpress.rules.changes.telling import thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG005",
    name="dropped-mid-cycle",
    level=Level.ERROR,
    what="An objective or key result of a running cycle was deleted.",
    why="What is deleted leaves no trace on the site: a promise that is given up is a decision, "
    "with a reason, and the cycle's score should show it.",
    fix="Bring it back and write `state: cancelled` or `state: postponed` with a `reason`; "
    "`okrpress amend --state cancelled` does it.",
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
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
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
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - id: calls
    title: Calls for help fall from 90 a week
    baseline: 90
    target: 40
    state: cancelled
    reason: The phone line was closed
---
""",
)


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each; the key results of a dropped objective are not named again."""
    for change in running(changes):
        if change.kind is Kind.DROPPED:
            what = "bring the file back and" if change.subject is Subject.OBJECTIVE else "instead,"
            yield CODE.found(
                change.place,
                f"{thing(change)} was dropped while its cycle runs",
                f"{what} write `state: cancelled` with a `reason`",
            )


RULE = ChangeRule(code=CODE, check=check)
