"""Code frames: which lines are shown, what is cut, and that marks stand under what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import FILE, a_finding, a_report, nasty, spans

from okrpress.model.finding import Span
from okrpress.report.characters import columns
from okrpress.report.frame import frame
from okrpress.report.screen import Screen


def rows(text: str, span: Span, width: int = 100) -> list[str]:
    finding = a_finding(span=span)
    return frame(finding, a_report(finding, texts={FILE: text}), Screen(width=width))


@pytest.mark.parametrize(
    ("text", "span", "line", "mark"),
    [
        pytest.param("a: 45 %", Span(1, 4, 1, 8), "a: 45 %", "   ^^^^", id="plain"),
        pytest.param("a:", Span(1, 3, 1, 3), "a:", "  ^", id="an empty place, at the end"),
        pytest.param("a: b", Span(1, 3, 1, 2), "a: b", "  ^", id="an end before its start"),
        pytest.param("a: b", Span(1, 60, 1, 70), "a: b", "    ^", id="behind the line"),
        pytest.param("\n", Span(1, 1, 1, 1), "", "^", id="an empty line"),
        pytest.param("顧客 x", Span(1, 4, 1, 5), "顧客 x", "     ^", id="behind wide letters"),
        pytest.param("a 顧客", Span(1, 3, 1, 5), "a 顧客", "  ^^^^", id="wide letters"),
        pytest.param("ｘ x", Span(1, 3, 1, 4), "ｘ x", "   ^", id="behind full width"),
        pytest.param("e\u0301 x", Span(1, 4, 1, 5), "e\u0301 x", "  ^", id="behind a mark"),
        pytest.param("\tx", Span(1, 2, 1, 3), "    x", "    ^", id="behind a tab"),
        pytest.param("\tx", Span(1, 1, 1, 2), "    x", "^^^^", id="a tab"),
        pytest.param("45\xa0%", Span(1, 3, 1, 4), "45 %", "  ^", id="a blank that does not break"),
        pytest.param("a\x07b", Span(1, 3, 1, 4), r"a\x07b", "     ^", id="behind an escape"),
        pytest.param("a\u202eb", Span(1, 2, 1, 3), r"a\u202eb", " ^^^^^^", id="an escape"),
        pytest.param("##[x]", Span(1, 3, 1, 4), r"#\x23[x]", "     ^", id="behind a command"),
        pytest.param("a: |\n b\n c", Span(1, 4, 3, 2), "a: |", "   ^ to line 3", id="many lines"),
        pytest.param("a: b\nc", Span(1, 4, 2, 1), "a: b", "   ^", id="to the end of its line"),
        pytest.param("a: b  ", Span(1, 1, 2, 1), "a: b", "^^^^", id="without blanks at the end"),
    ],
)
def test_the_mark_stands_under_the_place(text: str, span: Span, line: str, mark: str) -> None:
    shown = rows(text, span)
    assert shown[-2] == f"1 | {line}".rstrip()
    assert shown[-1] == f"  | {mark}"


LIST = "list:\n  - id: a\n    one: 1\n    two: 2\n\n    three: 3\n"


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        pytest.param(LIST, 1, ["1 | list:"], id="nothing above the top"),
        pytest.param(LIST, 2, ["1 | list:", "2 |   - id: a"], id="the list of an item"),
        pytest.param(LIST, 3, ["2 |   - id: a", "3 |     one: 1"], id="the item of a key"),
        pytest.param(
            LIST,
            4,
            ["2 |   - id: a", "3 |     one: 1", "4 |     two: 2"],
            id="a single line between is shown",
        ),
        pytest.param(
            LIST, 6, ["2 |   - id: a", "  | ...", "6 |     three: 3"], id="more are left out"
        ),
        pytest.param("  a\n  b", 2, ["2 |   b"], id="nothing is indented less"),
        pytest.param(
            "a\n" + " b\n" * 300, 300, ["300 |  b"], id="what is far away is not looked for"
        ),
    ],
)
def test_the_line_that_encloses_the_place_is_shown(text: str, line: int, shown: list[str]) -> None:
    _, *found, _ = rows(text, Span(line, 1, line, 2))
    assert found == shown


LONG = "".join(f"{number:>4}," for number in range(100))


@pytest.mark.parametrize(
    ("start", "end", "line", "mark"),
    [
        pytest.param(0, 4, "   0,   1,   2,   3,   4,   5,   6,…", "^^^^", id="at its start"),
        pytest.param(
            250,
            254,
            "…,  48,  49,  50,  51,  52,  53,  54…",
            "            ^^^^",
            id="in its middle",
        ),
        pytest.param(
            495, 499, "…  93,  94,  95,  96,  97,  98,  99,", " " * 31 + "^^^^", id="at its end"
        ),
        pytest.param(
            250,
            490,
            "…,  48,  49,  50,  51,  52,  53,  54…",
            " " * 12 + "^" * 24,
            id="too long itself",
        ),
    ],
)
def test_a_long_line_is_cut_around_the_place(start: int, end: int, line: str, mark: str) -> None:
    _, shown, marked = rows(LONG, Span(1, start + 1, 1, end + 1), width=42)
    assert shown == f"1 | {line}"
    assert marked == f"  | {mark}"


def test_a_long_line_above_is_cut_at_its_end() -> None:
    above = rows(f"key: {LONG}\n  x: 1", Span(2, 3, 2, 4), width=30)[1]
    assert above == "1 | key:    0,   1,   2,   …"


def test_the_narrowest_screen_shows_a_few_words() -> None:
    assert rows("a: " + "word " * 20, Span(1, 1, 1, 2), width=1)[1] == "1 | a: word word word word…"


@given(
    text=st.lists(nasty, min_size=1, max_size=5).map("\n".join),
    span=spans(),
    width=st.integers(40, 120),
)
def test_no_row_is_wider_than_the_screen(text: str, span: Span, width: int) -> None:
    for row in rows(text, span, width):
        assert columns(row.partition(" to line ")[0]) <= width
