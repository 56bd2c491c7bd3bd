"""What a unit works towards and waits for elsewhere, and what a person has to do there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from okrpress.insight.folders import accountable, running_folders
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle, objective_of
from okrpress.model.okr import InitiativeStatus, Objective, State
from okrpress.scoring.result import ScoredObjective
from okrpress.site.later import Lazy, later
from okrpress.site.tracing import looked_up
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.rows import is_pursued
from okrpress.site.views.words import StatusView, status_view

_LISTED = 8
_OPEN = frozenset({InitiativeStatus.PLANNED, InitiativeStatus.DOING})


class _Role(NamedTuple):
    """What a person does in the units of others."""

    answers_for: list[Ref]
    works_on: list[Ref]


_NONE = _Role([], [])


@dataclass(frozen=True, kw_only=True)
class Other(Lazy):
    """An objective or key result of another unit, and how it stands."""

    link: Link
    unit: Link
    status: StatusView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Objectives of others that the unit's running ones support, and those they depend on.

    Those that most of the unit's objectives name come first. Of a person there is more: the key
    results of others that they answer for, and those objectives on which they have open work. The
    `…_left` say how many are not listed.
    """

    answers_for: tuple[Other, ...]
    answers_for_left: str
    works_on: tuple[Other, ...]
    works_on_left: str
    supports: tuple[Other, ...]
    supports_left: str
    depends_on: tuple[Other, ...]
    depends_on_left: str


def unit_ties(here: Here, unit: str, folders: Iterable[UnitCycle]) -> Ties | None:
    """None where the unit stands alone."""
    role = _roles(here.site).get(unit, _NONE) if unit in here.site.portfolio.people else _NONE
    own = list(_pursued(here.site, folders))
    up = _others(ref for one in own for ref in _elsewhere(one, one.supports))
    needs = _others(ref for one in own for ref in _elsewhere(one, one.depends_on))
    if not up and not needs and role == _NONE:
        return None
    return Ties(
        answers_for=_listed(here, role.answers_for),
        answers_for_left=_left(here, role.answers_for),
        works_on=_listed(here, role.works_on),
        works_on_left=_left(here, role.works_on),
        supports=_listed(here, up),
        supports_left=_left(here, up),
        depends_on=_listed(here, needs),
        depends_on_left=_left(here, needs),
    )


@looked_up
def _roles(site: Site) -> Mapping[str, _Role]:
    """What people answer for and work on in running cycles, outside of their own objectives."""
    found: dict[str, _Role] = {}
    for folder in running_folders(site.scored):
        for one in site.objectives(folder):
            for person, ref in _roles_in(one) if is_pursued(one) else ():
                if person and person != folder.unit and person in site.portfolio.people:
                    role = found.setdefault(person, _Role([], []))
                    known = role.answers_for if isinstance(ref, KeyResultRef) else role.works_on
                    if ref not in known[-1:]:
                        known.append(ref)
    return found


def _roles_in(scored: ScoredObjective) -> Iterator[tuple[str | None, Ref]]:
    objective = scored.objective
    for one in scored.key_results:
        if one.key_result.state is State.ACTIVE:
            yield accountable(objective, one.key_result), one.ref
    for work in objective.initiatives:
        if work.status in _OPEN:
            yield work.owner, objective.ref


def _pursued(site: Site, folders: Iterable[UnitCycle]) -> Iterator[Objective]:
    for folder in folders:
        for one in site.objectives(folder):
            if is_pursued(one):
                yield one.objective


def _elsewhere(objective: Objective, refs: Iterable[Ref]) -> Iterator[ObjectiveRef]:
    """The objectives of other units among these, each once."""
    found = dict.fromkeys(map(objective_of, refs))
    return (ref for ref in found if ref.unit != objective.ref.unit)


def _others(refs: Iterable[Ref]) -> list[Ref]:
    counts: dict[Ref, int] = {}
    for ref in refs:
        counts[ref] = counts.get(ref, 0) + 1
    return sorted(counts, key=lambda ref: -counts[ref])


def _listed(here: Here, refs: list[Ref]) -> tuple[Other, ...]:
    return tuple(_other(here, ref) for ref in refs[:_LISTED])


def _other(here: Here, ref: Ref) -> Other:
    return Other(
        link=here.reference(ref),
        unit=here.unit(ref.unit),
        status=later(_status, here, ref),
    )


def _status(here: Here, ref: Ref) -> StatusView:
    site = here.site
    known = site.key_result(ref) if isinstance(ref, KeyResultRef) else site.scored.objectives[ref]
    return status_view(known.status, here.fmt)


def _left(here: Here, refs: list[Ref]) -> str:
    left = len(refs) - _LISTED
    return here.fmt.count(left, "and {n} more", "and {n} more") if left > 0 else ""
