"""The alignment map: each objective once in full, every tie told, nothing left out unsaid."""

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import builders as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_samples import sample

from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Objective, State, Team
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site import urls
from okrpress.site.pages import SitePages
from okrpress.site.theme import load_theme
from okrpress.site.views.alignment import MapView, map_pages
from okrpress.site.views.alignment_list import MapRow
from okrpress.site.views.alignment_maps import (
    ON_A_SHEET,
    cycle_map_link,
    in_drawing,
    in_list,
    map_link,
)
from okrpress.site.views.alignment_near import neighbourhood
from okrpress.site.views.here import Here, Options, Site, make_site

TEAMS = (
    make.team("company"),
    make.team("product", parent="company"),
    make.team("sales", parent="company"),
)
THEME = load_theme("default", None)


def one(id: str, unit: str = "product", **more: object) -> Objective:
    """An objective; `supports` and `depends_on` as authors write them."""
    for key in ("supports", "depends_on"):
        texts = more.get(key, ())
        assert isinstance(texts, str | tuple)
        more[key] = [make.ref(text) for text in ([texts] if isinstance(texts, str) else texts)]
    return make.objective(id, unit=unit, **more)  # type: ignore[arg-type]


def site_of(*objectives: Objective, teams: Iterable[Team] = TEAMS) -> Site:
    portfolio = make.portfolio(objectives=objectives, teams=teams)
    return site_with(portfolio)


def site_with(portfolio: Portfolio, on: str = "2026-11-22") -> Site:
    return make_site(score(portfolio, Settings(), make.day(on)), Options())


def maps_of(site: Site) -> dict[str, MapView]:
    views = {planned.path: planned.make() for planned in map_pages(site)}
    assert all(isinstance(view, MapView) for view in views.values())
    return views  # type: ignore[return-value]


def map_of(*objectives: Objective, teams: Iterable[Team] = TEAMS) -> MapView:
    return maps_of(site_of(*objectives, teams=teams))[urls.MAP]


def rows_of(view: MapView) -> list[MapRow]:
    return [row for group in view.groups for row in group.rows]


def told(view: MapView) -> list[str]:
    """The list as text: kinds and titles, a level deeper in brackets."""
    parts = []
    for row in rows_of(view):
        parts.append(f"{row.kind} {row.link.text}" + (" (" if row.opens else ""))
        parts += [")" for _ in row.closes]
    return parts


def notes_of(view: MapView, title: str) -> list[str]:
    row = next(row for row in rows_of(view) if row.id and row.link.text == title)
    return [
        " ".join([*filter(None, [note.text]), ", ".join(link.text for link in note.links)]).strip()
        for note in row.notes
    ]


GOAL = one("goal", unit="company", title="Goal", stands_alone="It is the top")


# ── which maps there are ──────────────────────────────────────────────────────────────────────


def test_running_cycles_share_a_map_and_others_have_their_own() -> None:
    site = site_of(one("a"), one("y", cycle="2026"), one("b", cycle="2026-q3"))
    assert list(maps_of(site)) == ["map/index.html", "c/2026-q3/map/index.html"]
    here = Here(site, "c/2026-q4/index.html")
    assert cycle_map_link(here, "2026-q4").href == "../../map/index.html"
    assert cycle_map_link(here, "2026-q3").href == "../../c/2026-q3/map/index.html"


def test_maps_lead_to_each_other() -> None:
    views = maps_of(site_of(one("a"), one("b", cycle="2026-q3"), one("c", cycle="2026-q2")))
    others = [link.text for link in views["c/2026-q3/map/index.html"].others]
    assert others == ["Running cycles", "2026 q2"]
    assert [link.href for link in views[urls.MAP].others] == [
        "../c/2026-q3/map/index.html",
        "../c/2026-q2/map/index.html",
    ]


@pytest.mark.parametrize(
    ("portfolio", "on", "what"),
    [
        pytest.param(make.portfolio(objectives=[]), "2026-11-22", "No objectives yet", id="empty"),
        pytest.param(make.portfolio(), "2027-05-05", "No cycle is running", id="between cycles"),
        pytest.param(
            make.portfolio(objectives=[], cycles=[make.cycle("2026-q4")]),
            "2026-11-22",
            "No objectives in this cycle yet",
            id="nothing written",
        ),
    ],
)
def test_an_empty_map_says_why(portfolio: Portfolio, on: str, what: str) -> None:
    view = maps_of(site_with(portfolio, on))[urls.MAP]
    assert view.empty is not None
    assert view.empty.what == what
    assert (view.drawing, view.table, view.finding) == (None, (), "")


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def test_supporters_stand_under_what_they_support() -> None:
    view = map_of(GOAL, one("a", supports="company/goal", title="A"), one("b", title="B"))
    assert told(view) == ["objective Goal (", "objective A", ")", "objective B"]
    assert [group.title for group in view.groups] == ["", "By themselves"]
    assert rows_of(view)[0].summary == "1 supports it: 1 no data"


def test_supporters_of_a_key_result_stand_under_it_after_those_of_the_whole() -> None:
    view = map_of(
        GOAL,
        one("a", supports="company/goal#activation", title="A"),
        one("b", supports="company/goal", title="B"),
    )
    assert told(view) == [
        *("objective Goal (", "objective B"),
        *("key-result Raise activation (", "objective A", ")", ")"),
    ]


def test_what_supports_several_is_a_link_under_the_others() -> None:
    view = map_of(
        GOAL,
        one("other", unit="company", title="Other", stands_alone="So is this"),
        one("a", supports=("company/other", "company/goal"), title="A"),
    )
    assert told(view) == [
        *("objective Goal (", "elsewhere A", ")"),
        *("objective Other (", "objective A", ")"),
    ]
    assert rows_of(view)[1].link.href == f"#{in_list(make.objective_ref('a'))}"
    assert notes_of(view, "A") == ["Also supports Goal"]


def test_notes_say_what_else_there_is_to_know() -> None:
    view = map_of(
        GOAL,
        one("a", title="A", depends_on="b#activation"),
        one("b", title="B", supports=("company/goal", "company/goal#activation")),
        one("c", unit="sales", title="C", stands_alone="A promise"),
        one("late", cycle="2026-q3", supports="2026-q4/company/goal"),
    )
    assert notes_of(view, "A") == [
        "Depends on Raise activation (No data)",
        "Supports nothing and does not say why",
    ]
    assert notes_of(view, "B") == ["Also supports Raise activation"]
    assert notes_of(view, "C") == ["Stands alone: A promise"]
    assert notes_of(view, "Goal") == [
        "Stands alone: It is the top",
        "Supported on other maps: 2026 q3 (1)",
    ]


def test_a_loop_is_told_where_it_closes() -> None:
    view = map_of(one("a", supports="b", title="A"), one("b", supports="a", title="B"))
    assert told(view) == ["objective B (", "objective A", ")"]
    assert notes_of(view, "B") == ["In a loop: what it supports leads back to it through A"]
    assert [standout.title for standout in view.standouts] == ["Support each other in a circle"]
    assert view.standouts[0].where[0].words == "A → B → A"


def test_what_is_named_in_another_cycle_leads_to_its_own_map() -> None:
    site = site_of(
        one("year", cycle="2026", title="Year"),
        one("a", cycle="2026-q3", supports="2026/product/year", title="A"),
    )
    view = maps_of(site)["c/2026-q3/map/index.html"]
    assert told(view) == ["outside Year (", "objective A", ")"]
    (note,) = rows_of(view)[0].notes
    place = in_list(ObjectiveRef("2026", "product", "year"))
    assert note.links[0].href == f"../../../map/index.html#{place}"


# ── large maps ────────────────────────────────────────────────────────────────────────────────


def star(supporters: int) -> Site:
    below = [one(f"a{at:04}", supports="company/goal", title=f"A{at}") for at in range(supporters)]
    return site_of(GOAL, *below)


def test_a_map_that_fits_a_sheet_is_one_page() -> None:
    assert list(maps_of(star(ON_A_SHEET - 1))) == [urls.MAP]


def test_a_larger_map_has_parts_and_says_where_it_goes_on() -> None:
    views = maps_of(star(2 * ON_A_SHEET))
    assert list(views) == [urls.MAP, *(f"map/{part}/index.html" for part in (1, 2, 3))]
    first, last = views["map/1/index.html"], views["map/3/index.html"]
    more = rows_of(first)[-1]
    assert (more.kind, more.link.text) == ("more", "… and 61 more below it, from part 2 on")
    assert more.link.href == "../../map/2/index.html"
    assert (first.before, first.after and first.after.text) == (None, "Part 2")
    assert (last.before and last.before.text, last.after) == ("Part 2", None)
    assert last.groups[0].under is not None
    assert last.groups[0].under.text == "Goal"
    assert first.finding == "60 objectives with 59 ties of support and 0 dependencies."


def test_the_overview_of_a_large_map_names_its_parts_and_draws_its_units() -> None:
    view = maps_of(star(2 * ON_A_SHEET))[urls.MAP]
    assert [part.objectives for part in view.parts] == [
        "60 objectives",
        "60 objectives",
        "1 objective",
    ]
    assert view.groups == ()
    assert view.drawing is not None
    assert titles_in(view) == ["Company: 1 no data", "No data: Goal", "Product: 120 no data"]
    assert [part.unit for part in view.parts] == ["Company", "Product", "Product"]
    assert view.drawing.finding == (
        "Each box is a unit. All 121 objectives stand in 3 parts, listed below the drawing; "
        "the page of each objective leads to its place."
    )


def test_an_objective_leads_to_its_place_in_the_drawing_of_its_part() -> None:
    site = star(2 * ON_A_SHEET)
    views = maps_of(site)
    for ref in site.portfolio.objectives:
        path, _, anchor = map_link(Here(site, urls.HOME), ref).href.partition("#")
        assert anchor == in_drawing(ref)
        drawing = views[path].drawing
        assert drawing is not None
        assert f'id="{anchor}"' in drawing.svg


def test_support_of_many_is_cut_and_told() -> None:
    others = [
        one(f"a{at:02}", supports=("company/goal", "company/second"), title=f"A{at}")
        for at in range(15)
    ]
    view = map_of(GOAL, one("second", unit="company", title="Second"), *others)
    kinds = Counter(row.kind for row in rows_of(view))
    assert kinds == {"objective": 17, "elsewhere": 12, "more": 1}
    assert rows_of(view)[-1].link.text == (
        "… and 3 more, each in full under the first that it supports"
    )


def teams(count: int, *, deep: bool) -> list[Team]:
    """A company with teams below it, or that many without anybody above them."""
    names = [f"t{number:03}" for number in range(count)]
    parent = "company" if deep else None
    return [make.team("company"), *(make.team(name, parent=parent) for name in names)]


def test_units_that_are_too_many_are_counted_with_those_above_them() -> None:
    objectives = [one("o", unit=f"t{number:03}", title="O") for number in range(70)]
    view = map_of(GOAL, *objectives, teams=teams(70, deep=True))
    assert titles_in(view) == ["Company and below: 71 no data"]
    assert view.drawing is not None
    assert view.drawing.finding.endswith("the units below it are counted with it.")


def test_units_without_anybody_above_are_left_out_and_told() -> None:
    objectives = [one("o", unit=f"t{number:03}", title="O") for number in range(70)]
    view = map_of(*objectives, teams=teams(70, deep=False))
    assert len(titles_in(view)) == 2 * 60
    assert view.drawing is not None
    assert view.drawing.left_out == (
        "10 units with fewer objectives are left out. The parts of the map have everything."
    )


def test_thin_lines_between_units_are_left_out_and_told() -> None:
    objectives = [
        one(
            "o",
            unit=f"t{number:03}",
            title="O",
            depends_on=f"t{(number + 1) % 50:03}/o",
            supports="company/goal",
        )
        for number in range(50)
    ]
    more = [one(f"o{number}", unit="company", stands_alone="So") for number in range(20)]
    view = map_of(GOAL, *objectives, *more, teams=teams(50, deep=True))
    assert view.drawing is not None
    assert "20 thin ones are left out" in view.drawing.left_out
    assert view.drawing.svg.count("map-depends") == 30
    assert view.drawing.svg.count("map-supports") == 50


# ── the drawing ───────────────────────────────────────────────────────────────────────────────


def drawn(view: MapView) -> ET.Element:
    assert view.drawing is not None
    return ET.fromstring(view.drawing.svg)


def titles_in(view: MapView) -> list[str]:
    """What links in the drawing are called, in the order of the keyboard."""
    return [title.text or "" for link in drawn(view).iter("a") for title in link.iter("title")]


def test_links_stand_in_the_order_of_reading() -> None:
    view = map_of(
        GOAL,
        one("a", supports="company/goal", title="A"),
        one("b", unit="sales", supports="company/goal#activation", title="B"),
    )
    assert titles_in(view) == [
        "No data: Goal (Company, 2026 q4)",
        "No data: Raise activation",
        "No data: A (Product, 2026 q4)",
        "No data: B (Sales, 2026 q4)",
    ]


def test_a_drawing_has_a_name_and_says_what_it_shows() -> None:
    view = map_of(GOAL, one("a", supports="company/goal"))
    root = drawn(view)
    named = [root.find(f"*[@id='{id}']") for id in root.attrib["aria-labelledby"].split()]
    assert [each.text for each in named if each is not None] == ["Alignment map", view.finding]
    assert root.attrib["role"] == "group"


def test_lines_tell_support_dependency_loop_and_other_cycles_apart() -> None:
    view = map_of(
        one("year", cycle="2026", title="Year"),
        one("a", title="A", supports="2026/product/year"),
        one("b", title="B", supports="c", depends_on="a"),
        one("c", title="C", supports="b"),
    )
    assert view.drawing is not None
    assert view.drawing.samples == ("supports", "depends", "across", "loop")
    svg = view.drawing.svg
    assert svg.count("map-ring") == 1
    assert svg.count('stroke-dasharray="5 4"') == 1
    assert svg.count('stroke-dasharray="2 3"') == 1
    assert svg.count('map-tie map-loop"') == 1


def test_what_has_no_line_is_parked_in_a_lane() -> None:
    view = map_of(
        GOAL,
        one("a", title="A", supports="company/goal"),
        one("b", title="B"),
        one("c", title="C", stands_alone="A promise"),
        one("d", unit="company", title="D"),
    )
    headings = [each.text for each in drawn(view).iter("text") if each.get("class") == "map-lane"]
    assert headings == [
        "Support nothing and do not say why",
        "Stand alone, with a reason",
        "Nobody supports these, and there is nothing above them",
    ]


def test_lines_to_other_parts_are_limited_and_told() -> None:
    many = [one(f"x{at:02}", unit="sales", cycle="2026-q3") for at in range(45)]
    needs = tuple(f"2026-q3/sales/x{at:02}" for at in range(45))
    view = map_of(one("a", depends_on=needs), *many)
    assert view.drawing is not None
    assert view.drawing.svg.count("map-outside") == 40
    assert view.drawing.left_out.startswith("5 lines to objectives on other parts are left out")
    assert len(view.table[0].depends_on) == 45


def test_titles_cannot_break_out_of_the_drawing() -> None:
    evil = '</title></svg><script>alert("x")</script>'
    view = map_of(one("a", title=evil), one("b", supports="a", title=evil))
    assert titles_in(view)[0].startswith(f"No data: {evil}")
    assert list(drawn(view).iter("script")) == []


# ── words ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("objectives", "finding"),
    [
        pytest.param(
            [GOAL], "One objective, and it does not say what it supports.", id="one objective"
        ),
        pytest.param(
            [GOAL, one("a")], "None of 2 objectives says what it supports.", id="nothing tied"
        ),
        pytest.param(
            [GOAL, one("a", supports="company/goal"), one("b")],
            "1 of 3 objectives support another objective. 1 supports nothing and does not say why.",
            id="an orphan",
        ),
        pytest.param(
            [GOAL, one("a", supports="company/goal")],
            "1 of 2 objectives support another objective."
            " All others stand at the top or say why they stand alone.",
            id="all well",
        ),
    ],
)
def test_the_finding_says_how_it_hangs_together(objectives: list[Objective], finding: str) -> None:
    assert map_of(*objectives).finding == finding


def test_concerns_name_what_somebody_should_look_at() -> None:
    view = map_of(
        one("goal", unit="company", title="Goal"),
        one("idle", unit="company", title="Idle"),
        *(one(f"a{at}", supports="company/goal") for at in range(8)),
        *(one(f"b{at}", unit="sales", title=f"B{at}", depends_on="gone") for at in range(9)),
        one("gone", title="Gone", state=State.CANCELLED, stands_alone="It was"),
    )
    found = {
        standout.title: ([place.link.text for place in standout.where], standout.more)
        for standout in view.standouts
    }
    eight = [f"B{at}" for at in range(8)]
    more = "… and 1 more, marked where they are listed"
    assert found == {
        "Depend on something in trouble": (eight, more),
        "Support nothing and do not say why": (eight, more),
        "At the top, and nobody supports them": (["Idle"], ""),
        "More than 7 others support them": (["Goal"], ""),
    }


# ── next to an objective ──────────────────────────────────────────────────────────────────────


def test_a_neighbourhood_has_all_four_sides() -> None:
    site = site_of(
        GOAL,
        one("a", title="A", supports="company/goal#activation", depends_on="d"),
        one("b", title="B", supports="a"),
        one("c", title="C", depends_on="a#activation"),
        one("d", title="D"),
        one("e", title="E", cycle="2026-q3", supports="2026-q4/product/a"),
    )
    ref = make.objective_ref("a")
    near = neighbourhood(Here(site, urls.objective_path(ref)), ref)
    sides = (near.supports, near.supported_by, near.depends_on, near.needed_by)
    assert [[each.link.text for each in side.listed] for side in sides] == [
        ["Raise activation"],
        ["E", "B"],
        ["D"],
        ["C"],
    ]
    assert near.supported_by.listed[0].cycle == "2026 q3"
    assert near.drawing is not None
    assert near.drawing.svg.count("map-tie") == 5
    assert near.drawing.svg.count("map-self") == 1
    assert near.is_any


def test_a_neighbourhood_of_many_is_cut_and_told() -> None:
    site = star(30)
    near = neighbourhood(Here(site, urls.objective_path(GOAL.ref)), GOAL.ref)
    assert (len(near.supported_by.listed), near.supported_by.more) == (12, "and 18 more")
    assert near.drawing is not None
    assert near.drawing.svg.count("map-tie") == 8


def test_an_objective_without_neighbours_has_no_drawing() -> None:
    site = site_of(one("a"))
    near = neighbourhood(Here(site, urls.HOME), make.objective_ref("a"))
    assert near.drawing is None
    assert not near.is_any


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def test_the_page_nests_its_list_and_folds_it_without_a_script() -> None:
    pages = SitePages(sample(), THEME, Options())
    page = pages.draw(urls.MAP).decode()
    for tag in ("ul", "li", "details", "summary"):
        assert len(re.findall(rf"<{tag}\b", page)) == page.count(f"</{tag}>")
    assert "<script" not in page.partition("<main")[2]
    assert page.count("<details open>") > 0


# ── whatever anybody writes ───────────────────────────────────────────────────────────────────

NAMES = st.sampled_from("abcdefghijkl")
CYCLES = st.sampled_from(["2026", "2026-q3", make.CYCLE])


@st.composite
def networks(draw: st.DrawFn) -> list[Objective]:
    """Objectives of three cycles that name any others, themselves, in loops."""
    chosen = draw(st.lists(st.tuples(CYCLES, NAMES), unique=True, min_size=1, max_size=16))
    there = set(chosen)

    def named() -> tuple[str, ...]:
        targets = draw(st.lists(st.tuples(CYCLES, NAMES, st.booleans()), max_size=3, unique=True))
        return tuple(
            f"{cycle}/product/{name}" + "#activation" * part
            for cycle, name, part in targets
            if (cycle, name) in there
        )

    return [one(name, cycle=at, supports=named(), depends_on=named()) for at, name in chosen]


@settings(max_examples=50, deadline=None)
@given(networks())
def test_each_objective_is_in_full_once_and_every_tie_in_the_table(
    objectives: list[Objective],
) -> None:
    site = site_of(*objectives)
    views = list(maps_of(site).values())
    ids = [row.id for view in views for row in rows_of(view) if row.id]
    assert sorted(ids) == sorted(in_list(each.ref) for each in objectives)
    for view in views:
        opened = [bool(row.summary) for row in rows_of(view) if row.opens]
        assert sorted(opened) == sorted(fold for row in rows_of(view) for fold in row.closes)
    table = [row for view in views for row in view.table]
    assert sum(len(row.supports) for row in table) == sum(len(one.supports) for one in objectives)
    assert sum(len(row.depends_on) for row in table) == sum(
        len(one.depends_on) for one in objectives
    )
    assert views == list(maps_of(site_of(*objectives)).values())
