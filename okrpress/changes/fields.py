"""The fields of commitments: their terms, and which way is the easier one."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from okrpress.changes.change import Direction, Term
from okrpress.model.okr import (
    Band,
    KeyResult,
    Metric,
    Objective,
    ObjectiveType,
    PlanPoint,
    State,
    Steps,
    Unmeasured,
    YesNo,
)

_GIVEN_UP = frozenset({State.POSTPONED, State.CANCELLED})


class Moved(NamedTuple):
    """A field whose term differs."""

    field: str
    before: Term
    after: Term
    direction: Direction | None = None


def objective_fields(before: Objective, after: Objective) -> Iterator[Moved]:
    """What differs about an objective itself, its key results aside, in the format's order."""
    yield from _differ(
        ("title", before.title, after.title),
        ("owner", before.owner, after.owner),
    )
    if before.type is not after.type:
        eased = after.type is ObjectiveType.ASPIRATIONAL
        yield Moved("type", before.type, after.type, _way(eased))
    yield from _differ(
        ("values", before.values, after.values),
        ("supports", _texts(before.supports), _texts(after.supports)),
        ("stands_alone", before.stands_alone, after.stands_alone),
        ("depends_on", _texts(before.depends_on), _texts(after.depends_on)),
        ("origin", before.origin, after.origin),
        ("tier", before.tier, after.tier),
        ("tags", before.tags, after.tags),
        ("visibility", before.visibility, after.visibility),
    )
    yield from _state(before.state, after.state)
    yield from _differ(("body", before.body, after.body))


def key_result_fields(
    before: KeyResult, after: KeyResult, ends: tuple[date | None, date | None] = (None, None)
) -> Iterator[Moved]:
    """What differs about a key result, in the format's order.

    `ends` are the last days of its cycle, before and after: the due dates of one that names none.
    """
    yield from _differ(("title", before.title, after.title))
    yield from _measure_fields(before, after)
    yield from _differ(
        ("unit", before.unit, after.unit),
        ("owner", before.owner, after.owner),
        ("indicator", before.indicator, after.indicator),
        ("start", before.start, after.start),
    )
    was, now = before.due or ends[0], after.due or ends[1]
    if before.due != after.due and was != now:  # the cycle's end, spelt out, moves nothing
        yield Moved("due", before.due, after.due, _due_way(was, now))
    yield from _differ(
        ("weight", before.weight, after.weight),
        ("cadence", _days(before.cadence), _days(after.cadence)),
        ("plan", _plan(before.plan), _plan(after.plan)),
        ("source", before.source, after.source),
        ("visibility", before.visibility, after.visibility),
    )
    yield from _state(before.state, after.state)


def _differ(*fields: tuple[str, Term, Term]) -> Iterator[Moved]:
    for name, before, after in fields:
        if before != after:
            yield Moved(name, before or None, after or None)


def _texts(refs: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(map(str, refs))


def _days(cadence: int | None) -> str | None:
    return None if cadence is None else f"{cadence} days"


def _plan(plan: tuple[PlanPoint, ...]) -> tuple[str, ...]:
    return tuple(f"{point.date}: {point.value}" for point in plan)


def _state(before: State, after: State) -> Iterator[Moved]:
    if before is not after:
        eased = after in _GIVEN_UP
        known = eased or before in _GIVEN_UP
        yield Moved("state", before, after, _way(eased) if known else None)


def _way(eased: bool) -> Direction:  # noqa: FBT001 - the answer to the question that calls it
    return Direction.EASED if eased else Direction.HARDENED


def _due_way(before: date | None, after: date | None) -> Direction | None:
    """A later day is easier; a cycle that is undated has no last day to tell by."""
    return None if before is None or after is None else _way(after > before)


# ── measures ──────────────────────────────────────────────────────────────────────────────────


def _measure_fields(before: KeyResult, after: KeyResult) -> Iterator[Moved]:
    match before.measure, after.measure:
        case Metric() as old, Metric() as new:
            yield from _metric(old, new)
        case Band() as old_band, Band() as new_band:
            yield from _band(old_band, new_band)
        case YesNo() as was, YesNo() as now:
            yield from _differ(("done_when", was.done_when, now.done_when))
        case Steps() as old_steps, Steps() as new_steps:
            yield from _steps(old_steps, new_steps)
        case Unmeasured(), Unmeasured():
            return
        case old_measure, new_measure:
            was_open = isinstance(old_measure, Unmeasured)
            gone = isinstance(new_measure, Unmeasured)
            way = _way(gone) if gone or was_open else None
            yield Moved("measure", measure_text(old_measure), measure_text(new_measure), way)


def _metric(before: Metric, after: Metric) -> Iterator[Moved]:
    yield from _differ(("baseline", before.baseline, after.baseline))
    if before.target != after.target:
        yield Moved("target", before.target, after.target, _target_way(before, after))
    yield from _differ(("aggregate", before.aggregate, after.aggregate))


def _target_way(before: Metric, after: Metric) -> Direction | None:
    """Less far in the direction that was promised is easier. Without a start none was."""
    start = before.baseline if before.baseline is not None else after.baseline
    if start is None:
        return None
    is_upwards = before.target > start
    return _way((after.target < before.target) == is_upwards)


def _band(before: Band, after: Band) -> Iterator[Moved]:
    if before == after:
        return
    wider = _is_inside(before, after)
    narrower = _is_inside(after, before)
    way = _way(wider) if wider or narrower else None
    yield Moved("keep", measure_text(before), measure_text(after), way)


def _is_inside(inner: Band, outer: Band) -> bool:
    low = outer.min is None or (inner.min is not None and inner.min >= outer.min)
    high = outer.max is None or (inner.max is not None and inner.max <= outer.max)
    return low and high


def _steps(before: Steps, after: Steps) -> Iterator[Moved]:
    old, new = ({step.id: step for step in steps.steps} for steps in (before, after))
    if old == new:
        return
    fewer, more = old.keys() - new.keys(), new.keys() - old.keys()
    way = _way(bool(fewer)) if bool(fewer) != bool(more) else None
    yield Moved("steps", _step_texts(before), _step_texts(after), way)


def _step_texts(steps: Steps) -> tuple[str, ...]:
    return tuple(
        f"{step.title} (weight {step.weight})" if step.weight != 1 else step.title
        for step in steps.steps
    )


def measure_text(measure: object) -> str:
    """A measure on one line, in the words of the content format."""
    match measure:
        case Metric(baseline=None):
            return f"target {measure.target}"
        case Metric():
            return f"{measure.baseline} → {measure.target}"
        case Band():
            bounds = (("min", measure.min), ("max", measure.max))
            return ", ".join(f"{side} {bound}" for side, bound in bounds if bound is not None)
        case YesNo():
            return f"done when: {measure.done_when}"
        case Steps():
            return ", ".join(_step_texts(measure))
        case _:
            return "no measure"
