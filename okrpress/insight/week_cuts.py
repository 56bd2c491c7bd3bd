"""Which of some days lie in which of some weeks."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.weeks import Week
from okrpress.memo import Known


class Cut(NamedTuple):
    """Days, the oldest first, by week: from the first of them to before the last.

    `has_repeated`: whether any of them is there twice.
    """

    places: Mapping[int, tuple[int, int]]
    has_repeated: bool


Cuts = Known[tuple[date, ...], Cut]


@lru_cache(maxsize=16)
def cuts_of(weeks: tuple[Week, ...]) -> Cuts:
    """What units pursue they mostly report on the same days."""
    return Known(partial(_cut, places_of(weeks)), 2048)


@lru_cache(maxsize=16)  # folders of a cycle mostly have the same weeks
def places_of(weeks: tuple[Week, ...]) -> Mapping[date, int]:
    """Which of the weeks each of their days lies in."""
    return {
        days_after(week.first, day): place for place, week in enumerate(weeks) for day in range(7)
    }


def _cut(places: Mapping[date, int], days: tuple[date, ...]) -> Cut:
    found: dict[int, tuple[int, int]] = {}
    for at, day in enumerate(days):
        place = places.get(day)
        if place is not None:
            found[place] = (found[place][0] if place in found else at, at + 1)
    return Cut(found, len({*days}) < len(days))
