"""What was said at check-ins and reviews, as far as an audience may hear it."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from okrpress.model.audience_sight import Sight
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn, Lesson, MidCycleReview, Reading, Retrospective
from okrpress.model.okr import Visibility
from okrpress.model.portfolio import Portfolio, Unit, UnitKind

T = TypeVar("T")

_VISIBILITY = itemgetter(Reading._fields.index("visibility"))


def holder_of(unit: Unit, portfolio: Portfolio, named: str | None) -> str | None:
    """Whose something in a unit is: a person's what is theirs; else who is named, or the lead's."""
    if unit.kind is UnitKind.PERSON:
        return unit.id
    if unit.kind is UnitKind.UNDECLARED:
        return named or unit.id
    team = portfolio.teams.get(unit.id)
    return named or (team.lead if team else None)


@dataclass(frozen=True, slots=True)
class Words:
    """What was said in all folders, beside who may hear it.

    `veiled` are the folders that hold something hidden; `sees` tells objectives and key results
    that may be seen, `named` people who may be known of.
    """

    sight: Sight
    veiled: AbstractSet[UnitCycle]
    whole: Portfolio
    sees: Callable[[Ref], bool]
    named: Callable[[str | None], str | None]

    # ── who hears what ────────────────────────────────────────────────────────────────────────

    def _unit(self, folder: UnitCycle) -> Unit:
        return self.whole.units[folder.unit]

    def _hears(self, visibility: Visibility | None, folder: UnitCycle, author: str | None) -> bool:
        """Whether what says so itself may be heard; what says nothing may."""
        if visibility is None or visibility is Visibility.PUBLIC:
            return True
        holder = holder_of(self._unit(folder), self.whole, author)
        return self.sight.sees(visibility, holder)

    def _hears_all(
        self, visibility: Visibility | None, folder: UnitCycle, about: Iterable[Ref]
    ) -> bool:
        """Whether what stands beside the readings, decisions or grades may be heard.

        It may be about any of them, and a person's is the person's own, unless it says for whom.
        """
        if visibility is not None or (folder not in self.veiled and not self._is_personal(folder)):
            return True
        if self._is_personal(folder) and not self.sight.sees(Visibility.PRIVATE, folder.unit):
            return False
        return all(map(self.sees, about))

    def _is_personal(self, folder: UnitCycle) -> bool:
        return self._unit(folder).kind is UnitKind.PERSON

    # ── check-ins ─────────────────────────────────────────────────────────────────────────────

    def check_ins(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, tuple[CheckIn, ...]]:
        """The check-ins of the folders; those of which nothing is left are gone."""
        return {
            folder: heard
            for folder, check_ins in self.whole.check_ins.items()
            if folder in folders and (heard := self._check_ins(folder, check_ins))
        }

    def _check_ins(self, folder: UnitCycle, check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
        if self._are_for_all(folder, check_ins):
            return check_ins
        heard = tuple(
            left
            for check_in in check_ins
            if self._hears(check_in.visibility, folder, check_in.author)
            and (left := self._check_in(check_in)) is not None
        )
        is_whole = len(heard) == len(check_ins) and all(
            one is other for one, other in zip(heard, check_ins, strict=True)
        )
        return check_ins if is_whole else heard

    def _are_for_all(self, folder: UnitCycle, check_ins: tuple[CheckIn, ...]) -> bool:
        """Whether nothing in the check-ins of a folder is for some only, as nearly always."""
        if folder in self.veiled or self._is_personal(folder):
            return False
        for check_in in check_ins:
            author = check_in.author
            if check_in.visibility is not None or self.named(author) != author:
                return False
            if any(map(_VISIBILITY, check_in.readings)):
                return False
        return True

    def _check_in(self, check_in: CheckIn) -> CheckIn | None:
        """What is left of a check-in, if anything is; the same one if nothing is hidden."""
        folder = check_in.unit_cycle
        readings = check_in.readings
        if folder in self.veiled or any(map(_VISIBILITY, readings)):
            readings = tuple(
                self._reading(each, check_in) for each in readings if self.sees(each.ref)
            )
        author = self.named(check_in.author)
        about = (each.ref for each in check_in.readings)
        if self._hears_all(check_in.visibility, folder, about):
            if readings == check_in.readings and author == check_in.author:
                return check_in
            return replace(check_in, readings=readings, author=author)
        if not readings:
            return None
        return CheckIn(
            unit_cycle=folder,
            date=check_in.date,
            author=author,
            readings=readings,
            file=check_in.file,
        )

    def _reading(self, reading: Reading, check_in: CheckIn) -> Reading:
        """The reading, without a note that is for others."""
        if self._hears(reading.visibility, check_in.unit_cycle, check_in.author):
            return reading
        return reading._replace(note="", visibility=None)

    # ── reviews ───────────────────────────────────────────────────────────────────────────────

    def mid_cycle_reviews(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, MidCycleReview]:
        """The mid-cycle reviews of the folders, as far as anything is left of them."""
        return {
            folder: heard
            for folder, review in self.whole.mid_cycle_reviews.items()
            if folder in folders
            and self._hears(review.visibility, folder, None)
            and (heard := self._mid_cycle_review(review)) is not None
        }

    def _mid_cycle_review(self, review: MidCycleReview) -> MidCycleReview | None:
        decisions = self._seen(review.decisions, review.unit_cycle)
        if self._hears_all(review.visibility, review.unit_cycle, review.decisions):
            whole = len(decisions) == len(review.decisions)
            return review if whole else replace(review, decisions=decisions)
        if not decisions:
            return None
        return MidCycleReview(
            unit_cycle=review.unit_cycle, date=review.date, decisions=decisions, file=review.file
        )

    def retrospectives(self, folders: AbstractSet[UnitCycle]) -> dict[UnitCycle, Retrospective]:
        """The retrospectives of the folders, as far as anything is left of them."""
        return {
            folder: heard
            for folder, one in self.whole.retrospectives.items()
            if folder in folders
            and self._hears(one.visibility, folder, None)
            and (heard := self._retrospective(one)) is not None
        }

    def _retrospective(self, retrospective: Retrospective) -> Retrospective | None:
        folder = retrospective.unit_cycle
        grades = self._seen(retrospective.grades, folder)
        carry = self._seen(retrospective.carry, folder)
        about = (*retrospective.grades, *retrospective.carry)
        if self._hears_all(retrospective.visibility, folder, about):
            lessons = tuple(self._lessons(retrospective))
            whole = len(grades) + len(carry) == len(about)
            if whole and len(lessons) == len(retrospective.lessons):
                return retrospective
            return replace(retrospective, grades=grades, carry=carry, lessons=lessons)
        if not grades and not carry:
            return None
        return Retrospective(
            unit_cycle=folder,
            date=retrospective.date,
            grades=grades,
            carry=carry,
            file=retrospective.file,
        )

    def _lessons(self, retrospective: Retrospective) -> Iterable[Lesson]:
        for lesson in retrospective.lessons:
            if self._hears(lesson.visibility, retrospective.unit_cycle, None):
                yield lesson

    def _seen(self, about: Mapping[KeyResultRef, T], folder: UnitCycle) -> Mapping[KeyResultRef, T]:
        if folder not in self.veiled:
            return about
        return {ref: value for ref, value in about.items() if self.sees(ref)}
