"""What the comment on a review says, as plain values: made from a comparison, or read back.

A job that may not write hands them to one that may, so they stay small: long lists are cut between
two items, and what is left out is counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.report.changes.outline import Compared, Outline, Section, outline
from okrpress.report.report import Report
from okrpress.report.text import plural

SECTIONS = 150
LINES = 60
ROWS = 40
FINDINGS = 150
_ROOM = 200_000  # characters of all lines
WORST_FIRST = tuple(Level)
_NOUNS = (
    ("error", "errors"),
    ("warning", "warnings"),
    ("piece of advice", "pieces of advice"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comparison in words.

    `findings` are those that are new, the worst of them; `new` counts all, by level. `commit` is
    the one that is compared, in 40 or 64 hexadecimal digits; empty where nobody asked.
    """

    base: str
    head: str
    as_of: date
    commit: str
    said: Outline
    left_out: int
    findings: Report
    new: tuple[int, int, int]
    known: int
    mended: int


def comment_of(compared: Compared, commit: str = "") -> Comment:
    """What there is to say, cut where it would be too long for any comment."""
    said = outline(compared)
    sections = tuple(_within_room(said.sections))
    found = sorted(compared.findings.in_order, key=_badness)
    return Comment(
        base=compared.base,
        head=compared.head,
        as_of=compared.as_of,
        commit=commit,
        said=Outline(
            summary=said.summary,
            rollups=said.rollups[:ROWS],
            sections=sections,
        ),
        left_out=len(said.sections) - len(sections),
        findings=replace(compared.findings, findings=tuple(found[:FINDINGS]), texts={}),
        new=_counts(found),
        known=compared.known,
        mended=compared.mended,
    )


def _badness(finding: Finding) -> int:
    return WORST_FIRST.index(finding.level)


def _counts(found: list[Finding]) -> tuple[int, int, int]:
    levels = [finding.level for finding in found]
    error, warning, advice = (levels.count(level) for level in WORST_FIRST)
    return error, warning, advice


def _within_room(sections: Iterable[Section]) -> Iterator[Section]:
    """The first sections, as many as any comment could hold several times over."""
    room = _ROOM
    for section in map(_cut, islice(sections, SECTIONS)):
        room -= sum(len(line.text) + len(line.reason) for line in section.lines)
        if room < 0:
            return
        yield section


def _cut(section: Section) -> Section:
    more = max(len(section.lines) - LINES, 0)
    return replace(section, lines=section.lines[:LINES], rows=section.rows[:ROWS], more=more)


def levels_text(counts: tuple[int, int, int]) -> str:
    """How many of each level: "2 errors, 1 warning", or "no findings"."""
    named = zip(counts, _NOUNS, strict=True)
    return ", ".join(plural(count, *noun) for count, noun in named if count) or "no findings"
