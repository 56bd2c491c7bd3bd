"""What a change does to the numbers: progress, pace, status and score, rolled up."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from okrpress.changes.change import Effect
from okrpress.model.ids import ObjectiveRef
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio

_NUMBERS = (
    *("value", "done_steps", "raw", "progress", "outside", "expected", "gap"),
    *("status", "confidence", "score", "original_score", "due", "stale"),
)
Key = TypeVar("Key")


def effects(
    before: ScoredPortfolio, after: ScoredPortfolio, moved: Mapping[ObjectiveRef, ObjectiveRef]
) -> Iterator[Effect]:
    """Objectives whose numbers differ, in order of the newer portfolio, those gone at the end."""
    older = {newer: old for old, newer in moved.items()}
    for ref, now in after.objectives.items():
        was = before.objectives.get(older.get(ref, ref))
        if was is not now and (found := _effect(was, now)):
            yield found
    for ref, gone in before.objectives.items():
        if ref not in after.objectives and ref not in moved and (found := _effect(gone, None)):
            yield found


def _effect(was: ScoredObjective | None, now: ScoredObjective | None) -> Effect | None:
    one = now or was
    assert one is not None  # it is on one side
    pairs = tuple(_pairs(was, now))
    if was and now and not pairs and was.rollup == now.rollup:
        return None
    return Effect(ref=one.ref, title=one.objective.title, before=was, after=now, key_results=pairs)


def _pairs(
    was: ScoredObjective | None, now: ScoredObjective | None
) -> Iterator[tuple[ScoredKeyResult | None, ScoredKeyResult | None]]:
    old = {one.key_result.id: one for one in was.key_results} if was else {}
    for one in now.key_results if now else ():
        before = old.pop(one.key_result.id, None)
        if before is None or _differ(before, one):
            yield before, one
    for before in old.values():
        yield before, None


def _differ(was: ScoredKeyResult, now: ScoredKeyResult) -> bool:
    return any(getattr(was, name) != getattr(now, name) for name in _NUMBERS)


def rollups(
    before: Mapping[Key, Rollup], after: Mapping[Key, Rollup]
) -> dict[Key, tuple[Rollup | None, Rollup | None]]:
    """Roll-ups that differ, before and after, in the newer order."""
    return {
        key: (before.get(key), after.get(key))
        for key in dict.fromkeys((*after, *before))
        if before.get(key) != after.get(key)
    }
