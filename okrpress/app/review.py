"""Write the file of a review, with what is known filled in."""

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from okrpress.app.content import Content, read_content
from okrpress.app.named import (
    broken_files,
    cycle_named,
    errors_in,
    refuse_broken,
    unit_named,
)
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.insight.folders import is_closed
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring import score
from okrpress.source.new_files import create_files
from okrpress.writing.review.matter import Matter
from okrpress.writing.review.mid_cycle import MidCycleAnswers, mid_cycle_text
from okrpress.writing.review.retrospective import RetrospectiveAnswers, retrospective_text

_TOWARDS_THE_END = timedelta(21)
"""So long before its end a cycle that still runs may be looked back on without being named."""


class ReviewKind(StrEnum):
    """The reviews, by the names of their files."""

    MID_CYCLE = "mid-cycle"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """Which review of which unit. Without a `cycle` it is the one whose turn it is.

    `today` holds when neither `as_of` nor the settings say a date. `on` is the day people met;
    None while they have not.
    """

    root: Path
    kind: ReviewKind
    unit: str
    today: date
    as_of: date | None = None
    cycle: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedReview:
    """What a review is about, and the file that it becomes."""

    root: Path
    kind: ReviewKind
    file: str
    matter: Matter


def prepare_review(request: ReviewRequest, watch: Watcher | None = None) -> PreparedReview:
    """Everything that the review needs to know.

    Raises OkrpressError where the unit or cycle is unknown, has no objectives or cannot be read,
    or where the review is there already.
    """
    project = read_project(request.root)
    as_of = request.as_of or project.settings.as_of or request.today
    if request.on and request.on > as_of:
        help = "a review is dated on the day people met; leave --date out until they have"
        raise OkrpressError(f"{request.on} is in the future", help=help)
    content = read_content(project, watch or Silence())
    unit = unit_named(request.unit, content)
    cycle = _cycle(request, content, as_of)
    folder = UnitCycle(cycle.id, unit.id)
    file = f"{project.settings.content}/{folder}/{request.kind}.md"
    if any(source.file == file for source in content.sources):
        help = "it is left as it is: edit it, or move it away to begin again"
        raise OkrpressError(f"{file} is there already", help=help)
    _refuse_unknown(content, folder, project.settings.content)
    scored = score(content.everything, project.settings, as_of)
    matter = Matter(scored=scored, folder=folder, on=request.on)
    return PreparedReview(root=request.root, kind=request.kind, file=file, matter=matter)


def _refuse_unknown(content: Content, folder: UnitCycle, inside: str) -> None:
    """Stop where there is nothing to review, or not all of it can be read."""
    other_review = tuple(f"{inside}/{folder}/{kind}.md" for kind in ReviewKind)
    refuse_broken(content, f"{inside}/{folder}/", but=other_review)
    if folder not in content.everything.by_folder:
        help = f"write one first, in {inside}/{folder}/: okrpress new objective"
        raise OkrpressError(f"{folder.unit} has no objectives in {folder.cycle}", help=help)


def write_review(prepared: PreparedReview, answers: MidCycleAnswers | RetrospectiveAnswers) -> None:
    """Write the file, which is new. Raises OkrpressError when it cannot be written."""
    if isinstance(answers, MidCycleAnswers):
        text = mid_cycle_text(prepared.matter, answers)
    else:
        text = retrospective_text(prepared.matter, answers)
    create_files(prepared.root, {prepared.file: text.encode()})


def no_answers(kind: ReviewKind) -> MidCycleAnswers | RetrospectiveAnswers:
    """A review in which nothing is decided yet."""
    return MidCycleAnswers() if kind is ReviewKind.MID_CYCLE else RetrospectiveAnswers()


# ── whose turn it is ──────────────────────────────────────────────────────────────────────────


def _cycle(request: ReviewRequest, content: Content, as_of: date) -> Cycle:
    if request.cycle is not None:
        cycle = cycle_named(request.cycle, content)
        _refuse_not_open(cycle, as_of)
        return cycle
    own = _own_cycles(content, request.unit, as_of)
    running = [cycle for cycle in content.everything.running_cycles(as_of) if cycle.id in own]
    if request.kind is ReviewKind.MID_CYCLE:
        if running:
            return running[0]
        raise OkrpressError(
            f"{request.unit} has no objectives in a cycle that runs on {as_of}",
            help=_choices(own, request.unit),
        )
    return _to_look_back_on(running, own, request, content, as_of)


def _own_cycles(content: Content, unit: str, as_of: date) -> list[str]:
    """The cycles in which the unit has objectives, and which are still open."""
    cycles = content.everything.cycles
    own = [folder.cycle for folder in content.everything.by_folder if folder.unit == unit]
    broken = [file for file in broken_files(content) if f"/{unit}/" in file]
    if broken and not own:
        raise errors_in(broken)
    return [id for id in own if not is_closed(cycles[id], as_of)]


def _to_look_back_on(
    running: list[Cycle], own: list[str], request: ReviewRequest, content: Content, as_of: date
) -> Cycle:
    """The last cycle that is over and has no retrospective; else one that is nearly over."""
    held = content.everything.retrospectives
    over = [
        cycle
        for cycle in content.everything.cycles.values()
        if cycle.id in own and cycle.end and cycle.has_ended(as_of)
        if UnitCycle(cycle.id, request.unit) not in held
    ]
    ending = [cycle for cycle in running if _is_ending(cycle, as_of)]
    if over or ending:
        return over[-1] if over else ending[0]
    raise OkrpressError(
        f"{request.unit} has no cycle to look back on as of {as_of}",
        help=_choices(own, request.unit),
    )


def _is_ending(cycle: Cycle, as_of: date) -> bool:
    assert cycle.end is not None  # a running cycle is dated
    planned = cycle.retrospective or cycle.end
    return as_of >= min(planned, cycle.end) - _TOWARDS_THE_END


def _refuse_not_open(cycle: Cycle, as_of: date) -> None:
    if is_closed(cycle, as_of):
        help = "what is closed stays as it is; write the file by hand if it has to be"
        raise OkrpressError(f"{cycle.id} was closed on {cycle.closed}", help=help)
    if not cycle.has_begun(as_of):
        help = "review it when there is something to look at; --as-of says which day it is"
        raise OkrpressError(f"{cycle.id} begins on {cycle.start}", help=help)


def _choices(own: list[str], unit: str) -> str:
    if not own:
        return f"write an objective of {unit} first: okrpress new objective"
    return f"name one with --cycle: {', '.join(own)}"
