"""Scales and their ticks."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.site.charts.scale import (
    NumberScale,
    date_scale,
    date_ticks,
    extent,
    round_ticks,
    settled,
)

NUMBERS = st.decimals(
    min_value=Decimal(-(10**15)), max_value=Decimal(10**15), allow_nan=False, places=9
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        pytest.param(["0", "100"], "0", "106", id="nothing lies below zero"),
        pytest.param(["2", "100"], "0", "105.88", id="zero is shown when it is near"),
        pytest.param(["31", "45"], "30.16", "45.84", id="and not when it is far"),
        pytest.param(["-10", "10"], "-11.2", "11.2", id="below zero"),
        pytest.param(["10", "10"], "5", "15", id="equal values get room around them"),
        pytest.param(["0"], "0", "1", id="so does zero"),
        pytest.param(["-4"], "-6", "-2", id="so does a negative value"),
        pytest.param([], "0", "1.06", id="so does nothing"),
        pytest.param(["1e-9", "2e-9"], "9.4e-10", "2.06e-9", id="tiny values"),
    ],
)
def test_what_a_scale_shows(values: list[str], low: str, high: str) -> None:
    assert extent(numbers(*values)) == (Decimal(low), Decimal(high))


@given(st.lists(NUMBERS))
def test_a_scale_has_a_length_and_holds_its_values(values: list[Decimal]) -> None:
    low, high = extent(values)
    assert low < high
    assert all(low <= value <= high for value in values)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        pytest.param("0", "100", ["0", "20", "40", "60", "80", "100"], id="by twenties"),
        pytest.param("30.2", "45.8", ["35", "40", "45"], id="by fives"),
        pytest.param("0", "1", ["0", "0.2", "0.4", "0.6", "0.8", "1.0"], id="fractions"),
        pytest.param("-12", "3", ["-10", "-5", "0"], id="through zero"),
        pytest.param("1e-9", "2e-9", ["1e-9", "1.2e-9", "1.4e-9", "1.6e-9", "1.8e-9", "2e-9"]),
        pytest.param("0", "1e9", ["0", "2e8", "4e8", "6e8", "8e8", "1e9"], id="a billion"),
    ],
)
def test_ticks_are_round(low: str, high: str, ticks: list[str]) -> None:
    assert list(round_ticks(Decimal(low), Decimal(high), 6)) == numbers(*ticks)


@given(st.lists(NUMBERS), st.integers(4, 10))
def test_ticks_are_few_even_and_inside(values: list[Decimal], most: int) -> None:
    low, high = extent(values)
    ticks = round_ticks(low, high, most)
    assert 1 <= len(ticks) <= most
    assert all(low <= tick <= high for tick in ticks)
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(step.normalize().as_tuple().digits in {(1,), (2,), (5,)} for step in steps)


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        pytest.param("30.6", "45.4", ("30", "46.25"), id="quarters of five"),
        pytest.param("0", "103", ("0", "112.5"), id="zero stays"),
        pytest.param("-0.09", "1.09", ("-0.125", "1.125"), id="below zero"),
        pytest.param("-45.4", "-30.6", ("-46.25", "-30"), id="all below zero"),
    ],
)
def test_ends_settle_between_round_values(low: str, high: str, ends: tuple[str, str]) -> None:
    assert settled(Decimal(low), Decimal(high), 5) == tuple(map(Decimal, ends))


@given(st.lists(NUMBERS), st.integers(4, 10))
def test_ends_settle_near_and_outside(values: list[Decimal], most: int) -> None:
    low, high = extent(values)
    least, greatest = settled(low, high, most)
    assert least <= low < high <= greatest
    assert greatest - least <= (high - low) * Decimal("1.5")


def test_numbers_beyond_the_ends_stay_at_the_ends() -> None:
    scale = NumberScale(Decimal(0), Decimal(10), 100.0, 0.0)
    assert [scale(Decimal(value)) for value in (-5, 0, 5, 10, 99)] == [100, 100, 50, 0, 0]


def test_a_small_change_of_a_large_number_shows() -> None:
    low = Decimal("999999999999999.000000")
    scale = NumberScale(low, low + Decimal("0.000002"), 0.0, 100.0)
    assert scale(low + Decimal("0.000001")) == pytest.approx(50)


def test_dates_beyond_the_ends_stay_at_the_ends() -> None:
    scale = date_scale(date(2026, 10, 1), date(2026, 10, 11), 0.0, 100.0)
    days = (date(2026, 1, 1), date(2026, 10, 1), date(2026, 10, 6), date(2027, 1, 1))
    assert [scale(day) for day in days] == [0, 0, 50, 100]


def test_a_single_day_lies_at_the_start() -> None:
    day = date(2026, 10, 1)
    assert date_scale(day, day, 10.0, 100.0)(day) == 10


@pytest.mark.parametrize(
    ("first", "last", "most", "ticks"),
    [
        pytest.param(
            "2026-10-01",
            "2026-12-31",
            7,
            ["2026-10-01", "2026-11-01", "2026-12-01"],
            id="a quarter by months",
        ),
        pytest.param(
            "2026-10-05",
            "2026-12-31",
            7,
            ["2026-11-01", "2026-12-01"],
            id="months begin on the first",
        ),
        pytest.param(
            "2026-10-01",
            "2026-10-31",
            7,
            ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"],
            id="a month by Mondays",
        ),
        pytest.param(
            "2026-10-01",
            "2026-10-04",
            7,
            ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"],
            id="days",
        ),
        pytest.param(
            "2026-01-01",
            "2026-12-31",
            5,
            ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"],
            id="a year by quarters",
        ),
        pytest.param(
            "2017-03-01",
            "2026-12-31",
            7,
            ["2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01"],
            id="a decade by years",
        ),
        pytest.param("2026-10-01", "2026-10-01", 5, ["2026-10-01"], id="one day"),
    ],
)
def test_date_ticks_are_dates_people_count_by(
    first: str, last: str, most: int, ticks: list[str]
) -> None:
    found = date_ticks(date.fromisoformat(first), date.fromisoformat(last), most)
    assert [tick.isoformat() for tick in found] == ticks


@given(DAYS, st.integers(0, 40_000), st.integers(4, 8))
def test_date_ticks_are_few_and_inside(first: date, length: int, most: int) -> None:
    last = first + timedelta(days=length)
    ticks = date_ticks(first, last, most)
    assert len(ticks) <= most
    assert all(first <= tick <= last for tick in ticks)
    assert list(ticks) == sorted(set(ticks))
