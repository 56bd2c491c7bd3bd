"""Outcomes beside what was believed, and what became of a key result afterwards."""

import builders as make
import pytest

from okrpress.insight.outcomes import carried, confidence_on, mid_cycle_on, promises_moved, same_in
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = make.day("2026-11-22")


@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        pytest.param("2026-10-31", None, id="before the first"),
        pytest.param("2026-11-01", 6, id="on its day"),
        pytest.param("2026-11-09", 6, id="a reading without confidence changes nothing"),
        pytest.param("2026-11-22", 8, id="the last"),
    ],
)
def test_confidence_is_the_last_one_by_a_day(day: str, confidence: int | None) -> None:
    check_ins = [
        make.check_in("2026-11-01", make.reading(5, confidence=6)),
        make.check_in("2026-11-08", make.reading(7)),
        make.check_in("2026-11-15", make.reading(7, confidence=8)),
    ]
    found = score(make.portfolio(check_ins=check_ins), Settings(), AS_OF)
    key_result = found.objectives[make.objective_ref()].key_results[0]
    assert confidence_on(key_result, make.day(day)) == confidence


@pytest.mark.parametrize(
    ("cycle", "held", "day"),
    [
        pytest.param(make.cycle(), "2026-11-10", "2026-11-10", id="when it was held"),
        pytest.param(
            make.cycle(mid_cycle_review="2026-11-12"), None, "2026-11-12", id="when it was planned"
        ),
        pytest.param(make.cycle(), None, "2026-11-15", id="else in the middle"),
        pytest.param(
            Cycle(id=make.CYCLE, title="", start=None, end=None, undated="A wiki"),
            None,
            None,
            id="never in an undated cycle",
        ),
    ],
)
def test_mid_cycle_is(cycle: Cycle, held: str | None, day: str | None) -> None:
    reviews = [make.mid_cycle_review(held)] if held else []
    portfolio = make.portfolio(cycles=[cycle], mid_cycle_reviews=reviews)
    found = mid_cycle_on(score(portfolio, Settings(), AS_OF), make.FOLDER)
    assert found == (day and make.day(day))


def two_cycles() -> ScoredPortfolio:
    ids = ("same", "renamed", "gone", "twice")
    old = make.objective(cycle="2026-q3", key_results=[make.key_result(id) for id in ids])
    moved = make.change("target", make.number(80), make.number(100), on="2026-11-01")
    later = make.change("target", make.number(80), make.number(100), on="2026-12-01")
    new = make.objective(
        key_results=[make.key_result("same", changes=[moved, later])],
        changes=[make.change("title", "Old", "New", on="2026-11-02")],
    )
    others = [
        make.objective("mail", key_results=[make.key_result("renamed"), make.key_result("twice")]),
        make.objective("post", key_results=[make.key_result("twice")]),
    ]
    return score(make.portfolio(objectives=[old, new, *others]), Settings(), AS_OF)


@pytest.mark.parametrize(
    ("id", "found"),
    [
        pytest.param("same", "onboarding", id="the same objective"),
        pytest.param("renamed", "mail", id="the only one of that id in the unit"),
        pytest.param("gone", None, id="none"),
        pytest.param("twice", None, id="not when two could be meant"),
    ],
)
def test_a_key_result_goes_on_in(id: str, found: str | None) -> None:
    ref = make.key_result_ref(f"2026-q3/product/onboarding#{id}")
    same = same_in(two_cycles(), ref, "2026-q4")
    assert (same and same.ref.objective) == found


def test_what_is_carried_is_in_the_order_of_the_old_files() -> None:
    found = carried(two_cycles(), UnitCycle("2026-q3", "product"), "2026-q4")
    assert [str(one.after.ref) for one in found] == [
        "2026-q4/product/onboarding#same",
        "2026-q4/product/mail#renamed",
    ]


def test_moves_are_counted_up_to_today() -> None:
    found = two_cycles()
    assert promises_moved(found, (make.objective_ref(),)) == 2
    assert promises_moved(found, ()) == 0
