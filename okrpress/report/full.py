"""Findings for the person who is going to repair them: what, where in the text, and why."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from okrpress.model.finding import Finding, Place
from okrpress.report.characters import one_line
from okrpress.report.frame import frame, gutter_width
from okrpress.report.report import Report
from okrpress.report.screen import Screen
from okrpress.report.text import place_text
from okrpress.rules.registry import ALL_CODES

Notes = Iterable[tuple[str, str]]

_FIRST_SENTENCE = re.compile(r".*?\.(?=\s+[^a-z\s])|.*", re.DOTALL)


def full(report: Report, screen: Screen) -> str:
    """Each finding with its lines and what to do; nothing is said or shown twice in a row.

    Why it matters, and where to read more, stand where a code comes up first; a frame only where
    the finding before was about another place.
    """
    explained: set[str] = set()
    shown: Place | None = None
    entries = []
    for finding in report.in_order:
        notes = [("help", finding.help)]
        if finding.code not in explained:
            notes += _about_code(finding, report)
        rows = [] if _same_place(finding.at, shown) else frame(finding, report, screen)
        entries.append("\n".join(_entry(finding, rows, notes, screen)))
        explained.add(finding.code)
        shown = finding.at
    return "\n\n".join(entries)


def _about_code(finding: Finding, report: Report) -> Notes:
    why = _FIRST_SENTENCE.match(ALL_CODES[finding.code].why)
    assert why
    yield "why", why[0]
    yield "more", report.url(finding.code) or f"okrpress rule {finding.code}"


def _same_place(at: Place, other: Place | None) -> bool:
    return other is not None and (at.file, at.span) == (other.file, other.span)


def _entry(finding: Finding, rows: list[str], notes: Notes, screen: Screen) -> Iterator[str]:
    margin = " " * gutter_width(finding)
    yield from _headline(finding, screen)
    arrow = screen.paint("frame", f"{margin}-->")
    yield f"{arrow} {screen.paint('place', one_line(place_text(finding)))}"
    yield from rows
    for label, text in notes:
        bullet = screen.paint("frame", f"{margin} =")
        first, *rest = _wrapped(text, len(margin) + len(" = help: "), screen)
        yield f"{bullet} {screen.paint('note', f'{label}:')}{first[len(f'{margin} = {label}:') :]}"
        yield from rest


def _headline(finding: Finding, screen: Screen) -> Iterator[str]:
    level, code = finding.level.value, f"{finding.code} [{finding.name}]:"
    before = len(f"{level} {code}")
    first, *rest = _wrapped(finding.message, 2, screen, first=before + 1)
    yield f"{screen.paint(level, level)} {screen.paint('code', code)}{first[before:]}"
    yield from rest


def _wrapped(text: str, indent: int, screen: Screen, first: int | None = None) -> list[str]:
    """The text in lines as long as the screen allows, indented by blanks; never none."""
    blanks = " " * (indent if first is None else first)
    text = one_line(text)
    if text and text == text.strip() and len(blanks) + len(text) <= screen.width:
        return [blanks + text]
    lines = wrap(
        text,
        width=screen.width,
        initial_indent=blanks,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [""]
