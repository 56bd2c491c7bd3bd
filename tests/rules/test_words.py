"""The words of a language, read from its data file."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.okr import KeyResult
from okrpress.rules.portfolios.measured import Measured, measured
from okrpress.rules.words import Phrases, Words, words_of


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_a_language_with_words(language: str) -> None:
    assert words_of(language) is not None


@pytest.mark.parametrize("language", ["de", "", "../wording/en", "en/../en"])
def test_a_language_without_words(language: str) -> None:
    assert words_of(language) is None


def english() -> Words:
    words = words_of("en")
    assert words is not None
    return words


@pytest.mark.parametrize(
    "forms",
    [
        ("customer", "customers", "client", "clients"),
        ("delivery", "deliveries", "delivered", "delivering"),
        ("process", "processes", "processed", "processing"),
        ("deploy", "deploys", "deployment", "deployments"),
        ("activation", "activations", "activate"),
        ("resolve", "resolved", "resolution"),
        ("lost", "loss", "losses"),
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({english().stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("order", "organisation"), ("member", "memory"), ("bus", "business"), ("use", "user")],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert english().stem(one) != english().stem(other)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("A pay rise for all", True, id="several words"),
        pytest.param("PAY RISES", True, id="any case, and the rest of a word"),
        pytest.param("pay\nrise", True, id="over the end of a line"),
        pytest.param("repay rises", False, id="only whole words"),
        pytest.param("It depends on us", True, id="a rest in the middle"),
        pytest.param("bonuses", False, id="no rest where none is asked for"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_phrases(text: str, holds: bool) -> None:
    assert Phrases(["pay rise*", "depend* on", "bonus"]).are_in(text) is holds


@pytest.mark.parametrize(
    ("key_result", "expected"),
    [
        pytest.param(
            b.key_result(title="Raise orders on time to 93 %", measure=b.metric(82, 93), unit="%"),
            Measured(frozenset({"ord", "tim"}), "%", 1, Decimal(82)),
            id="numbers, units, verbs and small words say nothing",
        ),
        pytest.param(
            b.key_result(title="Raise debt to 3", measure=b.metric(5, 3)),
            Measured(frozenset({"debt"}), "", -1, Decimal(5)),
            id="numbers know the direction better than the verb",
        ),
        pytest.param(
            b.key_result(title="Fewer sign-ups by phone-call", measure=b.metric(None, 3)),
            Measured(frozenset({"signup", "phon", "call"}), "", -1, None),
            id="without a baseline the words tell the direction",
        ),
        pytest.param(
            b.key_result(title="Grow sales and cut costs", measure=b.metric(None, 3)),
            Measured(frozenset({"sell", "cost"}), "", 1, None),
            id="the first word of direction counts",
        ),
        pytest.param(
            b.key_result(title="Plan B for x", measure=b.yes_no()),
            Measured(frozenset({"plan"}), "", 0, None),
            id="a single letter says nothing",
        ),
        pytest.param(
            b.key_result(title="The gate is open", measure=b.yes_no()),
            Measured(frozenset({"gat", "open"}), "", 0, None),
            id="a yes or no has no direction",
        ),
        pytest.param(
            b.key_result(title="Minutes of waiting fall", measure=b.metric(9, 3), unit="Minutes"),
            Measured(frozenset({"wait"}), "min", -1, Decimal(9)),
            id="a unit is one in any spelling",
        ),
    ],
)
def test_what_a_key_result_measures(key_result: KeyResult, expected: Measured) -> None:
    assert measured(key_result, english()) == expected
