"""Findings as SARIF 2.1.0, which code scanning services read.

The version is that of OASIS with its first errata. Columns are code points and ends are exclusive,
as ours are.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from okrpress.model.finding import Finding, Level, Span
from okrpress.report.characters import one_line
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import START, TOOL, Report
from okrpress.report.structured import JsonObject, dump
from okrpress.rules.code import Code
from okrpress.rules.registry import ALL_CODES

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "recommendation"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def sarif(report: Report) -> str:
    """A log with one run: the rules that found something, and a result for each finding."""
    codes = sorted({finding.code for finding in report.findings})
    indices = {code: index for index, code in enumerate(codes)}
    driver: JsonObject = {
        "name": TOOL,
        "version": report.version,
        "rules": _rules((ALL_CODES[code] for code in codes), report),
    }
    results = [
        _result(finding, indices[finding.code], fingerprint)
        for finding, fingerprint in fingerprinted(report)
    ]
    run: JsonObject = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(codes: Iterable[Code], report: Report) -> list[JsonObject]:
    return [_rule(code, report.url(code.code)) for code in codes]


def _rule(code: Code, page: str) -> JsonObject:
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": code.what},
        "fullDescription": {"text": f"{code.what} {code.why}"},
        "help": {
            "text": f"{code.what}\n\nWhy: {code.why}\n\nFix: {code.fix}",
            "markdown": f"{code.what}\n\n**Why:** {code.why}\n\n**Fix:** {code.fix}",
        },
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVELS[code.level]},
        "properties": {"tags": ["okr"], "problem.severity": _SEVERITIES[code.level]},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> JsonObject:
    file, span = one_line(finding.at.file), finding.at.span or START
    location = {
        "artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"},
        "region": _region(span),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{_text(finding.message)}\nhelp: {_text(finding.help)}"},
        "locations": [{"physicalLocation": location}],
        # Not the hash that GitHub computes itself, which it would find inconsistent.
        "partialFingerprints": {"okrpress/v1": fingerprint},
    }


def _region(span: Span) -> JsonObject:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _text(text: str) -> str:
    """The text as a SARIF message: no link and no placeholder comes out of an author's words."""
    unlinked = _LINK.sub(r"\\[", one_line(text))
    return _PLACEHOLDER.sub(r"{{\1}}", unlinked)
