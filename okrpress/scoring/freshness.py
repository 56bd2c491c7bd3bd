"""Freshness: when a key result was last heard of, and whether that is too long ago."""

from datetime import date

from okrpress.model.okr import Band, Measure, Metric
from okrpress.model.settings import Thresholds
from okrpress.scoring.history import History
from okrpress.scoring.time import OwnTime


def last_sign(measure: Measure, history: History, observed: History) -> date | None:
    """The date that staleness counts from.

    A metric and a band must be read again. For everything else a confidence will do: whoever
    gives one and reports nothing new says that nothing new is done.
    """
    signs = observed if isinstance(measure, (Metric, Band)) else history
    return signs[-1].date if signs else None


def age(last: date | None, own: OwnTime | None, as_of: date) -> int | None:
    """Days since the last sign, else since the start, if that has come."""
    since = last or (own.start if own and own.start <= as_of else None)
    return (as_of - since).days if since else None


def is_stale(
    last: date | None, own: OwnTime, as_of: date, cadence: int, thresholds: Thresholds
) -> bool:
    """Whether the last sign is more than `stale_after` cadences old.

    After the due day nobody owes another reading, so what was fresh then stays fresh: an overdue
    key result is off track, not stale.
    """
    if last is None:
        return False
    return (min(as_of, own.due) - last).days > thresholds.stale_after * cadence
