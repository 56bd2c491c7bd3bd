"""Findings as text for a terminal or a log."""

from collections import Counter
from collections.abc import Callable, Iterable

from okrpress.model.finding import Finding, Level, Span

Paint = Callable[[str, str], str]
"""Gives a text a style: ("error", "content/index.md:1:1") to the text with colour, or as it is."""


def plain(_style: str, text: str) -> str:
    """No colour."""
    return text


def findings_text(findings: Iterable[Finding], paint: Paint = plain) -> str:
    """Each finding as its place, level, code and message, and what to do below it."""
    return "\n".join(_entry(finding, paint) for finding in findings)


def _entry(finding: Finding, paint: Paint) -> str:
    span = finding.at.span or Span(1, 1, 1, 1)
    place = paint("place", f"{finding.at.file}:{span.line}:{span.column}:")
    level = paint(finding.level.value, finding.level.value)
    code = paint("code", f"{finding.code} [{finding.name}]")
    return f"{place} {level}: {code} {finding.message}\n  help: {finding.help}"


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
