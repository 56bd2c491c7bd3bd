"""Answers while they are gathered, and the draft that survives an interruption."""

import json
from datetime import date
from decimal import Decimal

import builders as b
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.ids import UnitCycle
from okrpress.writing.check_in.draft import draft_name, draft_text, read_draft
from okrpress.writing.check_in.questions import Words
from okrpress.writing.check_in.sheet import Sheet

YEAR = UnitCycle("2026", b.UNIT)
SHEET = Sheet(home=b.FOLDER, date=date(2026, 11, 6), author="maria")
OF_THE_YEAR = b.Reading(ref=b.KeyResultRef("2026", b.UNIT, "growth", "share"), value=Decimal(3))


def test_each_cycle_gets_a_check_in_and_words_go_to_the_shortest() -> None:
    sheet = SHEET.read(OF_THE_YEAR).read(b.reading(36)).measured("overtime", Decimal(3))
    quarter, year = sheet.said(Words.WINS, ["Rain"]).check_ins()
    assert (quarter.unit_cycle, quarter.readings, quarter.wins) == (
        b.FOLDER,
        (b.reading(36),),
        ("Rain",),
    )
    assert (year.unit_cycle, year.readings, year.health) == (YEAR, (OF_THE_YEAR,), {})
    assert {one.author for one in (quarter, year)} == {"maria"}


def test_without_words_a_cycle_that_nothing_was_said_about_gets_no_file() -> None:
    assert [one.unit_cycle for one in SHEET.read(OF_THE_YEAR).check_ins()] == [YEAR]
    assert SHEET.check_ins() == ()


def test_words_alone_make_a_check_in() -> None:
    (one,) = SHEET.said(Words.BODY, ["First", "", "First"]).check_ins()
    assert (one.unit_cycle, one.body) == (b.FOLDER, "First\n\nFirst")


def test_an_answer_takes_the_place_of_an_earlier_one() -> None:
    sheet = SHEET.read(b.reading(36)).read(b.reading(40))
    assert sheet.readings == {b.key_result_ref(): b.reading(40)}
    assert sheet.unread(b.key_result_ref()) == SHEET
    assert SHEET.measured("a", Decimal(1)).measured("a", None) == SHEET


def test_what_is_said_twice_counts_once() -> None:
    assert SHEET.said(Words.PRIORITIES, ["a", "b", "a"]).words(Words.PRIORITIES) == ("a", "b")


def test_a_question_is_passed_once_and_can_come_back() -> None:
    sheet = SHEET.passing("a").passing("b").passing("a")
    assert sheet.passed == ("a", "b")
    assert sheet.returning_to("a").passed == ("b",)


def test_answers_are_counted() -> None:
    sheet = SHEET.read(b.reading(36)).measured("a", Decimal(1)).said(Words.WINS, ["x", "y"])
    assert (SHEET.answers, sheet.answers) == (0, 3)


# ── drafts ────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(max_size=20).map(str.strip)
NUMBERS = st.decimals(-1000, 1000, places=3)
READINGS = st.builds(
    b.Reading,
    ref=st.sampled_from([b.key_result_ref(f"onboarding#k{at}") for at in range(5)]),
    value=st.none() | NUMBERS,
    done=st.none() | st.booleans(),
    steps=st.none() | st.lists(st.sampled_from(["de", "fr"]), unique=True).map(tuple),
    confidence=st.none() | st.decimals(0, 10, places=1),
    note=TEXTS,
)
SHEETS = st.builds(
    Sheet,
    home=st.just(b.FOLDER),
    date=st.dates(),
    author=st.none() | st.just("maria"),
    readings=st.lists(READINGS).map(lambda found: {one.ref: one for one in found}),
    health=st.dictionaries(st.sampled_from(["overtime", "alarms"]), NUMBERS),
    priorities=st.lists(TEXTS).map(tuple),
    blockers=st.lists(TEXTS).map(tuple),
    wins=st.lists(TEXTS).map(tuple),
    body=TEXTS,
    passed=st.lists(TEXTS).map(tuple),
)


@given(SHEETS)
def test_a_draft_is_read_back_as_it_was_kept(sheet: Sheet) -> None:
    assert read_draft(draft_text(sheet), lambda text: text) == sheet


def test_every_text_of_a_draft_is_cleaned() -> None:
    sheet = SHEET.read(b.reading(36, note="n")).said(Words.WINS, ["w"]).said(Words.BODY, ["b"])
    read = read_draft(draft_text(sheet), str.upper)
    assert (read.readings[b.key_result_ref()].note, read.wins, read.body) == ("N", ("W",), "B")


def test_a_draft_is_named_by_cycle_unit_and_day() -> None:
    assert draft_name(SHEET) == "2026-q4-product-2026-11-06.json"


GOOD = json.loads(draft_text(SHEET.read(b.reading(36)).measured("overtime", Decimal(1))))
BAD = {
    "no JSON": "{",
    "another type": "[]",
    "another version": json.dumps({**GOOD, "version": 2}),
    "a key is missing": json.dumps({key: GOOD[key] for key in GOOD if key != "wins"}),
    "a date that is none": json.dumps({**GOOD, "date": "2026-02-30"}),
    "a unit that is none": json.dumps({**GOOD, "unit": "../secrets"}),
    "a text that is a number": json.dumps({**GOOD, "wins": [3]}),
    "a health metric that is no id": json.dumps({**GOOD, "health": {"a: b": "1"}}),
    "a number that is none": json.dumps({**GOOD, "health": {"overtime": "NaN"}}),
    "a key result that is none": json.dumps(
        {**GOOD, "key_results": [{**GOOD["key_results"][0], "key_result": "onboarding"}]}
    ),
    "a value of another type": json.dumps(
        {**GOOD, "key_results": [{**GOOD["key_results"][0], "value": 36}]}
    ),
    "a key result that is a text": json.dumps({**GOOD, "key_results": ["onboarding#activation"]}),
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_draft(text, str.strip)
