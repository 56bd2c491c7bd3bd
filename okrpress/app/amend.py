"""Change a commitment in its file, with the entry in its ledger that says why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from okrpress.app.amend_moves import PROMISED, Amendment, Move, moves
from okrpress.app.content import Content, read_content
from okrpress.app.entered import entered_line
from okrpress.app.named import Named, named
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.changes import Direction
from okrpress.changes.fields import Moved, key_result_fields, objective_fields
from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle, KeyResult, Objective, State
from okrpress.scoring import score
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective
from okrpress.source.edit import Append, Change, Put, edit
from okrpress.source.files import Source, replace_file
from okrpress.source.front_matter import Node
from okrpress.writing.check_in.text import number
from okrpress.writing.numbers_in_text import has_number

Holder = Objective | KeyResult

_NEEDS_REASON = frozenset({State.POSTPONED.value, State.CANCELLED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendRequest:
    """What to change, and why.

    `today` holds when neither `as_of` nor the settings say a date; `on` is the day the change was
    agreed, if that is another.
    """

    root: Path
    ref: str
    amendment: Amendment
    today: date
    as_of: date | None = None
    on: date | None = None
    reason: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One field that moved, and which way, where one way is easier to keep than the other."""

    move: Move
    direction: Direction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was changed as it stands: one key result of an objective, or all of it."""

    objective: ScoredObjective
    key_result: ScoredKeyResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """The file before and after, and what that means on the day.

    `is_recorded` says whether the ledger has an entry; `notes` are what is left to do by hand.
    """

    ref: str
    file: str
    before: bytes
    after: bytes
    effects: tuple[Effect, ...]
    was: Standing
    now: Standing
    is_recorded: bool
    notes: tuple[str, ...]


def amend(request: AmendRequest, watch: Watcher | None = None) -> Amended:
    """Change the file, unless the request is for a dry run.

    Raises OkrpressError where the reference is unknown, the value wrong, the cycle frozen, or a
    reason missing; the file is then untouched.
    """
    project = read_project(request.root)
    as_of = request.as_of or project.settings.as_of or request.today
    content = read_content(project, watch or Silence())
    subject = named(request.ref, content, as_of)
    cycle = content.everything.cycles[subject.objective.ref.cycle]
    found = moves(request.amendment, subject)
    _refuse_frozen(cycle, subject, as_of)
    reason = _reason(request, subject, cycle, found, as_of)
    on = _agreed_on(request, as_of)

    source = next(each for each in content.sources if each.file == subject.objective.file)
    changes = list(_changes(subject, found, reason, on))
    edited = Source(file=source.file, data=edit(source, project.settings.content, changes))
    changed = read_content(project, Silence(), edited)
    _refuse_mistakes(content, changed, source.file)
    now = _same(subject, changed)
    result = Amended(
        ref=subject.ref,
        file=source.file,
        before=source.data,
        after=edited.data,
        effects=tuple(_effects(found, subject, now)),
        was=_standing(subject, content, project, as_of),
        now=_standing(now, changed, project, as_of),
        is_recorded=bool(reason),
        notes=tuple(_notes(found, subject, now)),
    )
    if not request.dry_run:
        replace_file(request.root, source.file, source.data, edited.data)
    return result


# ── what stands in the way ────────────────────────────────────────────────────────────────────


def _refuse_frozen(cycle: Cycle, subject: Named, as_of: date) -> None:
    if cycle.closed and cycle.closed <= as_of:
        raise OkrpressError(
            f"{subject.ref} cannot be changed: {cycle.id} was closed on {cycle.closed}",
            help="what was promised in a closed cycle stays; change the cycle that runs",
        )


def _reason(
    request: AmendRequest, subject: Named, cycle: Cycle, found: tuple[Move, ...], as_of: date
) -> str:
    """Why it moves; empty where nobody has to say, and nobody does."""
    if request.reason:
        return entered_line(request.reason, "the reason")
    promised = [move.field for move in found if move.field in PROMISED]
    if promised and not _is_planned(subject, cycle, as_of):
        raise OkrpressError(
            f"`{promised[0]}` of {subject.short} moves while {cycle.id} runs: a reason is missing",
            help='say why with --reason "…": the ledger keeps it beside the old value',
        )
    if any(move.after in _NEEDS_REASON for move in found if move.field == "state"):
        help = 'say why with --reason "…": the page shows it'
        raise OkrpressError("what is postponed or cancelled needs a reason", help=help)
    return ""


def _is_planned(subject: Named, cycle: Cycle, as_of: date) -> bool:
    """Whether nothing is promised yet: before the cycle, and while it is a draft."""
    states = {subject.objective.state}
    if subject.position is not None:
        states.add(subject.objective.key_results[subject.position].state)
    return State.DRAFT in states or not cycle.has_begun(as_of)


def _agreed_on(request: AmendRequest, as_of: date) -> date:
    if request.on and request.on > as_of:
        help = "name the day on which it was agreed; --as-of says which day it is"
        raise OkrpressError(f"{request.on} is in the future", help=help)
    return request.on or as_of


def _refuse_mistakes(before: Content, after: Content, file: str) -> None:
    """Stop before a mistake gets into the file that was not there."""
    old = {(each.code, each.message) for each in _errors(before, file)}
    new = [each for each in _errors(after, file) if (each.code, each.message) not in old]
    if new:
        raise OkrpressError(
            f"{file} is left as it is: with that, {new[0].message}", help=new[0].help
        )


def _errors(content: Content, file: str) -> Iterator[Finding]:
    for each in content.findings:
        if each.at.file == file and each.level is Level.ERROR:
            yield each


# ── the change ────────────────────────────────────────────────────────────────────────────────


def _changes(subject: Named, found: tuple[Move, ...], reason: str, on: date) -> Iterator[Change]:
    way = () if subject.position is None else ("key_results", subject.position)
    for move in found:
        for keys, text in move.puts:
            yield Put(keys=(*way, *keys), value=text)
        if move.field == "state" and reason and _says_why(subject, move):
            yield Put(keys=(*way, "reason"), value=reason)
        if reason:
            yield Append(keys=(*way, "changes"), value=_entry(move, reason, on))


def _says_why(subject: Named, move: Move) -> bool:
    """Whether the state has a `reason` beside it, or has one already that would be out of date."""
    holder = _holder(subject)
    return move.after in _NEEDS_REASON or bool(holder.reason)


def _entry(move: Move, reason: str, on: date) -> dict[str, Node]:
    before: dict[str, Node] = {} if move.before is None else {"from": move.before}
    return {
        "date": on.isoformat(),
        "field": move.field,
        **before,
        "to": move.after,
        "reason": reason,
    }


def _holder(subject: Named) -> Holder:
    if subject.position is None:
        return subject.objective
    return subject.objective.key_results[subject.position]


# ── what it means ─────────────────────────────────────────────────────────────────────────────


def _same(subject: Named, content: Content) -> Named:
    """The same objective or key result, as it is now."""
    objective = content.everything.objectives[subject.objective.ref]
    return Named(objective=objective, position=subject.position)


def _standing(subject: Named, content: Content, project: Project, as_of: date) -> Standing:
    scored = score(content.everything, project.settings, as_of)
    objective = scored.objectives[subject.objective.ref]
    at = subject.position
    return Standing(
        objective=objective, key_result=None if at is None else objective.key_results[at]
    )


def _effects(found: tuple[Move, ...], subject: Named, now: Named) -> Iterator[Effect]:
    directions = {each.field: each.direction for each in _moved(_holder(subject), _holder(now))}
    for move in found:
        yield Effect(move=move, direction=directions.get(move.field))


def _moved(before: Holder, after: Holder) -> Iterator[Moved]:
    if isinstance(before, KeyResult) and isinstance(after, KeyResult):
        yield from key_result_fields(before, after)
    if isinstance(before, Objective) and isinstance(after, Objective):
        yield from objective_fields(before, after)


def _notes(found: tuple[Move, ...], subject: Named, now: Named) -> Iterator[str]:
    """What else in the file spoke of the old value, and was left as it was written."""
    before, after = _holder(subject), _holder(now)
    if not isinstance(before, KeyResult) or not isinstance(after, KeyResult):
        return
    for move in found:
        if move.field not in {"target", "baseline"} or not isinstance(move.before, str):
            continue
        if has_number(after.title, move.before):
            yield f"the title still says {move.before}: change it with --title"
        if after.plan and number(after.plan[-1].value) == move.before:
            yield f"`plan` still ends at {move.before}: change it in the file"
