"""Findings as GitHub Actions shows them: annotations on the lines, and a job summary.

GitHub shows the first ten annotations of a step and drops the rest without a word, so no more are
written: the worst, and one that counts the others. A line that begins with `::` is a command to the
runner; what authors wrote is escaped so that it ends none and begins none.
"""

from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.markdown import markdown_within
from okrpress.report.report import START, TOOL, Report
from okrpress.report.text import count_text, plural

ANNOTATIONS = 10
SUMMARY_BYTES = 1_000_000
"""GitHub drops a job summary of more than 1 MiB; another step may have begun it."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
_WORST_FIRST = tuple(Level)


def github(report: Report) -> str:
    """Annotations, worst first; where there are more than ten, the last counts what is left out."""
    findings = sorted(report.in_order, key=lambda finding: _WORST_FIRST.index(finding.level))
    room = ANNOTATIONS if len(findings) <= ANNOTATIONS else ANNOTATIONS - 1
    lines = [_annotation(finding, report) for finding in findings[:room]]
    rest = findings[room:]
    if rest:
        more = plural(len(rest), "more finding", "more findings")
        lines.append(f"::notice title={TOOL}::{more} in the job summary: {count_text(rest)}")
    return "\n".join(lines)


def github_summary(report: Report) -> str:
    """All findings as Markdown for the job summary; cut between two of them if there are many."""
    return markdown_within(report, SUMMARY_BYTES)


def _annotation(finding: Finding, report: Report) -> str:
    span = finding.at.span or START
    # The runner refuses columns on an annotation of several lines.
    columns = (
        f",col={span.column},endColumn={span.end_column}" if span.line == span.end_line else ""
    )
    page = report.url(finding.code)
    parts = [finding.message, f"help: {finding.help}", *([page] if page else [])]
    return (
        f"::{_COMMANDS[finding.level]} file={_property(finding.at.file)}"
        f",line={span.line},endLine={span.end_line}{columns}"
        f",title={_property(f'{finding.code} {finding.name}')}"
        f"::{'%0A'.join(_data(part) for part in parts)}"
    )


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
