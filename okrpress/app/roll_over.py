"""Begin the next cycle with what the last one left to do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from okrpress.app.content import Content, read_content
from okrpress.app.entered import entered_id, entered_line
from okrpress.app.named import cycle_named, refuse_broken
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.insight.folders import is_closed
from okrpress.model.cycles import dates_from_name
from okrpress.model.frozen import dataclass
from okrpress.model.ids import Ref, UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring import score
from okrpress.source.new_files import create_files
from okrpress.writing.roll_over import RollOver
from okrpress.writing.roll_over import roll_over as plan
from okrpress.writing.roll_over_text import deferred_remarks, draft_text
from okrpress.writing.scaffold.cycles import CycleDraft, cycle_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOverRequest:
    """Which cycle is to follow which; both are ids.

    `today` holds when neither `as_of` nor the settings say a date. `start` and `end` are needed
    where the name of the next cycle does not say its dates.
    """

    root: Path
    cycle: str
    next: str
    today: date
    as_of: date | None = None
    title: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledOver:
    """The files that were written, relative to the project, and what the caller should be told."""

    files: tuple[str, ...]
    notes: tuple[str, ...] = ()


def roll_over(request: RollOverRequest, watch: Watcher | None = None) -> RolledOver:
    """Write the next cycle's `index.md` and, for each unit, drafts of what is carried over.

    Every file is written or none. Raises OkrpressError when there is no such cycle, when nobody
    has decided what goes on, when one of the files is there already, and when files that are
    needed have errors.
    """
    project = read_project(request.root)
    as_of = request.as_of or project.settings.as_of or request.today
    content = read_content(project, watch or Silence())
    before = cycle_named(request.cycle, content)
    inside = project.settings.content
    refuse_broken(content, f"{inside}/{before.id}/", f"{inside}/{request.next}/index.md")
    following = _days(request, before, content, project)
    planned = plan(score(content.everything, project.settings, as_of), before.id)
    if not planned.drafts and not planned.deferred:
        raise OkrpressError(
            f"nobody has said what becomes of the key results of {before.id}",
            help=f"decide it when you look back: okrpress review retro UNIT --cycle {before.id}",
        )
    files = _files(request, following, planned, content, inside)
    if not files:
        raise OkrpressError(f"nothing of {before.id} goes on in {request.next}")
    create_files(request.root, {file: text.encode() for file, text in files.items()})
    return RolledOver(files=tuple(files), notes=tuple(_notes(planned, before, as_of)))


# ── the days ──────────────────────────────────────────────────────────────────────────────────


class _Days(NamedTuple):
    """First and last day of the next cycle; whether its name says them, and it has a file."""

    start: date
    end: date
    is_named: bool
    is_there: bool


def _days(request: RollOverRequest, before: Cycle, content: Content, project: Project) -> _Days:
    known = content.everything.cycles.get(entered_id(request.next, "a cycle"))
    settings = project.settings
    named = dates_from_name(
        request.next,
        fiscal_year_start=settings.fiscal_year_start,
        named_after=settings.fiscal_year_named_after,
    )
    said = (known.start, known.end) if known else named or (None, None)
    start, end = request.start or said[0], request.end or said[1]
    if start is None or end is None:
        raise OkrpressError(
            f"nothing says when {request.next} starts and ends",
            help="add --start and --end, or name it like 2026, 2026-h2, 2026-q4 or 2026-10",
        )
    if end < start:
        raise OkrpressError(f"{request.next} would end on {end}, before it starts on {start}")
    if before.end and start <= before.end:
        raise OkrpressError(
            f"{request.next} starts on {start}, and {before.id} ends on {before.end}",
            help=f"name a cycle that begins when {before.id} is over",
        )
    return _Days(start, end, is_named=named == (start, end), is_there=bool(known and known.file))


# ── the files ─────────────────────────────────────────────────────────────────────────────────


def _files(
    request: RollOverRequest, days: _Days, planned: RollOver, content: Content, inside: str
) -> dict[str, str]:
    """The text of every file, by its path."""
    files: dict[str, str] = {}
    if not days.is_there:
        draft = CycleDraft(
            title=entered_line(request.title, "the title") if request.title else "",
            start=days.start,
            end=days.end,
            is_named=days.is_named,
        )
        remarks = deferred_remarks(planned.deferred)
        files[f"{inside}/{request.next}/index.md"] = cycle_text(draft, remarks)
    over = [
        cycle.id
        for cycle in content.everything.cycles.values()
        if cycle.end is not None and cycle.end < days.start
    ]

    def retarget(ref: Ref) -> Ref:
        return ref._replace(cycle=request.next) if ref in planned.going_on else ref

    for each in planned.drafts:
        ref = each.objective.ref
        folder = UnitCycle(request.next, ref.unit)
        file = f"{inside}/{folder}/{ref.objective}.md"
        files[file] = draft_text(each, folder, retarget, over)
    return files


def _notes(planned: RollOver, before: Cycle, as_of: date) -> Iterator[str]:
    if not is_closed(before, as_of):
        yield f"{before.id} is not closed yet: what its key results ended at may still change"
    if planned.undecided:
        units = ", ".join(planned.undecided)
        yield f"nothing was decided about what becomes of the key results of {units}"
    if planned.deferred:
        waiting = ", ".join(str(one.scored.ref) for one in planned.deferred)
        yield f"deferred, and in no draft: {waiting}"
