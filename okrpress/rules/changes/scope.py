"""Which changes the rules look at: those to what was promised, where the promise is running."""

import re
from collections.abc import Iterator

from okrpress.changes import Change, Changes, Kind, Subject
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.model.okr import Cycle, KeyResult, Objective, State

_COMMITMENTS = frozenset({Subject.OBJECTIVE, Subject.KEY_RESULT})
_NO_LETTERS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"(?:(?<!\S)[-−])?\d+(?:[.,]\d+)*")


def cycle_before(changes: Changes, change: Change) -> Cycle | None:
    """The cycle of what changed, as the older revision declares it."""
    cycle = change.id.partition("/")[0]
    return changes.before.portfolio.cycles.get(cycle)


def is_closed(changes: Changes, change: Change) -> bool:
    """Whether the cycle was closed before the change."""
    cycle = cycle_before(changes, change)
    return cycle is not None and cycle.closed is not None and cycle.closed <= changes.after.as_of


def running(changes: Changes) -> Iterator[Change]:
    """Changes to commitments that held already: begun, not closed, and no draft."""
    as_of = changes.after.as_of
    for change in changes.changes:
        if change.subject not in _COMMITMENTS:
            continue
        cycle = cycle_before(changes, change)
        if cycle is None or not cycle.has_begun(as_of) or is_closed(changes, change):
            continue
        objective = objective_before(changes, change)
        if objective and State.DRAFT not in _states(objective, change):
            yield change


def objective_before(changes: Changes, change: Change) -> Objective | None:
    """The objective as it was; None where it is new."""
    ref = change.ref
    if isinstance(ref, KeyResultRef):
        ref = ref.objective_ref
    if ref is None:
        return None
    return changes.before.portfolio.objectives.get(changes.origins.get(ref, ref))


def _states(objective: Objective, change: Change) -> set[State]:
    states = {objective.state}
    key_result = _key_result(objective, change.ref)
    return states | {key_result.state} if key_result else states


def _key_result(objective: Objective, ref: ObjectiveRef | KeyResultRef | None) -> KeyResult | None:
    if not isinstance(ref, KeyResultRef):
        return None
    return next((one for one in objective.key_results if one.id == ref.key_result), None)


def moves(change: Change, fields: frozenset[str]) -> bool:
    """Whether a commitment moved in one of these fields and the ledger does not tell of it."""
    return change.kind is Kind.CHANGED and change.field in fields and not change.entered


def is_same_text(before: object, after: object) -> bool:
    """Whether two texts differ in case, spaces and punctuation alone: 3.5 is not 35."""
    return _bare(before) == _bare(after)


def _bare(text: object) -> tuple[str, list[str]]:
    words = str(text or "").casefold()
    return _NO_LETTERS.sub("", words), _NUMBERS.findall(words)
