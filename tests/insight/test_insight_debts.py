"""Who owes what, to whom it is said, and from which day on."""

import builders as make
import pytest

from okrpress.insight.due import Debt, DebtKind, debts
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Grade, Retrospective
from okrpress.model.okr import Cycle, Objective, ObjectiveType, State
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score

AS_OF = "2026-11-22"
REVIEWED = make.mid_cycle_review("2026-11-12")


def owed(portfolio: Portfolio, as_of: str = AS_OF, grace: int | None = None) -> tuple[Debt, ...]:
    return debts(score(portfolio, Settings(), make.day(as_of)), grace)


def check_ins(portfolio: Portfolio, grace: int | None = None) -> list[Debt]:
    return [one for one in owed(portfolio, grace=grace) if one.kind is DebtKind.CHECK_IN]


# ── check-ins ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("last", "grace", "days_late"),
    [
        pytest.param("2026-11-13", None, None, id="as late as the grace allows"),
        pytest.param("2026-11-12", None, 3, id="a day more"),
        pytest.param("2026-11-15", 0, None, id="due today"),
        pytest.param("2026-11-14", 0, 1, id="without grace"),
        pytest.param("2026-11-01", 20, None, id="much grace"),
    ],
)
def test_a_check_in_is_owed_after_the_grace(
    last: str, grace: int | None, days_late: int | None
) -> None:
    portfolio = make.portfolio(check_ins=[make.check_in(last, make.reading(10))])
    found = check_ins(portfolio, grace)
    assert [one.days_late for one in found] == ([] if days_late is None else [days_late])


def test_a_debt_says_what_is_owed_since_when() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result("a"), make.key_result("b")])],
        check_ins=[
            make.check_in("2026-11-01", make.reading(10, of="onboarding#a")),
            make.check_in("2026-11-08", make.reading(10, of="onboarding#b")),
        ],
        mid_cycle_reviews=[REVIEWED],
    )
    assert owed(portfolio) == (
        Debt(
            kind=DebtKind.CHECK_IN,
            folder=make.FOLDER,
            person="maria",
            key_results=(make.key_result_ref("onboarding#a"), make.key_result_ref("onboarding#b")),
            since=make.day("2026-11-08"),
            days_late=14,
        ),
    )


@pytest.mark.parametrize(
    ("owner", "objective_owner", "lead", "person"),
    [
        pytest.param("jon", "maria", "ada", "jon", id="the key result's owner"),
        pytest.param(None, "maria", "ada", "maria", id="else the objective's"),
        pytest.param(None, None, "ada", "ada", id="else the team's lead"),
        pytest.param(None, None, None, None, id="else the unit alone"),
    ],
)
def test_whom_to_ask(
    owner: str | None, objective_owner: str | None, lead: str | None, person: str | None
) -> None:
    objective = make.objective(key_results=[make.key_result(owner=owner)], owner=objective_owner)
    portfolio = make.portfolio(objectives=[objective], teams=[make.team(lead=lead)])
    assert [one.person for one in check_ins(portfolio)] == [person]


def test_a_person_answers_for_what_is_theirs() -> None:
    objective = make.objective(unit="maria", owner=None)
    portfolio = make.portfolio(objectives=[objective], people=[make.person("maria")])
    assert [(one.person, one.kind) for one in owed(portfolio)] == [("maria", DebtKind.CHECK_IN)]


def test_a_bare_unit_answers_for_itself() -> None:
    found = check_ins(make.portfolio(objectives=[make.objective(unit="me", owner=None)]))
    assert [one.person for one in found] == ["me"]


def test_each_person_has_a_debt_of_their_own() -> None:
    objective = make.objective(
        key_results=[
            make.key_result("a"),
            make.key_result("b", owner="jon"),
            make.key_result("c"),
        ]
    )
    found = check_ins(make.portfolio(objectives=[objective]))
    names = {one.person: [ref.key_result for ref in one.key_results] for one in found}
    assert names == {"jon": ["b"], "maria": ["a", "c"]}


@pytest.mark.parametrize(
    "objective",
    [
        pytest.param(make.objective(state=State.DRAFT), id="a draft"),
        pytest.param(make.objective(state=State.POSTPONED), id="postponed"),
        pytest.param(make.objective(state=State.CANCELLED), id="cancelled"),
        pytest.param(make.objective(key_results=[]), id="nothing to report"),
        pytest.param(make.objective(key_results=[make.key_result(weight=0)]), id="only tracked"),
    ],
)
def test_what_is_not_pursued_owes_no_check_in(objective: Objective) -> None:
    assert check_ins(make.portfolio(objectives=[objective])) == []


# ── reviews ───────────────────────────────────────────────────────────────────────────────────


def settled(as_of: str) -> list[CheckIn]:
    """A check-in on the day itself: only reviews can be owed."""
    return [make.check_in(as_of, make.reading(100))]


@pytest.mark.parametrize(
    ("cycle", "as_of", "since"),
    [
        pytest.param(make.cycle("2026-q4"), "2026-11-17", None, id="within the grace"),
        pytest.param(
            make.cycle("2026-q4"), "2026-11-18", "2026-11-15", id="45 days into a quarter"
        ),
        pytest.param(
            make.cycle("2026-q4", mid_cycle_review="2026-12-01"), "2026-11-30", None, id="planned"
        ),
        pytest.param(
            make.cycle("2026-q4", mid_cycle_review="2026-12-01"), "2026-12-04", "2026-12-01",
            id="the planned day is over",
        ),
        pytest.param(
            make.cycle("2026-q4", start="2026-10-01", end="2026-11-19"), "2026-11-19", None,
            id="too short for a review",
        ),
        pytest.param(
            make.cycle("2026-q4", start="2026-01-01", end="2026-12-31"), "2026-12-31",
            "2026-06-30", id="half of a year",
        ),
    ],
)  # fmt: skip
def test_a_mid_cycle_review_is_owed(cycle: Cycle, as_of: str, since: str | None) -> None:
    found = owed(make.portfolio(cycles=[cycle], check_ins=settled(as_of)), as_of)
    days = [one.since for one in found if one.kind is DebtKind.MID_CYCLE_REVIEW]
    assert days == ([] if since is None else [make.day(since)])


def test_a_review_that_was_held_is_not_owed() -> None:
    portfolio = make.portfolio(check_ins=settled(AS_OF), mid_cycle_reviews=[REVIEWED])
    assert owed(portfolio) == ()


@pytest.mark.parametrize(
    ("cycle", "as_of", "since"),
    [
        pytest.param(make.cycle("2026-q4"), "2027-01-23", None, id="within the grace"),
        pytest.param(make.cycle("2026-q4"), "2027-01-24", "2027-01-21", id="21 days after the end"),
        pytest.param(
            make.cycle("2026-q4", retrospective="2026-12-18"), "2026-12-22", "2026-12-18",
            id="planned before the end",
        ),
        pytest.param(make.cycle("2026-q4", closed="2027-01-02"), "2027-02-01", None, id="closed"),
        pytest.param(make.cycle("2026-q4"), "2027-04-02", "2027-01-21", id="still remembered"),
        pytest.param(make.cycle("2026-q4"), "2027-04-03", None, id="longer ago than it lasted"),
    ],
)  # fmt: skip
def test_a_retrospective_is_owed(cycle: Cycle, as_of: str, since: str | None) -> None:
    portfolio = make.portfolio(
        cycles=[cycle],
        teams=[make.team(lead="ada")],
        check_ins=settled("2026-12-22"),
        mid_cycle_reviews=[REVIEWED],
    )
    found = owed(portfolio, as_of)
    expected = [] if since is None else [(DebtKind.RETROSPECTIVE, "ada", make.day(since))]
    assert [(one.kind, one.person, one.since) for one in found] == expected


@pytest.mark.parametrize(
    ("retrospective", "names"),
    [
        pytest.param(make.retrospective("2027-01-08"), ["a"], id="a miss nobody explained"),
        pytest.param(
            make.retrospective(
                "2027-01-08", grades={make.key_result_ref("onboarding#a"): Grade(why="Rain")}
            ),
            [],
            id="explained",
        ),
        pytest.param(make.retrospective("2027-01-09"), [], id="within the grace"),
    ],
)
def test_grades_are_owed_that_a_retrospective_left_open(
    retrospective: Retrospective, names: list[str]
) -> None:
    objective = make.objective(
        key_results=[make.key_result("a"), make.key_result("b")], type=ObjectiveType.COMMITTED
    )
    readings = (make.reading(50, of="onboarding#a"), make.reading(100, of="onboarding#b"))
    portfolio = make.portfolio(
        objectives=[objective],
        check_ins=[make.check_in("2026-12-30", *readings)],
        retrospectives=[retrospective],
    )
    found = owed(portfolio, "2027-01-11")
    assert [ref.key_result for one in found for ref in one.key_results] == names
    assert {one.kind for one in found} <= {DebtKind.GRADES}


def test_an_undated_cycle_and_a_draft_owe_nothing() -> None:
    undated = make.cycle("someday", undated="Nobody wrote it down")
    portfolio = make.portfolio(
        objectives=[make.objective(cycle="someday"), make.objective(state=State.DRAFT)],
        cycles=[undated],
    )
    assert owed(portfolio, "2026-12-22") == ()


def test_the_oldest_debt_comes_first() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(), make.objective(unit="sales")],
        check_ins=[
            make.check_in("2026-11-08", make.reading(1)),
            make.check_in("2026-11-01", make.reading(1, of="sales/onboarding#activation")),
        ],
    )
    found = owed(portfolio)
    assert [(one.kind, one.folder) for one in found] == [
        (DebtKind.CHECK_IN, UnitCycle("2026-q4", "sales")),
        (DebtKind.CHECK_IN, make.FOLDER),
        (DebtKind.MID_CYCLE_REVIEW, make.FOLDER),
        (DebtKind.MID_CYCLE_REVIEW, UnitCycle("2026-q4", "sales")),
    ]
