"""What if key results landed so: readings that bring it about, and what they would change."""

from collections.abc import Iterable
from decimal import Decimal

import builders as make
import pytest

from okrpress.insight.what_if import Outcome, Rule, assumed, by_rule, landing, outcomes
from okrpress.model.observations import Reading, Retrospective
from okrpress.model.okr import Aggregate, Measure, ObjectiveType
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio, Status

DAY = make.day("2026-11-22")
A, B = "onboarding#a", "onboarding#b"


def world(
    measure: Measure,
    *readings: tuple[str, Reading],
    type: ObjectiveType = ObjectiveType.COMMITTED,
    retrospectives: Iterable[Retrospective] = (),
) -> ScoredPortfolio:
    """An objective with a key result of this measure, and one that is half way since early on."""
    key_results = [make.key_result("a", measure=measure), make.key_result("b")]
    objective = make.objective("onboarding", key_results=key_results, type=type)
    check_ins = [make.check_in(on, one, suffix=f"a{n}") for n, (on, one) in enumerate(readings)]
    check_ins.append(make.check_in("2026-11-02", make.reading(50, of=B)))
    portfolio = make.portfolio(
        objectives=[objective], check_ins=check_ins, retrospectives=retrospectives
    )
    return score(portfolio, Settings(), DAY)


def after(scored: ScoredPortfolio, *readings: Reading, at_end: bool = False) -> Outcome:
    (found,) = outcomes(scored, assumed(readings, scored.as_of), at_end=at_end)
    return found


def landed(outcome: Outcome, place: int = 0) -> Decimal | None:
    """The value of a key result that moved, after."""
    return outcome.effects[0].key_results[place][1].value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("aggregate", "seen"),
    [
        pytest.param(Aggregate.LATEST, (), id="a value is the last reading"),
        pytest.param(Aggregate.SUM, (), id="a sum of nothing yet begins at the baseline"),
        pytest.param(Aggregate.SUM, ("2026-11-05", "2026-11-12"), id="a sum gets what is missing"),
        pytest.param(Aggregate.SUM, ("2026-11-05", "2026-11-22"), id="a sum of today is replaced"),
        pytest.param(Aggregate.MEAN, ("2026-11-05", "2026-11-12"), id="a mean is pulled there"),
        pytest.param(Aggregate.MEAN, ("2026-11-05", "2026-11-22"), id="a mean of today, too"),
    ],
)
def test_a_metric_comes_to_the_value_that_is_said(
    aggregate: Aggregate, seen: tuple[str, ...]
) -> None:
    measure = make.metric(10, 100, aggregate=aggregate)
    scored = world(measure, *((on, make.reading(7, of=A)) for on in seen))
    one = next(iter(scored.objectives.values())).key_results[0]
    reading = Reading(ref=one.ref, value=landing(one, Decimal(60), DAY))
    assert landed(after(scored, reading)) == 60


def test_everything_is_rolled_up_as_the_site_rolls_it_up() -> None:
    scored = world(make.metric(0, 100), ("2026-11-06", make.reading(10, of=A)))
    outcome = after(scored, make.reading(100, of=A))
    assert [one.progress for one in outcome.whole if one] == [Decimal("0.3"), Decimal("0.75")]
    assert list(outcome.units.values()) == [outcome.whole]
    (effect,) = outcome.effects
    assert [now.ref.key_result for _, now in effect.key_results if now] == ["a"]


def test_what_stays_is_left_out() -> None:
    scored = world(make.metric(0, 100), ("2026-11-22", make.reading(10, of=A)))
    outcome = after(scored, make.reading(10, of=A))
    assert (outcome.units, outcome.effects) == ({}, ())


def test_at_the_end_there_are_scores_as_if_nothing_else_came() -> None:
    later = ("2026-12-20", make.reading(90, of=A))
    scored = world(make.metric(0, 100), ("2026-11-06", make.reading(10, of=A)), later)
    outcome = after(scored, make.reading(100, of=A), at_end=True)
    assert outcome.day == make.day("2027-01-01")
    assert [one.score for one in outcome.whole if one] == [Decimal("0.3"), Decimal("0.75")]
    assert [one.status for one in outcome.whole if one] == [Status.MISSED, Status.ACHIEVED]


def test_a_grade_that_was_given_stands_at_the_end() -> None:
    graded = make.retrospective(
        "2026-11-20", grades={make.key_result_ref(B): make.grade(1, why="Done by hand")}
    )
    scored = world(make.metric(0, 100), retrospectives=[graded])
    outcome = after(scored, make.reading(100, of=A), at_end=True)
    assert outcome.whole[1] is not None
    assert outcome.whole[1].score == 1


def test_an_undated_cycle_ends_on_the_day() -> None:
    undated = make.cycle(undated="Nobody knows")
    objective = make.objective("onboarding", key_results=[make.key_result("a")])
    portfolio = make.portfolio(
        objectives=[objective], cycles=[undated], check_ins=[make.check_in("2026-11-01")]
    )
    outcome = after(score(portfolio, Settings(), DAY), make.reading(60, of=A), at_end=True)
    assert outcome.day == DAY
    assert outcome.whole[1] is not None
    assert outcome.whole[1].score == Decimal("0.6")


STEPS = make.steps("de", "fr", it=2)
LINE = [(f"2026-11-{day:02}", make.reading(day * 2, of=A, confidence=6)) for day in (2, 6, 10, 14)]


@pytest.mark.parametrize(
    ("measure", "rule", "at_end", "lands"),
    [
        pytest.param(make.metric(0, 100), Rule.EXPECTED, True, 70, id="at the end: 0.7 of a dream"),
        pytest.param(make.metric(100, 0), Rule.EXPECTED, True, 30, id="downwards as well"),
        pytest.param(make.metric(0, 100), Rule.CONFIDENCE, False, 60, id="6 of 10 is 60 %"),
        pytest.param(
            make.metric(None, 100), Rule.CONFIDENCE, False, None, id="no baseline, no way"
        ),
        pytest.param(make.yes_no(), Rule.CONFIDENCE, False, True, id="yes from five on"),
        pytest.param(STEPS, Rule.CONFIDENCE, False, ("de", "fr"), id="steps in their order"),
        pytest.param(make.band(max=4), Rule.CONFIDENCE, False, None, id="a band stays"),
        pytest.param(make.metric(0, 100), Rule.FORECAST, False, 122, id="along its line"),
        pytest.param(make.yes_no(), Rule.FORECAST, False, None, id="only metrics have a forecast"),
    ],
)
def test_a_rule_says_where_all_land(
    measure: Measure, rule: Rule, at_end: bool, lands: object
) -> None:
    scored = world(measure, *LINE, type=ObjectiveType.ASPIRATIONAL)
    found = {
        one.ref.key_result: one
        for one in by_rule(scored, rule, {make.CYCLE}, at_end=at_end)
        if one.ref.key_result == "a"
    }
    if lands is None:
        assert found == {}
        return
    one = found["a"]
    assert lands in (one.value, one.done, one.steps)


def test_a_rule_leaves_other_cycles_and_what_is_not_counted_alone() -> None:
    scored = world(make.metric(0, 100), *LINE)
    assert list(by_rule(scored, Rule.EXPECTED, ())) == []
    assert list(by_rule(scored, Rule.CONFIDENCE, {make.CYCLE}))[1:] == []  # b has no confidence


def test_expected_now_is_what_the_day_expects() -> None:
    scored = world(make.metric(0, 100), *LINE)
    one = next(by_rule(scored, Rule.EXPECTED, {make.CYCLE}))
    expected = next(iter(scored.objectives.values())).key_results[0].expected
    assert expected is not None
    assert one.value is not None
    assert round(one.value, 9) == round(expected * 100, 9)
