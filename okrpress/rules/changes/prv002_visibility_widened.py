"""PRV002: more people may see something than before."""

from collections.abc import Iterator

from okrpress.changes import Changes
from okrpress.model.audience import visibility_of
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Visibility
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.code import Code
from okrpress.rules.titles import quote

CODE = Code(
    code="PRV002",
    name="visibility-widened",
    level=Level.WARNING,
    what="An objective that only some may see is now open to more people.",
    why="What was published once cannot be taken back: pages are copied, indexed and remembered, "
    "with the check-ins that were written for fewer eyes.",
    fix="Read its check-ins and reviews with the eyes of the new readers, and let its owner "
    "approve the change. Then leave it; nothing needs to be written.",
    bad="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
visibility: internal
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
visibility: public
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
    good="""\
=== before: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
visibility: public
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
visibility: internal
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
""",
)

_WIDTH = {level: width for width, level in enumerate(reversed(Visibility))}


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each objective that was there before, whatever state it is in."""
    older = {newer: old for old, newer in changes.moved.items()}
    before, after = changes.before.portfolio, changes.after.portfolio
    for ref, objective in after.objectives.items():
        was = before.objectives.get(older.get(ref, ref))
        if was is None or was is objective:
            continue
        narrow, wide = visibility_of(was, before), visibility_of(objective, after)
        if _WIDTH[wide] > _WIDTH[narrow]:
            yield CODE.found(
                Place(file=objective.file, keys=("visibility",)),
                f"objective {quote(objective.title)} was {narrow} and is now {wide}",
                "read its check-ins and reviews with the new readers' eyes before this lands",
            )


RULE = ChangeRule(code=CODE, check=check)
