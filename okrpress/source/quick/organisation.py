"""The organisation, its teams, people and cycles in the form that most are written in."""

from okrpress.model.okr import (
    Band,
    Cycle,
    HealthMetric,
    Organisation,
    Person,
    Team,
    Value,
    Visibility,
)
from okrpress.source.front_matter.plain import Node
from okrpress.source.kinds import Identity
from okrpress.source.quick.forms import DoubtError, Form, demand_unique, each_of
from okrpress.source.schema.grammar import (
    one_of,
    read_cadence,
    read_date,
    read_id,
    read_line,
    read_number,
    read_optional_line,
    read_prose,
)
from okrpress.source.schema.lists import read_ids

BAND = Form(Band, {"min": read_number, "max": read_number})


def read_band(node: Node) -> Band:
    """A range with one bound at least. Raises one of `DOUBTS`."""
    band = BAND.one(node)
    if band.min is None and band.max is None:
        raise DoubtError
    if band.min is not None and band.max is not None and band.min > band.max:
        raise DoubtError
    return band


HEALTH = Form(
    HealthMetric,
    {"id": read_id, "title": read_line, "keep": read_band, "unit": read_optional_line},
    required=("id", "title", "keep"),
)


def _health(node: Node) -> tuple[HealthMetric, ...]:
    metrics = each_of(HEALTH.one)(node)
    demand_unique(metric.id for metric in metrics)
    return metrics


VALUE = Form(
    Value,
    {"id": read_id, "name": read_line, "description": read_prose},
    required=("id", "name"),
)
ORGANISATION = Form(
    Organisation,
    {
        "name": read_line,
        "mission": read_prose,
        "values": each_of(VALUE.one),
        "visibility": one_of(Visibility),
    },
    required=("name",),
)
TEAM = Form(
    Team,
    {
        "name": read_line,
        "parent": read_id,
        "lead": read_id,
        "members": read_ids,
        "cadence": read_cadence,
        "health": _health,
        "visibility": one_of(Visibility),
    },
    required=("name",),
)
PERSON = Form(
    Person,
    {
        "name": read_line,
        "role": read_optional_line,
        "team": read_id,
        "manager": read_id,
        "cadence": read_cadence,
        "health": _health,
        "visibility": one_of(Visibility),
    },
    required=("name",),
)
CYCLE = Form(
    Cycle,
    {
        "title": read_optional_line,
        "start": read_date,
        "end": read_date,
        "undated": read_prose,
        "mid_cycle_review": read_date,
        "retrospective": read_date,
        "closed": read_date,
    },
)


def organisation(values: dict[str, Node], body: str, file: str) -> Organisation:
    """The organisation that its file says. Raises one of `DOUBTS`."""
    read = ORGANISATION.values(values)
    places = ORGANISATION.places
    read[places["body"]], read[places["file"]] = body, file
    made = ORGANISATION.made(read)
    demand_unique(value.id for value in made.values)
    return made


def member(
    form: Form[Team] | Form[Person],
    identity: Identity,
    values: dict[str, Node],
    body: str,
    file: str,
) -> Team | Person:
    """The team or person that a file says. Raises one of `DOUBTS`."""
    read = form.values(values)
    places = form.places
    read[places["id"]], read[places["body"]], read[places["file"]] = identity.name, body, file
    return form.made(read)


def cycle(identity: Identity, values: dict[str, Node], body: str, file: str) -> Cycle:
    """The cycle that a file says. Raises one of `DOUBTS`."""
    read = CYCLE.values(values)
    places = CYCLE.places
    read[places["id"]], read[places["body"]], read[places["file"]] = identity.cycle, body, file
    read[places["title"]] = read[places["title"]] or ""
    made = CYCLE.made(read)
    if made.undated and (made.start or made.end):
        raise DoubtError
    return made
