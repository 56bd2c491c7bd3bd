"""A key result as written: one way to measure it, its own time and weight, its ledger."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field

from okrpress.model.okr import (
    Aggregate,
    Band,
    Indicator,
    KeyResult,
    Measure,
    Metric,
    PlanPoint,
    State,
    Step,
    Steps,
    Unmeasured,
    YesNo,
)
from okrpress.source.schema.fields import (
    DAY,
    NUMBER,
    Cadence,
    Id,
    Line,
    MaybeDay,
    MaybeId,
    MaybeLine,
    MaybeNumber,
    MaybeObserved,
    MaybeVisibility,
    Prose,
    Text,
    Weight,
    mapping,
    word,
)
from okrpress.source.schema.ledger import KeyResultChanges, key_result_now, ledger_mistakes
from okrpress.source.schema.limits import NEEDS_REASON
from okrpress.source.schema.measures import MEASURES, Observed, in_words, observation_mistake
from okrpress.source.schema.mistakes import Mistake, raise_all
from okrpress.source.schema.nested import Entry, Many, unique
from okrpress.source.schema.organisation import Keep

_ZERO, _ONE = Decimal(0), Decimal(1)


class Current(NamedTuple):
    """The `current` of a key result: one observation without a check-in."""

    as_of: date
    observed: Observed


class WrittenKeyResult(NamedTuple):
    """A key result and the observation written beside it."""

    key_result: KeyResult
    current: Current | None


class StepEntry(Entry):
    """One of several deliveries."""

    id: Id = Field(description="what check-ins name the step by")
    title: Line = Field(description="what is delivered")
    weight: Weight = Field(default=_ONE, description="its share beside the other steps; default 1")


def _step(entry: StepEntry) -> Step:
    return Step(id=entry.id, title=entry.title, weight=entry.weight)


def _step_mistakes(steps: tuple[Step, ...]) -> Iterator[Mistake]:
    yield from unique("step", (step.id for step in steps))
    if not steps:
        yield Mistake("FMT032", "has no steps", "write one, or remove the key")
    elif not any(step.weight for step in steps):
        yield Mistake("FMT050", "has only weights of 0", "give a step a weight above 0")


class KeyResultEntry(Entry):
    """A key result of an objective."""

    id: Id = Field(description="what check-ins and references name the key result by")
    title: Line = Field(description="the result in one sentence, with its numbers")
    baseline: MaybeNumber = Field(default=None, description="the value at the start")
    target: MaybeNumber = Field(default=None, description="the value to reach")
    aggregate: Annotated[Aggregate | None, word(Aggregate)] = Field(
        default=None, description="how readings make the value: latest (default), sum or mean"
    )
    keep: Annotated[Band | None, *Keep.__metadata__] = Field(
        default=None, description="a range to stay in, instead of a target: min, max or both"
    )
    done_when: Text = Field(default="", description="how one can tell that it is done: a yes/no")
    steps: Annotated[tuple[Step, ...], Many(StepEntry, _step, _step_mistakes)] = Field(
        default=(), description="deliveries that make it up, instead of a target"
    )
    unit: MaybeLine = Field(default="", description="the unit of measurement, such as % or h")
    owner: MaybeId = Field(default=None, description="who answers for it; default: the objective's")
    indicator: Annotated[Indicator | None, word(Indicator)] = Field(
        default=None, description="leading: moves early; lagging: proves the result"
    )
    start: MaybeDay = Field(default=None, description="its first day; default: the cycle's")
    due: MaybeDay = Field(default=None, description="its last day; default: the cycle's")
    weight: Weight = Field(default=_ONE, description="its share beside the others; default 1")
    cadence: Cadence = Field(default=None, description="rhythm of its check-ins, such as weekly")
    plan: Annotated[dict[date, Decimal], mapping(DAY, NUMBER)] = Field(
        default_factory=dict,
        description="expected values by day, when the path is no straight line",
    )
    source: MaybeLine = Field(default="", description="where the readings come from")
    visibility: MaybeVisibility = Field(
        default=None, description="who may see it; default: as the objective"
    )
    state: Annotated[State, word(State)] = Field(
        default=State.ACTIVE, description="whether it counts; default active"
    )
    reason: Prose = Field(default="", description="why it is postponed or cancelled")
    changes: KeyResultChanges = Field(
        default=(), description="the target ledger: what moved while the cycle ran, and why"
    )
    current: MaybeObserved = Field(
        default=None, description="the value on the day `as_of`, instead of check-ins"
    )
    as_of: MaybeDay = Field(default=None, description="the day of `current`")


def key_result(entry: KeyResultEntry) -> WrittenKeyResult:
    """The key result, when its keys fit each other."""
    raise_all(_mistakes(entry))
    written = KeyResult(
        id=entry.id,
        title=entry.title,
        measure=_measure(entry),
        unit=entry.unit,
        owner=entry.owner,
        indicator=entry.indicator,
        start=entry.start,
        due=entry.due,
        weight=entry.weight,
        cadence=entry.cadence,
        plan=tuple(PlanPoint(day, value) for day, value in sorted(entry.plan.items())),
        source=entry.source,
        visibility=entry.visibility,
        state=entry.state,
        reason=entry.reason,
        changes=entry.changes,
    )
    if entry.changes:
        raise_all(ledger_mistakes(entry.changes, key_result_now(written)))
    if entry.as_of is None or entry.current is None:
        return WrittenKeyResult(written, None)
    return WrittenKeyResult(written, Current(entry.as_of, entry.current))


def _measure(entry: KeyResultEntry) -> Measure:
    if entry.target is not None:
        aggregate = entry.aggregate or Aggregate.LATEST
        return Metric(baseline=entry.baseline, target=entry.target, aggregate=aggregate)
    if entry.keep is not None:
        return entry.keep
    if entry.steps:
        return Steps(steps=entry.steps)
    return YesNo(done_when=entry.done_when) if entry.done_when else Unmeasured()


def _mistakes(entry: KeyResultEntry) -> Iterator[Mistake]:
    measures = [key for key in MEASURES if key in entry.model_fields_set]
    if len(measures) > 1:
        help = "a key result has one measure: keep one of " + in_words(MEASURES)
        yield Mistake(
            "FMT046", f"stands beside {in_words(measures[:1])}", help, keys=(measures[1],), on="key"
        )
        return
    yield from _metric_mistakes(entry)
    yield from _plan_mistakes(entry)
    yield from _current_mistakes(entry)
    yield from state_mistakes(entry.state, entry.reason)
    if entry.start and entry.due and entry.due < entry.start:
        message = f"is {entry.due}, before the start ({entry.start})"
        yield Mistake("FMT056", message, "swap or correct the two days", keys=("due",))


def state_mistakes(state: State, reason: str) -> Iterator[Mistake]:
    """A postponed or cancelled thing says why."""
    if state in NEEDS_REASON and not reason:
        yield Mistake("FMT054", f"is {state} without a reason", "add `reason: …`", keys=("state",))


def _metric_mistakes(entry: KeyResultEntry) -> Iterator[Mistake]:
    if entry.target is None:
        for key in ("baseline", "aggregate"):
            if getattr(entry, key) is not None:
                yield Mistake(
                    "FMT048",
                    "stands without a `target`",
                    f"add `target: …`, or remove `{key}`",
                    keys=(key,),
                    on="key",
                )
        return
    baseline = entry.baseline
    if baseline is None and entry.aggregate is Aggregate.SUM:
        baseline = _ZERO  # a sum without a baseline counts from zero
    if baseline == entry.target:
        yield Mistake(
            "FMT047",
            f"is {entry.target}, and so is the baseline",
            "write the number to reach; for a level to hold, did you mean `keep: {min: …}`?",
            keys=("target",),
        )


def _plan_mistakes(entry: KeyResultEntry) -> Iterator[Mistake]:
    if not entry.plan or entry.target is not None:
        return
    if not entry.done_when and not entry.steps:
        what = "a band" if entry.keep else "no measure"
        help = "remove it: only a target, a yes/no or steps can have a planned path"
        yield Mistake("FMT048", f"stands beside {what}", help, keys=("plan",), on="key")
        return
    for day, share in entry.plan.items():
        if not _ZERO <= share <= _ONE:
            help = "without a target, plan the share that is done: from 0 to 1"
            yield Mistake("FMT044", f"is {share}", help, keys=("plan", day.isoformat()))


def _current_mistakes(entry: KeyResultEntry) -> Iterator[Mistake]:
    if entry.current is None:
        if entry.as_of:
            help = "add `current: …`, or remove `as_of`"
            yield Mistake("FMT055", "stands without `current`", help, keys=("as_of",), on="key")
        return
    if entry.as_of is None:
        help = "add `as_of: YYYY-MM-DD`, the day it was seen"
        yield Mistake("FMT055", "stands without `as_of`", help, keys=("current",), on="key")
    misfit = observation_mistake(_measure(entry), entry.current)
    if misfit:
        yield misfit.inside("current")
