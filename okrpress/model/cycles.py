"""The dates that a cycle's name says."""

import re
from calendar import monthrange
from datetime import date

_NAME = re.compile(r"(\d{4})(?:-(?:q([1-4])|h([12])|(0[1-9]|1[0-2])))?\Z")


def dates_from_name(
    cycle: str, *, fiscal_year_start: int = 1, named_after: str = "end"
) -> tuple[date, date] | None:
    """First and last day of `2026`, `2026-h2`, `2026-q4` or `2026-10`; None for any other name.

    `fiscal_year_start` (a month) shifts years, halves and quarters. With `named_after="end"` the
    fiscal year 2026 is the one whose last month lies in 2026, with `"start"` the one whose first
    month does. A month's name is always the calendar's.

    >>> dates_from_name("2026-q4")
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    >>> dates_from_name("2021-q1", fiscal_year_start=2)
    (datetime.date(2020, 2, 1), datetime.date(2020, 4, 30))
    """
    match = _NAME.match(cycle)
    if not match or match[1] == "0000":
        return None
    year, quarter, half, month = match.groups()
    if month:
        return _months(int(year), int(month), 1)
    if quarter:
        offset, length = 3 * (int(quarter) - 1), 3
    elif half:
        offset, length = 6 * (int(half) - 1), 6
    else:
        offset, length = 0, 12
    shifted_back = fiscal_year_start > 1 and named_after == "end"
    first = (int(year) - shifted_back) * 12 + fiscal_year_start - 1 + offset
    if not 12 <= first <= 9998 * 12:
        return None
    return _months(first // 12, first % 12 + 1, length)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = last // 12, last % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
