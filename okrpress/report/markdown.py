"""Findings as Markdown: for a comment on a pull request, or a summary of a run."""

from collections.abc import Iterator
from itertools import groupby

from okrpress.model.finding import Finding, Level
from okrpress.report.markdown_text import code_span, inline
from okrpress.report.report import TOOL, Report
from okrpress.report.text import count_text, plural

COMMENT_BYTES = 60_000
"""GitHub takes comments of 65 536 characters; who posts one may want to add a word."""

_TITLES = {Level.ERROR: "Errors", Level.WARNING: "Warnings", Level.ADVICE: "Advice"}
_LAST_LINE = 100  # bytes that are kept for saying how many are left out


def markdown(report: Report) -> str:
    """The findings by level and file, cut between two of them where a comment would be too long."""
    return markdown_within(report, COMMENT_BYTES)


def markdown_within(report: Report, limit: int) -> str:
    """The findings by level and file, in at most `limit` bytes: the last ones may be left out."""
    files = plural(report.files, "file", "files")
    text = f"### {TOOL}: {count_text(report.findings)} in {files}\n"
    size, written = len(text), list[str]()
    for block in _blocks(report):
        size += len(block.encode())
        if size > limit - _LAST_LINE:
            more = plural(len(report.findings) - len(written), "more finding", "more findings")
            return f"{text}{''.join(written)}\n{more}: run `{TOOL} check` to see all.\n"
        written.append(block)
    return text + "".join(written)


def _blocks(report: Report) -> Iterator[str]:
    """A block for each finding, with the headings it needs where it is the first below them."""
    for level in Level:
        findings = [finding for finding in report.in_order if finding.level is level]
        heading = f"\n#### {_TITLES[level]}\n\n"
        for file, group in groupby(findings, key=lambda finding: finding.at.file):
            heading += f"- {code_span(file)}\n"
            for finding in group:
                yield heading + _item(finding, report)
                heading = ""


def _item(finding: Finding, report: Report) -> str:
    where = f"line {finding.at.span.line}: " if finding.at.span else "whole file: "
    code = f"{finding.code} {finding.name}"
    page = report.url(finding.code)
    link = f"[{code}](<{page}>)" if page else code
    return f"  - {where}{inline(finding.message)} ({link})\\\n    help: {inline(finding.help)}\n"
