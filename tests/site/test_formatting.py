"""How values read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.scoring.figures import half_up
from okrpress.site.formatting import ENGLISH

# Every number the content format allows.
WRITTEN = st.decimals(
    min_value=Decimal(-999999999999999), max_value=Decimal(999999999999999), places=6
)


def plain(text: str) -> str:
    """With ordinary spaces and hyphens, so that the tables below can be read."""
    return text.replace("\u202f", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        pytest.param("0", "", "0", id="zero"),
        pytest.param("-0", "", "0", id="no negative zero"),
        pytest.param("-0.000", "%", "0 %", id="no negative zero with decimals"),
        pytest.param("12.50", "", "12.5", id="no trailing zeros after the point"),
        pytest.param("1200", "", "1,200", id="zeros before the point stay"),
        pytest.param("1E+3", "", "1,000", id="never an exponent"),
        pytest.param("0.000001", "", "0.000001", id="never an exponent for small numbers"),
        pytest.param("1234567.891", "h", "1,234,567.891 h", id="all digits, thousands apart"),
        pytest.param("38", "%", "38 %", id="a unit follows"),
        pytest.param("1200", "€", "€1,200", id="a currency sign leads"),
        pytest.param("-1200", "€", "-€1,200", id="the sign stands before the currency"),
        pytest.param("12", "€/month", "12 €/month", id="a unit made of a currency follows"),
        pytest.param("999999999999999", "", "999,999,999,999,999", id="fifteen digits"),
        pytest.param("3.3333333333333333", "h", "3.33 h", id="a mean is not shown for ever"),
        pytest.param("1234.5678901", "", "1,234.57", id="computed, with two decimals"),
        pytest.param("0.00021739130", "", "0.000217", id="computed and small"),
    ],
)
def test_a_number_in_full(value: str, unit: str, text: str) -> None:
    assert plain(ENGLISH.number(Decimal(value), unit)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        pytest.param("38", "%", "38 %", id="short numbers stay"),
        pytest.param("0E+5", "€", "€0", id="zero has no magnitude"),
        pytest.param("100", "", "100", id="zeros before the point are no precision"),
        pytest.param("3.14159", "", "3.14", id="three digits"),
        pytest.param("2.345", "", "2.35", id="half up"),
        pytest.param("-2.345", "", "-2.35", id="half away from zero"),
        pytest.param("0.0456789", "", "0.0457", id="leading zeros do not count"),
        pytest.param("1187", "", "1,187", id="four digits stay whole"),
        pytest.param("11870", "", "11.9k", id="thousands"),
        pytest.param("9999.5", "", "10k", id="rounding up to five digits"),
        pytest.param("999.5", "", "1,000", id="rounding up to four digits"),
        pytest.param("999499", "", "999k", id="just below a million"),
        pytest.param("999500", "€", "€1M", id="rounded to a million"),
        pytest.param("-1234567", "€", "-€1.23M", id="negative millions"),
        pytest.param("2500000000", "users", "2.5bn\u00a0users", id="billions"),
        pytest.param("999999999999999", "", "1,000T", id="beyond the last magnitude"),
    ],
)
def test_a_number_in_a_list(value: str, unit: str, text: str) -> None:
    assert plain(ENGLISH.short(Decimal(value), unit)) == text


@given(WRITTEN)
def test_a_list_shows_at_most_three_significant_digits_but_four_whole(value: Decimal) -> None:
    shown = ENGLISH.short(value)
    digits = "".join(char for char in shown if char.isdigit()).strip("0")
    assert len(digits) <= (4 if 1000 <= round(abs(value)) <= 10_000 else 3), shown


@given(WRITTEN)
def test_a_number_in_full_is_the_number(value: Decimal) -> None:
    assert Decimal(plain(ENGLISH.number(value)).replace(",", "")) == value


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert ENGLISH.number(Decimal(38), "%") == "38\u202f%"


def test_minus_is_the_sign_and_not_a_hyphen() -> None:
    assert ENGLISH.number(Decimal(-3)) == "\u22123"


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        pytest.param("0.357", 0, "36 %", id="whole percents"),
        pytest.param("0.355", 0, "36 %", id="half up"),
        pytest.param("1.333", 0, "133 %", id="beyond the target"),
        pytest.param("-0.125", 0, "-13 %", id="below the baseline, half away from zero"),
        pytest.param("-0.004", 0, "0 %", id="no negative zero"),
        pytest.param("0.3571", 1, "35.7 %", id="with decimals"),
        pytest.param("0.5", 2, "50 %", id="no empty decimals"),
    ],
)
def test_a_share_in_percent(share: str, digits: int, text: str) -> None:
    assert plain(ENGLISH.percent(Decimal(share), digits)) == text


@pytest.mark.parametrize(
    ("score", "text"),
    [
        pytest.param("0.7", "0.7", id="one decimal"),
        pytest.param("0.65", "0.65", id="two where it has them"),
        pytest.param("0.666667", "0.67", id="no more than two"),
        pytest.param("1", "1.0", id="always one"),
        pytest.param("0", "0.0", id="nothing"),
    ],
)
def test_a_score(score: str, text: str) -> None:
    assert ENGLISH.score(Decimal(score)) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        pytest.param("12", "12 points behind", id="behind"),
        pytest.param("1", "1 point behind", id="one point"),
        pytest.param("10.3", "10.3 points behind", id="a fraction"),
        pytest.param("-3", "3 points ahead", id="ahead"),
        pytest.param("0", "as expected", id="none"),
    ],
)
def test_a_gap_in_words(gap: str, text: str) -> None:
    assert ENGLISH.gap(Decimal(gap)) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        pytest.param("5", "+5 h", id="up"),
        pytest.param("-0.4", "-0.4 h", id="down"),
        pytest.param("0", "±0 h", id="none"),
    ],
)
def test_a_change_shows_its_sign(change: str, text: str) -> None:
    assert plain(ENGLISH.signed(Decimal(change), "h")) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        pytest.param(None, "4", "at most 4 h", id="upper bound"),
        pytest.param("3", None, "at least 3 h", id="lower bound"),
        pytest.param("2", "4", "2 to 4 h", id="both, the unit once"),
        pytest.param(None, None, "n/a", id="neither"),
    ],
)
def test_a_range_to_stay_in(low: str | None, high: str | None, text: str) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert plain(ENGLISH.keep(bounds[0], bounds[1], "h")) == text


def test_dates_read_the_same_everywhere() -> None:
    day = date(2026, 11, 2)
    assert ENGLISH.date(day) == "2 Nov 2026"
    assert ENGLISH.day(day) == "2 Nov"
    assert ENGLISH.month(day) == "Nov 2026"
    assert ENGLISH.month_name(day) == "Nov"
    assert ENGLISH.iso(day) == "2026-11-02"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        pytest.param("2026-10-01", "2026-12-31", "1 Oct – 31 Dec 2026", id="in one year"),
        pytest.param("2026-12-01", "2027-02-28", "1 Dec 2026 – 28 Feb 2027", id="over new year"),
        pytest.param("2026-10-01", "2026-10-14", "1–14 Oct 2026", id="in one month"),
        pytest.param("2026-10-01", "2026-10-01", "1 Oct 2026", id="one day"),
    ],
)
def test_a_range_of_dates(first: str, last: str, text: str) -> None:
    assert ENGLISH.dates(date.fromisoformat(first), date.fromisoformat(last)) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "3 days ago"),
        (20, "20 days ago"),
        (21, "3 weeks ago"),
        (60, "8 weeks ago"),
        (85, "12 weeks ago"),
        (97, "13 weeks ago"),
        (98, "3 months ago"),
        (364, "12 months ago"),
        (365, "12 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
        (-1, "tomorrow"),
        (-9, "in 9 days"),
        (-85, "in 12 weeks"),
    ],
)
def test_an_age(days: int, text: str) -> None:
    assert ENGLISH.age(days) == text


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        pytest.param("2026-09-22", "Starts in 9 days", id="before"),
        pytest.param("2026-10-01", "Week 1 of 13", id="first day"),
        pytest.param("2026-10-07", "Week 1 of 13", id="seventh day"),
        pytest.param("2026-10-08", "Week 2 of 13", id="eighth day"),
        pytest.param("2026-11-22", "Week 8 of 13", id="in the middle"),
        pytest.param("2026-12-31", "Week 13 of 13", id="the day over thirteen weeks is not a week"),
        pytest.param("2027-01-01", "Ended yesterday", id="after"),
    ],
)
def test_the_week_of_a_quarter(as_of: str, text: str) -> None:
    start, end = date(2026, 10, 1), date(2026, 12, 31)
    assert ENGLISH.cycle_week(start, end, date.fromisoformat(as_of)) == text


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800), st.integers(0, 800))
def test_a_week_is_never_beyond_its_cycle(start: date, length: int, passed: int) -> None:
    end, as_of = start + timedelta(length), start + timedelta(min(passed, length))
    week, weeks = ENGLISH.cycle_week(start, end, as_of).removeprefix("Week ").split(" of ")
    assert 1 <= int(week) <= int(weeks)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 entries"), (1, "1 entry"), (1204, "1,204 entries")]
)
def test_a_count_and_its_noun(count: int, text: str) -> None:
    assert ENGLISH.plural(count, "entry", "entries") == text


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_words_in_a_row(words: tuple[str, ...], text: str) -> None:
    assert ENGLISH.listing(words) == text


def test_what_cannot_be_said_is_never_a_number() -> None:
    said = [
        ENGLISH.number(None),
        ENGLISH.short(None),
        ENGLISH.percent(None),
        ENGLISH.score(None),
        ENGLISH.confidence(None),
        ENGLISH.signed(None),
        ENGLISH.points(None),
        ENGLISH.gap(None),
        ENGLISH.date(None),
        ENGLISH.day(None),
        ENGLISH.age(None),
    ]
    assert set(said) == {"n/a"}


@given(WRITTEN, st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Decimal, digits: int) -> None:
    assert abs(half_up(value, digits) - value) <= Decimal(5).scaleb(-digits - 1)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "every day"),
        (7, "every week"),
        (14, "every two weeks"),
        (30, "every month"),
        (91, "every quarter"),
        (10, "every 10 days"),
    ],
)
def test_a_cadence_reads_as_authors_write_it(days: int, text: str) -> None:
    assert ENGLISH.every(days) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{share} % of {name}", "7 % of <x>", id="a percent sign"),
        pytest.param("100 % {{of}} {name}", "100 % {of} <x>", id="braces"),
        pytest.param("{name}, {name}", "<x>, <x>", id="twice"),
        pytest.param("100 %", "100 %", id="not at all"),
        pytest.param("%(name)s {share}", "%(name)s 7", id="what looks like a name"),
    ],
)
def test_names_are_filled_in_whatever_stands_around_them(text: str, said: str) -> None:
    assert ENGLISH.say(text, share="7", name="<x>") == said
    assert ENGLISH.say(text, share=7, name="<x>") == said
