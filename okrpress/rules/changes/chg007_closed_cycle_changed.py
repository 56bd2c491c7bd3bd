"""CHG007: something in a cycle that was closed reads differently now."""

from collections.abc import Iterator

from okrpress.changes import Changes, Kind, Subject
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import is_closed
from okrpress.rules.changes.telling import thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG007",
    name="closed-cycle-changed",
    level=Level.WARNING,
    what="A commitment, check-in, review or threshold of a cycle that was closed before is "
    "different. One finding for each file.",
    why="A closed cycle is the record of what was promised and how it ended. Its pages, and all "
    "that was learnt from them, rest on its not moving.",
    fix="Take the change back. Where the record was wrong, correct it in a commit of its own that "
    "says so, and expect to be asked.",
    bad="""\
=== 2026-q3/index.md
---
closed: 2026-10-09
---
=== before: 2026-q3/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q3/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 40}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
    good="""\
=== before: 2026-q3/index.md
---
title: The third quarter
---
=== after: 2026-q3/index.md
---
title: The third quarter
closed: 2026-10-09
---
=== 2026-q3/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)

_OUTSIDE = frozenset({Subject.TEAM, Subject.PERSON, Subject.ORGANISATION})


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each file, at the first thing in it that changed."""
    seen: set[str] = set()
    for change in changes.changes:
        if change.subject in _OUTSIDE or not is_closed(changes, change):
            continue
        if change.place.file in seen:
            continue
        seen.add(change.place.file)
        what = f"{change.field} of {thing(change)}" if change.field else thing(change)
        done = "was dropped" if change.kind is Kind.DROPPED else "is different"
        yield CODE.found(
            change.place,
            f"{what} {done}, and its cycle was closed",
            "take the change back, or correct the record in a commit of its own that says why",
        )


RULE = ChangeRule(code=CODE, check=check)
