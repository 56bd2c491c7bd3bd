"""Cycles: what their names say, what their index.md says, and whether that is enough."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from okrpress.model.cycles import dates_from_name
from okrpress.model.finding import Place
from okrpress.model.okr import Cycle
from okrpress.model.settings import Settings
from okrpress.source.assemble.files import Files, Problems, cycles_of
from okrpress.source.assemble.report import Report, at_file
from okrpress.source.kinds import FileKind

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_HELP = "write `start` and `end`, or `undated: <reason>` when nobody knows them"


class Cycles(NamedTuple):
    """Cycles in order of their start, undated ones first; and those that cannot be used."""

    cycles: dict[str, Cycle]
    unusable: Problems


def link_cycles(files: Files, misnamed: Problems, settings: Settings, report: Report) -> Cycles:
    """Every cycle that has a folder, with its dates."""
    indexes = {identity.cycle: each for identity, each in files if identity.kind is FileKind.CYCLE}
    cycles: list[Cycle] = []
    unusable: Problems = {}
    for id, file in sorted(cycles_of(files).items()):
        index = indexes.get(id)
        written = index.record if index else Cycle(id=id, title="", start=None, end=None)
        if id in misnamed:
            continue
        if not isinstance(written, Cycle):
            unusable[id] = f"the index.md of its cycle, {id}, has an error"
            continue
        cycle = _dated(written, settings, report)
        problem = _problem(cycle, at_file(file), report)
        if problem is None:
            cycles.append(cycle)
            _judge_days(cycle, report)
        else:
            unusable[id] = problem
    ordered = sorted(cycles, key=lambda cycle: (cycle.start or date.min, cycle.id))
    return Cycles({cycle.id: cycle for cycle in ordered}, unusable)


def title_of(id: str) -> str:
    """`2026-q4` as `2026 Q4`, `2026-10` as `October 2026`; any other id as it is."""
    year, _, part = id.partition("-")
    if dates_from_name(id) is None or not part:
        return id
    return f"{_MONTHS[int(part) - 1]} {year}" if part.isdigit() else f"{year} {part.upper()}"


def _dated(written: Cycle, settings: Settings, report: Report) -> Cycle:
    """The cycle with the days its name says where its index.md says none."""
    named = dates_from_name(
        written.id,
        fiscal_year_start=settings.fiscal_year_start,
        named_after=settings.fiscal_year_named_after,
    )
    titled = replace(written, title=written.title or title_of(written.id))
    if named is None:
        return titled
    if written.undated:
        message = f"`undated` contradicts the name, which says {named[0]} to {named[1]}"
        at = Place(file=written.file, keys=("undated",))
        report.add("FMT057", at, message, "remove `undated`, or rename the folder")
    return replace(titled, start=written.start or named[0], end=written.end or named[1], undated="")


def _problem(cycle: Cycle, first_file: Place, report: Report) -> str | None:
    """Why the cycle cannot be used; a finding says it, too."""
    if cycle.undated:
        return None
    if cycle.start is None or cycle.end is None:
        if cycle.file:
            lacking = " and ".join(
                f"`{key}`" for key in ("start", "end") if getattr(cycle, key) is None
            )
            at, message, help = Place(file=cycle.file), f"the cycle has no {lacking}", _HELP
        else:
            at, message = first_file, f"nothing says when the cycle `{cycle.id}` starts and ends"
            help = f"add {cycle.id}/index.md; in it, {_HELP}"
        report.add("REF012", at, message, help)
        return f"REF012: {message}"
    if cycle.end < cycle.start:
        at = Place(file=cycle.file, keys=("end",))
        message = f"the cycle ends on {cycle.end}, before it starts ({cycle.start})"
        report.add("REF013", at, message, "correct `start` or `end`")
        return f"REF013: {message}"
    return None


def _judge_days(cycle: Cycle, report: Report) -> None:
    for key, message in _misplaced_days(cycle):
        at = Place(file=cycle.file, keys=(key,))
        report.add("REF015", at, f"`{key}` is {message}", "correct the date")


def _misplaced_days(cycle: Cycle) -> Iterator[tuple[str, str]]:
    if cycle.start is None or cycle.end is None:
        return
    for key in ("mid_cycle_review", "retrospective", "closed"):
        day: date | None = getattr(cycle, key)
        if day and day < cycle.start:
            yield key, f"{day}, before the cycle starts ({cycle.start})"
    if cycle.mid_cycle_review and cycle.mid_cycle_review > cycle.end:
        yield "mid_cycle_review", f"{cycle.mid_cycle_review}, after the cycle ends ({cycle.end})"
