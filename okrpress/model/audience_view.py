"""What an audience may see: the first stage after assembling; everything later knows only this.

Whatever is not clearly for the audience is left out, with all that could tell of it: references to
it, readings and grades of it, folders and cycles that hold nothing else. What one thing says about
its visibility holds for all that is in it, and can only be narrowed there.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.audience_sight import Sight, narrowest, sight_of
from okrpress.model.audience_words import Words, holder_of
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import (
    Initiative,
    KeyResult,
    Objective,
    Organisation,
    Person,
    Team,
    Visibility,
)
from okrpress.model.portfolio import (
    LeftOut,
    Portfolio,
    Unit,
    UnitKind,
    Whole,
    folders_of,
    supporters_of,
)

T = TypeVar("T")

_PUBLIC = Visibility.PUBLIC  # to name it takes ten times as long


def view_for(audience: Audience, whole: Whole) -> Portfolio:
    """The portfolio as an audience may see it.

    An objective is public unless it, its unit or the organisation says otherwise; a person's is
    private unless it says otherwise. What a check-in or review says beside its readings may be
    about any of the objectives that it names: it is shown where all of them are, or where it says
    itself for whom it is; a person's always needs to say so. Of a folder without an objective that
    may be seen nothing is shown. What hides nothing stays the same object.
    """
    everything = whole.everything
    if audience == EVERYTHING:
        return everything
    sight = sight_of(audience, everything.people)
    if not sight.sees(narrowest(everything.organisation.visibility), None):
        return Portfolio(organisation=Organisation(name=""), audience=audience)
    return _View(audience, sight, everything).portfolio


def sees_folder(audience: Audience, whole: Whole, folder: UnitCycle | None) -> bool:
    """Whether an audience sees what says nothing of its visibility in a folder, or in none."""
    everything = whole.everything
    sight = sight_of(audience, everything.people)
    if not sight.sees(narrowest(everything.organisation.visibility), None):
        return False
    return folder is None or _sees_silent(folder.unit, sight, everything)


def visibility_of(objective: Objective, portfolio: Portfolio) -> Visibility:
    """Who may see an objective: what it says, else everybody; a person's, its owner alone.

    It can only narrow what holds for its unit, which can only narrow what holds around that.
    """
    unit = portfolio.units[objective.ref.unit]
    own = objective.visibility or _usual(unit)
    return narrowest(visibility_of_unit(unit, portfolio), own)


def visibility_of_unit(unit: Unit, portfolio: Portfolio) -> Visibility:
    """Who may see a unit: what it, the teams above it and the organisation say, narrowed."""
    above = (each.visibility for each in _upwards(unit, portfolio.units))
    return narrowest(portfolio.organisation.visibility, *above)


def _usual(unit: Unit) -> Visibility:
    return Visibility.PRIVATE if unit.kind is UnitKind.PERSON else _PUBLIC


def _upwards(unit: Unit, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """The unit and, of a team, those that it is part of."""
    seen: set[str] = set()
    here: Unit | None = unit
    while here is not None and here.id not in seen:
        yield here
        seen.add(here.id)
        here = units.get(here.parent) if here.parent and here.kind is UnitKind.TEAM else None


class _View:
    """All that was written beside what may be seen of it.

    `unnamed` are people who may not be known of, `hidden` key results that may not be seen in
    objectives that may; `veiled` are the folders that hold an objective or a key result that may
    not.
    """

    def __init__(self, audience: Audience, sight: Sight, whole: Portfolio) -> None:
        self._whole = whole
        self._sight = sight
        self._units = frozenset(
            id for id, unit in whole.units.items() if _sees_unit(unit, sight, whole)
        )
        self._unnamed = frozenset(whole.people) - self._units
        seen = {ref: one for ref, one in whole.objectives.items() if self._sees_objective(one)}
        self._seen = seen.keys()
        self._hidden = frozenset(chain.from_iterable(map(self._hidden_in, seen.values())))
        self._veiled = {ref.unit_cycle for ref in whole.objectives.keys() - seen.keys()}
        self._veiled |= {ref.objective_ref.unit_cycle for ref in self._hidden}
        self.portfolio = self._made(audience, seen)

    def _made(self, audience: Audience, seen: Mapping[ObjectiveRef, Objective]) -> Portfolio:
        whole = self._whole
        objectives = {ref: self._objective(one) for ref, one in seen.items()}
        by_folder = folders_of(objectives) if self._veiled else whole.by_folder
        words = Words(self._sight, self._veiled, whole, self._sees, self._named)
        check_ins = words.check_ins(by_folder.keys())
        units = self._shown_units(by_folder.keys(), check_ins)
        cycles = {folder.cycle for folder in by_folder}
        return replace(
            whole,
            cycles={id: one for id, one in whole.cycles.items() if one.file or id in cycles},
            teams={id: self._team(one) for id, one in whole.teams.items() if id in units},
            people={
                id: self._person(one, units[id]) for id, one in whole.people.items() if id in units
            },
            units=units,
            objectives=objectives,
            by_folder=by_folder,
            check_ins=check_ins,
            mid_cycle_reviews=words.mid_cycle_reviews(by_folder.keys()),
            retrospectives=words.retrospectives(by_folder.keys()),
            supporters=supporters_of(objectives) if self._veiled else whole.supporters,
            left_out=tuple(self._left_out()),
            audience=audience,
        )

    # ── who sees what ─────────────────────────────────────────────────────────────────────────

    def _sees(self, ref: Ref) -> bool:
        return ref[:3] in self._seen and ref not in self._hidden

    def _sees_objective(self, objective: Objective) -> bool:
        unit = self._whole.units[objective.ref.unit]
        if unit.id not in self._units:
            return False
        visibility = objective.visibility or _usual(unit)
        return visibility is _PUBLIC or self._sight.sees(
            visibility, holder_of(unit, self._whole, objective.owner)
        )

    def _sees_part(self, part: KeyResult | Initiative, objective: Objective) -> bool:
        if part.visibility is None:
            return True
        unit = self._whole.units[objective.ref.unit]
        holder = holder_of(unit, self._whole, part.owner or objective.owner)
        return self._sight.sees(part.visibility, holder)

    def _hidden_in(self, objective: Objective) -> Iterator[KeyResultRef]:
        for each in objective.key_results:
            if each.visibility is not None and not self._sees_part(each, objective):
                yield objective.key_result_ref(each)

    def _named(self, person: str | None) -> str | None:
        """The person, if the audience may know of them."""
        return None if person in self._unnamed else person

    # ── objectives ────────────────────────────────────────────────────────────────────────────

    def _objective(self, objective: Objective) -> Objective:
        """The objective without what may not be seen; the same one if that is nothing."""
        if not self._is_mixed(objective):
            return objective
        key_results = tuple(
            self._owned(each)
            for each in objective.key_results
            if objective.key_result_ref(each) not in self._hidden
        )
        narrowed = replace(
            objective,
            owner=self._named(objective.owner),
            supports=tuple(filter(self._sees, objective.supports)),
            depends_on=tuple(filter(self._sees, objective.depends_on)),
            key_results=key_results,
            initiatives=self._initiatives(objective, {each.id for each in key_results}),
        )
        return _same(objective, narrowed)

    def _is_mixed(self, objective: Objective) -> bool:
        """Whether anything in the objective may be for others than the objective is."""
        if self._unnamed:
            return True
        parts: tuple[KeyResult | Initiative, ...] = (*objective.key_results, *objective.initiatives)
        for part in parts:
            if part.visibility:
                return True
        if not self._veiled:  # then there is nothing hidden that it could name
            return False
        return not all(map(self._sees, (*objective.supports, *objective.depends_on)))

    def _owned(self, key_result: KeyResult) -> KeyResult:
        owner = self._named(key_result.owner)
        return key_result if owner == key_result.owner else replace(key_result, owner=owner)

    def _initiatives(
        self, objective: Objective, key_results: AbstractSet[str]
    ) -> tuple[Initiative, ...]:
        """Those that may be seen; work for a key result that is hidden tells of it."""
        return tuple(
            replace(each, owner=self._named(each.owner))
            for each in objective.initiatives
            if self._sees_part(each, objective)
            and (each.key_result is None or each.key_result in key_results)
        )

    # ── units ─────────────────────────────────────────────────────────────────────────────────

    def _shown_units(
        self, folders: AbstractSet[UnitCycle], check_ins: Mapping[UnitCycle, tuple[CheckIn, ...]]
    ) -> dict[str, Unit]:
        """Units without those that exist only by a hidden folder, people without hidden health."""
        seen = {folder.unit for folder in folders}
        reported = {
            (folder.unit, metric)
            for folder, group in check_ins.items()
            if self._whole.units[folder.unit].kind is UnitKind.PERSON
            for check_in in group
            for metric in check_in.health
        }
        return {
            id: self._unit(unit, reported)
            for id, unit in self._whole.units.items()
            if id in self._units and (unit.kind is not UnitKind.UNDECLARED or id in seen)
        }

    def _unit(self, unit: Unit, reported: AbstractSet[tuple[str, str]]) -> Unit:
        parent = self._unit_named(unit.parent)
        health = unit.health
        if unit.kind is UnitKind.PERSON and not self._sight.sees(Visibility.PRIVATE, unit.id):
            health = tuple(metric for metric in health if (unit.id, metric.id) in reported)
        if (parent, health) == (unit.parent, unit.health):
            return unit
        return replace(unit, parent=parent, health=health)

    def _team(self, team: Team) -> Team:
        narrowed = replace(
            team,
            parent=self._unit_named(team.parent),
            lead=self._named(team.lead),
            members=tuple(member for member in team.members if self._named(member)),
        )
        return _same(team, narrowed)

    def _person(self, person: Person, unit: Unit) -> Person:
        narrowed = replace(
            person,
            team=self._unit_named(person.team),
            manager=self._named(person.manager),
            health=unit.health,
        )
        return _same(person, narrowed)

    def _unit_named(self, id: str | None) -> str | None:
        return id if id in self._units else None

    # ── the rest ──────────────────────────────────────────────────────────────────────────────

    def _left_out(self) -> Iterator[LeftOut]:
        """Where files were left out of what everybody here may see, without their names."""
        for each in self._whole.left_out:
            folder = each.unit_cycle
            if each.is_unclear or (
                folder and not _sees_silent(folder.unit, self._sight, self._whole)
            ):
                continue
            yield LeftOut(file="", unit_cycle=each.unit_cycle, reason="")


def _sees_unit(unit: Unit, sight: Sight, whole: Portfolio) -> bool:
    return all(
        each.visibility is None or sight.sees(each.visibility, holder_of(each, whole, None))
        for each in _upwards(unit, whole.units)
    )


def _sees_silent(id: str, sight: Sight, whole: Portfolio) -> bool:
    """Whether what says nothing in a unit's folder may be seen; in nobody's it may not."""
    unit = whole.units.get(id)
    return (
        unit is not None
        and _sees_unit(unit, sight, whole)
        and sight.sees(_usual(unit), holder_of(unit, whole, None))
    )


def _same(old: T, new: T) -> T:
    """The old one where nothing was taken from it."""
    return old if new == old else new
