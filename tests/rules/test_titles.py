"""Authors' titles in findings."""

import pytest

from okrpress.rules.titles import begun, folded, quote

LONG = "Interview 25 candidates from all four towns and from the neighbouring valleys as well"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Guests come back", '"Guests come back"', id="in quotes"),
        pytest.param('Get 20 "Reads"', "'Get 20 \"Reads\"'", id="in the other quotes"),
        pytest.param(LONG, f'"{LONG[:59]}…"', id="cut at sixty characters"),
        pytest.param("a\u202eb", '"a\\u202eb"', id="what cannot be printed is named"),
    ],
)
def test_a_title_is_quoted_on_one_line(text: str, shown: str) -> None:
    assert quote(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Meet 25 people.", "Meet 25 people", id="without its full stop"),
        pytest.param(LONG, f"{LONG[:59]}…", id="cut at sixty characters"),
        pytest.param(
            "Interview 25 candidates (at least five of them from Oxmoor, as we promised)",
            "Interview 25 candidates",
            id="of a long one what stands before a mark",
        ),
        pytest.param("So, " + LONG, f"{('So, ' + LONG)[:59]}…", id="unless that says nothing"),
    ],
)
def test_a_title_is_continued_in_its_own_words(text: str, shown: str) -> None:
    assert begun(text) == shown


def test_folding_keeps_words_and_numbers() -> None:
    assert folded("Raise NPS, to 4.5!") == folded("raise nps to 4.5") != folded("raise nps to 45")
