"""The key results of an objective that were not given up."""

from okrpress.model.okr import Objective, State
from okrpress.rules.rule import KeyResultAt

_GIVEN_UP = frozenset({State.CANCELLED, State.POSTPONED})


def standing(objective: Objective) -> tuple[KeyResultAt, ...]:
    """Key results that are neither cancelled nor postponed, each with its place in the file."""
    return tuple(
        KeyResultAt(objective=objective, key_result=key_result, index=index)
        for index, key_result in enumerate(objective.key_results)
        if key_result.state not in _GIVEN_UP
    )
