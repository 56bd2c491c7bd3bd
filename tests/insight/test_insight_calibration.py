"""Calibration: whose confidence and score take part, and what the groups say."""

from datetime import date

import builders as b
import pytest

from okrpress.insight.calibration import CASES_NEEDED, Calibration, calibration_of
from okrpress.model.observations import CheckIn, MidCycleReview
from okrpress.model.okr import Cycle, State
from okrpress.model.settings import Settings
from okrpress.scoring import score

Q3 = "2026-q3"
FOLDER = b.FOLDER._replace(cycle=Q3)


def ref(id: str) -> str:
    return f"{Q3}/product/onboarding#{id}"


def said(on: str, **confidences: int) -> CheckIn:
    readings = [b.reading(of=ref(id), confidence=number) for id, number in confidences.items()]
    return b.check_in(on, *readings, folder=FOLDER)


def calibration(
    grades: dict[str, str],
    check_ins: list[CheckIn],
    *,
    cycle: Cycle | None = None,
    review: MidCycleReview | None = None,
    state: State = State.ACTIVE,
) -> Calibration:
    key_results = [b.key_result(id) for id in grades]
    graded = b.retrospective(
        "2026-10-09",
        folder=FOLDER,
        grades={b.key_result_ref(ref(id)): b.grade(value) for id, value in grades.items()},
    )
    world = b.portfolio(
        objectives=[b.objective(cycle=Q3, key_results=key_results, state=state)],
        cycles=[cycle or b.cycle(Q3, closed="2026-10-09")],
        check_ins=check_ins,
        retrospectives=[graded],
        mid_cycle_reviews=[review] if review else [],
    )
    return calibration_of(score(world, Settings(), date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("cycle", "review", "confidence"),
    [
        pytest.param(None, None, "6", id="the middle of the cycle, where nobody says another day"),
        pytest.param("2026-07-20", None, "4", id="the day the cycle names"),
        pytest.param("2026-07-20", "2026-09-20", "9", id="the day the unit held its review"),
    ],
)
def test_confidence_is_the_last_one_up_to_mid_cycle(
    cycle: str | None, review: str | None, confidence: str
) -> None:
    check_ins = [said("2026-07-10", a=4), said("2026-08-10", a=6), said("2026-09-10", a=9)]
    found = calibration(
        {"a": "0.5"},
        check_ins,
        cycle=b.cycle(Q3, closed="2026-10-09", mid_cycle_review=cycle),
        review=b.mid_cycle_review(review, folder=FOLDER) if review else None,
    )
    assert str(found.confidence) == confidence
    assert (found.cases, found.cycles) == (1, (Q3,))


@pytest.mark.parametrize(
    ("check_ins", "closed", "state"),
    [
        pytest.param([], "2026-10-09", State.ACTIVE, id="nobody said how sure they were"),
        pytest.param([said("2026-09-10", a=9)], "2026-10-09", State.ACTIVE, id="said too late"),
        pytest.param([said("2026-07-10", a=9)], None, State.ACTIVE, id="not closed yet"),
        pytest.param([said("2026-07-10", a=9)], "2026-10-09", State.CANCELLED, id="given up"),
    ],
)
def test_what_is_no_case(check_ins: list[CheckIn], closed: str | None, state: State) -> None:
    found = calibration({"a": "0.5"}, check_ins, cycle=b.cycle(Q3, closed=closed), state=state)
    assert (found.cases, found.cycles, found.groups) == (0, (), ())
    assert (found.confidence, found.score, found.is_enough) == (None, None, False)


def test_an_undated_cycle_has_no_middle() -> None:
    cycle = b.cycle(Q3, start=None, end=None, undated="We began in between", closed="2026-10-09")
    assert calibration({"a": "0.5"}, [said("2026-07-10", a=9)], cycle=cycle).cases == 0


def test_cases_are_grouped_by_two_points_of_confidence() -> None:
    grades = {"a": "0", "b": "0.4", "c": "0.6", "d": "1", "e": "0.9", "f": "0.2"}
    check_ins = [said("2026-07-10", a=4, b=5, c=4, d=5, e=10, f=0)]
    found = calibration(grades, check_ins)
    assert [(one.low, one.high, one.cases) for one in found.groups] == [
        (0, 2, 1),
        (4, 6, 4),
        (8, 10, 1),
    ]
    middle = found.groups[1]
    assert (str(middle.confidence), str(middle.score)) == ("4.5", "0.5")
    assert (str(middle.low_quarter), str(middle.high_quarter)) == ("0", "1")


def test_twenty_cases_are_enough() -> None:
    ids = [f"kr-{number}" for number in range(CASES_NEEDED)]
    check_in = said("2026-07-10", **dict.fromkeys(ids, 7))
    assert calibration(dict.fromkeys(ids, "0.7"), [check_in]).is_enough
    assert not calibration(
        dict.fromkeys(ids[1:], "0.7"), [said("2026-07-10", **dict.fromkeys(ids[1:], 7))]
    ).is_enough
