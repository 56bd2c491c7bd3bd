"""KR012, KR015 and KR016: what the title says, against what the measure says."""

from decimal import Decimal

import pytest
from builders import band, key_result, metric, number, unmeasured, yes_no
from hypothesis import given
from hypothesis import strategies as st
from key_result_worlds import codes, found

from okrpress.model.okr import Measure
from okrpress.rules.key_results import (
    kr012_title_contradicts_measure,
    kr015_done_when_restates,
    kr016_target_in_the_wrong_direction,
)
from okrpress.rules.key_results.title_numbers import read_bound, read_change, read_target

# ── KR012 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "measure", "unit", "expected"),
    [
        pytest.param("Churn falls from 5 % to 3 %", metric(5, 2), "%", 1, id="another target"),
        pytest.param("Churn falls from 5 % to 3 %", metric(6, 3), "%", 1, id="another baseline"),
        pytest.param("Churn: 5 % → 3 %", metric(5, 2), "%", 1, id="an arrow"),
        pytest.param("Churn falls from 5 % to 3 %", metric(3, 5), "%", 1, id="ends swapped"),
        pytest.param("Churn falls from 5 % to 3 %", metric(5, 3), "%", 0, id="the same"),
        pytest.param("Churn falls from 5 % to 3 %", metric("0.05", "0.03"), "", 0, id="as shares"),
        pytest.param("From 1.2 to 3 million users", metric(1200000, 3000000), "", 0, id="in units"),
        pytest.param("Churn falls from 5 to 3", metric("5.4", "3.1"), "%", 0, id="rounded"),
        pytest.param("From 2 weeks to 3 days", metric(14, 3), "days", 0, id="in two units"),
        pytest.param("Income rises from -17 to -6", metric(-17, -6), "€", 0, id="below zero"),
        pytest.param("Reach 1,200 readers", metric(None, 1200), "", 0, id="with a comma"),
        pytest.param("Reach 1,200 readers", metric(None, 1000), "", 1, id="one level"),
        pytest.param("Retention rises to 90 %", metric(70, 85), "%", 1, id="the end alone"),
        pytest.param("Say yes to 3 questions", metric(40, 60), "%", 0, id="a number about others"),
        pytest.param("Answers within 4 hours rise", metric(40, 60), "%", 0, id="a condition"),
        pytest.param("Up to 3 rides a day are free", metric(40, 60), "", 0, id="a bound is no end"),
        pytest.param("Waits stay at or below 4 h", band(max=3), "h", 1, id="another bound"),
        pytest.param("Waits stay at or below 4 h", band(min=1, max=4), "h", 0, id="one of two"),
        pytest.param("Prices from 2026 to 2027 hold", metric(40, 60), "", 0, id="years"),
        pytest.param("Waits fall from 9 to 4 h", unmeasured(), "h", 0, id="nothing to contradict"),
    ],
)
def test_a_number_is_the_same_in_both_places(
    title: str, measure: Measure, unit: str, expected: int
) -> None:
    subject = key_result(title=title, measure=measure, unit=unit)
    assert codes(found(kr012_title_contradicts_measure.RULE, subject)) == ["KR012"] * expected


def test_both_numbers_are_told() -> None:
    subject = key_result(title="Churn falls from 5 % to 3 %", measure=metric(5, 2), unit="%")
    (finding,) = found(kr012_title_contradicts_measure.RULE, subject)
    assert finding.message.endswith('to 3 %" says 5 to 3, the measure 5 to 2')


NUMBERS = st.decimals("-999999", "999999", places=2)


@given(NUMBERS, NUMBERS)
def test_what_is_written_is_read(start: Decimal, end: Decimal) -> None:
    change = read_change(f"Rides go from {start} to {end} a day")
    assert change is not None
    assert (change.start, change.end) == (start, end)


@given(st.text(max_size=80))
def test_any_title_can_be_read(title: str) -> None:
    for read in (read_change, read_target, read_bound):
        claim = read(title)
        assert claim is None or isinstance(claim.end, Decimal)


# ── KR015 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("done_when", "said"),
    [
        pytest.param("Single sign-on is live", "repeats the title", id="the same again"),
        pytest.param("single sign-on is LIVE.", "repeats the title", id="in other letters"),
        pytest.param(
            "The single sign-on is completed", "repeats the title", id="with a word of ending"
        ),
        pytest.param("When it is done", "names nothing", id="nothing at all"),
        pytest.param("We have achieved it successfully", "names nothing", id="in more words"),
        pytest.param("The last office has signed on with it", "", id="a proof"),
        pytest.param("Single sign-on is live in 12 offices", "", id="a number more"),
    ],
)
def test_a_proof_says_more_than_the_title(done_when: str, said: str) -> None:
    subject = key_result(title="Single sign-on is live for everybody", measure=yes_no(done_when))
    findings = found(kr015_done_when_restates.RULE, subject)
    assert [said in one.message for one in findings] == ([True] if said else [])


def test_a_proof_in_another_word_form_is_still_the_title() -> None:
    subject = key_result(title="Launch the shop", measure=yes_no("The shop is launched"))
    assert codes(found(kr015_done_when_restates.RULE, subject)) == ["KR015"]


# ── KR016 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "ends", "expected"),
    [
        pytest.param("Reduce the churn of shops", (3, 5), 1, id="less, and the target is more"),
        pytest.param("Raise the share of regulars", (45, 31), 1, id="more, and it is less"),
        pytest.param("Loans that fail fall from 3 to 5", (3, 5), 1, id="verb before the numbers"),
        pytest.param("Reduce the churn of shops", (5, 3), 0, id="less is less"),
        pytest.param("Raise the share of regulars", (31, 45), 0, id="more is more"),
        pytest.param("Speed up our answers", (9, 3), 0, id="faster may be a smaller number"),
        pytest.param("Improve our answers", (9, 3), 0, id="better may be a smaller number"),
        pytest.param("Raise our rank in the list", (9, 3), 0, id="the first place is the highest"),
        pytest.param("Reduce losses", (-17, -6), 0, id="below zero less is more"),
        pytest.param("Lower fees raise visits", (3, 5), 0, id="two directions in one title"),
    ],
)
def test_title_and_target_point_the_same_way(
    title: str, ends: tuple[int, int], expected: int
) -> None:
    findings = found(
        kr016_target_in_the_wrong_direction.RULE, key_result(title=title, measure=metric(*ends))
    )
    assert codes(findings) == ["KR016"] * expected


def test_without_a_baseline_there_is_no_direction() -> None:
    subject = key_result(title="Reduce the churn", measure=metric(None, number(5)))
    assert found(kr016_target_in_the_wrong_direction.RULE, subject) == []


def test_the_help_swaps_the_ends() -> None:
    subject = key_result(title="Reduce the churn", measure=metric(3, 5))
    (finding,) = found(kr016_target_in_the_wrong_direction.RULE, subject)
    assert finding.message.endswith("wants less, and the measure goes from 3 up to 5")
    assert finding.help == "swap them: `baseline: 5`, `target: 3`"
