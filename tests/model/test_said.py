"""Sentences of rules: English texts, whatever else they carry."""

import json
import pickle
from datetime import date
from decimal import Decimal

import pytest
from rule_examples import findings_of

from okrpress.cache.codec import Codec
from okrpress.model.finding import Finding
from okrpress.model.said import Said, Template, amount, counted, quoted, row, said, written_out
from okrpress.rules.objectives.obj001_objective_carries_number import CODE
from tools.texts.unsaid import in_rule


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        pytest.param(said("nobody owns it"), "nobody owns it", id="nothing to fill in"),
        pytest.param(
            said("from {low} on {day}", low=Decimal("0.70"), day=date(2026, 9, 30)),
            "from 0.70 on 2026-09-30",
            id="numbers and days as authors write them",
        ),
        pytest.param(said("{a}", a="{b}"), "{b}", id="what fills it is not filled"),
        pytest.param(counted(1, "{n} day", "{n} days"), "1 day", id="one"),
        pytest.param(counted(0, "{n} day", "{n} days"), "0 days", id="none are many"),
        pytest.param(counted(2, "{n} {x}", "{n} {x}s", x="kit"), "2 kits", id="many"),
        pytest.param(Template("holds {x}").said(x=2), "holds 2", id="of a table"),
        pytest.param(quoted("a b"), '"a b"', id="quoted"),
        pytest.param(quoted('a "b"'), "'a \"b\"'", id="quoted in the other quotes"),
        pytest.param(quoted(said("{x}, so", x="a")), '"a, so"', id="a quoted sentence"),
        pytest.param(row([]), "", id="an empty row"),
        pytest.param(row(["a"], closed=True), "a", id="a row of one"),
        pytest.param(row(["a", "b", "c"]), "a, b, c", id="an open row"),
        pytest.param(row(["a", "b", "c"], closed=True), "a, b and c", id="a closed row"),
        pytest.param(amount(Decimal("3.5"), "h"), "3.5 h", id="an amount"),
        pytest.param(amount(Decimal(3), ""), "3", id="an amount without a unit"),
        pytest.param(said("{x}", x=written_out(Decimal("2E+1"))), "20", id="a round limit"),
    ],
)
def test_a_sentence_is_its_english_text(sentence: str, english: str) -> None:
    assert sentence == english
    assert hash(sentence) == hash(english)
    assert json.dumps(sentence) == json.dumps(english)


def test_a_finding_goes_to_another_process_whole() -> None:
    (finding,) = (one for one in findings_of(CODE.bad) if one.code == CODE.code)
    there = pickle.loads(pickle.dumps(finding))
    assert there == finding
    assert isinstance(there.message, Said)
    assert there.message.values == {
        "title": '"Drive the availability of our shop to 99.95 %"',
        "figure": '"99.95 %"',
    }


def test_a_cache_gives_back_the_text_alone_and_an_equal_finding() -> None:
    (finding,) = (one for one in findings_of(CODE.bad) if one.code == CODE.code)
    codec = Codec(Finding)
    again = codec.decode(codec.encode(finding))
    assert type(again.message) is str
    assert {again} == {finding}
    assert codec.encode(again) == codec.encode(finding)


@pytest.mark.parametrize(
    ("argument", "is_said"),
    [
        ('said("a {b}", b=1)', True),
        ("_message(objective)", True),
        ('said("a") if x else said("b")', True),
        ('"a plain text"', False),
        ('f"{quote(title)} has none"', False),
        ('"a " + listed(names)', False),
        ('said("a") if x else "b"', False),
    ],
)
def test_a_message_that_is_no_text_of_the_catalogue_is_noticed(
    argument: str, is_said: bool
) -> None:
    assert (in_rule(f'CODE.found(place, {argument}, said("a help"))') == []) == is_said
