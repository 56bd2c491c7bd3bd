"""Lessons and wins, and which lessons concern an objective."""

import builders as make
import pytest

from okrpress.insight.lessons import folders_with_words, lessons_before, lessons_of, wins_of
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

Q3 = "2026-q3"


def scored(as_of: str = "2026-11-22") -> ScoredPortfolio:
    units = ("company", "growth", "crew", "jon")
    portfolio = make.portfolio(
        objectives=[
            make.objective(unit=unit, cycle=cycle) for unit in units for cycle in (Q3, "2026-q4")
        ],
        teams=[
            make.team("company", parent="crew"),
            make.team("growth", parent="company"),
            make.team("crew", parent="growth"),
        ],
        people=[make.person("jon", team="growth")],
        retrospectives=[
            make.retrospective(
                "2026-10-05",
                folder=UnitCycle(Q3, unit),
                lessons=[f"{unit} learned", f"{unit} learned more"],
                wins=["Nobody ran dry"],
            )
            for unit in units
        ],
        check_ins=[
            make.check_in("2026-09-01", folder=UnitCycle(Q3, "growth"), wins=["First", "Second"]),
            make.check_in("2026-09-08", folder=UnitCycle(Q3, "growth"), wins=["Nobody ran dry"]),
            make.check_in("2026-11-18", folder=UnitCycle("2026-q4", "growth")),
        ],
    )
    return score(portfolio, Settings(), make.day(as_of))


def test_lessons_keep_their_order_and_place() -> None:
    found = lessons_of(scored(), UnitCycle(Q3, "growth"))
    assert [(one.place, one.lesson.text) for one in found] == [
        (1, "growth learned"),
        (2, "growth learned more"),
    ]


def test_a_retrospective_to_come_has_taught_nothing() -> None:
    assert lessons_of(scored("2026-10-04"), UnitCycle(Q3, "growth")) == ()
    assert lessons_of(scored(), UnitCycle("2026-q4", "growth")) == ()


def test_a_win_that_is_told_twice_is_listed_once() -> None:
    found = wins_of(scored(), UnitCycle(Q3, "growth"))
    assert [one.text for one in found] == ["Nobody ran dry", "First", "Second"]


def test_folders_that_say_something_are_known() -> None:
    assert UnitCycle("2026-q4", "growth") in folders_with_words(scored())
    assert UnitCycle("2026-q4", "company") not in folders_with_words(scored())


@pytest.mark.parametrize(
    ("unit", "teachers"),
    [
        pytest.param("growth", ["growth", "company", "crew"], id="a team, then those above, once"),
        pytest.param("jon", ["jon", "growth", "company", "crew"], id="a person, then their team"),
    ],
)
def test_an_objective_learns_from_its_unit_and_those_above(unit: str, teachers: list[str]) -> None:
    found = lessons_before(scored(), ObjectiveRef("2026-q4", unit, "onboarding"), Q3)
    assert [one.folder.unit for one in found if one.place == 1] == teachers
