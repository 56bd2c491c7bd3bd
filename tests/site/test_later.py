"""A view computes what is looked at, once, and nothing else."""

import re
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pytest

import okrpress
from okrpress.meter import metering
from okrpress.site.later import Lazy, View, later, loaded, looked
from okrpress.site.tracing import Read, Traced, reading, shared

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


# ── views whose fields are the class's ────────────────────────────────────────────────────────


def shout(word: str, mark: str) -> str:
    return said(word) + mark


def stumble(*_: str) -> str:
    return fail()


class Called(View):
    def __init__(self, word: str, mark: str) -> None:
        self.mark = mark
        super().__init__(word, mark)

    shouted = looked(shout)
    wrong = looked(stumble)


class Greeting(View):
    shouted = looked(shout)


def test_a_field_of_a_view_is_computed_at_the_first_look_and_kept() -> None:
    view = Called("b", "!")
    assert (view.mark, asked) == ("!", [])
    assert (view.shouted, view.shouted) == ("b!", "b!")
    assert asked == ["b"]


def test_views_of_the_class_that_show_the_same_are_equal() -> None:
    view = Greeting("b", "!")
    assert view == Greeting("b", "!")
    assert view != Greeting("b", "?")
    assert view != Lazy()


def test_a_mistake_in_a_field_of_a_view_does_not_pass_for_a_missing_one() -> None:
    with pytest.raises(RuntimeError, match=r"Called\.wrong: nothing has no such thing"):
        Called("b", "!").wrong  # noqa: B018


def test_a_view_that_pages_share_is_made_at_once() -> None:
    names = Traced("names", {"a": "Ann"})

    class Name(View):
        text = looked(names.__getitem__)

    made = shared(Name)
    looks = []
    for _ in range(2):
        with reading() as found:
            assert made("a").text == "Ann"
        looks.append(set(found))
    assert looks[0] == looks[1] == {Read("names", ("a",))}


def test_what_is_looked_at_is_measured_where_somebody_wants_to_know() -> None:
    ticks = iter(range(100))
    with metering(lambda: float(next(ticks))) as meter:
        assert Greeting("b", "!").shouted == "b!"
    assert [(one.work, one.seconds) for one in meter.taken()] == [("view", 1.0)]


def test_a_function_is_loaded_at_its_first_call() -> None:
    nowhere = loaded("site.views.nowhere:nothing")
    with pytest.raises(ModuleNotFoundError, match=r"okrpress\.site\.views\.nowhere"):
        nowhere()
    section_id = loaded("site.urls:section_id")
    assert [section_id("a", "b"), section_id("c")] == ["_a_b", "_c"]


def test_every_function_that_is_loaded_late_is_there() -> None:
    package = Path(okrpress.__file__).parent
    texts = [file.read_text(encoding="utf-8") for file in package.rglob("*.py")]
    places = re.findall(r"loaded\(\s*\"([\w.]+):(\w+)\"", "\n".join(texts))
    assert places
    for module, name in places:
        assert callable(getattr(import_module(f"okrpress.{module}"), name))
