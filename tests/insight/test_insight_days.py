"""Lengths of time and weeks, as every surface counts them."""

from datetime import date

import builders as make
import pytest

from okrpress.insight.days import Length, TimeUnit, WeekOf, each_after, length, week_within


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(20, Length(20, TimeUnit.DAYS), id="days up to three weeks"),
        pytest.param(21, Length(3, TimeUnit.WEEKS), id="then weeks"),
        pytest.param(27, Length(3, TimeUnit.WEEKS), id="whole ones"),
        pytest.param(85, Length(12, TimeUnit.WEEKS), id="a quarter is counted in weeks"),
        pytest.param(98, Length(3, TimeUnit.MONTHS), id="what is longer in months"),
        pytest.param(729, Length(24, TimeUnit.MONTHS), id="up to two years"),
        pytest.param(730, Length(2, TimeUnit.YEARS), id="then years"),
    ],
)
def test_a_length_has_its_natural_unit(days: int, expected: Length) -> None:
    assert length(days) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-10-01", WeekOf(1, 13)), ("2026-12-31", WeekOf(13, 13))],
)
def test_the_day_over_full_weeks_is_in_the_last(day: str, expected: WeekOf) -> None:
    start, end = make.day("2026-10-01"), make.day("2026-12-31")
    assert week_within(start, end, make.day(day)) == expected


def test_days_after_the_calendar_are_its_last_one() -> None:
    days = [make.day("2026-10-01"), date.max]
    assert each_after(days[:1], 7) == [make.day("2026-10-08")]
    assert each_after(days, 7) == [make.day("2026-10-08"), date.max]
