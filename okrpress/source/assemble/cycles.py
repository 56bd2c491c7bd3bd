"""Cycles: what their names say, what their index.md says, and whether that is enough."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from okrpress.memo import Memo
from okrpress.model.cycles import dates_from_name
from okrpress.model.finding import Place
from okrpress.model.okr import Cycle
from okrpress.model.settings import Settings
from okrpress.source.assemble.files import Files, Problems, cycles_of, misnamed
from okrpress.source.assemble.report import Noted, Report, at_file
from okrpress.source.kinds import FileKind
from okrpress.source.parse import Parsed

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_HELP = "write `start` and `end`, or `undated: <reason>` when nobody knows them"


class Cycles(NamedTuple):
    """Cycles in order of their start, undated ones first; and those that cannot be used."""

    cycles: dict[str, Cycle]
    unusable: Problems


class _Linked(NamedTuple):
    """A cycle with its dates, or why it cannot be used."""

    cycle: Cycle | None
    problem: str
    noted: Noted


def link_cycles(files: Files, settings: Settings, memo: Memo, report: Report) -> Cycles:
    """Every cycle that has a folder, with its dates."""
    indexes = {
        identity.cycle: each for identity, each in files.common if identity.kind is FileKind.CYCLE
    }
    names = cycles_of(files)
    unusable = misnamed("cycle", names, report)
    cycles: list[Cycle] = []
    for id, file in names.items():
        if id in unusable:
            continue
        linked = memo.recall(
            ("cycle", id),
            partial(_link, id, file, indexes.get(id), settings),
            objects=(indexes.get(id),),
            values=(file, settings.fiscal_year_start, settings.fiscal_year_named_after),
        )
        report.findings += linked.noted.findings
        if linked.cycle:
            cycles.append(linked.cycle)
        else:
            unusable[id] = linked.problem
    ordered = sorted(cycles, key=lambda cycle: (cycle.start or date.min, cycle.id))
    return Cycles({cycle.id: cycle for cycle in ordered}, unusable)


def _link(id: str, file: str, index: Parsed | None, settings: Settings) -> _Linked:
    """One cycle, from its index.md, if there is one; `file` is the first file in its folder."""
    report = Report()
    written = index.record if index else Cycle(id=id, title="", start=None, end=None)
    if not isinstance(written, Cycle):
        return _Linked(None, f"the index.md of its cycle, {id}, has an error", report.noted())
    cycle = _dated(written, settings, report)
    problem = _problem(cycle, at_file(file), report)
    if problem:
        return _Linked(None, problem, report.noted())
    _judge_days(cycle, report)
    return _Linked(cycle, "", report.noted())


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
