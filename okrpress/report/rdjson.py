"""Findings as Reviewdog's diagnostic format, which it posts as comments in reviews."""

from okrpress.model.finding import Finding, Level, Span
from okrpress.report.characters import one_line
from okrpress.report.markdown_text import inline
from okrpress.report.report import TOOL, Report
from okrpress.report.structured import JsonObject, dump

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.ADVICE: "INFO"}


def rdjson(report: Report) -> str:
    """A diagnostic for each finding; its message is Markdown, as the comments are."""
    diagnostics = [_diagnostic(finding, report) for finding in report.in_order]
    return dump({"source": {"name": TOOL}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, report: Report) -> JsonObject:
    file, span = finding.at.file, finding.at.span
    page = report.url(finding.code)
    path = {"path": one_line(file)}
    return {
        "message": f"{inline(finding.message)}\n\nhelp: {inline(finding.help)}",
        "location": {**path, "range": _range(file, span, report)} if span else path,
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.code, **({"url": page} if page else {})},
    }


def _range(file: str, span: Span, report: Report) -> JsonObject:
    return {
        "start": _position(file, span.line, span.column, report),
        "end": _position(file, span.end_line, span.end_column, report),
    }


def _position(file: str, line: int, column: int, report: Report) -> JsonObject:
    """Reviewdog counts columns in bytes of UTF-8; we in characters."""
    before = (report.line(file, line) or "")[: column - 1]
    wider = len(before.encode("utf-8", "replace")) - len(before)
    return {"line": line, "column": column + wider}
