"""Whatever an author writes, the rules say something readable about it, or nothing."""

import pytest
from builders import band, key_result, metric, objective, steps, unmeasured, yes_no
from hypothesis import given
from hypothesis import strategies as st
from key_result_worlds import found

from okrpress.model.okr import KeyResult
from okrpress.rules.key_results import KEY_RESULT_RULES
from okrpress.rules.objectives import OBJECTIVE_RULES
from okrpress.rules.rule import Rule

# Pieces of titles that the rules look for, between anything that a title may hold.
PIECES = st.sampled_from(
    ["Raise", "reduce", "from 3 % to 5 %", "by 20%", "to 45", "and", "Interview", "MTTP", "→", "(",
     "of the migration", "at or below 4 h", "Q4 2026", "X%", "more features", "complete", "1.5"]
)  # fmt: skip
ANYTHING = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)
TITLES = st.lists(PIECES | ANYTHING, min_size=1, max_size=8).map(" ".join)
NUMBERS = st.decimals("-1e15", "1e15", places=6)
MEASURES = st.one_of(
    st.builds(metric, st.none() | NUMBERS, NUMBERS),
    st.builds(lambda bound: band(max=bound), NUMBERS),
    st.builds(yes_no, TITLES),
    st.just(steps("one", "two")),
    st.just(unmeasured()),
)


@given(
    title=TITLES,
    key_results=st.lists(st.builds(key_result, title=TITLES, measure=MEASURES), max_size=3),
)
def test_any_title_and_measure_can_be_judged(title: str, key_results: list[KeyResult]) -> None:
    subject = objective(title=title, key_results=key_results)
    for finding in found((*OBJECTIVE_RULES, *KEY_RESULT_RULES), subject):
        for text in (finding.message, finding.help):
            assert text.isprintable()
            assert len(text) < 500


@pytest.mark.parametrize("rules", [OBJECTIVE_RULES, KEY_RESULT_RULES], ids=["OBJ", "KR"])
def test_a_rule_is_tried_behind_those_that_silence_it(rules: tuple[Rule, ...]) -> None:
    order = [rule.code.code for rule in rules]
    for rule in rules:
        assert set(rule.after) <= set(order[: order.index(rule.code.code)])
