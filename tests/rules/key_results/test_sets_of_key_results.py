"""KR001, KR005, KR006, KR008, KR010 and KR014: the key results of an objective as a set."""

import pytest
from builders import band, cycle, key_result, metric, number, objective, steps, unmeasured, yes_no
from key_result_worlds import codes, found

from okrpress.model.okr import Indicator, KeyResult, Measure, State
from okrpress.model.settings import Limits, Settings
from okrpress.rules.key_results import (
    kr001_too_few_or_too_many,
    kr005_no_due_date,
    kr006_all_leading_or_lagging,
    kr008_all_yes_no,
    kr010_one_weight_dominates,
    kr014_duplicate_key_result,
)

LEADING, LAGGING = Indicator.LEADING, Indicator.LAGGING
METRIC, YES_NO, STEPS = metric(), yes_no(), steps("de", "fr")


def several(count: int, **keys: State) -> list[KeyResult]:
    return [key_result(f"kr-{index}", **keys) for index in range(count)]


# ── KR001 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key_results", "expected"),
    [
        pytest.param(several(1), "only one key result", id="one is too few"),
        pytest.param(several(2), "", id="two"),
        pytest.param(several(5), "", id="five"),
        pytest.param(several(6), "6 key results", id="six are too many"),
        pytest.param(
            [*several(5), key_result("given-up", state=State.CANCELLED, reason="Why")],
            "",
            id="a cancelled one makes room",
        ),
        pytest.param(
            [*several(1), key_result("given-up", state=State.POSTPONED, reason="Why")],
            "",
            id="one that was given up had been promised",
        ),
    ],
)
def test_an_objective_has_two_to_five_key_results(
    key_results: list[KeyResult], expected: str
) -> None:
    findings = found(kr001_too_few_or_too_many.RULE, *key_results)
    assert [one.message.endswith(f"has {expected}") for one in findings] == (
        [True] if expected else []
    )


def test_a_draft_may_still_look_for_its_key_results() -> None:
    draft = objective(state=State.DRAFT, key_results=several(1))
    assert found(kr001_too_few_or_too_many.RULE, draft) == []


def test_the_limits_are_settings() -> None:
    settings = Settings(limits=Limits(key_results_from=number(1), key_results_to=number(3)))
    rule = kr001_too_few_or_too_many.RULE
    assert found(rule, *several(1), settings=settings) == []
    (finding,) = found(rule, *several(4), settings=settings)
    assert "at most 3" in finding.help


# ── KR005 ─────────────────────────────────────────────────────────────────────────────────────

UNDATED = cycle("festival", undated="Until the town says when")


@pytest.mark.parametrize(
    ("dues", "places"),
    [
        pytest.param(
            [None, "2026-12-01"], [("key_results", 0, "title")], id="the one without is named"
        ),
        pytest.param([None, None], [("undated",)], id="all without: the cycle is told, once"),
        pytest.param([None], [("key_results", 0, "title")], id="a single one is named"),
        pytest.param(["2026-12-01"], [], id="with its own day"),
    ],
)
def test_in_an_undated_cycle_key_results_have_their_own_days(
    dues: list[str | None], places: list[tuple[str | int, ...]]
) -> None:
    key_results = [key_result(f"kr-{index}", due=due) for index, due in enumerate(dues)]
    undated = objective(cycle="festival", key_results=key_results)
    findings = found(kr005_no_due_date.RULE, undated, cycles=[UNDATED])
    assert [one.at.keys for one in findings] == places


def test_a_dated_cycle_gives_the_due_date() -> None:
    assert found(kr005_no_due_date.RULE, key_result(due=None)) == []


def test_a_closed_cycle_needs_no_days_any_more() -> None:
    closed = cycle("festival", undated="Nobody knows any more", closed="2026-11-01")
    past = objective(cycle="festival", key_results=several(2))
    assert found(kr005_no_due_date.RULE, past, cycles=[closed]) == []


# ── KR006 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        pytest.param([LAGGING] * 3, "are lagging", id="all lagging"),
        pytest.param([LEADING] * 3, "are leading", id="all leading"),
        pytest.param([LEADING, LAGGING, LAGGING], "", id="mixed"),
        pytest.param([LAGGING] * 2, "", id="two are too few to judge"),
        pytest.param([LAGGING, LAGGING, None], "", id="one does not say"),
        pytest.param([None] * 3, "", id="none says"),
    ],
)
def test_leading_and_lagging_are_mixed(indicators: list[Indicator | None], expected: str) -> None:
    key_results = [
        key_result(f"kr-{index}", indicator=indicator) for index, indicator in enumerate(indicators)
    ]
    findings = found(kr006_all_leading_or_lagging.RULE, *key_results)
    assert [one.message.endswith(expected) for one in findings] == ([True] if expected else [])


# ── KR008 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        pytest.param([YES_NO, YES_NO], 1, id="all yes or no"),
        pytest.param([YES_NO, STEPS], 1, id="yes or no, and steps"),
        pytest.param([YES_NO, METRIC], 0, id="one number moves"),
        pytest.param([YES_NO, band(max=4)], 0, id="one level is kept"),
        pytest.param([YES_NO], 0, id="a single one is another rule's business"),
        pytest.param([YES_NO, unmeasured()], 0, id="what is not measured is no yes or no"),
    ],
)
def test_some_number_moves(measures: list[Measure], expected: int) -> None:
    key_results = [key_result(f"kr-{at}", measure=one) for at, one in enumerate(measures)]
    assert codes(found(kr008_all_yes_no.RULE, *key_results)) == ["KR008"] * expected


def test_a_number_that_was_given_up_moves_nothing() -> None:
    given_up = key_result("number", state=State.CANCELLED, reason="Why")
    rest = [key_result(id, measure=YES_NO) for id in ("one", "two")]
    assert codes(found(kr008_all_yes_no.RULE, *rest, given_up)) == ["KR008"]


# ── KR010 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param([1, 1], "", id="equal"),
        pytest.param([2, 1], "", id="twice"),
        pytest.param([3, 1], "", id="below the limit"),
        pytest.param([4, 1], "has 80% of the weight, which leaves 20%", id="at the limit"),
        pytest.param([1, 9, 1], "has 82% of the weight", id="the heavy one is named"),
        pytest.param([1, 0], "has 100% of the weight", id="the other does not count at all"),
        pytest.param([1, 1, 1, 0], "", id="one may be only tracked"),
        pytest.param([1], "", id="a single one has all by right"),
    ],
)
def test_no_weight_dominates(weights: list[int], expected: str) -> None:
    key_results = [key_result(f"kr-{at}", weight=weight) for at, weight in enumerate(weights)]
    findings = found(kr010_one_weight_dominates.RULE, *key_results)
    assert [expected in one.message for one in findings] == ([True] if expected else [])
    assert [one.at.keys for one in findings] == [
        ("key_results", weights.index(max(weights)), "weight")
    ] * len(findings)


# ── KR014 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        pytest.param(["Churn falls", "Churn falls"], 1, id="the same"),
        pytest.param(["Churn falls", "churn falls."], 1, id="the same in other letters"),
        pytest.param(["Churn falls"] * 3, 2, id="each after the first"),
        pytest.param(["Churn of shops falls", "Churn of schools falls"], 0, id="of other things"),
        pytest.param(["Churn falls to 3", "Churn falls to 4"], 0, id="to another level"),
    ],
)
def test_a_key_result_stands_once_in_its_objective(titles: list[str], expected: int) -> None:
    key_results = [key_result(f"kr-{at}", title=title) for at, title in enumerate(titles)]
    assert codes(found(kr014_duplicate_key_result.RULE, *key_results)) == ["KR014"] * expected
