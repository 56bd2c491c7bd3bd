"""Findings as JSON for programs, by a schema with a version."""

from okrpress.model.finding import Finding, Level
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.json_schema import SCHEMA_VERSION
from okrpress.report.report import TOOL, Report
from okrpress.report.structured import JsonObject, dump


def json_text(report: Report) -> str:
    """All findings, with what `json_schema.json_schema` describes."""
    levels = [finding.level for finding in report.findings]
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": TOOL, "version": report.version},
            "summary": {
                "files": report.files,
                **{level.value: levels.count(level) for level in Level},
            },
            "findings": findings_json(report),
        }
    )


def findings_json(report: Report) -> list[JsonObject]:
    """The findings alone."""
    return [
        _finding(finding, fingerprint, report) for finding, fingerprint in fingerprinted(report)
    ]


def _finding(finding: Finding, fingerprint: str, report: Report) -> JsonObject:
    span = finding.at.span
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "file": finding.at.file,
        "start": {"line": span.line, "column": span.column} if span else None,
        "end": {"line": span.end_line, "column": span.end_column} if span else None,
        "keys": finding.at.keys,
        "message": finding.message,
        "help": finding.help,
        "url": report.url(finding.code) or None,
        "fingerprint": fingerprint,
    }
