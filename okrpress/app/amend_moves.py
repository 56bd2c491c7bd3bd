"""What somebody wants to change about a commitment, and what that is in its file."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from okrpress.app.entered import entered_line
from okrpress.app.named import Named
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Band, KeyResult, Metric, Objective, State
from okrpress.source.front_matter import Node
from okrpress.source.schema.grammar import number_in, read_date, read_id, read_number
from okrpress.source.schema.mistakes import Mistake
from okrpress.writing.check_in.text import number

Value = TypeVar("Value")

PROMISED = frozenset({"target", "baseline", "keep", "weight", "due", "state"})
"""Fields that nobody moves without a reason once the cycle runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The new values as they were typed; None for what stays."""

    target: str | None = None
    baseline: str | None = None
    weight: str | None = None
    due: str | None = None
    keep_min: str | None = None
    keep_max: str | None = None
    title: str | None = None
    owner: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One field that changes: its values as the file has them, and where they stand.

    `before` is None where the file says nothing. `puts` are keys inside the objective or key
    result, with their new texts.
    """

    field: str
    before: "Node | None"
    after: Node
    puts: tuple[tuple[tuple[str, ...], str], ...]


def moves(amendment: Amendment, subject: Named) -> tuple[Move, ...]:
    """What really moves. Raises OkrpressError for what does not fit, or is so already."""
    found = tuple(_moves(amendment, subject))
    if not found:
        help = "name what is to change: --target, --due, --state …"
        raise OkrpressError(f"nothing is to change about {subject.short}", help=help)
    for move in found:
        if move.before == move.after:
            message = f"`{move.field}` of {subject.short} is {shown_value(move.after)} already"
            raise OkrpressError(message, help="nothing has changed")
    return found


def _moves(amendment: Amendment, subject: Named) -> Iterator[Move]:
    objective = subject.objective
    if subject.position is None:
        _refuse_measures(amendment, objective)
        yield from _words(amendment, objective)
        return
    key_result = objective.key_results[subject.position]
    yield from _numbers(amendment, key_result)
    yield from _band(amendment, key_result)
    if amendment.weight is not None:
        weight = _read("--weight", amendment.weight, number_in(0, None))
        yield _move("weight", number(key_result.weight), number(weight))
    if amendment.due is not None:
        due = _read("--due", amendment.due, read_date)
        before = key_result.due.isoformat() if key_result.due else None
        yield _move("due", before, due.isoformat())
    yield from _words(amendment, key_result)


def _refuse_measures(amendment: Amendment, objective: Objective) -> None:
    for name in ("target", "baseline", "weight", "due", "keep_min", "keep_max"):
        if getattr(amendment, name) is not None:
            known = ", ".join(each.id for each in objective.key_results)
            raise OkrpressError(
                f"an objective has no `{name.partition('_')[0]}`; its key results have",
                help=f"write {objective.ref.objective}#… with one of them: {known}",
            )


def _numbers(amendment: Amendment, key_result: KeyResult) -> Iterator[Move]:
    measure = key_result.measure
    for name in ("baseline", "target"):
        typed = getattr(amendment, name)
        if typed is None:
            continue
        value = _read(f"--{name}", typed, read_number)
        if not isinstance(measure, Metric):
            raise _no_such_measure(key_result, name)
        before = measure.baseline if name == "baseline" else measure.target
        yield _move(name, None if before is None else number(before), number(value))


def _band(amendment: Amendment, key_result: KeyResult) -> Iterator[Move]:
    typed = {"min": amendment.keep_min, "max": amendment.keep_max}
    bounds = {
        bound: number(_read(f"--keep-{bound}", text, read_number))
        for bound, text in typed.items()
        if text is not None
    }
    if not bounds:
        return
    measure = key_result.measure
    if not isinstance(measure, Band):
        raise _no_such_measure(key_result, "keep")
    old = {"min": measure.min, "max": measure.max}
    before: dict[str, Node] = {
        bound: number(value) for bound, value in old.items() if value is not None
    }
    after: dict[str, Node] = {**before, **bounds}
    yield Move(
        field="keep",
        before=before,
        after={bound: after[bound] for bound in old if bound in after},
        puts=tuple((("keep", bound), text) for bound, text in bounds.items()),
    )


def _words(amendment: Amendment, holder: Objective | KeyResult) -> Iterator[Move]:
    if amendment.title is not None:
        yield _move("title", holder.title, entered_line(amendment.title, "the title"))
    if amendment.owner is not None:
        yield _move("owner", holder.owner, _read("--owner", amendment.owner, read_id))
    if amendment.state is not None:
        yield _move("state", holder.state.value, State(amendment.state).value)


def _move(field: str, before: str | None, after: str) -> Move:
    return Move(field=field, before=before, after=after, puts=(((field,), after),))


def _read(option: str, typed: str, read: Callable[[object], Value]) -> Value:
    try:
        return read(typed.strip())
    except Mistake as mistake:
        raise OkrpressError(f"{option} {mistake.message}", help=mistake.help) from None


def _no_such_measure(key_result: KeyResult, name: str) -> OkrpressError:
    match key_result.measure:
        case Band():
            help = "it is a range: change it with --keep-min or --keep-max"
        case Metric():
            help = "it goes to a target: change it with --target"
        case _:
            help = "how it is measured is changed in its file"
    return OkrpressError(f"`{key_result.id}` has no `{name}`", help=help)


def shown_value(value: Node) -> str:
    """A value as a person would say it."""
    if isinstance(value, dict):
        return ", ".join(f"{bound} {text}" for bound, text in value.items())
    return str(value)
