"""The file of a check-in: what a person would have written, under a name that is free."""

from datetime import date
from decimal import Decimal

import builders as b
import pytest

from okrpress.writing.check_in.text import check_in_text, new_name, number

DAY = date(2026, 11, 6)

WHOLE = """---
author: maria
key_results:
  onboarding#activation: {value: 36, confidence: 6, note: The new checklist is live}
  onboarding#sso: {done: false, confidence: 8.5}
  onboarding#markets: {done: [de, fr]}
health: {overtime: 3.5, alarms: 0}
priorities:
  - Ship the second mail
blockers:
  - "Legal: no answer"
wins:
  - Support tickets from new customers halved
visibility: internal
---
What we learned.

And more.
"""


def test_a_whole_check_in_reads_as_if_a_person_wrote_it() -> None:
    check_in = b.check_in(
        DAY,
        b.reading(36, confidence=6, note="The new checklist is live"),
        b.reading(of="onboarding#sso", done=False, confidence="8.5"),
        b.reading(of="onboarding#markets", steps=["de", "fr"]),
        health={"overtime": "3.5", "alarms": 0},
        priorities=["Ship the second mail"],
        blockers=["Legal: no answer"],
        wins=["Support tickets from new customers halved"],
        visibility=b.Visibility.INTERNAL,
        body="\nWhat we learned.\n\nAnd more.\n",
    )
    assert check_in_text(check_in) == WHOLE


def test_what_says_nothing_is_left_out() -> None:
    assert check_in_text(b.check_in(DAY, author=None)) == "---\n---\n"


@pytest.mark.parametrize(
    ("reading", "line"),
    [
        (b.reading(steps=[]), "{done: []}"),
        (b.reading(done=True), "{done: true}"),
        (b.reading(confidence=0), "{confidence: 0}"),
        (b.reading(note="Rain, and still full"), '{note: "Rain, and still full"}'),
        (b.reading("0.000001"), "{value: 0.000001}"),
        (b.reading("123456789012345.5"), "{value: 123456789012345.5}"),
        (b.reading("-0.5"), "{value: -0.5}"),
    ],
)
def test_a_reading(reading: b.Reading, line: str) -> None:
    assert f"  onboarding#activation: {line}\n" in check_in_text(b.check_in(DAY, reading))


@pytest.mark.parametrize(
    ("value", "text"), [("1E+3", "1000"), ("1E-6", "0.000001"), ("-0", "0"), ("3.50", "3.50")]
)
def test_a_number_has_no_exponent_and_no_negative_zero(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


NAMES = {
    "the day, when it is free": ("amara", [], [], "2026-11-06"),
    "the author, when somebody was first": ("amara", ["2026-11-06"], [], "2026-11-06-amara"),
    "a number without an author": (None, ["2026-11-06"], [], "2026-11-06-2"),
    "a number for an author's second": (
        "amara",
        ["2026-11-06", "2026-11-06-amara"],
        [],
        "2026-11-06-2",
    ),
    "behind a name that has to come before": (
        "amara",
        ["2026-11-06", "2026-11-06-zoe"],
        ["2026-11-06-zoe"],
        "2026-11-06-zoe-2",
    ),
    "behind the day itself, which is first of all": (
        "amara",
        ["2026-11-06"],
        ["2026-11-06"],
        "2026-11-06-amara",
    ),
    "in front of others that say something else": (
        "amara",
        ["2026-11-06", "2026-11-06-zoe"],
        [],
        "2026-11-06-amara",
    ),
    "behind a number": (
        "amara",
        ["2026-11-06", "2026-11-06-2"],
        ["2026-11-06-2"],
        "2026-11-06-amara",
    ),
    "without a name that would be too long": (
        "a" * 64,
        ["2026-11-06"],
        [],
        "2026-11-06-2",
    ),
}


@pytest.mark.parametrize(("author", "taken", "after", "name"), NAMES.values(), ids=NAMES)
def test_a_name_is_free_and_comes_behind_what_it_corrects(
    author: str | None, taken: list[str], after: list[str], name: str
) -> None:
    assert new_name(DAY, author, taken, after) == name


def test_twenty_check_ins_of_one_day_each_come_behind_the_last() -> None:
    taken: list[str] = []
    for _ in range(20):
        taken.append(new_name(DAY, None, taken, taken))
    assert taken == sorted(set(taken))
