"""What is wrong with the files, as the overlay of `serve` shows it."""

from collections.abc import Iterable, Iterator

from okrpress import __version__
from okrpress.app.workspace import Snapshot
from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.frame import frame
from okrpress.report.report import Report
from okrpress.report.screen import Screen
from okrpress.report.text import place_text
from okrpress.serve.preview import Problem
from okrpress.source.files import read_optional
from okrpress.source.settings import FILE

WIDTH = 88
"""Columns of a code frame: what fits into the overlay on a wide screen."""

FRAMED = 50
"""Findings that get a code frame: more than anybody reads in one go."""

_WORST_FIRST = (Level.ERROR, Level.WARNING, Level.ADVICE)


def problems_of(snapshot: Snapshot) -> tuple[Problem, ...]:
    """The findings of a snapshot, errors first, with the lines that they are about."""
    findings = sorted(
        snapshot.content.findings,
        key=lambda finding: (_WORST_FIRST.index(finding.level), finding.order),
    )
    report = _report(findings[:FRAMED], snapshot)
    return tuple(_problem(finding, report) for finding in findings)


def problem_of(error: OkrpressError) -> Problem:
    """What keeps the site from being made at all."""
    return Problem(level=Level.ERROR.value, message=one_line(str(error)), help=one_line(error.help))


def _problem(finding: Finding, report: Report) -> Problem:
    return Problem(
        level=finding.level.value,
        code=f"{finding.code} {finding.name}",
        place=one_line(place_text(finding)),
        message=one_line(finding.message),
        help=one_line(finding.help),
        frame=tuple(frame(finding, report, Screen(width=WIDTH))),
    )


def _report(findings: Iterable[Finding], snapshot: Snapshot) -> Report:
    """The findings with the texts of the files that they are about."""
    findings = tuple(findings)
    files = {finding.at.file for finding in findings}
    texts = {file: data.decode("utf-8", "replace") for file, data in _data(files, snapshot)}
    return Report(findings=findings, texts=texts, files=len(files), version=__version__)


def _data(files: set[str], snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    for source in snapshot.content.sources if files else ():
        if source.file in files:
            yield source.file, source.data
    settings = read_optional(snapshot.project.root, FILE) if FILE in files else None
    if isinstance(settings, bytes):
        yield FILE, settings
