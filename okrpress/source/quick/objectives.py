"""Objectives in the form that most are written in."""

from decimal import Decimal
from typing import Any

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.okr import (
    Aggregate,
    Indicator,
    Initiative,
    InitiativeStatus,
    KeyResult,
    Measure,
    Metric,
    Objective,
    ObjectiveType,
    Origin,
    PlanPoint,
    State,
    Step,
    Steps,
    Tier,
    Unmeasured,
    Visibility,
    YesNo,
)
from okrpress.source.front_matter.plain import Node
from okrpress.source.kinds import Identity
from okrpress.source.quick.forms import DoubtError, Form, demand_unique, each_of
from okrpress.source.quick.organisation import read_band
from okrpress.source.schema.grammar import (
    one_of,
    read_cadence,
    read_date,
    read_id,
    read_line,
    read_number,
    read_optional_line,
    read_prose,
    read_text,
    read_url,
    read_weight,
)
from okrpress.source.schema.limits import MOST_KEY_RESULTS, NEEDS_REASON
from okrpress.source.schema.lists import mapping_of, read_ids, read_references
from okrpress.source.within import inside

_ZERO = Decimal(0)
_read_plan = mapping_of(read_date, read_number)

STEP = Form(
    Step,
    {"id": read_id, "title": read_line, "weight": read_weight},
    required=("id", "title"),
)
INITIATIVE = Form(
    Initiative,
    {
        "title": read_line,
        "for": read_id,
        "status": one_of(InitiativeStatus),
        "owner": read_id,
        "url": read_url,
        "visibility": one_of(Visibility),
    },
    required=("title",),
    called={"for": "key_result"},
)


def _plan(node: Node) -> tuple[PlanPoint, ...]:
    return tuple([PlanPoint(*point) for point in sorted(_read_plan(node).items())])


def _steps(node: Node) -> Steps:
    steps = each_of(STEP.one)(node)
    demand_unique(step.id for step in steps)
    if not any(step.weight for step in steps):
        raise DoubtError
    return Steps(steps=steps)


def _yes_no(node: Node) -> YesNo:
    return YesNo(done_when=read_text(node))


_BESIDE = ("baseline", "target", "aggregate", "keep", "done_when", "steps")
KEY_RESULT = Form(
    KeyResult,
    {
        "id": read_id,
        "title": read_line,
        "baseline": read_number,
        "target": read_number,
        "aggregate": one_of(Aggregate),
        "keep": read_band,
        "done_when": _yes_no,
        "steps": _steps,
        "unit": read_optional_line,
        "owner": read_id,
        "indicator": one_of(Indicator),
        "start": read_date,
        "due": read_date,
        "weight": read_weight,
        "cadence": read_cadence,
        "plan": _plan,
        "source": read_optional_line,
        "visibility": one_of(Visibility),
        "state": one_of(State),
        "reason": read_prose,
    },
    required=("id", "title"),
    beside=_BESIDE,
)
_PLACES = KEY_RESULT.places
_MEASURE, _PLAN, _START, _DUE = (_PLACES[key] for key in ("measure", "plan", "start", "due"))
_STATE, _REASON = _PLACES["state"], _PLACES["reason"]
_metric = Form(Metric, {}).make


def _key_result(node: Node) -> KeyResult:
    values = KEY_RESULT.values(node)
    baseline, target, aggregate, *others = values[-len(_BESIDE) :]
    if target is not None:
        values[_MEASURE] = _metric(baseline, target, aggregate or Aggregate.LATEST)
        if baseline == target or any(others):
            raise DoubtError
        if baseline is None and aggregate is Aggregate.SUM and not target:
            raise DoubtError
    else:
        values[_MEASURE] = _other_measure(baseline, aggregate, others)
        if values[_PLAN]:
            raise DoubtError
    start, due = values[_START], values[_DUE]
    if start and due and due < start:
        raise DoubtError
    if values[_STATE] in NEEDS_REASON and not values[_REASON]:
        raise DoubtError
    return KEY_RESULT.made(values)


def _other_measure(baseline: object, aggregate: object, others: list[Any]) -> Measure:
    """A band, a yes/no or steps, of which one at most is there."""
    measures: list[Measure] = [each for each in others if each]
    if baseline is not None or aggregate is not None or len(measures) > 1:
        raise DoubtError
    return measures[0] if measures else Unmeasured()


OBJECTIVE = Form(
    Objective,
    {
        "title": read_line,
        "owner": read_id,
        "type": one_of(ObjectiveType),
        "values": read_ids,
        "supports": read_references,
        "stands_alone": read_prose,
        "depends_on": read_references,
        "origin": one_of(Origin),
        "tier": one_of(Tier),
        "tags": read_ids,
        "visibility": one_of(Visibility),
        "state": one_of(State),
        "reason": read_prose,
        "key_results": each_of(_key_result),
        "initiatives": each_of(INITIATIVE.one),
    },
    required=("title",),
)


def objective(identity: Identity, values: dict[str, Node], body: str, file: str) -> Objective:
    """The objective that a file says. Raises one of `DOUBTS`."""
    folder = UnitCycle(identity.cycle, identity.unit)
    read = OBJECTIVE.values(values)
    places = OBJECTIVE.places
    for key in ("supports", "depends_on"):
        if read[places[key]]:
            read[places[key]] = tuple([inside(folder, ref) for ref in read[places[key]]])
    read[places["ref"]] = ObjectiveRef(identity.cycle, identity.unit, identity.name)
    read[places["body"]], read[places["file"]] = body, file
    made = OBJECTIVE.made(read)
    _judge(made)
    return made


def _judge(made: Objective) -> None:
    """Raise where keys of the objective may not fit each other."""
    ids = {one.id for one in made.key_results}
    count = len(made.key_results)
    if len(ids) < count or count > MOST_KEY_RESULTS:
        raise DoubtError
    if count and not any(one.weight for one in made.key_results):
        raise DoubtError
    if made.supports and made.stands_alone:
        raise DoubtError
    if made.state in NEEDS_REASON and not made.reason:
        raise DoubtError
    if any(one.key_result is not None and one.key_result not in ids for one in made.initiatives):
        raise DoubtError
