"""CAD009: which key results somebody has to decide about."""

from datetime import date

import builders as b
import pytest

from okrpress.model.finding import Finding
from okrpress.model.observations import Carry
from okrpress.model.okr import Cycle, KeyResult, State
from okrpress.model.settings import Settings
from okrpress.rules.portfolios.cad009_no_carry_decision import check
from okrpress.scoring import score


def found(
    *key_results: KeyResult,
    decided: tuple[str, ...] = (),
    during: Cycle | None = None,
    as_of: date = date(2027, 1, 10),
    state: State = State.ACTIVE,
) -> list[Finding]:
    one = b.objective(key_results=key_results, state=state, reason="Rain")
    held = b.retrospective(
        "2027-01-08", carry={b.key_result_ref(f"onboarding#{id}"): Carry.KEEP for id in decided}
    )
    world = b.portfolio(objectives=[one], retrospectives=[held], cycles=[during or b.cycle()])
    return list(check(score(world, Settings(), as_of)))


def test_all_that_are_open_are_named_in_one_finding() -> None:
    (one,) = found(b.key_result("a"), b.key_result("b"), b.key_result("c"), decided=("b",))
    said = "2 key results are left without a decision: `onboarding#a` and `onboarding#c`"
    assert one.message == said
    assert (one.at.file, one.at.keys) == ("content/2026-q4/product/retrospective.md", ("carry",))


@pytest.mark.parametrize(
    ("key_result", "is_asked"),
    [
        pytest.param(b.key_result("a"), True, id="active"),
        pytest.param(b.key_result("a", state=State.POSTPONED, reason="x"), True, id="postponed"),
        pytest.param(b.key_result("a", weight=0), True, id="tracked only"),
        pytest.param(b.key_result("a", state=State.CANCELLED, reason="x"), False, id="cancelled"),
        pytest.param(b.key_result("a", state=State.DRAFT), False, id="a draft"),
    ],
)
def test_only_what_could_go_on_is_asked_about(key_result: KeyResult, is_asked: bool) -> None:
    assert bool(found(key_result)) is is_asked


def test_where_everything_is_decided_nothing_is_found() -> None:
    assert found(b.key_result("a"), decided=("a",)) == []


@pytest.mark.parametrize(
    ("during", "as_of"),
    [
        pytest.param(b.cycle(closed="2027-01-09"), date(2027, 1, 10), id="a closed cycle"),
        pytest.param(b.cycle(), date(2027, 1, 7), id="before the retrospective"),
        pytest.param(b.cycle(), date(2027, 6, 1), id="long ago"),
    ],
)
def test_when_it_is_too_early_or_too_late_nothing_is_found(during: Cycle, as_of: date) -> None:
    assert found(b.key_result("a"), during=during, as_of=as_of) == []


def test_what_was_given_up_as_a_whole_needs_no_decision() -> None:
    assert found(b.key_result("a"), state=State.CANCELLED) == []
