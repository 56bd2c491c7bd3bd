"""Findings as lines of text for a terminal or a log."""

from collections import Counter
from collections.abc import Iterable

from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.report import START, Report
from okrpress.report.screen import Paint, Screen, plain


def concise(report: Report, screen: Screen) -> str:
    """One line for each finding: place, level, code and message."""
    return "\n".join(_line(finding, screen.paint) for finding in report.in_order)


def findings_text(findings: Iterable[Finding], paint: Paint = plain, word: str = "") -> str:
    """Each finding as its place, level, code and message, and what to do below it.

    `word` stands for the level of what is no error.
    """
    return "\n".join(
        f"{_line(finding, paint, word)}\n  help: {one_line(finding.help)}" for finding in findings
    )


def _line(finding: Finding, paint: Paint, word: str = "") -> str:
    place = paint("place", one_line(f"{place_text(finding)}:"))
    is_error = finding.level is Level.ERROR
    level = paint(finding.level.value, finding.level.value if is_error or not word else word)
    code = paint("code", f"{finding.code} [{finding.name}]")
    return f"{place} {level}: {code} {one_line(finding.message)}"


def place_text(finding: Finding) -> str:
    """File, line and column, as editors and terminals make links of it."""
    span = finding.at.span or START
    return f"{finding.at.file}:{span.line}:{span.column}"


def count_text(findings: Iterable[Finding]) -> str:
    """How many of each level: "2 errors, 1 warning", or "no findings"."""
    counts = Counter(finding.level for finding in findings)
    parts = [plural(counts[level], *_NOUNS[level]) for level in Level if counts[level]]
    return ", ".join(parts) or "no findings"


_NOUNS = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 file", "3 files"."""
    return f"{count} {one if count == 1 else many}"
