"""From the schema of a file to a noun of the model: ids from the path, the body from below."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from okrpress.model.finding import Finding, Place
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import (
    CheckIn,
    MidCycleReview,
    Reading,
    Record,
    Retrospective,
)
from okrpress.model.okr import Cycle, Objective, Organisation, Person, Team
from okrpress.source.front_matter import Document
from okrpress.source.kinds import Identity
from okrpress.source.schema.key_result import WrittenKeyResult
from okrpress.source.schema.measures import Observed
from okrpress.source.schema.nested import Entry
from okrpress.source.schema.objective import ObjectiveFile
from okrpress.source.schema.observations import CheckInFile, MidCycleFile, RetrospectiveFile
from okrpress.source.schema.organisation import CycleFile, OrganisationFile, PersonFile, TeamFile
from okrpress.source.settings import read_thresholds
from okrpress.source.within import inside, own

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A record, the observations written beside its key results, and what was found on the way."""

    record: Record | None = None
    current: tuple[CheckIn, ...] = ()
    findings: tuple[Finding, ...] = ()


def convert(written: Entry, identity: Identity, document: Document) -> Converted:
    """The record that a file's front matter and body make at its path."""
    match written:
        case ObjectiveFile():
            return _objective(written, identity, document)
        case CheckInFile():
            return Converted(record=_check_in(written, identity, document))
        case MidCycleFile():
            return Converted(record=_mid_cycle(written, identity, document))
        case RetrospectiveFile():
            return Converted(record=_retrospective(written, identity, document))
        case CycleFile():
            return _cycle(written, identity, document)
        case TeamFile():
            return Converted(record=_team(written, identity, document))
        case PersonFile():
            return Converted(record=_person(written, identity, document))
        case OrganisationFile():
            return Converted(record=_organisation(written, document))
    raise AssertionError(written)


# ── the organisation ──────────────────────────────────────────────────────────────────────────


def _organisation(written: OrganisationFile, document: Document) -> Organisation:
    return Organisation(
        name=written.name,
        mission=written.mission,
        values=written.values,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


def _team(written: TeamFile, identity: Identity, document: Document) -> Team:
    return Team(
        id=identity.name,
        name=written.name,
        parent=written.parent,
        lead=written.lead,
        members=written.members,
        cadence=written.cadence,
        health=written.health,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


def _person(written: PersonFile, identity: Identity, document: Document) -> Person:
    return Person(
        id=identity.name,
        name=written.name,
        role=written.role,
        team=written.team,
        manager=written.manager,
        cadence=written.cadence,
        health=written.health,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


def _cycle(written: CycleFile, identity: Identity, document: Document) -> Converted:
    """The cycle as written: `assemble` adds what its name says."""
    at = Place(file=document.file, keys=("thresholds",))
    thresholds, findings = (
        read_thresholds(written.thresholds, at) if written.thresholds else (None, ())
    )
    cycle = Cycle(
        id=identity.cycle,
        title=written.title,
        start=written.start,
        end=written.end,
        undated=written.undated,
        mid_cycle_review=written.mid_cycle_review,
        retrospective=written.retrospective,
        closed=written.closed,
        thresholds=thresholds,
        body=document.body,
        file=document.file,
    )
    return Converted(record=cycle, findings=findings)


# ── objectives ────────────────────────────────────────────────────────────────────────────────


def _objective(written: ObjectiveFile, identity: Identity, document: Document) -> Converted:
    folder = _folder(identity)
    objective = Objective(
        ref=ObjectiveRef(*folder, identity.name),
        title=written.title,
        owner=written.owner,
        type=written.type,
        values=written.values,
        supports=tuple(inside(folder, ref) for ref in written.supports),
        stands_alone=written.stands_alone,
        depends_on=tuple(inside(folder, ref) for ref in written.depends_on),
        origin=written.origin,
        tier=written.tier,
        tags=written.tags,
        visibility=written.visibility,
        state=written.state,
        reason=written.reason,
        key_results=tuple(each.key_result for each in written.key_results),
        initiatives=written.initiatives,
        changes=written.changes,
        body=document.body,
        file=document.file,
    )
    return Converted(record=objective, current=_current(objective, written.key_results))


def _current(objective: Objective, written: Iterable[WrittenKeyResult]) -> tuple[CheckIn, ...]:
    """The values written beside key results, as one check-in for each day."""
    by_day: dict[date, list[Reading]] = {}
    for key_result, current in written:
        if current is not None:
            ref = objective.key_result_ref(key_result)
            by_day.setdefault(current.as_of, []).append(reading_of(ref, current.observed))
    return tuple(
        CheckIn(
            unit_cycle=objective.ref.unit_cycle,
            date=day,
            readings=tuple(readings),
            file=objective.file,
        )
        for day, readings in sorted(by_day.items())
    )


def reading_of(ref: KeyResultRef, observed: Observed) -> Reading:
    """What was observed, in the field that belongs to it."""
    if isinstance(observed, bool):
        return Reading(ref=ref, done=observed)
    if isinstance(observed, tuple):
        return Reading(ref=ref, steps=observed)
    return Reading(ref=ref, value=observed)


# ── observations and reviews ──────────────────────────────────────────────────────────────────


def _check_in(written: CheckInFile, identity: Identity, document: Document) -> CheckIn:
    folder = _folder(identity)
    return CheckIn(
        unit_cycle=folder,
        date=identity.date,
        author=written.author,
        readings=tuple(
            [Reading(own(folder, reading.ref), *reading[1:]) for reading in written.key_results]
        ),
        health=written.health,
        priorities=written.priorities,
        blockers=written.blockers,
        wins=written.wins,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


def _mid_cycle(written: MidCycleFile, identity: Identity, document: Document) -> MidCycleReview:
    folder = _folder(identity)
    return MidCycleReview(
        unit_cycle=folder,
        date=written.date,
        decisions=_all_of(folder, written.key_results),
        external_factors=written.external_factors,
        tactics=written.tactics,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


def _retrospective(
    written: RetrospectiveFile, identity: Identity, document: Document
) -> Retrospective:
    folder = _folder(identity)
    return Retrospective(
        unit_cycle=folder,
        date=written.date,
        grades=_all_of(folder, written.grades),
        carry=_all_of(folder, written.carry),
        drivers=written.drivers,
        obstacles=written.obstacles,
        wins=written.wins,
        lessons=written.lessons,
        visibility=written.visibility,
        body=document.body,
        file=document.file,
    )


# ── references ────────────────────────────────────────────────────────────────────────────────


def _folder(identity: Identity) -> UnitCycle:
    return UnitCycle(identity.cycle, identity.unit)


def _all_of(folder: UnitCycle, written: Mapping[KeyResultRef, T]) -> dict[KeyResultRef, T]:
    return {own(folder, ref): value for ref, value in written.items()}
