"""How numbers and dates are written in languages and regions."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.site.formatting import Formatter

DAY = date(2026, 9, 2)
GERMAN = Formatter("de")
WRITTEN = st.decimals(
    min_value=Decimal(-999999999999999), max_value=Decimal(999999999999999), places=6
)


def plain(text: str) -> str:
    """With ordinary spaces and hyphens."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("language", "number", "share", "money"),
    [
        pytest.param("en", "-1,234,567.5", "38 %", "€1,200", id="English"),
        pytest.param("en-US", "-1,234,567.5", "38%", "€1,200", id="American"),
        pytest.param("en-DE", "-1.234.567,5", "38 %", "1.200 €", id="English in Germany"),
        pytest.param("en-IN", "-12,34,567.5", "38%", "€1,200", id="English in India"),
        pytest.param("de", "-1.234.567,5", "38 %", "1.200 €", id="German"),
        pytest.param("de-AT", "-1.234.567,5", "38 %", "€ 1.200", id="Austrian"),
        pytest.param("de-CH", "-1’234’567.5", "38%", "€ 1’200", id="Swiss"),
    ],
)
def test_numbers(language: str, number: str, share: str, money: str) -> None:
    fmt = Formatter(language)
    assert plain(fmt.number(Decimal("-1234567.5"))) == number
    assert plain(fmt.percent(Decimal("0.38"))) == plain(fmt.number(38, "%")) == share
    assert plain(fmt.number(1200, "€")) == money


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("1187", "1.187", id="four digits stay whole"),
        pytest.param("11870", "11.900", id="thousands have no abbreviation"),
        pytest.param("1234567", "1,23 Mio.", id="millions"),
        pytest.param("-2500000000", "-2,5 Mrd.", id="billions are Milliarden"),
        pytest.param("2e12", "2 Bio.", id="trillions are Billionen"),
        pytest.param("0.0456789", "0,0457", id="small"),
    ],
)
def test_german_numbers_in_a_list(value: str, text: str) -> None:
    assert plain(GERMAN.short(Decimal(value))) == text
    assert plain(GERMAN.short(Decimal(value), "€")) == f"{text} €"


@given(WRITTEN)
def test_no_language_changes_a_number(value: Decimal) -> None:
    german = plain(GERMAN.number(value)).replace(".", "").replace(",", ".")
    swiss = plain(Formatter("de-CH").number(value)).replace("’", "")
    indian = plain(Formatter("en-IN").number(value)).replace(",", "")
    assert Decimal(german) == Decimal(swiss) == Decimal(indian) == value


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", "2 Sep 2026 | 2 Sep | Sep 2026 | Sep | Wed"),
        ("en-GB", "2 Sept 2026 | 2 Sept | Sept 2026 | Sept | Wed"),
        ("en-US", "Sep 2, 2026 | Sep 2 | Sep 2026 | Sep | Wed"),
        ("de", "2. Sept. 2026 | 2. Sept. | Sept. 2026 | Sep | Mi"),
    ],
)
def test_dates(language: str, texts: str) -> None:
    fmt = Formatter(language)
    said = [write(DAY) for write in (fmt.date, fmt.day, fmt.month, fmt.month_name, fmt.weekday)]
    assert " | ".join(said) == texts
    assert fmt.iso(DAY) == "2026-09-02"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (DAY, "2. Sept. 2026"),
        (date(2026, 9, 14), "2.–14. Sept. 2026"),
        (date(2026, 12, 31), "2. Sept. – 31. Dez. 2026"),
        (date(2027, 1, 5), "2. Sept. 2026 – 5. Jan. 2027"),
    ],
)
def test_german_ranges_of_days(last: date, text: str) -> None:
    assert GERMAN.dates(DAY, last) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "heute"),
        (1, "gestern"),
        (-1, "morgen"),
        (3, "vor 3 Tagen"),
        (35, "vor 5 Wochen"),
        (-40, "in 5 Wochen"),
        (400, "vor 13 Monaten"),
        (800, "vor 2 Jahren"),
    ],
)
def test_german_ages(days: int, text: str) -> None:
    assert GERMAN.age(days) == text


def test_german_words_around_numbers() -> None:
    assert GERMAN.confidence(Decimal(6)) == "6 von 10"
    assert GERMAN.score(Decimal("0.65")) == "0,65"
    assert GERMAN.gap(Decimal("10.3")) == "10,3 Punkte zurück"
    assert plain(GERMAN.keep(Decimal(2), Decimal("4.5"), "h")) == "2 bis 4,5 h"
    assert GERMAN.listing(["a", "b", "c"]) == "a, b und c"
    assert GERMAN.week(DAY) == "Woche ab 2. Sept. 2026"
    assert GERMAN.whole_month(DAY) == "September 2026"
    assert GERMAN.span(13) == "13 Tage"
    assert GERMAN.every(10) == "alle 10 Tage"
    start, end = date(2026, 10, 1), date(2026, 12, 31)
    assert GERMAN.cycle_week(start, end, date(2026, 11, 22)) == "Woche 8 von 13"
