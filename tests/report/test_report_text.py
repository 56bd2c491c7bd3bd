"""Findings as text."""

import pytest

from okrpress.model.finding import Finding, Level, Place, Span
from okrpress.report.text import count_text, findings_text


def a_finding(level: Level = Level.ERROR, span: Span | None = None) -> Finding:
    return Finding(
        code="FMT999",
        name="wrong",
        level=level,
        at=Place(file="content/x.md", span=span),
        message="found “this”",
        help="write that",
    )


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert findings_text([a_finding(span=Span(3, 7, 3, 9))]) == (
        "content/x.md:3:7: error: FMT999 [wrong] found “this”\n  help: write that"
    )


def test_a_finding_without_lines_is_at_the_start_of_its_file() -> None:
    assert findings_text([a_finding()]).startswith("content/x.md:1:1: ")


def test_findings_are_painted_part_by_part() -> None:
    painted = findings_text([a_finding(Level.WARNING)], lambda style, text: f"<{style}>{text}")
    assert painted.startswith("<place>content/x.md:1:1: <warning>warning: <code>FMT999 [wrong] ")


@pytest.mark.parametrize(
    ("levels", "text"),
    [
        pytest.param([], "no findings", id="none"),
        pytest.param([Level.ERROR], "1 error", id="one"),
        pytest.param([Level.WARNING] * 2, "2 warnings", id="two of a kind"),
        pytest.param(
            [Level.ADVICE, Level.ERROR, Level.ADVICE, Level.WARNING],
            "1 error, 1 warning, 2 pieces of advice",
            id="worst first",
        ),
    ],
)
def test_counts_come_worst_first(levels: list[Level], text: str) -> None:
    assert count_text(a_finding(level) for level in levels) == text
