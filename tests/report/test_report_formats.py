"""What holds for every format, whatever authors write."""

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from report_samples import DOCS, a_finding, a_report, reports
from runner_oracle import commands

from okrpress.report.formats import FORMATS, render
from okrpress.report.github import github_summary
from okrpress.report.report import Report
from okrpress.report.screen import Screen

EVERY = (*FORMATS, "summary")


def written(name: str, report: Report) -> str:
    return github_summary(report) if name == "summary" else render(name, report)


@settings(max_examples=60)
@given(report=reports())
def test_what_authors_write_is_no_command_to_a_runner(report: Report) -> None:
    for name in EVERY:
        output = written(name, report)
        ours = len(output.splitlines()) if name == "github" else 0
        assert len(commands(output)) == ours, name
        assert "##[" not in output, name
        assert "##vso[" not in output, name


@settings(max_examples=60)
@given(report=reports())
def test_output_is_lines_of_printable_characters(report: Report) -> None:
    for name in EVERY:
        output = written(name, report)
        assert "".join(output.split("\n")).isprintable(), name
        output.encode("utf-8")


@settings(max_examples=30)
@given(report=reports())
@example(report=a_report(a_finding("one"), a_finding("two"), a_finding("one", help="other")))
def test_output_does_not_depend_on_the_order_of_findings(report: Report) -> None:
    mixed = random.Random(1).sample(report.findings, len(report.findings))
    for name in EVERY:
        assert written(name, replace(report, findings=tuple(mixed))) == written(name, report), name


@pytest.mark.parametrize("name", FORMATS)
def test_a_clean_run_can_be_reported_in_every_format(name: str) -> None:
    clean = a_report()
    if name in {"full", "concise", "github"}:
        assert render(name, clean) == ""
    else:
        assert render(name, clean).strip()


@pytest.mark.parametrize("name", FORMATS)
def test_output_ends_without_a_line_end(name: str) -> None:
    assert not render(name, a_report(a_finding())).endswith("\n")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"full", "concise"}))
def test_what_programs_read_is_not_painted(name: str) -> None:
    report = a_report(a_finding(), docs_url=DOCS)
    painted = Screen(paint=lambda style, text: f"<{style}>{text}", width=30)
    assert render(name, report, painted) == render(name, report)


def test_an_unknown_format_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        render("yaml", a_report())
