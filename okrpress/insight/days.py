"""Days of the calendar, which has a first and a last one, and lengths of time."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class TimeUnit(StrEnum):
    """What a length of time is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Length(NamedTuple):
    """A length of time in its natural unit."""

    number: int
    unit: TimeUnit


def length(days: int) -> Length:
    """Days up to three weeks, whole weeks up to a quarter, then months, and years from two on.

    Months and years are rounded.

    >>> length(85)
    Length(number=12, unit=<TimeUnit.WEEKS: 'weeks'>)
    """
    if days < 21:
        return Length(days, TimeUnit.DAYS)
    if days < 98:
        return Length(days // 7, TimeUnit.WEEKS)
    if days < 730:
        return Length((24 * days + 365) // 730, TimeUnit.MONTHS)
    return Length((2 * days + 365) // 730, TimeUnit.YEARS)


class WeekOf(NamedTuple):
    """Which week of a stretch of time it is, counted from 1, of how many."""

    week: int
    weeks: int


def week_within(start: date, end: date, day: date) -> WeekOf:
    """The week that a day between two days lies in; one day over full weeks is no week."""
    weeks = max(1, round(((end - start).days + 1) / 7))
    return WeekOf(min(weeks, (day - start).days // 7 + 1), weeks)


def days_after(day: date, days: int) -> date:
    """The day so many days later (before, when negative), held inside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def each_after(days: Sequence[date], number: int) -> list[date]:
    """Each of the days so many days later, held inside the calendar."""
    try:
        length = timedelta(number)
        return [day + length for day in days]
    except OverflowError:
        return [days_after(day, number) for day in days]
