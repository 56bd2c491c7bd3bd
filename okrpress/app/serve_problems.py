"""What is wrong with the files, as the overlay of `serve` shows it."""

from okrpress.app.report_of import report_of
from okrpress.app.workspace import Snapshot
from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.frame import frame
from okrpress.report.report import Report
from okrpress.report.screen import Screen
from okrpress.report.text import place_text
from okrpress.serve.preview import Problem

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
    sources = snapshot.content.sources if findings else ()
    data = ((source.file, source.data) for source in sources)
    report = report_of(findings[:FRAMED], data, len(sources), snapshot.project.root)
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
