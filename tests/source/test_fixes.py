"""Corrections that are safe, and those that are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.source.files import Source
from okrpress.source.fixes import Fixed, fix
from okrpress.source.parse import parse

OBJECTIVE = "content/2026-q4/me/health.md"
CHECK_IN = "content/2026-q4/me/checkins/2026-11-06.md"
CYCLE = "content/2026-q4/index.md"

WHOLE = """---
# A remark.
title:   I wake up rested      # and another
ownr: "me"
key_results:
  - id: sleep
    title: Raise my average night from 6 to 8 hours
    baseline: 6
    target: 8
    weigth: 2
    due: 2026-12-5
  - {id: phone, title: The phone sleeps elsewhere, done_when: "It does, so",   due: '2026/12/05'}
---
ownr: me. The word due: 2026-12-5 stays here.
"""
CORRECT = """---
# A remark.
title:   I wake up rested      # and another
owner: "me"
key_results:
  - id: sleep
    title: Raise my average night from 6 to 8 hours
    baseline: 6
    target: 8
    weight: 2
    due: 2026-12-05
  - {id: phone, title: The phone sleeps elsewhere, done_when: "It does, so",   due: 2026-12-05}
---
ownr: me. The word due: 2026-12-5 stays here.
"""


def fixed(text: str | bytes, file: str = OBJECTIVE) -> Fixed | None:
    data = text if isinstance(text, bytes) else text.encode()
    return fix(Source(file=file, data=data), "content")


def after(text: str, file: str = OBJECTIVE) -> str:
    found = fixed(text, file)
    return found.after.decode() if found else text


def test_what_was_meant_is_written_and_every_other_byte_stays() -> None:
    assert after(WHOLE) == CORRECT
    found = fixed(WHOLE)
    assert found
    assert [(each.finding.code, each.before, each.after) for each in found.corrections] == [
        ("FMT030", "ownr", "owner"),
        ("FMT030", "weigth", "weight"),
        ("FMT035", "2026-12-5", "2026-12-05"),
        ("FMT035", "2026/12/05", "2026-12-05"),
    ]


def test_line_endings_stay_and_a_byte_order_mark_goes() -> None:
    found = fixed(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert found
    assert found.after == CORRECT.replace("\n", "\r\n").encode()
    assert found.lost_mark


def test_a_file_with_nothing_but_a_byte_order_mark_too_many() -> None:
    found = fixed(b"\xef\xbb\xbf" + CORRECT.encode())
    assert found
    assert (found.after, found.corrections) == (CORRECT.encode(), ())


@pytest.mark.parametrize(
    ("written", "correct"),
    [("yes", "true"), ("No", "false"), ("TRUE", "true"), ("off", "false"), ('"yes"', "true")],
)
def test_yes_and_no(written: str, correct: str) -> None:
    text = "---\nkey_results:\n  health#phone: {{done: {}}}  # seen\n---\n"
    assert after(text.format(written), CHECK_IN) == text.format(correct)


def test_a_key_that_is_a_date() -> None:
    text = WHOLE.replace("weigth: 2", "plan: {2026-11-1: 7}")
    assert "plan: {2026-11-01: 7}" in after(text)


@pytest.mark.parametrize(
    ("correct", "written"),
    [
        pytest.param("title:   I", "goal:   I", id="a synonym is a guess"),
        pytest.param("owner:", "ow:", id="a key with too little in common"),
        pytest.param("weight: 2", "weight: 1\n    weigth: 2", id="a key that is there already"),
        pytest.param("weight: 2", "weigth: heavy", id="a value that does not suit the key"),
        pytest.param("due: 2026-12-05\n", "due: 5.12.2026\n", id="the day first"),
        pytest.param("due: 2026-12-05\n", "due: 2026-13-5\n", id="a month that does not exist"),
        pytest.param("due: 2026-12-05\n", "due: 2026-2-30\n", id="a day that does not exist"),
        pytest.param("due: 2026-12-05\n", "due: 2026125\n", id="digits to cut in two ways"),
        pytest.param("due: 2026-12-05\n", "due: 2026-12-5 10:00\n", id="a date with a time"),
        pytest.param("baseline: 6", "baseline: 1,000", id="a number with a separator"),
    ],
)
def test_what_is_not_beyond_doubt_stays(correct: str, written: str) -> None:
    broken = CORRECT.replace(correct, written)
    assert broken != CORRECT
    assert parse(OBJECTIVE, broken.encode()).findings
    assert after(broken) == broken


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("title: x\nownr: me\n", id="no front matter"),
        pytest.param("---\ntitle: 'x\nownr: me\n---\n", id="no YAML"),
        pytest.param("---\ntitle: x\nownr: \x1b[31m\n---\n", id="a control character"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    assert fixed(text) is None
    assert fixed(b"\xff" + text.encode()) is None


def test_a_mistake_that_comes_to_light_does_not_hold_a_correction_back() -> None:
    text = WHOLE.replace("target: 8", "target: 6")
    assert "owner:" in after(text)


def test_what_is_no_content_is_left_alone() -> None:
    for file in ("content/README.md", "content/2026-q4/me/a/b/c.md"):
        assert fixed(WHOLE, file) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "titel: x",
                "title: y",
                "ownr: me",
                "start: 2026-1-5",
                "due: yes",
                "closd: 2026/1/1",
                "key_results: [{id: a, titel: b, keep: {mx: 4}}]",
                "- x",
                "  deep: 1",
                "'q': \"v\"",
                "state: NO",
                "\u00e4: \u00f6 # \U0001f600",
                "end: '2026-1-5' # x",
                "plan: {2026-1-1: 3}",
            ]
        ),
        max_size=8,
    ),
    st.sampled_from([OBJECTIVE, CHECK_IN, CYCLE]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150)
def test_a_corrected_file_has_fewer_mistakes_and_nothing_more_to_correct(
    lines: list[str], file: str, ending: str
) -> None:
    text = ending.join(["---", *lines, "---", "Body: ownr"])
    found = fixed(text, file)
    if found:
        was = len(parse(file, text.encode()).findings)
        assert found.after.count(b"\r") == text.count("\r")
        assert fix(Source(file=file, data=found.after), "content") is None
        assert found.corrections
        assert len(found.corrections) <= was
