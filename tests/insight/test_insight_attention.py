"""What needs attention: reasons with the data behind them, and their order."""

from dataclasses import replace

import builders as make
import pytest

from okrpress.insight.attention import Concern, Ground, Reason, blockers, concerns, waiting
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import KeyResult, ObjectiveType, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = "2026-11-22"


def scored(
    *key_results: KeyResult, check_ins: list[CheckIn], as_of: str = AS_OF, owner: str = "maria"
) -> ScoredPortfolio:
    objective = make.objective(
        key_results=key_results, owner=owner, type=ObjectiveType.ASPIRATIONAL
    )
    portfolio = make.portfolio(objectives=[objective], check_ins=check_ins)
    return score(portfolio, Settings(), make.day(as_of))


def found(portfolio: ScoredPortfolio) -> tuple[Concern, ...]:
    return concerns(portfolio, portfolio.objectives.values())


MOVED = make.change("target", make.number(80), make.number(100), on="2026-11-18")
MOVED_BEFORE = make.change("due", make.day("2026-12-01"), make.day("2026-12-31"), on="2026-11-17")
REWORDED = make.change("title", "Old", "New", on="2026-11-20")


@pytest.mark.parametrize(
    ("key_result", "check_ins", "grounds"),
    [
        pytest.param(
            make.key_result(start="2026-10-01", due="2027-01-13"),  # half of its time is over
            [make.check_in("2026-11-20", make.reading(5))],
            [Ground(reason=Reason.OFF_TRACK, gap=make.number("0.30"), points=make.number(30))],
            id="behind by a share",
        ),
        pytest.param(
            make.key_result(measure=make.band(max=4)),
            [
                make.check_in("2026-10-02", make.reading(3)),
                make.check_in("2026-11-20", make.reading(5)),
            ],
            [Ground(reason=Reason.AT_RISK, outside=make.number(1))],
            id="a band that is left for the first time",
        ),
        pytest.param(
            make.key_result(measure=make.yes_no()),
            [make.check_in("2026-11-20", make.reading(done=False, confidence=4))],
            [Ground(reason=Reason.AT_RISK, confidence=make.number(4))],
            id="a yes or no that few believe in",
        ),
        pytest.param(
            make.key_result(due="2026-11-10"),
            [make.check_in("2026-11-09", make.reading(95))],
            [Ground(reason=Reason.OVERDUE, since=make.day("2026-11-10"), days=12)],
            id="over its due day",
        ),
        pytest.param(
            make.key_result(),
            [
                make.check_in("2026-11-13", make.reading(60, confidence=8)),
                make.check_in("2026-11-20", make.reading(60, confidence=6)),
            ],
            [Ground(reason=Reason.CONFIDENCE_FELL, confidence=make.number(6))],
            id="confidence that fell by two",
        ),
        pytest.param(
            make.key_result(),
            [make.check_in("2026-11-01", make.reading(60))],
            [Ground(reason=Reason.STALE, since=make.day("2026-11-01"), days=21)],
            id="an old reading",
        ),
        pytest.param(
            make.key_result(),
            [],
            [Ground(reason=Reason.NO_DATA, days=52)],
            id="nothing reported since the start",
        ),
        pytest.param(
            make.key_result(changes=[MOVED_BEFORE, MOVED, REWORDED]),
            [make.check_in("2026-11-20", make.reading(60))],
            [Ground(reason=Reason.TARGET_MOVED, since=make.day("2026-11-18"), days=4, moved=MOVED)],
            id="the newest of two promises that moved",
        ),
    ],
)
def test_a_reason_comes_with_what_stands_behind_it(
    key_result: KeyResult, check_ins: list[CheckIn], grounds: list[Ground]
) -> None:
    [concern] = found(scored(key_result, check_ins=check_ins))
    assert [round_gap(ground) for ground in concern.grounds] == [
        round_gap(ground) for ground in grounds
    ]


def round_gap(ground: Ground) -> Ground:
    return replace(ground, gap=ground.gap and round(ground.gap, 12))


@pytest.mark.parametrize(
    ("key_result", "check_ins"),
    [
        pytest.param(make.key_result(weight=0), [], id="not counted"),
        pytest.param(make.key_result(state=State.CANCELLED), [], id="cancelled"),
        pytest.param(make.key_result(start="2026-12-01"), [], id="not begun"),
        pytest.param(make.key_result(start="2026-11-18"), [], id="begun less than a cadence ago"),
        pytest.param(
            make.key_result(changes=[REWORDED]),
            [make.check_in("2026-11-20", make.reading(60))],
            id="reworded",
        ),
    ],
)
def test_what_is_well_is_no_concern(key_result: KeyResult, check_ins: list[CheckIn]) -> None:
    assert found(scored(key_result, check_ins=check_ins)) == ()


def test_of_two_equal_reasons_more_reasons_come_first_and_then_the_larger_gap() -> None:
    portfolio = scored(
        make.key_result("small"),
        make.key_result("large"),
        make.key_result("moved", changes=[MOVED]),
        check_ins=[
            make.check_in(
                "2026-11-20",
                make.reading(5, of="onboarding#small"),
                make.reading(0, of="onboarding#large"),
                make.reading(5, of="onboarding#moved"),
            )
        ],
    )
    concerns_found = found(portfolio)
    assert [one.urgency.name.rpartition("#")[2] for one in concerns_found] == [
        "moved",
        "large",
        "small",
    ]
    assert concerns_found[0].reasons == (Reason.OFF_TRACK, Reason.TARGET_MOVED)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [pytest.param(None, "maria", id="the objective's"), pytest.param("jon", "jon", id="its own")],
)
def test_a_key_result_has_somebody_who_answers_for_it(owner: str | None, expected: str) -> None:
    [concern] = found(scored(make.key_result(owner=owner), check_ins=[]))
    assert concern.owner == expected
    assert concern.folder == UnitCycle("2026-q4", "product")


def test_a_cycle_that_is_over_makes_nothing_late() -> None:
    objective = make.objective(key_results=[make.key_result()], type=ObjectiveType.ASPIRATIONAL)
    portfolio = make.portfolio(objectives=[objective], retrospectives=[make.retrospective()])
    scored_late = score(portfolio, Settings(), make.day("2027-01-10"))
    [concern] = found(scored_late)
    assert concern.reasons == (Reason.NO_DATA,)


@pytest.mark.parametrize("reason", Reason)
def test_all_but_the_last_two_ask_for_a_decision(reason: Reason) -> None:
    assert reason.needs_decision == (reason not in {Reason.AT_RISK, Reason.TARGET_MOVED})


def test_blockers_are_those_of_the_newest_check_in() -> None:
    portfolio = scored(
        make.key_result(),
        check_ins=[
            make.check_in("2026-11-13", make.reading(60), blockers=["Solved since"]),
            make.check_in("2026-11-20", make.reading(60), blockers=["Legal", "Money"]),
            make.check_in("2026-11-30", make.reading(60), blockers=["Not known yet"]),
        ],
    )
    legal, money = blockers(portfolio, [make.FOLDER, UnitCycle("2026-q4", "nobody")])
    assert (legal.blocker, money.blocker) == ("Legal", "Money")
    assert legal.grounds == (Ground(reason=Reason.BLOCKED, since=make.day("2026-11-20"), days=2),)
    assert legal.scored is None
    assert legal.owner == "maria"
    assert legal.check_in is not None
    assert legal.check_in.date == make.day("2026-11-20")
    assert legal.urgency < money.urgency
    assert legal.needs_decision


@pytest.mark.parametrize(
    ("as_of", "closed", "count"),
    [
        pytest.param("2026-12-31", None, 0, id="the last day"),
        pytest.param("2027-01-01", None, 1, id="the day after"),
        pytest.param("2027-03-01", None, 1, id="the sixtieth day after"),
        pytest.param("2027-03-02", None, 0, id="history"),
        pytest.param("2027-01-10", "2027-01-09", 0, id="closed"),
        pytest.param("2027-01-10", "2027-01-12", 1, id="not closed yet"),
    ],
)
def test_ungraded_cycles_wait_for_a_while(as_of: str, closed: str | None, count: int) -> None:
    portfolio = make.portfolio(
        check_ins=[make.check_in("2026-12-30", make.reading(60))],
        cycles=[make.cycle("2026-q4", closed=closed)],
    )
    concerns_found = waiting(score(portfolio, Settings(), make.day(as_of)))
    assert [one.reasons for one in concerns_found] == [(Reason.TO_BE_GRADED,)] * count
