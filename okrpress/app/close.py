"""Close a cycle: when nothing is missing, freeze it with the thresholds it ran under."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

from okrpress.app.close_demands import demands
from okrpress.app.content import Content, read_content
from okrpress.app.named import cycle_named
from okrpress.app.places import located
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle
from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import Rollup
from okrpress.source.edit import Change, Put, edit
from okrpress.source.files import replace_file
from okrpress.source.new_files import create_files
from okrpress.writing.check_in.text import number
from okrpress.writing.closing import closed_cycle_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRequest:
    """Which cycle. `today` holds when neither `as_of` nor the settings say a date.

    `on` is the day it is closed, if that is not the day it is.
    """

    root: Path
    cycle: str
    today: date
    as_of: date | None = None
    on: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What came of it: the cycle is closed as of `on`, or `missing` says why not.

    `before` and `after` are the bytes of the cycle's file; both are None where nothing was
    missing because it had been closed before.
    """

    cycle: Cycle
    file: str
    on: date | None
    missing: tuple[Finding, ...] = ()
    before: bytes | None = None
    after: bytes | None = None
    rollup: Rollup | None = None


def close(request: CloseRequest, watch: Watcher | None = None) -> Closed:
    """Write `closed` and all thresholds in force into the cycle's file, unless things are missing.

    Raises OkrpressError where the cycle is unknown or has not ended; nothing is written then.
    """
    project = read_project(request.root)
    as_of = request.as_of or project.settings.as_of or request.today
    content = read_content(project, watch or Silence())
    cycle = cycle_named(request.cycle, content)
    file = f"{project.settings.content}/{cycle.id}/index.md"
    if cycle.closed:
        return Closed(cycle=cycle, file=file, on=cycle.closed)
    on = _day(request, cycle, as_of)
    scored = score(content.everything, project.settings, as_of)
    missing = located(demands(cycle, content, project, scored), content.sources)
    if missing:
        return Closed(cycle=cycle, file=file, on=None, missing=tuple(missing))
    before, after = _files(cycle, file, on, content, project)
    if not request.dry_run:
        _write(request.root, file, before, after)
    rollup = scored.cycles[cycle.id]
    return Closed(cycle=cycle, file=file, on=on, before=before, after=after, rollup=rollup)


def _day(request: CloseRequest, cycle: Cycle, as_of: date) -> date:
    on = request.on or as_of
    if on > as_of:
        help = "close it on that day; --as-of says which day it is"
        raise OkrpressError(f"{on} is in the future", help=help)
    if not cycle.has_ended(on):
        help = "close it when its last values are in, and every unit has looked back"
        raise OkrpressError(f"{cycle.id} runs until {cycle.end}", help=help)
    return on


# ── the file ──────────────────────────────────────────────────────────────────────────────────


def _files(
    cycle: Cycle, file: str, on: date, content: Content, project: Project
) -> tuple[bytes | None, bytes]:
    """The cycle's file as it is, if there is one, and as it will be."""
    in_force = content.everything.thresholds(cycle.id, project.settings)
    source = next((each for each in content.sources if each.file == file), None)
    if source is None:
        after = closed_cycle_text(on, threshold_texts(in_force)).encode()
    else:
        changes = _changes(on, threshold_texts(in_force), cycle)
        after = edit(source, project.settings.content, changes)
    return source.data if source else None, after


def _changes(on: date, thresholds: dict[str, str], cycle: Cycle) -> Iterator[Change]:
    yield Put(keys=("closed",), value=on.isoformat())
    if cycle.thresholds is None:
        yield Put(keys=("thresholds",), value=dict(thresholds))
        return
    for name, value in thresholds.items():
        yield Put(keys=("thresholds", name), value=value)


def threshold_texts(thresholds: Thresholds) -> dict[str, str]:
    """Every threshold as it is written in a file."""
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    return {
        name: value.value if isinstance(value, PaceRule) else number(value)
        for name, value in values.items()
    }


def _write(root: Path, file: str, before: bytes | None, after: bytes) -> None:
    if before is None:
        create_files(root, {file: after})
    else:
        replace_file(root, file, before, after)
