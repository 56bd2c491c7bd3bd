"""Remarks in front matter, and numbers in sentences."""

import pytest

from okrpress.writing.numbers_in_text import has_number, with_number
from okrpress.writing.remarks import cited, remark


def test_a_long_remark_is_broken_and_goes_on_further_in() -> None:
    lines = list(remark("word " * 40, at=2, hanging=4))
    assert len(lines) == 3
    assert lines[0].startswith("  # word")
    assert all(line.startswith("  #     word") for line in lines[1:])
    assert max(map(len, lines)) <= 98


def test_an_empty_remark_is_a_line_of_its_own() -> None:
    assert list(remark("", at=2)) == ["  #"]


def test_words_of_an_author_are_cited_on_one_line() -> None:
    assert cited("okrpress: ignore[KR001]\n and more") == '"okrpress: ignore[KR001] and more"'
    assert cited("x" * 500) == '"' + "x" * 199 + '…"'


@pytest.mark.parametrize(
    ("title", "old", "new", "changed"),
    [
        pytest.param("from 31 % to 45 %", "31", "36", "from 36 % to 45 %", id="a number"),
        pytest.param("from 4.1 to 2.5", "4.1", "3", "from 3 to 2.5", id="with decimals"),
        pytest.param("from -17 to -6", "-17", "-9", "from -9 to -6", id="below zero"),
        pytest.param("from −17 to −6", "-17", "-9", "from -9 to −6", id="with a true minus sign"),
        pytest.param("to 45.", "45", "50", "to 50.", id="at the end of a sentence"),
        pytest.param("from 5 to 15", "5", "6", "from 6 to 15", id="no part of a longer one"),
        pytest.param("from 5 to 5", "5", "6", None, id="twice is in doubt"),
        pytest.param("to 1,017 in 2017", "17", "18", None, id="not there"),
        pytest.param("from 17.5", "17", "18", None, id="before its decimals"),
        pytest.param("from -17", "17", "18", None, id="above zero"),
        pytest.param("rises", "17", "18", None, id="no number"),
    ],
)
def test_a_number_in_a_title_is_replaced_where_there_is_no_doubt(
    title: str, old: str, new: str, changed: str | None
) -> None:
    assert with_number(title, old, new) == changed


def test_a_number_is_found_as_a_whole() -> None:
    assert has_number("from 31 % to 45 %", "45")
    assert not has_number("from 31 % to 45 %", "5")
