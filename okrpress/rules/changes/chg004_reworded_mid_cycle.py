"""CHG004: what was promised reads differently while the cycle runs."""

from collections.abc import Iterator

from okrpress.changes import Changes, Kind
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import is_same_text, running
from okrpress.rules.changes.telling import move, thing
from okrpress.rules.code import Code

CODE = Code(
    code="CHG004",
    name="reworded-mid-cycle",
    level=Level.WARNING,
    what="The title of an objective or key result, or what its yes or no hangs on, reads "
    "differently in a running cycle. Case, spaces and punctuation do not count.",
    why="Other words are often another promise. Readers who come back in December should find what "
    "they read in October, or be told that it changed.",
    fix="Where the meaning changed, add an entry to `changes` (`field: title`) with the reason; "
    "where it did not, leave this be.",
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
title: Newcomers find their way in their first month
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
    good="""\
=== before: 2026-q4/growth/first-week.md
---
title: newcomers succeed in their first week.
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
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)

_FIELDS = frozenset({"title", "done_when"})


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each text that says something else."""
    for change in running(changes):
        is_text = change.kind is Kind.REWORDED and change.field in _FIELDS and not change.entered
        if is_text and not is_same_text(change.before, change.after):
            yield CODE.found(
                change.place,
                f"{change.field} of {thing(change)} was reworded {move(change)}",
                "where the promise is another one, say so in `changes`, with the reason",
            )


RULE = ChangeRule(code=CODE, check=check)
