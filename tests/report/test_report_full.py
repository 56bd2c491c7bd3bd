"""The report for the person who repairs what was found."""

from dataclasses import replace

import pytest
from report_samples import DOCS, FILE, TEXT, a_finding, a_report

from okrpress.model.finding import Finding, Level, Place, Span
from okrpress.report.formats import render
from okrpress.report.screen import STYLES, Screen
from okrpress.rules.registry import ALL_CODES

OTHER = "content/index.md"


def test_a_finding_shows_where_what_why_and_what_to_do() -> None:
    assert render("full", a_report(a_finding(), docs_url=DOCS)) == (
        'error FMT034 [not-a-number]: `target` is "45 %", not a number\n'
        f" --> {FILE}:6:13\n"
        "  |\n"
        "4 |   - id: activation\n"
        "5 |     title: Raise week-one activation\n"
        "6 |     target: 45 %\n"
        "  |             ^^^^\n"
        "  = help: write the bare number\n"
        "  = why:  Percent signs, thousands separators, exponents and leading zeros mean different"
        " things to\n"
        "          different readers: 1,000 is a thousand here and one there.\n"
        "  = more: https://okrpress.example/codes#fmt034"
    )


def test_why_is_told_where_a_code_comes_up_first() -> None:
    first, second = a_finding("one", span=Span(2, 1, 2, 2)), a_finding("two", span=Span(4, 1, 4, 2))
    output = render("full", a_report(second, first))
    assert output.count("= why:") == output.count("= more: okrpress rule FMT034") == 1
    assert output.index("]: one") < output.index("= why:") < output.index("]: two")


def test_findings_stand_apart_in_order_of_place() -> None:
    late, early = a_finding("late", file=FILE), a_finding("early", file=OTHER, code="FMT035")
    assert [
        entry.partition("]: ")[2][:5]
        for entry in render("full", a_report(early, late)).split("\n\n")
    ] == ["late\n", "early"]


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(a_finding(file=OTHER), id="no text at hand"),
        pytest.param(a_finding(span=None), id="about the whole file"),
        pytest.param(a_finding(span=Span(99, 1, 99, 2)), id="behind the last line"),
    ],
)
def test_a_finding_without_its_line_has_no_frame(finding: Finding) -> None:
    output = render("full", a_report(finding))
    assert " | " not in output
    assert "= help: write the bare number" in output


def test_long_texts_are_broken_between_words_and_indented() -> None:
    long = a_finding("word " * 12, help="other " * 8)
    assert render("full", a_report(long, texts={}), Screen(width=40)).splitlines()[:7] == [
        "error FMT034 [not-a-number]: word word",
        "  word word word word word word word",
        "  word word word",
        f" --> {FILE}:6:13",
        "  = help: other other other other other",
        "          other other other",
        "  = why:  Percent signs, thousands",
    ]


def test_a_finding_without_words_is_still_shown() -> None:
    silent = replace(a_finding(), message="", help="")
    output = render("full", a_report(silent, texts={}))
    assert output.startswith(f"error FMT034 [not-a-number]:\n --> {FILE}:6:13\n  = help:\n")


def test_each_part_is_painted_in_a_style_that_is_known() -> None:
    used = []

    def paint(style: str, text: str) -> str:
        used.append(style)
        return f"<{style}>{text}</>"

    warning = a_finding(level=Level.WARNING)
    lines = render("full", a_report(warning), Screen(paint=paint)).splitlines()
    assert lines[0].startswith("<warning>warning</> <code>FMT034 [not-a-number]:</> `target`")
    assert lines[1] == f"<frame> --></> <place>{FILE}:6:13</>"
    assert lines[3] == "<frame>4 |</>   - id: activation"
    assert lines[6] == "<frame>  |</>             <warning>^^^^</>"
    assert lines[7] == "<frame>  =</> <note>help:</> write the bare number"
    assert set(used) <= set(STYLES)


def test_authors_commands_to_a_terminal_are_shown_not_obeyed() -> None:
    text = "---\ntitle: \x1b[2J\x07boo\n---\n"
    place = Place(file="a\x1b[2J.md", span=Span(2, 8, 2, 9))
    finding = replace(a_finding("the text \x1b[2J", code="FMT009"), at=place)
    lines = render("full", a_report(finding, texts={place.file: text})).splitlines()
    assert lines[0] == r"error FMT009 [forbidden-character]: the text \x1b[2J"
    assert lines[1] == r" --> a\x1b[2J.md:2:8"
    assert lines[3:5] == [r"2 | title: \x1b[2J\x07boo", "  |        ^^^^"]


def test_lines_are_found_whatever_ends_them() -> None:
    texts = {FILE: "\ufeff" + TEXT.replace("\n", "\r\n")}
    assert "\n6 |     target: 45 %\n  |             ^^^^\n" in render(
        "full", a_report(a_finding(), texts=texts)
    )


def test_of_findings_at_one_place_the_first_shows_it() -> None:
    first, second = a_finding("one"), a_finding("two", code="FMT035")
    output = render("full", a_report(first, second))
    assert output.count("6 |     target: 45 %\n") == 1
    assert output.count(f" --> {FILE}:6:13\n") == 2


@pytest.mark.parametrize("code", ["FMT010", "FMT035"])
def test_the_reason_is_the_first_sentence_of_why(code: str) -> None:
    reason, end, rest = ALL_CODES[code].why.partition(".")
    assert end
    assert bool(rest) == (code == "FMT035"), (
        "the table wants one reason of one sentence, one of two"
    )
    assert f"= why:  {reason}.\n  = more:" in render("full", a_report(a_finding(code=code)))
