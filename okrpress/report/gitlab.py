"""Findings as GitLab's code quality report, which shows them in merge requests."""

from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import START, Report
from okrpress.report.structured import JsonObject, dump

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info"}


def gitlab(report: Report) -> str:
    """A list with an issue for each finding."""
    return dump([_issue(finding, fingerprint) for finding, fingerprint in fingerprinted(report)])


def _issue(finding: Finding, fingerprint: str) -> JsonObject:
    span = finding.at.span or START
    message, help = one_line(finding.message), one_line(finding.help)
    return {
        "description": f"{finding.code} [{finding.name}] {message} (help: {help})",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {
            "path": one_line(finding.at.file),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
