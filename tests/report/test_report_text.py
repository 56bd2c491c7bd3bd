"""Findings as lines of text."""

import pytest
from report_samples import FILE, a_finding, a_report

from okrpress.model.finding import Level
from okrpress.report.formats import render
from okrpress.report.screen import Screen
from okrpress.report.text import count_text, findings_text

LINE = f'{FILE}:6:13: error: FMT034 [not-a-number] `target` is "45 %", not a number'


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert findings_text([a_finding()]) == f"{LINE}\n  help: write the bare number"


def test_concise_is_one_line_each_in_order_of_place() -> None:
    late, early = a_finding(), a_finding("early", file="content/a.md")
    lines = render("concise", a_report(early, late)).splitlines()
    assert lines == [LINE, "content/a.md:6:13: error: FMT034 [not-a-number] early"]


def test_a_finding_without_lines_is_at_the_start_of_its_file() -> None:
    assert findings_text([a_finding(span=None)]).startswith(f"{FILE}:1:1: ")


def test_findings_are_painted_part_by_part() -> None:
    screen = Screen(paint=lambda style, text: f"<{style}>{text}")
    painted = render("concise", a_report(a_finding("found", level=Level.WARNING)), screen)
    assert painted == (f"<place>{FILE}:6:13: <warning>warning: <code>FMT034 [not-a-number] found")


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
    assert count_text(a_finding(level=level) for level in levels) == text
