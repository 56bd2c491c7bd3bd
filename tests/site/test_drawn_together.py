"""Pages that are drawn together are those that are drawn one by one."""

from pathlib import Path

import pytest
from site_samples import sample

from okrpress.errors import OkrpressError
from okrpress.meter import metering
from okrpress.site.later import Look, View, look_together, looked, looks_at
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme, read_theme
from okrpress.site.tracing import Read, Traced

NAMES = Traced("names", {"a": "Ann", "b": "Ben"})
asked: list[str] = []


def name_of(id: str) -> str:
    asked.append(f"name of {id}")
    return NAMES[id]


def length_of(id: str) -> int:
    asked.append(f"length of {id}")
    return len(id)


def inner_of(id: str) -> "tuple[Inner, ...]":
    return tuple(Inner(id) for _ in range(2))


def other_than(name: str) -> str:
    asked.append(f"other than {name}")
    return NAMES["b" if name == "Ann" else "nobody"]


class Inner(View):
    length = looked(length_of)


class Outer(View):
    name = looked(name_of)
    inner = looked(inner_of)
    unseen = looked(length_of)


class InSteps(View):
    other: looked[int] = looked(name_of, other_than, length_of)


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    asked.clear()


def site() -> SitePages:
    return SitePages(sample(), load_theme("default", None), Options())


@pytest.mark.parametrize("is_traced", [True, False])
def test_together_or_one_by_one_is_the_same(is_traced: bool) -> None:
    alone, together = site(), site()
    paths = list(alone.paths)
    assert list(together.paths) == paths
    one_by_one = [alone.draw_traced(path) if is_traced else alone.draw(path) for path in paths]
    for some in (paths, paths[-30:]):
        drawn = [page[:2] for page in together.draw_together(some, is_traced=is_traced)]
        expected = one_by_one[-len(some) :]
        assert drawn == (expected if is_traced else [(data, None) for data in expected])


def test_what_is_measured_is_drawn_one_by_one() -> None:
    pages = site()
    objectives = [path for path in pages.paths if pages.kind_of(path) == "objective"]
    [*_] = pages.draw_together(objectives, is_traced=False)
    with metering(lambda: 0.0) as meter:
        [*_] = pages.draw_together(objectives, is_traced=False)
    assert {one.name for one in meter.taken() if one.work == "template"} == set(objectives)


def test_a_mistake_of_a_template_is_told_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "mine" / "templates" / "objective.html"
    file.parent.mkdir(parents=True)
    file.write_text("{{ view.title }}{% if view.tags %}{{ view.nothing }}{% endif %}")
    pages = SitePages(sample(), read_theme("mine", tmp_path), Options())
    objectives = [path for path in pages.paths if pages.kind_of(path) == "objective"]
    with pytest.raises(OkrpressError, match=r"objective\.html:1: .*nothing"):
        [*_] = pages.draw_together(objectives * 2, is_traced=False)


def test_the_same_field_of_all_views_is_looked_at_before_the_next() -> None:
    first = Outer("a")
    first.name  # noqa: B018
    [one.length for one in first.inner]
    looks = looks_at(first)
    assert looks == ((Outer, "name", False), (Outer, "inner", True), (Inner, "length", False))
    asked.clear()
    views, reads = [Outer("a"), Outer("b")], [set[Read](), set[Read]()]
    look_together(views, looks, reads)
    assert asked == ["name of a", "name of b", *["length of a"] * 2, *["length of b"] * 2]
    assert reads == [{Read("names", ("a",))}, {Read("names", ("b",))}]
    assert vars(views[0]).keys() == {"name", "inner"}


def test_what_only_some_views_of_a_kind_were_asked_is_left_for_later() -> None:
    first = Outer("a")
    first.inner[0].length  # noqa: B018
    assert looks_at(first) == ((Outer, "inner", True),)


def test_a_mistake_is_left_to_whoever_looks_again() -> None:
    view = Outer("nobody")
    look_together([view], [Look(Outer, "name", False), Look(Outer, "unseen", False)], [None])
    assert vars(view) == {"unseen": 6}
    with pytest.raises(KeyError):
        view.name  # noqa: B018


def test_a_field_in_steps_is_made_step_by_step_for_all_views() -> None:
    views, reads = [InSteps(id) for id in "aab"], [set[Read](), None, set[Read]()]
    vars(views[1])["other"] = 9  # as when it was looked at before
    look_together(views, [Look(InSteps, "other", False)], reads)
    assert asked == ["name of a", "name of b", "other than Ann", "other than Ben", "length of Ben"]
    assert [vars(view) for view in views] == [{"other": 3}, {"other": 9}, {}]
    assert reads[0] == {Read("names", ("a",)), Read("names", ("b",))}
    assert InSteps("a").other == 3
    with pytest.raises(KeyError):
        views[2].other  # noqa: B018
