"""What holds for every key result, whatever was promised and reported."""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

import builders as b
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_worlds import METRICS, NUMBERS, World, histories, worlds

from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, Metric
from okrpress.scoring.arithmetic import rounded
from okrpress.scoring.history import (
    confidences,
    last_confidences,
    last_observation,
    observations,
)
from okrpress.scoring.result import Band, ScoredKeyResult, ScoredObjective


def numbers(objective: ScoredObjective) -> list[Decimal | None]:
    """Every share that an objective shows."""
    shares = [objective.rollup.progress, objective.rollup.expected, objective.rollup.score]
    for one in objective.key_results:
        shares += [one.elapsed, one.progress, one.expected, one.score, one.original_score]
    return shares


@given(worlds())
def test_every_share_lies_between_0_and_1(world: World) -> None:
    assert all(share is None or 0 <= share <= 1 for share in numbers(world.scored()))


@given(worlds())
def test_counts_add_up(world: World) -> None:
    rollup = world.scored().rollup
    assert sum(rollup.counts.values()) == rollup.total
    assert 0 <= rollup.missing <= rollup.total
    assert 0 not in rollup.counts.values()


@given(worlds())
def test_order_of_key_results_is_irrelevant(world: World) -> None:
    turned = replace(world, key_results=world.key_results[::-1])
    first, second = world.scored(), turned.scored()
    assert first.rollup == second.rollup
    assert first.key_results == second.key_results[::-1]


@given(worlds(), st.data())
def test_what_is_dated_later_changes_nothing(world: World, data: st.DataObject) -> None:
    later = [
        replace(one, date=b.percent(world.as_of + 1 + at))
        for at, one in enumerate(data.draw(histories(world.key_results[0])))
    ]
    told = replace(world, check_ins=(*world.check_ins, *later))
    assert told.scored() == world.scored()


@given(worlds())
def test_the_last_of_all_is_found_without_going_through_all(world: World) -> None:
    for one in world.scored().key_results:
        measure, told = one.key_result.measure, one.history
        assert last_observation(measure, told) == observations(measure, told)[-1:]
        assert last_confidences(told) == confidences(told)[-2:]


@given(worlds())
def test_the_callers_decimal_context_is_irrelevant(world: World) -> None:
    plain = world.scored()
    with localcontext(prec=5, rounding=ROUND_DOWN):
        assert world.scored() == plain


def at(measure: Metric, value: Decimal, *more: CheckIn) -> ScoredKeyResult:
    return b.scored_key_result(
        b.key_result(measure=measure), [b.check_in(40, b.reading(value)), *more]
    )


@given(METRICS, NUMBERS, NUMBERS, st.booleans())
def test_progress_is_monotone_in_the_reading(
    metric: Metric, first: Decimal, second: Decimal, more: bool
) -> None:
    earlier = [b.check_in(10, b.reading(5))] if more else []
    low, high = at(metric, min(first, second), *earlier), at(metric, max(first, second), *earlier)
    if low.progress is None or high.progress is None:
        assert (low.progress, high.progress) == (None, None)
    elif metric.target > (metric.baseline or 0):
        assert low.progress <= high.progress
    else:
        assert low.progress >= high.progress


@given(METRICS, NUMBERS)
def test_both_directions_are_the_same(metric: Metric, value: Decimal) -> None:
    baseline = None if metric.baseline is None else -metric.baseline
    mirrored = replace(metric, baseline=baseline, target=-metric.target)
    one, other = at(metric, value), at(mirrored, -value)
    assert (one.raw, one.progress, one.status) == (other.raw, other.progress, other.status)


@given(
    METRICS.filter(lambda metric: metric.aggregate is not Aggregate.MEAN),
    NUMBERS,
    st.sampled_from([Decimal("0.001"), Decimal("0.3"), Decimal(7), Decimal(1000)]),
)
def test_the_scale_of_the_unit_is_irrelevant(
    metric: Metric, value: Decimal, scale: Decimal
) -> None:
    baseline = None if metric.baseline is None else metric.baseline * scale
    scaled = replace(metric, baseline=baseline, target=metric.target * scale)
    one, other = at(metric, value), at(scaled, value * scale)
    assert (one.raw, one.progress, one.status) == (other.raw, other.progress, other.status)


PAIRS = st.lists(
    st.tuples(
        st.integers(1, 99),
        st.decimals("0.4", 1, places=3),
        st.decimals("0.1", 5, places=1),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(
    ("less", "band"),
    [
        pytest.param("0", Band.GREEN, id="0.7"),
        pytest.param("0.000001", Band.YELLOW, id="a little less than 0.7"),
    ],
)
@given(pairs=PAIRS)
def test_seven_tenths_computed_in_any_way_are_green(
    less: str, band: Band, pairs: list[tuple[int, Decimal, Decimal]]
) -> None:
    """Pairs of one weight that lie equally far above and below 0.7, out of any target."""
    promised, readings = [], []
    for at, (target, share, weight) in enumerate(pairs):
        low = share * target
        high = Decimal("1.4") * target - low
        for id, value in ((f"low-{at}", low), (f"high-{at}", high)):
            measure = b.metric(0, target)
            promised.append(b.key_result(id, measure=measure, weight=weight))
            readings.append(b.reading(value - Decimal(less), of=f"onboarding#{id}"))
    scored = b.scored_objective(
        promised,
        [b.check_in(99, *readings)],
        as_of=110,
        retrospectives=[b.retrospective(b.percent(105))],
    )
    assert scored.rollup.score is not None
    assert scored.rollup.band is band


@given(st.decimals(-(10**12), 10**12, places=15))
def test_rounding_for_comparison_is_by_less_than_any_threshold(value: Decimal) -> None:
    assert abs(Fraction(rounded(value)) - Fraction(value)) <= Fraction(1, 2 * 10**12)
