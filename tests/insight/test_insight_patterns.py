"""Scores, moves, the mix, the load of people and the advice on stretch."""

from datetime import date

import builders as b
import pytest

from okrpress.insight.mix import mix_of
from okrpress.insight.moves import moves_of
from okrpress.insight.spread import spreads_of
from okrpress.insight.stretch_advice import Reach, stretches_of
from okrpress.insight.workload import workload_of
from okrpress.model.okr import (
    Cycle,
    Indicator,
    InitiativeStatus,
    ObjectiveType,
    Origin,
    State,
    Tier,
    Unmeasured,
)
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

ASPIRATIONAL, COMMITTED = ObjectiveType.ASPIRATIONAL, ObjectiveType.COMMITTED
AS_OF = date(2026, 11, 22)
Q3 = "2026-q3"


def scored(portfolio: Portfolio, settings: Settings | None = None) -> ScoredPortfolio:
    return score(portfolio, settings or Settings(), AS_OF)


def graded(
    type: ObjectiveType | None, *grades: str, closed: str | None = "2026-10-09"
) -> Portfolio:
    """A key result for each grade in the third quarter."""
    ids = [f"kr-{number}" for number in range(len(grades))]
    folder = b.FOLDER._replace(cycle=Q3)
    found = {
        b.key_result_ref(f"{Q3}/product/onboarding#{id}"): b.grade(value)
        for id, value in zip(ids, grades, strict=True)
    }
    return b.portfolio(
        objectives=[b.objective(cycle=Q3, type=type, key_results=[b.key_result(id) for id in ids])],
        cycles=[b.cycle(Q3, closed=closed)],
        retrospectives=[b.retrospective("2026-10-09", folder=folder, grades=found)],
    )


# ── spread ────────────────────────────────────────────────────────────────────────────────────


def test_scores_are_counted_at_the_nearest_tenth() -> None:
    committed, aspirational = spreads_of(
        scored(graded(COMMITTED, "0", "0.04", "0.05", "0.95", "1"))
    )
    assert committed.counts == (2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2)
    assert (committed.total, str(committed.mean)) == (5, "0.408")
    assert (aspirational.total, aspirational.mean) == (0, None)


def test_a_type_that_nobody_states_is_the_default() -> None:
    bold = Settings(default_type="aspirational")
    found = spreads_of(scored(graded(None, "0.7"), bold))
    assert [(one.type, one.total) for one in found] == [(COMMITTED, 0), (ASPIRATIONAL, 1)]


@pytest.mark.parametrize(
    ("as_of", "total"),
    [
        pytest.param("2026-11-22", 1, id="graded after its end, closed or not"),
        pytest.param("2026-09-30", 0, id="not final while the cycle runs"),
    ],
)
def test_scores_count_once_their_cycle_is_over(as_of: str, total: int) -> None:
    over = score(graded(COMMITTED, "1", closed=None), Settings(), date.fromisoformat(as_of))
    assert [one.total for one in spreads_of(over)] == [total, 0]


# ── moves ─────────────────────────────────────────────────────────────────────────────────────


def moved(
    on: str, field: str = "target", cycle: Cycle | None = None
) -> list[tuple[int, bool, bool]]:
    entry = b.change(field, b.number(50), b.number(40), on=on)
    one = b.key_result(changes=[entry])
    cycle = cycle or b.cycle()
    world = b.portfolio(objectives=[b.objective(cycle=cycle.id, key_results=[one])], cycles=[cycle])
    return [(move.week, move.is_late, move.is_long) for move in moves_of(scored(world))]


@pytest.mark.parametrize(
    ("on", "field", "expected"),
    [
        pytest.param("2026-10-01", "target", [(1, False, False)], id="on the first day"),
        pytest.param("2026-11-16", "due", [(7, False, False)], id="at the middle"),
        pytest.param("2026-11-17", "keep", [(7, True, False)], id="past the middle is late"),
        pytest.param("2026-09-30", "target", [], id="before the cycle nothing was promised"),
        pytest.param("2026-11-23", "target", [], id="what comes later has not happened"),
        pytest.param("2026-10-08", "owner", [], id="an owner is no goalpost"),
    ],
)
def test_moves_of_goalposts(on: str, field: str, expected: list[tuple[int, bool, bool]]) -> None:
    assert moved(on, field) == expected


def test_a_year_has_weeks_of_its_own() -> None:
    year = b.cycle("2026", start="2026-01-01", end="2026-12-31")
    assert moved("2026-11-01", cycle=year) == [(44, True, True)]


def test_an_undated_cycle_has_no_weeks() -> None:
    undated = b.cycle("someday", start=None, end=None, undated="We began in between")
    assert moved("2026-11-01", cycle=undated) == []


# ── mix ───────────────────────────────────────────────────────────────────────────────────────


def test_the_mix_counts_what_counts() -> None:
    first = b.objective(
        type=ASPIRATIONAL,
        origin=Origin.BOTTOM_UP,
        key_results=[
            b.key_result("a", indicator=Indicator.LEADING),
            b.key_result("b", indicator=Indicator.LAGGING, measure=b.yes_no()),
            b.key_result("c", measure=Unmeasured()),
            b.key_result("d", weight=0),
        ],
    )
    second = b.objective("second", type=None, origin=None, key_results=[b.key_result("a")])
    nice = b.objective("nice", tier=Tier.NICE_TO_HAVE)
    found = mix_of(scored(b.portfolio(objectives=[first, second, nice])))
    assert found.indicators == (1, 1, 2)
    assert found.measures == (2, 0, 1, 0, 1)
    assert found.types == (1, 1)
    assert found.origins == (0, 1, 1)
    assert not found.is_empty


def test_where_nothing_runs_there_is_no_mix() -> None:
    assert mix_of(scored(graded(COMMITTED, "1"))).is_empty


# ── who carries what ──────────────────────────────────────────────────────────────────────────


def test_the_load_counts_what_people_answer_for() -> None:
    one = b.objective(
        owner="maria",
        key_results=[
            b.key_result("a"),
            b.key_result("b", owner="jonas"),
            b.key_result("c", owner="sales"),
        ],
        initiatives=[
            b.initiative("Call them", owner="jonas", status=InitiativeStatus.DOING),
            b.initiative("Write to them", owner="jonas", status=InitiativeStatus.DONE),
            b.initiative("Ask around", status=InitiativeStatus.DOING),
        ],
    )
    given_up = b.objective("old", owner="maria", state=State.CANCELLED, reason="No")
    world = b.portfolio(objectives=[one, given_up], teams=[b.team(), b.team("sales")])
    found = workload_of(scored(world))
    assert [
        (load.person, load.objectives, load.key_results, load.initiatives) for load in found
    ] == [
        ("jonas", 0, 1, 1),
        ("maria", 1, 1, 0),
    ]


# ── stretch ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("grades", "reach", "times"),
    [
        pytest.param(["0.7"], Reach.UNKNOWN, "1", id="one score says nothing"),
        pytest.param(["0.7", "0.8", "0.6", "0.7"], Reach.AS_FAR, "1", id="as expected"),
        pytest.param(["0.98"] * 4, Reach.FARTHER, "1.4", id="too easy"),
        pytest.param(["0.56"] * 4, Reach.NEARER, "0.8", id="too far"),
        pytest.param(["0"] * 4, Reach.NEARER, "0.5", id="never less than half as far"),
    ],
)
def test_what_stretches_suggest(grades: list[str], reach: Reach, times: str) -> None:
    (found,) = stretches_of(scored(graded(ASPIRATIONAL, *grades)))
    assert (found.unit, found.reach, str(found.times.normalize())) == ("product", reach, times)
    assert [(one.cycle, one.key_results) for one in found.cycles] == [(Q3, len(grades))]


def test_where_nothing_is_expected_no_distance_is_right() -> None:
    settings = Settings(thresholds=Thresholds(expected_aspirational=b.number(0)))
    (found,) = stretches_of(scored(graded(ASPIRATIONAL, "0.5"), settings))
    assert str(found.times) == "1"


def test_promises_are_no_stretches() -> None:
    assert stretches_of(scored(graded(COMMITTED, "1"))) == ()
