"""Days of the calendar, which has a first and a last one."""

from datetime import date


def days_after(day: date, days: int) -> date:
    """The day so many days later (before, when negative), held inside the calendar."""
    last = date.max.toordinal()
    return date.fromordinal(min(max(day.toordinal() + days, 1), last))
