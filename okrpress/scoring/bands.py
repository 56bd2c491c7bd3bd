"""Bands: a level that is kept, judged by the share of time it was."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Band
from okrpress.scoring.arithmetic import ONE, ZERO
from okrpress.scoring.result import Point
from okrpress.scoring.time import OwnTime


def outside(band: Band, value: Decimal) -> Decimal:
    """How far `value` lies outside the band: below 0 under it, above 0 over it, 0 inside.

    Both bounds belong to the band.
    """
    if band.min is not None and value < band.min:
        return value - band.min
    if band.max is not None and value > band.max:
        return value - band.max
    return ZERO


class Kept(NamedTuple):
    """Days inside a band, out of all days that were judged."""

    inside: int
    total: int


def share_inside(
    band: Band, levels: tuple[Point, ...], own: OwnTime | None, as_of: date
) -> Decimal:
    """The share of days inside the band, see `kept`.

    When no time has passed, the last level decides alone.
    """
    days = kept(band, levels, own, as_of)
    if days.total:
        return Decimal(days.inside) / days.total
    return ZERO if outside(band, levels[-1].value) else ONE


def kept(band: Band, levels: tuple[Point, ...], own: OwnTime | None, as_of: date) -> Kept:
    """Days inside the band, each level holding until the next one.

    The clock runs from the first level (or the start, if that is later) to the as-of date or the
    due day, whichever comes first; without dates it ends with the last level.
    """
    first, last = levels[0].date, levels[-1].date
    if own is not None:
        first, last = max(first, own.start), min(as_of, own.due)
    inside = 0
    for level, until in zip(levels, [*(one.date for one in levels[1:]), last], strict=True):
        held = (min(until, last) - max(level.date, first)).days
        if not outside(band, level.value):
            inside += max(held, 0)
    return Kept(inside, max((last - first).days, 0))
