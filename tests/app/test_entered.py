"""What somebody types, before it gets into a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.app.entered import entered_id, entered_line, id_from
from okrpress.errors import OkrpressError
from okrpress.model.ids import is_id


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("", "is empty", id="nothing"),
        pytest.param(" \u00a0 ", "is empty", id="blanks"),
        pytest.param("one\ntwo", "several lines", id="two lines"),
        pytest.param("one\ttwo", "or a tab", id="a tab"),
        pytest.param("a\u202eb", "U+202E", id="letters that run backwards"),
        pytest.param("a\x1b[31mb", "U+001B", id="a command to the terminal"),
        pytest.param("\ud800", "U+D800", id="half a character"),
        pytest.param("x" * 301, "301 characters", id="too long"),
    ],
)
def test_what_no_file_may_hold_is_refused(typed: str, said: str) -> None:
    with pytest.raises(OkrpressError, match="title") as refused:
        entered_line(typed, "the title")
    assert said in str(refused.value)
    assert refused.value.help


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("  Guests come back ", "Guests come back", id="blanks around it go"),
        pytest.param("e\u0301t\u00e9", "\u00e9t\u00e9", id="accents are composed"),
        pytest.param("x" * 300, "x" * 300, id="300 characters are allowed"),
        pytest.param("👩‍🍳 שלום", "👩‍🍳 שלום", id="emoji and other scripts stay"),
    ],
)
def test_a_line_is_kept(typed: str, line: str) -> None:
    assert entered_line(typed, "the title") == line


@pytest.mark.parametrize(
    ("words", "id"),
    [
        pytest.param("New customers succeed!", "new-customers-succeed", id="words"),
        pytest.param("Gäste in Łódź & Tromsø", "gaste-in-lodz-tromso", id="accents"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("日本", "", id="no letter of it in ASCII"),
        pytest.param("🎉", "", id="an emoji"),
        pytest.param("con", "", id="a device of Windows"),
    ],
)
def test_an_id_is_made_from_words(words: str, id: str) -> None:
    assert id_from(words) == id


@given(st.text())
def test_an_id_from_any_words_is_one_or_nothing(words: str) -> None:
    id = id_from(words)
    assert id == "" or is_id(id)


@pytest.mark.parametrize("typed", ["Growth", "a b", "../x", "con", "-x", "x" * 65, ""])
def test_what_is_no_id_is_refused_with_a_help(typed: str) -> None:
    with pytest.raises(OkrpressError, match="id of a team") as refused:
        entered_id(typed, "a team")
    assert refused.value.help
