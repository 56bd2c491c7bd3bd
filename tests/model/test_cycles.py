"""The dates that a cycle's name says."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.cycles import dates_from_name


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        pytest.param("2026", "2026-01-01", "2026-12-31", id="a year"),
        pytest.param("2026-h1", "2026-01-01", "2026-06-30", id="a first half"),
        pytest.param("2026-h2", "2026-07-01", "2026-12-31", id="a second half"),
        pytest.param("2026-q1", "2026-01-01", "2026-03-31", id="a first quarter"),
        pytest.param("2026-q4", "2026-10-01", "2026-12-31", id="a last quarter"),
        pytest.param("2026-10", "2026-10-01", "2026-10-31", id="a month"),
        pytest.param("2028-02", "2028-02-01", "2028-02-29", id="February in a leap year"),
        pytest.param("2026-12", "2026-12-01", "2026-12-31", id="December"),
    ],
)
def test_names_say_their_dates(name: str, start: str, end: str) -> None:
    assert dates_from_name(name) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("name", "month", "named_after", "start", "end"),
    [
        pytest.param("2021-q1", 2, "end", "2020-02-01", "2020-04-30", id="named after its end"),
        pytest.param("2021-q4", 2, "end", "2020-11-01", "2021-01-31", id="over New Year"),
        pytest.param("2026", 4, "start", "2026-04-01", "2027-03-31", id="named after its start"),
        pytest.param("2026-h2", 10, "end", "2026-04-01", "2026-09-30", id="a half"),
        pytest.param("2026-10", 4, "end", "2026-10-01", "2026-10-31", id="a month stays"),
        pytest.param("2026-q1", 1, "end", "2026-01-01", "2026-03-31", id="the calendar's year"),
    ],
)
def test_a_fiscal_year_shifts_them(
    name: str, month: int, named_after: str, start: str, end: str
) -> None:
    dates = dates_from_name(name, fiscal_year_start=month, named_after=named_after)
    assert dates == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "name", ["q4", "2026-q5", "2026-h3", "2026-13", "2026-00", "26-q1", "0000", "2026-q4-extra", ""]
)
def test_other_names_say_nothing(name: str) -> None:
    assert dates_from_name(name) is None


@given(
    st.integers(2, 9990),
    st.integers(1, 12),
    st.sampled_from(["start", "end"]),
)
def test_quarters_and_halves_tile_the_fiscal_year(year: int, month: int, named: str) -> None:
    def dates(suffix: str) -> tuple[date, date]:
        found = dates_from_name(f"{year:04}{suffix}", fiscal_year_start=month, named_after=named)
        assert found
        return found

    for parts in (("-q1", "-q2", "-q3", "-q4"), ("-h1", "-h2")):
        spans = [dates(part) for part in parts]
        assert (spans[0][0], spans[-1][1]) == dates("")
        for (_, end), (start, _) in pairwise(spans):
            assert start == end + timedelta(days=1)
