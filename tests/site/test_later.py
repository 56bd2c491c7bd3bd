"""A view computes what is looked at, once, and nothing else."""

from dataclasses import dataclass, replace

import pytest

from okrpress.site.later import Lazy, later
from okrpress.site.tracing import Traced, reading, shared

asked: list[str] = []


def said(word: str) -> str:
    asked.append(word)
    return word


def fail() -> str:
    raise AttributeError("nothing has no such thing")


@dataclass(frozen=True, kw_only=True)
class Plain(Lazy):
    title: str
    body: str


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    asked.clear()


def test_a_field_is_computed_at_the_first_look_and_kept() -> None:
    view = Plain(title="T", body=later(said, "b"))
    assert view.title == "T"
    assert asked == []
    assert (view.body, view.body) == ("b", "b")
    assert asked == ["b"]


def test_views_that_say_the_same_are_equal_and_can_be_replaced() -> None:
    view = Plain(title="T", body=later(said, "b"))
    assert view == Plain(title="T", body="b")
    assert replace(view, title="U") == Plain(title="U", body="b")


def test_a_field_that_a_view_does_not_have_is_missing() -> None:
    with pytest.raises(AttributeError, match="Plain has no 'wrong'"):
        getattr(Plain(title="T", body="b"), "wrong")  # noqa: B009


def test_a_mistake_in_a_field_does_not_pass_for_a_missing_one() -> None:
    view = Plain(title="T", body=later(fail))
    with pytest.raises(RuntimeError, match=r"Plain\.body: nothing has no such thing"):
        view.body  # noqa: B018


def test_whoever_looks_first_at_something_shared_is_not_the_only_one_who_has_looked() -> None:
    names = Traced("names", {"a": "Ann"})

    @shared
    def view(key: str) -> Plain:
        return Plain(title="T", body=later(names.__getitem__, key))

    looks = []
    for _ in range(2):
        with reading() as found:
            assert view("a").body == "Ann"
        looks.append(set(found))
    assert looks[0] == looks[1] != set()


def test_a_page_has_looked_at_what_its_template_asked_for_only() -> None:
    names = Traced("names", {"a": "Ann", "b": "Ben"})
    with reading() as found:
        view = Plain(title=later(names.__getitem__, "a"), body=later(names.__getitem__, "b"))
        assert view.title == "Ann"
    assert {read.key for read in found} == {("a",)}
