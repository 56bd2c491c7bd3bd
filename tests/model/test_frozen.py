"""Classes whose methods are made late are what the standard makes of them."""

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from okrpress.model import frozen


def plain(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Noun:
        """Something."""

        id: str
        size: int = 1
        parts: list[str] = field(default_factory=list)
        secret: str = field(default="", repr=False)
        seen: int = field(default=0, compare=False)
        kept: tuple[int, ...] = field(default=(), hash=False)

    return Noun


def placed(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Noun:
        id: str
        size: int = 1

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "mine"

    return Noun


def computed(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Noun:
        id: str
        length: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.id))

    return Noun


def derived(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        size: int = 2

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Noun(Base):
        id: str = ""

    return Noun


def alone(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, kw_only=True, eq=False)
    class Noun:
        id: str

    return Noun


def without_slots(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, kw_only=True)
    class Noun:
        id: str
        parts: list[str] = field(default_factory=list)
        size: int = 1

        @cached_property
        def length(self) -> int:
            return len(self.id)

    return Noun


def empty(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True)
    class Noun:
        pass

    return Noun


def ordered(dataclass: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, order=True)
    class Noun:
        id: str

    return Noun


def said(work: Callable[[], object]) -> object:
    """What comes of it: a value as text, or that there is none."""
    try:
        return repr(work())
    except (TypeError, FrozenInstanceError):  # the standard takes one for the other
        return "refused"


def behaviour(noun: type[Any]) -> dict[str, object]:
    """What a class does, in words that do not name it."""
    has_id = any(each.name == "id" for each in fields(noun))
    by_position = any(each.name == "id" and not each.kw_only for each in fields(noun))
    given: tuple[Any, ...] = ("x",) if by_position else ()
    named = {"id": "x"} if has_id and not by_position else {}
    one, same = noun(*given, **named), noun(*given, **named)
    other = replace(one, id="other") if has_id else one
    return {
        "fields": [(each.name, each.kw_only, each.type) for each in fields(one)],
        "values": [getattr(other, each.name) for each in fields(one)],
        "match": noun.__match_args__,
        "repr": repr(one),
        "equal": (one == same, one == other, one == "x", one != same),
        "hash": (said(lambda: hash(one) == hash(same)), said(lambda: len({one, same}))),
        "order": said(lambda: one < other),
        "missing": said(noun),
        "too much": said(lambda: noun(*given, **named, more=1)),
        "set": said(lambda: setattr(one, "id", "y")),
        "delete": said(lambda: delattr(one, "id")),
        "new": said(lambda: setattr(one, "more", "y")),
        "dict": hasattr(one, "__dict__"),
        "state": one.__getstate__(),
    }


KINDS = (plain, placed, computed, derived, alone, without_slots, empty, ordered)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_it_does_what_the_standard_does(kind: Callable[[Any], type[Any]]) -> None:
    ours, theirs = kind(frozen.dataclass), behaviour(kind(dataclasses.dataclass))
    told = [behaviour(ours) for _ in range(2 * frozen.RARE)]  # by the fields, and then compiled
    assert told == [theirs] * len(told)


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A class that a pickle finds by its name."""

    id: str
    size: int = 1


def test_pickles_are_read_before_any_method_was_called() -> None:
    assert pickle.loads(pickle.dumps(Kept(id="x"))) == Kept(id="x")


def test_a_method_is_made_once_for_each_class() -> None:
    base = derived(frozen.dataclass)
    first = vars(base)["__init__"]
    assert [base(id="x").size for _ in range(frozen.RARE)] == [2] * frozen.RARE
    assert vars(base)["__init__"] is first
    assert base(id="x").size == 2
    made = vars(base)["__init__"]
    assert made is not first
    assert base(id="y").id == "y"
    assert vars(base)["__init__"] is made
    assert made.__qualname__.endswith("Noun.__init__")
