"""Objectives, folders and cycles as one."""

from collections.abc import Iterable
from decimal import Decimal

import builders as b
import pytest

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import KeyResult, Objective, State, Tier
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import Band, Rollup, ScoredPortfolio, Status
from okrpress.scoring.rollup import roll_up_objectives

D = Decimal
SALES = UnitCycle(b.CYCLE, "sales")


def read(**values: b.Number) -> CheckIn:
    """A check-in on day 45 of key results of `onboarding`."""
    return b.check_in(
        45, *(b.reading(value, of=f"onboarding#{id}") for id, value in values.items())
    )


@pytest.mark.parametrize(
    ("key_results", "values", "progress"),
    [
        pytest.param([b.key_result("a"), b.key_result("b")], {"a": 20, "b": 60}, "0.4", id="mean"),
        pytest.param(
            [b.key_result("a", weight=3), b.key_result("b")],
            {"a": 20, "b": 60},
            "0.3",
            id="weighted mean",
        ),
        pytest.param(
            [b.key_result("a"), b.key_result("b")], {"a": 150, "b": 50}, "0.75", id="clamped first"
        ),
        pytest.param([b.key_result("a"), b.key_result("b")], {"b": 60}, "0.6", id="without n/a"),
    ],
)
def test_progress_of_an_objective(
    key_results: list[KeyResult], values: dict[str, b.Number], progress: str
) -> None:
    assert b.scored_objective(key_results, [read(**values)]).rollup.progress == D(progress)


def test_expected_is_of_those_that_have_progress() -> None:
    scored = b.scored_objective(
        [b.key_result("a"), b.key_result("b", measure=b.yes_no())], [read(a=40)]
    )
    assert (scored.rollup.progress, scored.rollup.expected) == (D("0.4"), D("0.5"))


def test_score_of_an_objective() -> None:
    scored = b.scored_objective(
        [b.key_result("a", weight=2), b.key_result("b", measure=b.unmeasured()), b.key_result("c")],
        [read(a=50)],
        as_of=110,
        retrospectives=[
            b.retrospective(
                b.percent(105), grades={b.key_result_ref("onboarding#b"): b.grade("0.8")}
            )
        ],
    )
    assert scored.rollup == Rollup(
        progress=D("0.5"),
        expected=None,
        score=D("0.6"),
        band=Band.YELLOW,
        status=Status.PARTLY,
        counts={Status.NO_DATA: 1, Status.PARTLY: 1, Status.ACHIEVED: 1},
        total=3,
        missing=1,
    )


@pytest.mark.parametrize(
    ("values", "status"),
    [
        pytest.param({"a": 50, "b": 10}, Status.OFF_TRACK, id="off track before on track"),
        pytest.param({"a": 50}, Status.NO_DATA, id="no data before on track"),
        pytest.param({"a": 30}, Status.AT_RISK, id="at risk before no data"),
        pytest.param({"a": 100, "b": 50}, Status.ON_TRACK, id="on track before done"),
        pytest.param({"a": 100, "b": 100}, Status.DONE, id="all done"),
    ],
)
def test_status_asks_for_most_attention(values: dict[str, b.Number], status: Status) -> None:
    scored = b.scored_objective([b.key_result("a"), b.key_result("b")], [read(**values)])
    assert scored.status is status
    assert list(scored.rollup.counts) == sorted(scored.rollup.counts, key=list(Status).index)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        pytest.param(State.ACTIVE, Status.NO_DATA, id="active: no data"),
        pytest.param(State.DRAFT, Status.DRAFT, id="draft"),
        pytest.param(State.POSTPONED, Status.POSTPONED, id="postponed"),
        pytest.param(State.CANCELLED, Status.CANCELLED, id="cancelled"),
    ],
)
def test_objective_with_nothing_to_count(state: State, status: Status) -> None:
    scored = b.scored_objective(b.key_result(weight=0), [read(activation=50)], state=state)
    assert scored.rollup == Rollup(status=status)


def scored(objectives: Iterable[Objective], check_ins: Iterable[CheckIn]) -> ScoredPortfolio:
    world = b.portfolio(objectives=objectives, check_ins=check_ins, cycles=[b.HUNDRED_DAYS])
    return score(world, Settings(), b.percent(50))


def test_folder_and_cycle_are_plain_means_of_objectives() -> None:
    several = [b.key_result(id) for id in ("a", "b", "c")]
    portfolio = scored(
        [
            b.objective("first", key_results=several),
            b.objective("second"),
            b.objective("third", unit="sales"),
        ],
        [
            b.check_in(
                45,
                *(b.reading(40, of=f"first#{one.id}") for one in several),
                b.reading(80, of="second#activation"),
            ),
            b.check_in(45, b.reading(0, of="sales/third#activation")),
        ],
    )
    assert portfolio.folders[b.FOLDER] == Rollup(
        progress=D("0.6"),
        expected=D("0.5"),
        status=Status.ON_TRACK,
        counts={Status.ON_TRACK: 4},
        total=4,
    )
    assert portfolio.folders[SALES].progress == 0
    assert portfolio.cycles[b.CYCLE] == Rollup(
        progress=D("0.4"),
        expected=D("0.5"),
        status=Status.OFF_TRACK,
        counts={Status.OFF_TRACK: 1, Status.ON_TRACK: 4},
        total=5,
    )


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param(b.objective("more", tier=Tier.NICE_TO_HAVE), id="nice to have"),
        pytest.param(b.objective("more", state=State.DRAFT), id="draft"),
        pytest.param(b.objective("more", state=State.CANCELLED), id="cancelled"),
        pytest.param(b.objective("more", key_results=[]), id="without key results"),
    ],
)
def test_what_moves_no_folder(extra: Objective) -> None:
    check_ins = [
        b.check_in(45, b.reading(50), b.reading(0, of="more#activation")),
    ]
    with_extra = scored([b.objective(), extra], check_ins)
    without = scored([b.objective()], check_ins)
    assert with_extra.folders == without.folders
    assert with_extra.cycles == without.cycles


def test_a_cycle_without_objectives_has_no_data() -> None:
    assert scored([], []).cycles == {b.CYCLE: Rollup(status=Status.NO_DATA)}


def test_a_cycle_with_something_left_to_grade_says_so() -> None:
    graded = b.scored_objective(
        [b.key_result()],
        [b.check_in(b.percent(95), b.reading(100))],
        as_of=110,
        retrospectives=[b.retrospective(b.percent(105))],
    )
    waiting = b.scored_objective(
        [b.key_result()], [b.check_in(b.percent(95), b.reading(100))], as_of=110
    )
    thresholds = Thresholds()
    assert roll_up_objectives([graded], thresholds).status is Status.ACHIEVED
    assert roll_up_objectives([graded, waiting], thresholds).status is Status.TO_BE_GRADED
