"""The files of those who pursue objectives, and of the cycles they do it in."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from okrpress.model.okr import Band, HealthMetric, Value
from okrpress.source.front_matter import Node
from okrpress.source.schema.fields import (
    Cadence,
    Id,
    Ids,
    Line,
    MaybeDay,
    MaybeId,
    MaybeLine,
    MaybeNumber,
    MaybeVisibility,
    Prose,
)
from okrpress.source.schema.mistakes import Mistake, raise_all
from okrpress.source.schema.nested import Entry, Many, One, unique
from okrpress.source.schema.thresholds import ThresholdNodes


class ValueEntry(Entry):
    """One of the organisation's values."""

    id: Id = Field(description="what objectives name the value by")
    name: Line = Field(description="the value in a few words")
    description: Prose = Field(default="", description="what it means in practice")


def _value(entry: ValueEntry) -> Value:
    return Value(id=entry.id, name=entry.name, description=entry.description)


def _unique_values(values: tuple[Value, ...]) -> Iterator[Mistake]:
    return unique("value", (value.id for value in values))


class OrganisationFile(Entry):
    """`index.md` at the top of the content folder."""

    model_config = ConfigDict(title="An organisation")

    name: Line = Field(description="the name of the organisation")
    mission: Prose = Field(default="", description="what it is for, in one sentence")
    values: Annotated[tuple[Value, ...], Many(ValueEntry, _value, _unique_values)] = Field(
        default=(), description="what it holds dear; objectives name values by id"
    )
    visibility: MaybeVisibility = Field(
        default=None, description="who may see anything at all; default: public"
    )


class BandEntry(Entry):
    """A range to stay in."""

    min: MaybeNumber = Field(default=None, description="lowest value that is still inside")
    max: MaybeNumber = Field(default=None, description="highest value that is still inside")


def band(entry: BandEntry) -> Band:
    """The range, with at least one bound, the lower below the upper."""
    if entry.min is None and entry.max is None:
        raise Mistake("FMT049", "has no bound", "write {min: …}, {max: …} or both")
    if entry.min is not None and entry.max is not None and entry.min > entry.max:
        raise Mistake(
            "FMT049", f"begins at {entry.min} and ends at {entry.max}", "swap `min` and `max`"
        )
    return Band(min=entry.min, max=entry.max)


Keep = Annotated[Band, One(BandEntry, band)]


class HealthEntry(Entry):
    """A level that the unit protects."""

    id: Id = Field(description="what check-ins name the health metric by")
    title: Line = Field(description="the level in words")
    keep: Keep = Field(description="the range to stay in: min, max or both")
    unit: MaybeLine = Field(default="", description="the unit of measurement, such as h or %")


def _health_metric(entry: HealthEntry) -> HealthMetric:
    return HealthMetric(id=entry.id, title=entry.title, keep=entry.keep, unit=entry.unit)


def _unique_health(metrics: tuple[HealthMetric, ...]) -> Iterator[Mistake]:
    return unique("health metric", (metric.id for metric in metrics))


Health = Annotated[tuple[HealthMetric, ...], Many(HealthEntry, _health_metric, _unique_health)]


class TeamFile(Entry):
    """`teams/<team>.md`."""

    model_config = ConfigDict(title="A team")

    name: Line = Field(description="the name of the team")
    parent: MaybeId = Field(default=None, description="the id of the team it is part of")
    lead: MaybeId = Field(default=None, description="the id of the person who leads it")
    members: Ids = Field(default=(), description="the ids of its people")
    cadence: Cadence = Field(default=None, description="rhythm of its check-ins, such as weekly")
    health: Health = Field(default=(), description="levels it protects")
    visibility: MaybeVisibility = Field(
        default=None, description="who may see it and all that is its; default: public"
    )


class PersonFile(Entry):
    """`people/<person>.md`."""

    model_config = ConfigDict(title="A person")

    name: Line = Field(description="the name of the person")
    role: MaybeLine = Field(default="", description="what they do")
    team: MaybeId = Field(default=None, description="the id of their team")
    manager: MaybeId = Field(default=None, description="the id of the person they report to")
    cadence: Cadence = Field(default=None, description="rhythm of personal check-ins")
    health: Health = Field(default=(), description="levels they protect")
    visibility: MaybeVisibility = Field(
        default=None, description="who may know of them; default: public"
    )


class CycleFile(Entry):
    """`<cycle>/index.md`."""

    model_config = ConfigDict(title="A cycle")

    title: MaybeLine = Field(default="", description="what to call the cycle; default: its id")
    start: MaybeDay = Field(default=None, description="first day; default: what the id says")
    end: MaybeDay = Field(default=None, description="last day; default: what the id says")
    undated: Prose = Field(default="", description="why nobody knows the dates, instead of them")
    mid_cycle_review: MaybeDay = Field(default=None, description="day of the mid-cycle review")
    retrospective: MaybeDay = Field(default=None, description="day of the retrospective")
    closed: MaybeDay = Field(default=None, description="the day the cycle was closed and frozen")
    thresholds: Annotated[dict[str, Node], ThresholdNodes()] = Field(
        default_factory=dict,
        description="thresholds that hold in this cycle instead of the settings'",
    )

    @model_validator(mode="after")
    def _check(self) -> "CycleFile":
        raise_all(_cycle_mistakes(self))
        return self


def _cycle_mistakes(cycle: CycleFile) -> Iterator[Mistake]:
    if cycle.undated and (cycle.start or cycle.end):
        help = "keep the dates, or the reason why there are none"
        yield Mistake("FMT057", "stands beside dates", help, keys=("undated",), on="key")
