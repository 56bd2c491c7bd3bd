"""The stretch factor: which scores it is a mean of."""

from datetime import date

import builders as b
import pytest

from okrpress.insight.stretch import stretch_of
from okrpress.model.okr import Cycle, KeyResult, Objective, ObjectiveType, State
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score

ASPIRATIONAL, COMMITTED = ObjectiveType.ASPIRATIONAL, ObjectiveType.COMMITTED


def objective(cycle: str, *ids: str, type: ObjectiveType | None = ASPIRATIONAL) -> Objective:
    return b.objective(cycle=cycle, type=type, key_results=[b.key_result(id) for id in ids])


def world(
    objectives: list[Objective], grades: dict[str, str], cycles: list[Cycle] | None = None
) -> Portfolio:
    """Cycles that are closed, with a grade for each `cycle/key-result`."""
    ids = dict.fromkeys(each.ref.cycle for each in objectives)
    closed = {"2026-q1": "2026-04-09", "2026-q2": "2026-07-09", "2026-q3": "2026-10-09"}
    retrospectives = [
        b.retrospective(
            closed[id],
            folder=b.FOLDER._replace(cycle=id),
            grades={
                b.key_result_ref(f"{id}/product/onboarding#{key.split('/')[1]}"): b.grade(value)
                for key, value in grades.items()
                if key.startswith(id)
            },
        )
        for id in ids
    ]
    return b.portfolio(
        objectives=objectives,
        retrospectives=retrospectives,
        cycles=cycles or [b.cycle(id, closed=closed[id]) for id in ids],
    )


def stretch(portfolio: Portfolio, settings: Settings | None = None) -> tuple[str, int, list[str]]:
    scored = score(portfolio, settings or Settings(), date(2026, 11, 22))
    found = stretch_of(scored, b.UNIT)
    return (
        (str(found.mean.normalize()), found.key_results, list(found.cycles))
        if found
        else ("", 0, [])
    )


def test_every_key_result_weighs_the_same_over_all_closed_cycles() -> None:
    objectives = [objective("2026-q2", "a", "b"), objective("2026-q3", "c")]
    grades = {"2026-q2/a": "1", "2026-q2/b": "0.2", "2026-q3/c": "0.6"}
    assert stretch(world(objectives, grades)) == ("0.6", 3, ["2026-q2", "2026-q3"])


def test_a_cycle_that_is_not_closed_yet_has_no_say() -> None:
    objectives = [objective("2026-q2", "a"), objective("2026-q3", "c")]
    grades = {"2026-q2/a": "0.5", "2026-q3/c": "1"}
    cycles = [b.cycle("2026-q2", closed="2026-07-09"), b.cycle("2026-q3", closed="2026-12-01")]
    assert stretch(world(objectives, grades, cycles)) == ("0.5", 1, ["2026-q2"])


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(b.key_result("x", state=State.CANCELLED, reason="No"), id="given up"),
        pytest.param(b.key_result("x", weight=0), id="tracked only"),
        pytest.param(b.key_result("x", measure=b.unmeasured()), id="without a score"),
    ],
)
def test_what_does_not_count_has_no_say(left_out: KeyResult) -> None:
    one = b.objective(cycle="2026-q3", type=ASPIRATIONAL, key_results=[b.key_result("a"), left_out])
    grades = {"2026-q3/a": "0.7"}
    if left_out.measure != b.unmeasured():
        grades["2026-q3/x"] = "0.1"
    assert stretch(world([one], grades)) == ("0.7", 1, ["2026-q3"])


def test_an_objective_that_was_postponed_has_no_say() -> None:
    later = b.objective(
        "later", cycle="2026-q3", type=ASPIRATIONAL, state=State.POSTPONED, reason="No"
    )
    assert stretch(world([objective("2026-q3", "a"), later], {"2026-q3/a": "0.7"}))[1] == 1


def test_a_promise_is_no_stretch_whoever_says_so() -> None:
    grades = {"2026-q3/a": "0.7"}
    committed = [objective("2026-q3", "a", type=COMMITTED)]
    unstated = [objective("2026-q3", "a", type=None)]
    assert stretch(world(committed, grades)) == ("", 0, [])
    assert stretch(world(unstated, grades)) == ("", 0, [])
    bold = Settings(default_type="aspirational")
    assert stretch(world(unstated, grades), bold) == ("0.7", 1, ["2026-q3"])


def test_a_unit_that_is_new_has_none() -> None:
    scored = score(b.portfolio(), Settings(), date(2026, 11, 22))
    assert stretch_of(scored, "nobody") is None
