"""PRV002: more people may see something than before."""

from collections.abc import Iterator

from okrpress.changes import Change, Changes, Subject
from okrpress.model.audience_sight import is_wider
from okrpress.model.audience_view import visibility_of
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Visibility
from okrpress.rules.changes.rule import ChangeRule
from okrpress.rules.changes.telling import thing
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

_HELP = "read its check-ins and reviews with the new readers' eyes before this lands"


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each thing that was there before, whatever state it is in."""
    yield from _objectives(changes)
    for change in changes.changes:
        if change.subject is not Subject.OBJECTIVE and _is_widened(change):
            now = change.after or "as open as what it belongs to"
            part = "part of " if " " in change.field else ""
            message = f"{part}{thing(change)} was {change.before} and is now {now}"
            yield CODE.found(change.place, message, _HELP)


def _objectives(changes: Changes) -> Iterator[Finding]:
    before, after = changes.before.portfolio, changes.after.portfolio
    for ref, objective in after.objectives.items():
        was = before.objectives.get(changes.origins.get(ref, ref))
        if was is None or was is objective:
            continue
        narrow, wide = visibility_of(was, before), visibility_of(objective, after)
        if is_wider(wide, narrow):
            yield CODE.found(
                Place(file=objective.file, keys=("visibility",)),
                f"objective {quote(objective.title)} was {narrow} and is now {wide}",
                _HELP,
            )


def _is_widened(change: Change) -> bool:
    """Whether something said who may see it, and is open to more now: silence narrows nothing."""
    if not change.field.endswith("visibility") or change.before is None:
        return False
    after = Visibility(str(change.after)) if change.after else Visibility.PUBLIC
    return is_wider(after, Visibility(str(change.before)))


RULE = ChangeRule(code=CODE, check=check)
