"""A key result's own time."""

from datetime import date
from decimal import Decimal

import builders as b
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.okr import Cycle, KeyResult
from okrpress.scoring.time import OwnTime, elapsed, own_time

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("key_result", "cycle", "own"),
    [
        pytest.param(
            b.key_result(), b.cycle(), ("2026-10-01", "2026-12-31"), id="the cycle's dates"
        ),
        pytest.param(
            b.key_result(start="2026-10-15", due="2026-11-15"),
            b.cycle(),
            ("2026-10-15", "2026-11-15"),
            id="its own dates",
        ),
        pytest.param(
            b.key_result(due="2026-11-15"),
            b.cycle(),
            ("2026-10-01", "2026-11-15"),
            id="its own due day, the cycle's start",
        ),
    ],
)
def test_own_time(key_result: KeyResult, cycle: Cycle, own: tuple[str, str]) -> None:
    assert own_time(key_result, cycle) == OwnTime(b.day(own[0]), b.day(own[1]))


def test_undated_cycle_gives_no_time_even_to_dated_key_results() -> None:
    dated = b.key_result(start="2026-10-15", due="2026-11-15")
    assert own_time(dated, b.cycle("launch", undated="nobody knows")) is None


@pytest.mark.parametrize(
    ("start", "due", "as_of", "share"),
    [
        pytest.param("2026-10-01", "2026-12-31", "2026-10-01", "0", id="first day"),
        pytest.param("2026-10-01", "2026-12-31", "2026-12-31", "1", id="due day"),
        pytest.param("2026-10-01", "2026-12-31", "2026-09-01", "0", id="before"),
        pytest.param("2026-10-01", "2026-12-31", "2027-02-01", "1", id="after"),
        pytest.param("2028-02-28", "2028-03-01", "2028-02-29", "0.5", id="leap day is a day"),
        pytest.param("2027-02-28", "2027-03-01", "2027-03-01", "1", id="no leap day"),
        pytest.param("2026-10-01", "2026-10-01", "2026-09-30", "0", id="one day, before"),
        pytest.param("2026-10-01", "2026-10-01", "2026-10-01", "1", id="one day, on it"),
    ],
)
def test_elapsed(start: str, due: str, as_of: str, share: str) -> None:
    own = OwnTime(b.day(start), b.day(due))
    assert elapsed(own, b.day(as_of)) == Decimal(share)


@given(DAYS, DAYS, DAYS, DAYS)
def test_elapsed_is_a_share_and_never_falls(start: date, due: date, day: date, later: date) -> None:
    own = OwnTime(start, due)
    first, second = elapsed(own, min(day, later)), elapsed(own, max(day, later))
    assert 0 <= first <= second <= 1
