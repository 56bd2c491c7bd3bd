"""A key result's own time: when it begins, when it is due, how much of it has passed."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Cycle, KeyResult
from okrpress.scoring.arithmetic import ONE, ZERO, clamp
from okrpress.tuples import new


class OwnTime(NamedTuple):
    """First day and due day of a key result, both inside."""

    start: date
    due: date


def own_time(key_result: KeyResult, cycle: Cycle) -> OwnTime | None:
    """The key result's dates where it gives them, else its cycle's; None in an undated cycle."""
    if cycle.start is None or cycle.end is None:
        return None
    return new(OwnTime, (key_result.start or cycle.start, key_result.due or cycle.end))


def elapsed(own: OwnTime, as_of: date) -> Decimal:
    """t = (as-of − start) / (due − start), clamped: 0 on the first day, 1 on the due day.

    A time without length has passed when its day has come.
    """
    length = (own.due - own.start).days
    if length <= 0:
        return ONE if as_of >= own.due else ZERO
    return clamp(Decimal((as_of - own.start).days) / length)
