"""CAD: check-ins, reviews and retrospectives come when they should."""

from collections.abc import Iterable
from typing import Any

import builders as b
import pytest
from portfolio_worlds import LAST, files, found, key_results, looked_back, read

from okrpress.model.observations import CheckIn, Retrospective
from okrpress.model.okr import Cycle, KeyResult, Objective, ObjectiveType, State
from okrpress.model.settings import Limits, Settings
from okrpress.rules.portfolios import (
    cad001_stale_check_ins,
    cad002_no_mid_cycle_review,
    cad003_no_retrospective,
    cad004_ungraded_key_results,
    cad005_no_lessons,
    cad006_confidence_against_pace,
    cad007_unexplained_miss,
    cad008_no_confidence,
)

OBJECTIVE_FILE = "2026-q4/product/onboarding.md"
PERSONAL: dict[str, Any] = {"people": [b.person()], "teams": [b.team("other")]}


def with_key_results(*given: KeyResult, **keys: Any) -> Objective:
    return b.objective(key_results=given, **keys)


# ── CAD001 ────────────────────────────────────────────────────────────────────────────────────

STALE, FRESH = "2026-11-01", "2026-11-20"
LATE_START = b.key_result(start="2026-11-15")
DELIVERED = b.key_result(measure=b.yes_no())


@pytest.mark.parametrize(
    ("written", "check_ins", "fires"),
    [
        pytest.param(b.objective(), [read(FRESH)], False, id="read two days ago"),
        pytest.param(b.objective(), [read("2026-11-08")], False, id="read two weeks ago"),
        pytest.param(b.objective(), [read("2026-11-07")], True, id="read a day longer ago"),
        pytest.param(b.objective(), [], True, id="never read"),
        pytest.param(
            b.objective(), [read(FRESH, None, confidence=5)], True, id="a metric is not read"
        ),
        pytest.param(with_key_results(LATE_START), [], False, id="its time has just begun"),
        pytest.param(
            with_key_results(b.key_result(start="2026-11-08")), [], False, id="begun two weeks ago"
        ),
        pytest.param(
            with_key_results(b.key_result(start="2026-11-07")), [], True, id="begun longer ago"
        ),
        pytest.param(
            with_key_results(b.key_result(start="2026-12-01")), [], False, id="its time will come"
        ),
        pytest.param(
            with_key_results(b.key_result(cadence=30)), [read(STALE)], False, id="read monthly"
        ),
        pytest.param(
            with_key_results(DELIVERED), [read(STALE, None, done=True)], False, id="delivered"
        ),
        pytest.param(
            with_key_results(b.key_result(state=State.CANCELLED)), [], False, id="cancelled"
        ),
        pytest.param(b.objective(state=State.DRAFT), [], False, id="a draft"),
        pytest.param(b.objective(cycle=LAST), [], False, id="its cycle is over"),
        pytest.param(b.objective(cycle="2027-q1"), [], False, id="its cycle comes next"),
    ],
)
def test_stale_check_ins(written: Objective, check_ins: list[CheckIn], fires: bool) -> None:
    rule = cad001_stale_check_ins.RULE
    assert bool(files(rule, objectives=[written], check_ins=check_ins)) is fires


def test_all_stale_key_results_of_a_unit_are_one_finding() -> None:
    (finding,) = found(
        cad001_stale_check_ins.RULE,
        objectives=[with_key_results(*key_results(5)), b.objective("other")],
        check_ins=[
            read("2026-10-12", id="result-1"),
            read("2026-10-15", id="result-2"),
            b.check_in(FRESH, b.reading(50, of="other#activation")),
        ],
    )
    assert finding.at.file == "content/2026-q4/product/checkins/2026-11-20.md"
    assert "5 of 6 key results in 2026-q4/product, unreported for up to 52 days" in finding.message


def test_a_unit_that_never_checked_in_hears_it_at_its_objective() -> None:
    assert files(cad001_stale_check_ins.RULE, objectives=[b.objective()]) == [OBJECTIVE_FILE]


# ── CAD002 ────────────────────────────────────────────────────────────────────────────────────

HEARD_OF = [read("2026-11-12")]
MISSING, MISPLACED = [OBJECTIVE_FILE], ["2026-q4/product/mid-cycle.md"]


@pytest.mark.parametrize(
    ("on", "reviews", "where"),
    [
        pytest.param("2026-11-15", [], [], id="there is a day left"),
        pytest.param("2026-11-16", [], MISSING, id="the time has passed"),
        pytest.param("2026-11-16", ["2026-10-31"], [], id="held on the first day"),
        pytest.param("2026-11-16", ["2026-11-15"], [], id="held on the last day"),
        pytest.param("2026-11-22", ["2026-11-16"], MISPLACED, id="held too late"),
        pytest.param("2026-10-22", ["2026-10-20"], MISPLACED, id="held too early"),
        pytest.param("2026-11-14", ["2026-11-25"], [], id="planned for later"),
        pytest.param("2026-11-25", ["2026-11-25"], MISPLACED, id="held today"),
    ],
)
def test_mid_cycle_review(on: str, reviews: list[str], where: list[str]) -> None:
    held = [b.mid_cycle_review(day) for day in reviews]
    rule = cad002_no_mid_cycle_review.RULE
    assert files(rule, on=on, mid_cycle_reviews=held, check_ins=HEARD_OF) == where


@pytest.mark.parametrize(("day", "said"), [("2026-11-16", "too late"), ("2026-10-30", "too early")])
def test_a_misplaced_review_is_told_how(day: str, said: str) -> None:
    held = [b.mid_cycle_review(day)]
    (finding,) = found(cad002_no_mid_cycle_review.RULE, mid_cycle_reviews=held, check_ins=HEARD_OF)
    assert said in finding.message


@pytest.mark.parametrize(
    ("planned", "where"),
    [
        pytest.param("2026-11-27", ["2026-q4/index.md"], id="held a week from the plan"),
        pytest.param("2026-11-28", ["2026-q4/index.md", *MISPLACED], id="held longer from it"),
    ],
)
def test_a_misplaced_plan_excuses_those_who_follow_it(planned: str, where: list[str]) -> None:
    world: dict[str, Any] = {
        "cycles": [b.cycle(mid_cycle_review=planned)],
        "mid_cycle_reviews": [b.mid_cycle_review("2026-11-20")],
    }
    assert files(cad002_no_mid_cycle_review.RULE, check_ins=HEARD_OF, **world) == where


def lasting(start: str, end: str, **keys: Any) -> Cycle:
    return b.cycle("season", start=start, end=end, **keys)


@pytest.mark.parametrize(
    ("cycle", "review", "fires"),
    [
        pytest.param(lasting("2026-01-01", "2026-12-31"), "2026-07-06", False, id="half a year"),
        pytest.param(lasting("2026-01-01", "2026-12-31"), "2026-02-15", True, id="early in a year"),
        pytest.param(lasting("2026-01-01", "2026-12-31"), "2026-09-15", True, id="late in a year"),
        pytest.param(lasting("2026-10-01", "2026-11-29"), "2026-10-25", False, id="60 days"),
        pytest.param(lasting("2026-10-01", "2026-11-29"), "2026-11-15", True, id="late in 60 days"),
        pytest.param(lasting("2026-10-01", "2026-11-28"), "2026-11-15", False, id="59 days"),
    ],
)
def test_the_window_of_other_cycles(cycle: Cycle, review: str, fires: bool) -> None:
    season = b.objective(cycle="season")
    held = b.mid_cycle_review(review, folder=season.ref.unit_cycle)
    world: dict[str, Any] = {"cycles": [cycle], "mid_cycle_reviews": [held]}
    rule = cad002_no_mid_cycle_review.RULE
    assert bool(files(rule, objectives=[season], **world)) is fires


@pytest.mark.parametrize(
    ("world", "where"),
    [
        pytest.param(
            {"cycles": [b.cycle(mid_cycle_review="2026-12-10")]},
            ["2026-q4/index.md"],
            id="the plan is too late, and waited for",
        ),
        pytest.param(
            {
                "cycles": [b.cycle(mid_cycle_review="2026-11-20")],
                "mid_cycle_reviews": [b.mid_cycle_review("2026-11-20")],
            },
            ["2026-q4/index.md"],
            id="the plan is too late, and followed",
        ),
        pytest.param(
            {
                "objectives": [b.objective(cycle="2027-q1")],
                "cycles": [b.cycle("2027-q1", mid_cycle_review="2027-01-05")],
                "check_ins": [],
            },
            ["2027-q1/index.md"],
            id="the plan of the next cycle is too early",
        ),
        pytest.param(
            {
                "objectives": [b.objective(cycle=LAST)],
                "cycles": [b.cycle(LAST, mid_cycle_review="2026-07-02")],
                "check_ins": [],
            },
            [],
            id="the plan of a cycle that is over",
        ),
        pytest.param({"check_ins": []}, [], id="the whole team is silent, which is CAD001"),
        pytest.param(
            {"objectives": [b.objective(unit="maria")], **PERSONAL, "check_ins": []},
            [],
            id="a person needs none",
        ),
        pytest.param(
            {
                "objectives": [b.objective(cycle="some")],
                "cycles": [b.cycle("some", undated="Nobody knows")],
                "check_ins": [],
            },
            [],
            id="an undated cycle has no middle",
        ),
        pytest.param(
            {"settings": Settings(limits=Limits(mid_cycle_to=b.number(60)))},
            [],
            id="the window is a setting",
        ),
    ],
)
def test_who_is_asked_for_a_mid_cycle_review(world: dict[str, Any], where: list[str]) -> None:
    assert files(cad002_no_mid_cycle_review.RULE, **{"check_ins": HEARD_OF, **world}) == where


# ── CAD003 ────────────────────────────────────────────────────────────────────────────────────

OVER = b.objective(cycle=LAST)


@pytest.mark.parametrize(
    ("on", "world", "fires"),
    [
        pytest.param("2026-10-21", {}, False, id="three weeks after the end"),
        pytest.param("2026-10-22", {}, True, id="a day later"),
        pytest.param("2026-12-31", {}, True, id="while the next quarter runs"),
        pytest.param("2027-01-01", {}, False, id="when nobody remembers"),
        pytest.param("2026-09-30", {}, False, id="before the end"),
        pytest.param("2026-11-22", {"retrospectives": [looked_back()]}, False, id="it was held"),
        pytest.param(
            "2026-11-22",
            {"retrospectives": [looked_back(on="2026-12-05")]},
            True,
            id="it is planned and late",
        ),
        pytest.param(
            "2026-11-22",
            {"cycles": [b.cycle(LAST, retrospective="2026-12-05")]},
            False,
            id="the cycle names a later day",
        ),
        pytest.param(
            "2026-11-22", {"cycles": [b.cycle(LAST, closed="2026-10-09")]}, False, id="it is closed"
        ),
        pytest.param(
            "2026-11-22",
            {"objectives": [b.objective(cycle=LAST, state=State.CANCELLED, reason="No")]},
            False,
            id="everything was cancelled",
        ),
        pytest.param(
            "2026-11-22",
            {"objectives": [b.objective(cycle=LAST, unit="maria")], **PERSONAL},
            False,
            id="a person needs none",
        ),
    ],
)
def test_no_retrospective(on: str, world: dict[str, Any], fires: bool) -> None:
    world = {"objectives": [OVER], **world}
    where = ["2026-q3/product/onboarding.md"] if fires else []
    assert files(cad003_no_retrospective.RULE, on=on, **world) == where


# ── CAD004, CAD005, CAD007 ────────────────────────────────────────────────────────────────────

CLOSED = [b.cycle(LAST, closed="2026-10-09")]


def graded(
    retrospective: Retrospective, *given: KeyResult, check_ins: Iterable[CheckIn] = (), **keys: Any
) -> dict[str, Any]:
    """The world of one graded objective of the last cycle."""
    return {
        "objectives": [with_key_results(*given, cycle=LAST, **keys)],
        "retrospectives": [retrospective],
        "check_ins": check_ins,
    }


UNMEASURED = b.key_result("result-1", measure=b.unmeasured())
IN_SEPTEMBER = b.check_in("2026-09-25", b.reading(60, of="2026-q3/product/onboarding#result-1"))


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param(graded(looked_back(), *key_results(1)), True, id="nothing to compute from"),
        pytest.param(
            graded(looked_back(), *key_results(1), check_ins=[IN_SEPTEMBER]),
            False,
            id="the score is computed",
        ),
        pytest.param(graded(looked_back(["0.4"]), *key_results(1)), False, id="it is given"),
        pytest.param(graded(looked_back({"result-1": None}), UNMEASURED), True, id="no score"),
        pytest.param(
            graded(looked_back(), b.key_result(state=State.POSTPONED)), False, id="postponed"
        ),
        pytest.param(
            {**graded(looked_back(), *key_results(1)), "retrospectives": []},
            False,
            id="no retrospective, which is CAD003",
        ),
        pytest.param(
            {**graded(looked_back(), *key_results(1)), "cycles": CLOSED}, False, id="closed"
        ),
    ],
)  # fmt: skip
def test_ungraded_key_results(world: dict[str, Any], fires: bool) -> None:
    places = [one.at.keys for one in found(cad004_ungraded_key_results.RULE, **world)]
    assert places == ([("grades",)] if fires else [])


@pytest.mark.parametrize(
    ("on", "world", "fires"),
    [
        pytest.param("2026-11-22", graded(looked_back(["1"]), *key_results(1)), True, id="none"),
        pytest.param(
            "2026-11-22",
            graded(looked_back(["1"], lessons=["Ask first"]), *key_results(1)),
            False,
            id="one",
        ),
        pytest.param(
            "2026-10-04", graded(looked_back(["1"]), *key_results(1)), False, id="not held yet"
        ),
        pytest.param(
            "2026-11-22",
            {**graded(looked_back(["1"]), *key_results(1)), "cycles": CLOSED},
            False,
            id="closed",
        ),
    ],
)
def test_no_lessons(on: str, world: dict[str, Any], fires: bool) -> None:
    where = ["2026-q3/product/retrospective.md"] if fires else []
    assert files(cad005_no_lessons.RULE, on=on, **world) == where


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param(graded(looked_back(["0.9"]), *key_results(1)), True, id="missed"),
        pytest.param(graded(looked_back(["1"]), *key_results(1)), False, id="kept"),
        pytest.param(graded(looked_back(["0.9"], why="Rain"), *key_results(1)), False, id="told"),
        pytest.param(
            graded(looked_back(["0.7"]), *key_results(1), type=ObjectiveType.ASPIRATIONAL),
            False,
            id="a stretch",
        ),
        pytest.param(
            graded(looked_back(), *key_results(1), check_ins=[IN_SEPTEMBER]),
            True,
            id="missed by the numbers",
        ),
        pytest.param(
            {**graded(looked_back(["0.9"]), *key_results(1)), "cycles": CLOSED}, False, id="closed"
        ),
    ],
)
def test_unexplained_miss(world: dict[str, Any], fires: bool) -> None:
    places = [one.at.keys for one in found(cad007_unexplained_miss.RULE, **world)]
    assert places == ([("grades", "onboarding#result-1")] if fires else [])


# ── CAD006 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("check_ins", "fires"),
    [
        pytest.param([read(FRESH, 10, confidence=9)], True, id="sure, and far behind"),
        pytest.param([read(FRESH, 60, confidence=2)], True, id="in doubt, and ahead"),
        pytest.param([read(FRESH, 60, confidence=5)], False, id="in some doubt, and ahead"),
        pytest.param([read(FRESH, 10, confidence=5)], False, id="in some doubt, and far behind"),
        pytest.param([read(FRESH, 60, confidence=9)], False, id="sure, and ahead"),
        pytest.param([read(FRESH, 10, confidence=9, note="Monday")], False, id="and it says why"),
        pytest.param(
            [read("2026-11-13", 10, confidence=9, note="Monday"), read(FRESH, 10, confidence=9)],
            True,
            id="it said why a week ago",
        ),
        pytest.param([read(STALE, 1, confidence=9)], False, id="stale, which is CAD001"),
        pytest.param([read(FRESH, 10)], False, id="no confidence, which is CAD008"),
    ],
)
def test_confidence_against_pace(check_ins: list[CheckIn], fires: bool) -> None:
    findings = found(cad006_confidence_against_pace.RULE, check_ins=check_ins)
    assert [one.at.keys for one in findings] == (
        [("key_results", "onboarding#activation", "confidence")] if fires else []
    )


# ── CAD008 ────────────────────────────────────────────────────────────────────────────────────

WEEKS = ("2026-11-06", "2026-11-13", "2026-11-20")
CURRENT = b.check_in("2026-11-01", b.reading(5), file="content/2026-q4/product/onboarding.md")


@pytest.mark.parametrize(
    ("check_ins", "fires"),
    [
        pytest.param([read(day) for day in WEEKS], True, id="three without"),
        pytest.param([read(day) for day in WEEKS[1:]], False, id="two without"),
        pytest.param(
            [*(read(day) for day in WEEKS), read("2026-10-30", confidence=5)],
            False,
            id="one of four with",
        ),
        pytest.param(
            [CURRENT, *(read(day) for day in WEEKS[1:])], False, id="a `current` is no check-in"
        ),
        pytest.param(
            [b.check_in(day, wins=["Cake"]) for day in WEEKS],
            False,
            id="check-ins on nothing measured",
        ),
        pytest.param(
            [*(read(day) for day in WEEKS[1:]), read("2026-11-27")], False, id="a third comes later"
        ),
    ],
)
def test_no_confidence(check_ins: list[CheckIn], fires: bool) -> None:
    where = ["2026-q4/product/checkins/2026-11-20.md"] if fires else []
    assert files(cad008_no_confidence.RULE, check_ins=check_ins) == where
