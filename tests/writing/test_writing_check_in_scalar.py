"""A text that is written into front matter is read back as it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.source.front_matter import Document, read
from okrpress.source.text import forbidden
from okrpress.writing.front_matter import scalar

PLAIN = {
    "a sentence": "Two regulars brought their neighbours",
    "a number of things": "31 of 48. Some codes are behind the door they open",
    "two numbers": "40 of 48",
    "a colon inside": "Doors open at 10:30",
    "an address": "See https://example.org/a?b=c#d",
    "quotes inside": 'The sign says "closed"',
    "an apostrophe": "The members' assembly",
    "a word that is no truth value": "yesterday",
    "a question": "Who opens the hall?",
    "another script": "Καλημέρα στη Θεσσαλονίκη",
}
QUOTED = {
    "a colon and a blank": "Two things: soup and bread",
    "a colon at the end": "Next:",
    "a number sign behind a blank": "Become #1",
    "a dash": "- none",
    "an opening quote": '"Closed" says the sign',
    "a bracket": "[draft]",
    "a star": "*new*",
    "an at sign": "@maria",
    "a number": "36",
    "a number with a sign": "-3.5",
    "an exponent": "1e5",
    "a date": "2026-11-06",
    "a moment": "2026-11-06 12:30",
    "a time": "1:30",
    "a truth value": "No",
    "nothing": "null",
    "several lines": "one\ntwo",
    "a tab": "one\ttwo",
    "a percent sign": "%",
    "blanks around": " a ",
    "a merge key": "<<",
}
TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t"))
    | st.text(st.sampled_from("ab1 ,:;#-?[]{}\"'\\&*!|>%@`=<.\n\té"), min_size=1)
).filter(lambda text: forbidden(text) is None)


def read_back(front_matter: str) -> Document:
    document, findings = read("content/a.md", f"---\n{front_matter}\n---\n".encode())
    assert document is not None, findings
    assert findings == ()
    return document


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_a_text_that_needs_no_quotes_has_none(text: str) -> None:
    assert scalar(text) == text
    assert scalar(text, inline=True) == text


@pytest.mark.parametrize("text", ["0:?", "a:?b", "what ? no"])
def test_a_text_that_ends_something_between_brackets_is_quoted_there(text: str) -> None:
    assert scalar(text) == text
    assert read_back(f"note: {{a: {scalar(text, inline=True)}}}").values["note"] == {"a": text}


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_a_text_that_yaml_would_misread_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')


@pytest.mark.parametrize("text", ["Rain, and still full", "a [draft]", "a }", "what ? no"])
def test_between_brackets_more_is_quoted(text: str) -> None:
    assert scalar(text) == text
    assert scalar(text, inline=True) == f'"{text}"'


@given(TEXTS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    written = (
        f"a: {scalar(text)}\nb:\n  - {scalar(text)}\nc: {{d: {scalar(text, inline=True)}, e: 1}}"
    )
    written += f"\nf: [{scalar(text, inline=True)}, x]"
    assert read_back(written).values == {
        "a": text,
        "b": [text],
        "c": {"d": text, "e": "1"},
        "f": [text, "x"],
    }
