"""Nouns that are made past their class are what their class makes."""

from dataclasses import FrozenInstanceError

import pytest

from okrpress.model.frozen import dataclass
from okrpress.model.maker import maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A noun."""

    id: str
    weight: int = 1


class Watched(Step):
    """The same noun, which adds to it and counts who asks for its weight."""

    __slots__ = ("asked",)

    @property
    def weight(self) -> int:  # type: ignore[override]
        self.asked.append("weight")
        weight: int = vars(Step)["weight"].__get__(self)
        return weight

    asked: list[str]


def test_it_is_the_noun_that_its_class_makes() -> None:
    made = maker(Step, ("id", "weight"))("a", 2)
    assert type(made) is Step
    assert made == Step(id="a", weight=2)
    assert repr(made) == repr(Step(id="a", weight=2))
    assert hash(made) == hash(Step(id="a", weight=2))


def test_it_is_as_frozen() -> None:
    made = maker(Step, ("id", "weight"))("a", 2)
    with pytest.raises(FrozenInstanceError):
        made.id = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.id


def test_a_noun_that_another_is_made_of_keeps_what_it_adds() -> None:
    made = maker(Watched, ("id", "weight", "asked"))("a", 2, [])
    assert type(made) is Watched
    assert (made.id, made.weight, made.asked) == ("a", 2, ["weight"])
