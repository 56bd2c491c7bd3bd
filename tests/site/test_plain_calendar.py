"""A plain calendar is to the byte what icalendar makes of the same days."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from okrpress.site.calendar import any_calendar
from okrpress.site.plain_calendar import Entry, plain_calendar

DAY = date(2026, 11, 22)
LETTERS = st.sampled_from([*"abcXYZ019 ,.:/'&=%é–…漢🎉\u202f", "Key results of a team", "\u05d0"])
HOSTILE = st.sampled_from([*'\\;"\n\r\t\x00\x7f\x85\xa0\u2028', "\\N", "\r\nBEGIN:VALARM"])
WORDS = st.lists(LETTERS, max_size=30).map("".join)
ANY = st.lists(LETTERS | HOSTILE, max_size=12).map("".join)
UIDS = st.from_regex(r"[a-z0-9.-]{1,90}@okrpress", fullmatch=True)


def entries(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Entry]]:
    return st.lists(
        st.builds(
            Entry,
            uid=UIDS,
            on=st.dates(date(1999, 1, 1), date(2100, 12, 30)),
            summary=words,
            url=st.sampled_from(["", "https://okr.example.org/c/2026-q4/index.html"]),
            description=words,
        ),
        max_size=3,
    )


@settings(max_examples=100, deadline=None)
@given(WORDS | ANY, entries(WORDS) | entries(ANY))
@example("Ladder & Kettle", [Entry(uid="a", on=DAY, summary="a" * 66 + "," + "b" * 90)])
@example("Ladder & Kettle", [Entry(uid="a", on=DAY, summary="é" * 33, description="é" * 34)])
@example("x" * 70, [])
def test_it_is_what_icalendar_writes_or_nothing(name: str, days: list[Entry]) -> None:
    plain = plain_calendar(name, DAY, days)
    assert plain is None or plain == any_calendar(name, DAY, days)


def test_ordinary_days_are_plain() -> None:
    day = Entry(
        uid="2026-q4.growth.check-in.20261127@okrpress",
        on=date(2026, 12, 31),
        summary="Check-in of Wachstum & Köln, 2026 Q4",
        url="https://okr.example.org/c/2026-q4/index.html",
        description="Maria Gómez",
    )
    plain = plain_calendar("Wachstum & Köln", DAY, [day])
    assert plain is not None
    (event,) = Calendar.from_ical(plain).walk("VEVENT")
    assert str(event["summary"]) == day.summary
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize(
    "words",
    ["a; b", "back\\slash", 'a "b"', "two\nlines", "tab\there", "é" * 60],
    ids=["semicolon", "backslash", "quote", "line", "tab", "long and not ASCII"],
)
def test_what_needs_care_is_not_plain(words: str) -> None:
    assert plain_calendar(words, DAY, []) is None
    assert plain_calendar("", DAY, []) is None
    assert plain_calendar("a", DAY, [Entry(uid="a", on=DAY, summary=words)]) is None
