"""What was learned and what went well, and which of it concerns an objective."""

from collections.abc import Iterator
from datetime import date

from okrpress.insight.folders import check_ins_of, retrospective_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.observations import Lesson
from okrpress.model.portfolio import Portfolio
from okrpress.scoring.result import ScoredPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A lesson of a retrospective. `place` is its place in the file, from 1."""

    folder: UnitCycle
    on: date
    lesson: Lesson
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """A win that a unit reported in a check-in, or named in its retrospective."""

    folder: UnitCycle
    on: date
    text: str


def folders_with_words(scored: ScoredPortfolio) -> tuple[UnitCycle, ...]:
    """The folders that hold a retrospective or a check-in, in their order."""
    portfolio = scored.portfolio
    return tuple(sorted({*portfolio.retrospectives, *portfolio.check_ins}))


def lessons_of(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[Learned, ...]:
    """The lessons of a folder's retrospective, once it was held."""
    held = retrospective_of(scored, folder)
    if held is None:
        return ()
    return tuple(
        Learned(folder=folder, on=held.date, lesson=lesson, place=place)
        for place, lesson in enumerate(held.lessons, 1)
    )


def wins_of(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[Won, ...]:
    """The wins of a folder, the newest first; one that is named twice is told once."""
    return tuple({won.text: won for won in _wins(scored, folder)}.values())


def _wins(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Won]:
    if held := retrospective_of(scored, folder):
        for text in held.wins:
            yield Won(folder=folder, on=held.date, text=text)
    for check_in in reversed(check_ins_of(scored, folder)):
        for text in check_in.wins:
            yield Won(folder=folder, on=check_in.date, text=text)


def lessons_before(scored: ScoredPortfolio, ref: ObjectiveRef, before: str) -> tuple[Learned, ...]:
    """What an objective's unit and the teams above it learned in the cycle before."""
    return tuple(
        learned
        for unit in _upwards(scored.portfolio, ref.unit)
        for learned in lessons_of(scored, UnitCycle(before, unit))
    )


def _upwards(portfolio: Portfolio, unit: str) -> list[str]:
    """The unit, then those above it, the nearest first; teams in a circle are named once."""
    found: list[str] = []
    above: str | None = unit
    while above is not None and above in portfolio.units and above not in found:
        found.append(above)
        person = portfolio.people.get(above)
        above = person.team if person else portfolio.units[above].parent
    return found
