"""What is put into the cache comes out as it was, and nothing else can come out of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.cache.codec import Codec, DamagedError
from okrpress.source.files import discover
from okrpress.source.parse import Parsed, parse

REPOSITORY = Path(__file__).parents[2]
CODEC = Codec(Parsed)


class Colour(StrEnum):
    RED = "red"


class Ref(NamedTuple):
    folder: str
    name: str


class Row(NamedTuple):
    ref: Ref
    value: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    on: date | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    words: tuple[str, ...] = ("a", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    name: str
    colour: Colour | None = None
    weight: Decimal = Decimal(1)
    one: Inner | Other | None = None
    many: tuple[Inner, ...] = ()
    rows: tuple[Row, ...] = ()
    by_ref: Mapping[Ref, Other] = field(default_factory=dict)
    keys: tuple[str | int, ...] = ()
    moved: Decimal | date | str = ""
    plain: tuple[Other, ...] = ()
    data: bytes = b""


OUTER = Codec(Outer)
texts = st.text(max_size=6)
parts = st.text(st.characters(codec="utf-8", exclude_characters="/"), max_size=4)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**9)
inners = st.builds(Inner, on=st.none() | st.dates(), done=st.none() | st.booleans())
others = st.builds(Other, words=st.lists(texts, max_size=3).map(tuple))
refs = st.builds(Ref, parts, parts)
outers = st.builds(
    Outer,
    name=texts,
    colour=st.sampled_from([None, Colour.RED]),
    weight=numbers | st.sampled_from([Decimal("1.0"), Decimal(1), Decimal("-0")]),
    one=st.none() | inners | others,
    many=st.lists(inners, max_size=4).map(tuple),
    rows=st.lists(st.builds(Row, refs, st.none() | numbers, texts), max_size=4).map(tuple),
    by_ref=st.dictionaries(refs, others, max_size=3),
    keys=st.lists(texts | st.integers(), max_size=3).map(tuple),
    moved=numbers | st.dates() | texts,
    plain=st.lists(st.builds(Other), max_size=2).map(tuple),
    data=st.binary(max_size=5),
)


@given(value=outers)
def test_what_goes_in_comes_out(value: Outer) -> None:
    again = OUTER.decode(OUTER.encode(value))
    assert again == value
    assert repr(again) == repr(value)  # 1 equals 1.0, True equals 1


def contents() -> Iterator[tuple[str, bytes]]:
    """The example, and the project with every kind of mistake."""
    for root in (REPOSITORY, REPOSITORY / "tests" / "bad"):
        for source in discover(root, "content").sources:
            yield source.file, source.data


@pytest.mark.parametrize(("file", "data"), [*contents()], ids=lambda each: str(each)[:60])
def test_every_file_of_the_examples_comes_out_as_it_was_parsed(file: str, data: bytes) -> None:
    parsed = parse(file, data)
    again = CODEC.decode(CODEC.encode(parsed))
    assert again == parsed
    assert repr(again) == repr(parsed)


def test_equal_texts_become_one_object() -> None:
    rows = (Row(Ref("a", "b"), Decimal("1.5")), Row(Ref("a", "b"), Decimal("1.5")))
    first, second = OUTER.decode(OUTER.encode(Outer(name="", rows=rows))).rows
    assert first.ref is second.ref
    assert first.value is second.value


# ── damage ────────────────────────────────────────────────────────────────────────────────────

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=8,
)


@given(data=st.data(), value=outers, wrong=json_values)
def test_damage_is_told_or_makes_another_value_of_the_type(
    data: st.DataObject, value: Outer, wrong: Any
) -> None:
    encoded = json.loads(OUTER.encode(value))
    name = data.draw(st.sampled_from(sorted({*encoded, "weight", "many", "by_ref"})))
    encoded[name] = wrong
    try:
        again = OUTER.decode(json.dumps(encoded))
    except DamagedError:
        return
    assert OUTER.decode(OUTER.encode(again)) == again


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([], id="a list where a record belongs"),
        pytest.param({}, id="a field that has to be given is missing"),
        pytest.param({"name": "n", "more": 1}, id="a field that nobody knows"),
        pytest.param({"name": 1}, id="a number where a text belongs"),
        pytest.param({"name": "n", "colour": "blue"}, id="no member of the enumeration"),
        pytest.param({"name": "n", "weight": 1.5}, id="a float where a decimal belongs"),
        pytest.param({"name": "n", "weight": None}, id="nothing where a decimal belongs"),
        pytest.param({"name": "n", "weight": "NaN"}, id="no number"),
        pytest.param({"name": "n", "one": ["Outer", {}]}, id="a record of another kind"),
        pytest.param({"name": "n", "one": "abc"}, id="a text where a choice belongs"),
        pytest.param({"name": "n", "keys": "abc"}, id="a text where a list belongs"),
        pytest.param({"name": "n", "keys": [True]}, id="a boolean among texts and numbers"),
        pytest.param({"name": "n", "many": [True]}, id="a list where columns belong"),
        pytest.param({"name": "n", "many": {"done": True}}, id="a value where a column belongs"),
        pytest.param({"name": "n", "many": {"done": [1, 2]}}, id="cells of another type"),
        pytest.param(
            {"name": "n", "many": {"done": [True], "on": []}}, id="columns of unequal length"
        ),
        pytest.param({"name": "n", "rows": {"note": ["n"]}}, id="a cell that has to be given"),
        pytest.param({"name": "n", "rows": {"ref": ["a/b/c"]}}, id="a part too many"),
        pytest.param({"name": "n", "by_ref": [["a/b"], []]}, id="a key without its value"),
    ],
)
def test_what_is_no_value_of_the_type_is_refused(data: Any) -> None:
    with pytest.raises(DamagedError):
        OUTER.decode(json.dumps(data))
