"""CHG009: a grade or decision of a review reads differently now."""

from collections.abc import Iterator

from okrpress.changes import Changes, Kind, Subject
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import is_closed
from okrpress.rules.changes.telling import move
from okrpress.rules.code import Code

CODE = Code(
    code="CHG009",
    name="review-rewritten",
    level=Level.WARNING,
    what="A grade, a decision or what becomes of a key result was there before and is different "
    "now, or its review was deleted.",
    why="A review is what people agreed on together on a day. Changing it alone takes the "
    "agreement back without those who made it.",
    fix="Take the change back, or say in the review's text who agreed to it, and when.",
    bad="""\
=== 2026-q3/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== before: 2026-q3/growth/retrospective.md
---
date: 2026-10-05
grades:
  first-week#activation: {score: 0.4, why: The count began late}
---
=== after: 2026-q3/growth/retrospective.md
---
date: 2026-10-05
grades:
  first-week#activation: {score: 0.7, why: The count began late}
---
""",
    good="""\
=== 2026-q3/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== after: 2026-q3/growth/retrospective.md
---
date: 2026-10-05
grades:
  first-week#activation: {score: 0.4, why: The count began late}
---
""",
)

_REVIEWS = frozenset({Subject.RETROSPECTIVE, Subject.MID_CYCLE})
_VERDICTS = ("grade", "decision", "carry")


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each verdict."""
    for change in changes.changes:
        if change.subject not in _REVIEWS or is_closed(changes, change):
            continue
        if change.kind is Kind.DROPPED:
            yield CODE.found(
                change.place, f"the {change.title} was deleted", "bring it back: it was held"
            )
        elif change.kind is Kind.REWRITTEN and change.field.endswith(_VERDICTS):
            yield CODE.found(
                change.place,
                f"the {change.title} was rewritten: {change.field} {move(change)}",
                "take it back, or say in its text who agreed to the change, and when",
            )


RULE = ChangeRule(code=CODE, check=check)
