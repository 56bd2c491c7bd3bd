"""Characters that command a log or a terminal are shown instead."""

import pytest
from hypothesis import given
from report_samples import nasty

from okrpress.report.characters import columns, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("45 % of “Größe” 顧客 🎯", "45 % of “Größe” 顧客 🎯", id="words stay"),
        pytest.param("a\nb\tc\r", r"a\nb\tc\r", id="line ends and tabs"),
        pytest.param("\x1b[31m\x9b", r"\x1b[31m\x9b", id="control characters"),
        pytest.param("\u202ea\u2028", r"\u202ea\u2028", id="what turns and breaks lines"),
        pytest.param("\ud800", r"\ud800", id="half a character"),
        pytest.param("::error::x", r"\x3a:error::x", id="a command at the start"),
        pytest.param("a  ::error::x", r"a  \x3a:error::x", id="… that a line may begin with"),
        pytest.param("std::vector a:b", "std::vector a:b", id="colons inside a word"),
        pytest.param("##[group]", r"#\x23[group]", id="an old command"),
        pytest.param("a##[[x]", r"a#\x23[[x]", id="… anywhere"),
        pytest.param("###[x]", r"##\x23[x]", id="… behind a number sign"),
        pytest.param("##vso[task]", r"#\x23vso[task]", id="… of another system"),
        pytest.param("## a [b]", "## a [b]", id="number signs of a heading"),
        pytest.param(r"\x1b", r"\x1b", id="a backslash stays"),
    ],
)
def test_only_what_commands_or_hides_is_escaped(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(text=nasty)
def test_what_is_shown_stays_when_shown_again(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("abc", 3, id="ASCII"),
        pytest.param("äöü", 3, id="letters"),
        pytest.param("顧客ｘ", 6, id="wide and full-width letters"),
        pytest.param("e\u0301", 1, id="a mark on a letter"),
        pytest.param("🎯", 2, id="an emoji"),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width
