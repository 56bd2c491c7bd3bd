"""CHG006: a check-in of the past reads differently now."""

from collections.abc import Iterator
from datetime import date

from okrpress.changes import Change, Changes, Kind, Subject
from okrpress.changes.change import Term
from okrpress.model.finding import Finding, Level
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.scope import is_closed
from okrpress.rules.changes.telling import move, term
from okrpress.rules.code import Code

CODE = Code(
    code="CHG006",
    name="check-in-rewritten",
    level=Level.WARNING,
    what="A check-in of a day that is over was deleted, or reports another value or confidence.",
    why="A check-in says what was seen on a day, and that day is over. Later knowledge belongs in "
    "a later check-in; history that changes cannot be learnt from.",
    fix="Where the old value was a slip of the pen, leave the correction and say so in the note; "
    "otherwise take it back and report the new value in a new check-in.",
    bad="""\
=== 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== before: 2026-q4/growth/checkins/2026-11-02.md
---
key_results:
  first-week#activation: {value: 33, confidence: 4}
---
=== after: 2026-q4/growth/checkins/2026-11-02.md
---
key_results:
  first-week#activation: {value: 38, confidence: 4}
---
""",
    good="""\
=== 2026-q4/growth/first-week.md
---
title: Newcomers succeed in their first week
owner: maria
key_results:
  - {id: activation, title: Week-one activation rises from 31 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 90 a week, baseline: 90, target: 40}
---
=== 2026-q4/growth/checkins/2026-11-02.md
---
key_results:
  first-week#activation: {value: 33, confidence: 4}
---
=== after: 2026-q4/growth/checkins/2026-11-09.md
---
key_results:
  first-week#activation: {value: 38, confidence: 4, note: Last week's count missed the weekend}
---
""",
)

_WORDS = ("note", "author", "priorities", "blockers", "wins", "body", "visibility")


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each check-in, at the first thing that it says differently."""
    seen: set[str] = set()
    for change in changes.changes:
        if change.id in seen or not _is_rewritten(change) or is_closed(changes, change):
            continue
        if not _is_over(change, changes.after.as_of):
            continue
        seen.add(change.id)
        if change.kind is Kind.DROPPED:
            yield CODE.found(
                change.place,
                f"the {change.title} was deleted",
                "bring it back: what was seen that day stays seen",
            )
        else:
            yield CODE.found(
                change.place,
                f"the {change.title} was rewritten: {change.field} {move(change)}",
                f"report {_now(change.after)} in a new check-in, or say in a note what was wrong",
            )


def _is_over(change: Change, as_of: date) -> bool:
    """Whether the day that is reported lies behind: until then one may correct oneself."""
    return date.fromisoformat(change.id.rpartition("/")[2]) < as_of


def _now(value: Term) -> str:
    return "what is true now" if value is None else term(value)


def _is_rewritten(change: Change) -> bool:
    if change.subject is not Subject.CHECK_IN:
        return False
    is_words = change.field.endswith(_WORDS)
    return change.kind is Kind.DROPPED or (change.kind is Kind.REWRITTEN and not is_words)


RULE = ChangeRule(code=CODE, check=check)
