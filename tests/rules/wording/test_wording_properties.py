"""Any text gets a verdict, and the same text gets the same one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.rules.wording import (
    Verdict,
    Wordings,
    judge_key_result,
    judge_objective,
    wordings_of,
)

LONGEST = 300  # characters of a title


def english() -> Wordings:
    found = wordings_of("en")
    assert found is not None
    return found


def known_words() -> list[str]:
    lexicon = english().lexicon
    marks = ["5", "12%", "3x", "2-day", "(", ")", ",", ":", ".", "→", "≥", "X%", "#7", "–", "/"]
    return [*sorted(lexicon.words)[::7], *marks]


texts = st.text(max_size=LONGEST)
soups = st.lists(st.sampled_from(known_words()), max_size=25).map(" ".join)


def verdicts(text: str) -> list[Verdict]:
    key_result, objective = judge_key_result(text, english()), judge_objective(text, english())
    return [
        key_result.activity,
        key_result.no_number,
        key_result.no_baseline,
        key_result.vague,
        objective.contains_metric,
        objective.task_like,
        objective.too_long,
        objective.topic_only,
    ]


def assert_sound(text: str) -> None:
    for verdict in verdicts(text):
        assert 0 <= verdict.strength <= 1
        assert 0 <= verdict.start <= verdict.end <= len(text)
        assert not verdict.fired or verdict.explanation
        for reason in verdict.reasons:
            assert 0 <= reason.start <= reason.end <= len(text)
            assert "\n" not in reason.sentence


@given(texts)
@settings(max_examples=200)
def test_any_text_gets_a_sound_verdict(text: str) -> None:
    assert_sound(text)


@given(soups)
@settings(max_examples=200)
def test_any_order_of_known_words_gets_a_sound_verdict(text: str) -> None:
    assert_sound(text)


@given(st.one_of(texts, soups))
@settings(max_examples=50)
def test_the_same_text_gets_the_same_verdict(text: str) -> None:
    assert verdicts(text) == verdicts(text)
