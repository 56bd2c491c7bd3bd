"""What the next cycle takes over from one that is done, worked out before anything is written."""

from okrpress.insight.folders import objectives_of, retrospective_of
from okrpress.insight.stretch import Stretch, stretch_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import Ref, UnitCycle
from okrpress.model.observations import Carry, Retrospective
from okrpress.model.okr import State
from okrpress.model.portfolio import UnitKind
from okrpress.rules.portfolios.hierarchy import units_above
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio

_TAKEN = frozenset({Carry.KEEP, Carry.MODIFY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A lesson, and the name of the unit that learned it."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A key result and what was decided about it."""

    scored: ScoredKeyResult
    carry: Carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An objective that goes on, with what was decided about its key results.

    `lessons` are those of the unit and of the units above it.
    """

    objective: ScoredObjective
    carried: tuple[Carried, ...]
    lessons: tuple[Told, ...]
    stretch: Stretch | None

    @property
    def taken(self) -> tuple[Carried, ...]:
        """The key results that go on, at least one."""
        return tuple(one for one in self.carried if one.carry in _TAKEN)

    @property
    def left(self) -> tuple[Carried, ...]:
        """Those that wait for a later cycle, or end here."""
        return tuple(one for one in self.carried if one.carry not in _TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOver:
    """All drafts for the cycle that follows.

    `going_on` are the objectives and key results, as they are called now, that are in a draft.
    `deferred` waits for a later cycle. `undecided` are the units with objectives of which nobody
    has said what becomes; a person need not say so.
    """

    drafts: tuple[Draft, ...]
    going_on: frozenset[Ref]
    deferred: tuple[Carried, ...]
    undecided: tuple[str, ...]


def roll_over(scored: ScoredPortfolio, before: str) -> RollOver:
    """What the retrospectives of a cycle say that the next one takes over."""
    folders = [folder for folder in scored.portfolio.by_folder if folder.cycle == before]
    decided = {folder: held for folder in folders if (held := _decided(scored, folder))}
    drafts: list[Draft] = []
    deferred: list[Carried] = []
    for folder, held in decided.items():
        found = _drafts(scored, folder, held)
        drafts += [draft for draft in found if draft.taken]
        deferred += [one for draft in found for one in draft.carried if one.carry is Carry.DEFER]
    going_on: set[Ref] = {draft.objective.ref for draft in drafts}
    going_on.update(one.scored.ref for draft in drafts for one in draft.taken)
    return RollOver(
        drafts=tuple(drafts),
        going_on=frozenset(going_on),
        deferred=tuple(deferred),
        undecided=tuple(
            folder.unit
            for folder in folders
            if folder not in decided
            and scored.portfolio.units[folder.unit].kind is not UnitKind.PERSON
        ),
    )


def _decided(scored: ScoredPortfolio, folder: UnitCycle) -> Retrospective | None:
    held = retrospective_of(scored, folder)
    return held if held and held.carry else None


def _drafts(scored: ScoredPortfolio, folder: UnitCycle, held: Retrospective) -> list[Draft]:
    """All objectives of a folder that were not given up."""
    lessons = _lessons(scored, folder)
    stretch = stretch_of(scored, folder.unit)
    return [
        Draft(
            objective=objective,
            carried=tuple(
                Carried(scored=one, carry=held.carry[one.ref])
                for one in objective.key_results
                if one.ref in held.carry
            ),
            lessons=lessons,
            stretch=stretch,
        )
        for objective in objectives_of(scored, folder)
        if objective.objective.state is not State.CANCELLED
    ]


def _lessons(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[Told, ...]:
    units = scored.portfolio.units
    own = units[folder.unit]
    return tuple(
        Told(unit=unit.name, text=lesson.text)
        for unit in (own, *units_above(own, units))
        if (held := retrospective_of(scored, UnitCycle(folder.cycle, unit.id)))
        for lesson in held.lessons
    )
