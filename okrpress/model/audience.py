"""What the public may see: the first stage after assembling; everything later knows only this.

Whatever is not clearly public is left out, with all that could tell of it: references to it,
readings and grades of it, folders and cycles that hold nothing else.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from okrpress.model.ids import ObjectiveRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Objective, Visibility
from okrpress.model.portfolio import (
    LeftOut,
    Portfolio,
    Unit,
    UnitKind,
    folders_of,
    supporters_of,
)

_SHOWN = (None, Visibility.PUBLIC)


def public_view(portfolio: Portfolio) -> Portfolio:
    """The portfolio as the public may see it.

    An objective is public unless it says otherwise; a person's is private unless it says public.
    What a check-in or review says beside its readings may be about any of the objectives that it
    names: it is shown where all of them are public, or where it says `visibility: public`; a
    person's always needs to say so. In a folder without a public objective nothing is public.
    What hides nothing stays the same object.
    """
    objectives = {
        ref: objective
        for ref, objective in portfolio.objectives.items()
        if _is_public(objective.visibility, portfolio.units[ref.unit])
    }
    veiled = {ref.unit_cycle for ref in portfolio.objectives.keys() - objectives.keys()}
    view = _View(portfolio=portfolio, visible=objectives.keys(), veiled=veiled)
    if veiled:
        objectives = {ref: view.objective(objective) for ref, objective in objectives.items()}
    by_folder = folders_of(objectives) if veiled else portfolio.by_folder
    check_ins = view.check_ins(by_folder.keys())
    units = view.units(by_folder.keys(), check_ins)
    return replace(
        portfolio,
        cycles={
            cycle.id: cycle
            for cycle in portfolio.cycles.values()
            if cycle.file or any(folder.cycle == cycle.id for folder in by_folder)
        },
        people={
            person.id: person
            if person.health == units[person.id].health
            else replace(person, health=units[person.id].health)
            for person in portfolio.people.values()
        },
        units=units,
        objectives=objectives,
        by_folder=by_folder,
        check_ins=check_ins,
        mid_cycle_reviews=view.mid_cycle_reviews(by_folder.keys()),
        retrospectives=view.retrospectives(by_folder.keys()),
        supporters=supporters_of(objectives) if veiled else portfolio.supporters,
        left_out=tuple(
            LeftOut(file="", unit_cycle=left_out.unit_cycle, reason="")
            for left_out in portfolio.left_out
            if not view.is_personal(left_out.unit_cycle)
        ),
    )


def visibility_of(objective: Objective, portfolio: Portfolio) -> Visibility:
    """Who may see an objective: what it says, else everybody; a person's, its owner alone."""
    return _visibility(objective.visibility, portfolio.units[objective.ref.unit])


def _visibility(said: Visibility | None, unit: Unit) -> Visibility:
    usual = Visibility.PRIVATE if unit.kind is UnitKind.PERSON else Visibility.PUBLIC
    return said or usual


def _is_public(visibility: Visibility | None, unit: Unit) -> bool:
    return _visibility(visibility, unit) is Visibility.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The portfolio beside the set of objectives that may be seen.

    `veiled` are the folders that hold an objective that may not.
    """

    portfolio: Portfolio
    visible: AbstractSet[ObjectiveRef]
    veiled: AbstractSet[UnitCycle]

    def sees(self, ref: Ref) -> bool:
        """Whether the objective named, or the one around the key result, may be seen."""
        return ObjectiveRef(*ref[:3]) in self.visible

    def is_personal(self, folder: UnitCycle | None) -> bool:
        """Whether a folder belongs to a person, or to nobody known."""
        unit = self.portfolio.units.get(folder.unit) if folder else None
        return folder is not None and (unit is None or unit.kind is UnitKind.PERSON)

    def objective(self, objective: Objective) -> Objective:
        if all(map(self.sees, (*objective.supports, *objective.depends_on))):
            return objective
        return replace(
            objective,
            supports=tuple(ref for ref in objective.supports if self.sees(ref)),
            depends_on=tuple(ref for ref in objective.depends_on if self.sees(ref)),
        )

    def check_ins(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, tuple[CheckIn, ...]]:
        return {
            folder: self._check_ins(folder, check_ins)
            for folder, check_ins in self.portfolio.check_ins.items()
            if folder in folders
        }

    def _check_ins(self, folder: UnitCycle, check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
        if self._hides_nothing(folder, check_ins):
            return check_ins
        return tuple(
            self._check_in(check_in) for check_in in check_ins if check_in.visibility in _SHOWN
        )

    def _hides_nothing(
        self, folder: UnitCycle, words: Iterable[CheckIn | MidCycleReview | Retrospective]
    ) -> bool:
        """Whether all of this may be shown: words of a folder are about its objectives alone."""
        if folder in self.veiled or self.is_personal(folder):
            return False
        return all(each.visibility in _SHOWN for each in words)

    def _check_in(self, check_in: CheckIn) -> CheckIn:
        readings = tuple(reading for reading in check_in.readings if self.sees(reading.ref))
        if self._may_quote(check_in, (reading.ref for reading in check_in.readings)):
            return replace(check_in, readings=readings)
        return CheckIn(
            unit_cycle=check_in.unit_cycle,
            date=check_in.date,
            author=check_in.author,
            readings=readings,
            file=check_in.file,
        )

    def _may_quote(
        self, words: CheckIn | MidCycleReview | Retrospective, about: Iterable[Ref]
    ) -> bool:
        """Whether what stands beside the readings, decisions or grades may be shown."""
        if words.visibility is Visibility.PUBLIC:
            return True
        return not self.is_personal(words.unit_cycle) and all(self.sees(ref) for ref in about)

    def mid_cycle_reviews(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, MidCycleReview]:
        return {
            folder: self._mid_cycle_review(review)
            for folder, review in self.portfolio.mid_cycle_reviews.items()
            if folder in folders and review.visibility in _SHOWN
        }

    def _mid_cycle_review(self, review: MidCycleReview) -> MidCycleReview:
        if self._hides_nothing(review.unit_cycle, [review]):
            return review
        decisions = {ref: value for ref, value in review.decisions.items() if self.sees(ref)}
        if self._may_quote(review, review.decisions):
            return replace(review, decisions=decisions)
        return MidCycleReview(
            unit_cycle=review.unit_cycle, date=review.date, decisions=decisions, file=review.file
        )

    def retrospectives(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, Retrospective]:
        return {
            folder: self._retrospective(retrospective)
            for folder, retrospective in self.portfolio.retrospectives.items()
            if folder in folders and retrospective.visibility in _SHOWN
        }

    def _retrospective(self, retrospective: Retrospective) -> Retrospective:
        if self._hides_nothing(retrospective.unit_cycle, [retrospective]):
            return retrospective
        grades = {ref: value for ref, value in retrospective.grades.items() if self.sees(ref)}
        carry = {ref: value for ref, value in retrospective.carry.items() if self.sees(ref)}
        if self._may_quote(retrospective, (*retrospective.grades, *retrospective.carry)):
            return replace(retrospective, grades=grades, carry=carry)
        return Retrospective(
            unit_cycle=retrospective.unit_cycle,
            date=retrospective.date,
            grades=grades,
            carry=carry,
            file=retrospective.file,
        )

    def units(
        self, folders: AbstractSet[UnitCycle], check_ins: Mapping[UnitCycle, tuple[CheckIn, ...]]
    ) -> dict[str, Unit]:
        """Units without those that exist only by a hidden folder, people without hidden health."""
        seen = {folder.unit for folder in folders}
        reported = {
            (folder.unit, metric)
            for folder, group in check_ins.items()
            for check_in in group
            for metric in check_in.health
        }
        return {
            unit.id: self._unit(unit, reported)
            for unit in self.portfolio.units.values()
            if unit.kind is not UnitKind.UNDECLARED or unit.id in seen
        }

    def _unit(self, unit: Unit, reported: AbstractSet[tuple[str, str]]) -> Unit:
        if unit.kind is not UnitKind.PERSON:
            return unit
        shown = tuple(metric for metric in unit.health if (unit.id, metric.id) in reported)
        return unit if shown == unit.health else replace(unit, health=shown)
