"""Annotations in GitHub Actions, read back as the runner reads them."""

import pytest
from hypothesis import given
from report_samples import DOCS, a_finding, a_report, reports
from runner_oracle import commands

from okrpress.model.finding import Finding, Level, Span
from okrpress.report.characters import one_line
from okrpress.report.formats import render
from okrpress.report.github import ANNOTATIONS, SUMMARY_BYTES, github_summary
from okrpress.report.report import Report


def test_an_annotation_names_the_place_to_the_character() -> None:
    assert render("github", a_report(a_finding(), docs_url=DOCS)) == (
        "::error file=content/2026-q4/growth/onboarding.md,line=6,endLine=6,col=13,endColumn=17,"
        'title=FMT034 not-a-number::`target` is "45 %25", not a number'
        "%0Ahelp: write the bare number%0Ahttps://okrpress.example/codes#fmt034"
    )


@pytest.mark.parametrize(
    ("level", "name"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "notice")],
)
def test_levels_have_their_commands(level: Level, name: str) -> None:
    assert render("github", a_report(a_finding(level=level))).startswith(f"::{name} file=")


def test_a_place_of_several_lines_has_no_columns() -> None:
    output = render("github", a_report(a_finding(span=Span(2, 3, 4, 5))))
    assert ",line=2,endLine=4,title=" in output


def test_a_finding_about_the_whole_file_is_on_its_first_line() -> None:
    output = render("github", a_report(a_finding(span=None)))
    assert ",line=1,endLine=1,col=1,endColumn=1," in output


def many(*counts: tuple[Level, int]) -> Report:
    return a_report(
        *(
            a_finding(f"{level} {number}", level=level, span=Span(number + 1, 1, number + 1, 2))
            for level, count in counts
            for number in range(count)
        )
    )


def test_ten_findings_are_ten_annotations() -> None:
    report = many((Level.ADVICE, 4), (Level.ERROR, 3), (Level.WARNING, 3))
    names = [command.name for command in commands(render("github", report))]
    assert names == ["error"] * 3 + ["warning"] * 3 + ["notice"] * 4


def test_of_more_the_worst_are_shown_and_the_rest_counted() -> None:
    report = many((Level.ADVICE, 20), (Level.ERROR, 3), (Level.WARNING, 7))
    shown = commands(render("github", report))
    assert [command.name for command in shown] == ["error"] * 3 + ["warning"] * 6 + ["notice"]
    assert len(shown) == ANNOTATIONS
    assert shown[-1].data == ("21 more findings in the job summary: 1 warning, 20 pieces of advice")


@given(report=reports())
def test_the_runner_reads_what_we_mean_whatever_authors_write(report: Report) -> None:
    found = commands(render("github", report))
    findings = {
        (one_line(finding.at.file), one_line(finding.message)) for finding in report.findings
    }
    for command in found[: ANNOTATIONS - 1]:
        assert (command.properties["file"], command.data.partition("\n")[0]) in findings
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    assert len(found) == min(len(report.findings), ANNOTATIONS)


def test_the_summary_holds_all_findings() -> None:
    summary = github_summary(many((Level.ADVICE, 20), (Level.ERROR, 3)))
    assert "### okrpress: 3 errors, 20 pieces of advice in 12 files" in summary
    assert summary.count("not-a-number") == 23


@pytest.mark.parametrize("width", [30, 2_000])
def test_a_summary_that_github_would_drop_is_cut_between_findings(width: int) -> None:
    def finding(number: int) -> Finding:
        return a_finding(f"{'ü' * width} end", file=f"content/{number:06}.md")

    count = SUMMARY_BYTES // width
    summary = github_summary(a_report(*map(finding, range(count)), texts={}))
    size = len(summary.encode())
    shown = summary.count(" end (FMT034 not-a-number)\\\n    help: write the bare number\n")
    assert SUMMARY_BYTES - 2 * width - 400 < size <= SUMMARY_BYTES
    assert summary.endswith(
        f"help: write the bare number\n\n{count - shown} more findings: run `okrpress check` to see"
        " all.\n"
    )
