"""What a page looked at: nothing is missed, whoever computed it first."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from site_samples import sample

from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.site.dated import DAY, STANDING
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme
from okrpress.site.tracing import (
    Read,
    Traced,
    gathering,
    looked_up,
    reading,
    shared,
    traced,
)
from okrpress.site.world import mapping_named, world_of

PACKAGE = Path(__file__).parents[2] / "okrpress"
THEME = load_theme("default", None)
FOLDER = UnitCycle("2026-q4", "growth")
REF = ObjectiveRef(*FOLDER, "goal")


# ── looks ─────────────────────────────────────────────────────────────────────────────────────


def reads_of(look: object) -> set[Read]:
    with reading() as found:
        look()  # type: ignore[operator]
    return found


UNITS = Traced("units", {"a": 1, "b": 2})
BY_REF = Traced("objectives", {REF: "goal"})


@pytest.mark.parametrize(
    ("look", "reads"),
    [
        pytest.param(lambda: UNITS["a"], {Read("units", ("a",))}, id="an entry"),
        pytest.param(lambda: UNITS.get("z"), {Read("units", ("z",))}, id="one that is missing"),
        pytest.param(lambda: "z" in UNITS, {Read("units", ("z",))}, id="whether it is there"),
        pytest.param(lambda: len(UNITS), {Read("units")}, id="how many there are"),
        pytest.param(lambda: [*UNITS], {Read("units")}, id="all keys"),
        pytest.param(
            lambda: [*UNITS.values()],
            {Read("units"), Read("units", ("a",)), Read("units", ("b",))},
            id="all values",
        ),
        pytest.param(
            lambda: BY_REF[REF], {Read("objectives", ("2026-q4", "growth"))}, id="in a folder"
        ),
        pytest.param(
            lambda: BY_REF.get(KeyResultRef(*REF, "a")),  # type: ignore[call-overload]
            {Read("objectives", ("2026-q4", "growth"))},
            id="a key result counts as its folder",
        ),
    ],
)
def test_every_look_is_written_down(look: object, reads: set[Read]) -> None:
    assert reads_of(look) == reads


def test_nobody_reads_outside_of_a_page() -> None:
    with reading() as outer:
        assert UNITS["a"] == 1
        with reading() as inner:
            assert UNITS["b"] == 2
    assert UNITS["b"] == 2
    assert outer == {Read("units", ("a",))}
    assert inner == {Read("units", ("b",))}


def test_a_plan_is_made_of_what_all_of_it_looked_at() -> None:
    found: set[Read] = set()
    assert [*gathering((UNITS[id] for id in "ab"), found)] == [1, 2]
    assert found == {Read("units", ("a",)), Read("units", ("b",))}


# ── what pages share ──────────────────────────────────────────────────────────────────────────


def test_whoever_shares_a_result_has_looked_at_what_it_was_made_of() -> None:
    made = []

    @shared
    def total() -> int:
        made.append(1)
        return sum(UNITS.values())

    first, second = reads_of(total), reads_of(total)
    assert first == second == {Read("units"), Read("units", ("a",)), Read("units", ("b",))}
    assert made == [1]


@dataclass(frozen=True, eq=False)
class Place:
    units: Mapping[str, int] = field(default_factory=lambda: UNITS)


@looked_up
def doubled(place: Place, times: str | None) -> Mapping[str, int]:
    return {id: number * (3 if times else 2) for id, number in place.units.items()}


def test_whoever_looks_something_up_has_looked_at_that_alone() -> None:
    place = Place()
    (read,) = reads_of(lambda: doubled(place, None)["a"])
    (other,) = reads_of(lambda: doubled(place, "thrice")["a"])
    assert (doubled(place, None)["a"], doubled(place, "thrice")["a"]) == (2, 3)
    assert read.key == other.key == ("a",)
    assert read.name != other.name


# ── the site ──────────────────────────────────────────────────────────────────────────────────


def made() -> SitePages:
    return SitePages(sample(), THEME, Options())


def kinds() -> list[str]:
    """One path for each kind of page."""
    found: dict[tuple[str, str], str] = {}
    for path in made().paths:
        folder, _, name = path.partition("/")
        found.setdefault((folder, name.rpartition("/")[2].rpartition(".")[2]), path)
    return [path for (folder, _), path in found.items() if folder != "static"]


IN_SEQUENCE = {
    path: reads
    for pages in [made()]
    for path in pages.paths
    for _, reads in [pages.draw_traced(path)]
}


@pytest.mark.parametrize("path", kinds())
def test_a_page_has_the_same_reads_alone_as_after_all_others(path: str) -> None:
    """Else something that an earlier page computed is hidden from a later one."""
    pages = made()
    assert path in pages.paths
    _, reads = pages.draw_traced(path)
    assert reads == IN_SEQUENCE[path]


def test_an_objective_depends_on_few_folders() -> None:
    reads = IN_SEQUENCE["o/2026-q4/growth/onboarding/index.html"]
    assert reads is not None
    folders = {read.key for read in reads if read.name == "scored.objectives"}
    assert ("2026-q4", "growth") in folders
    assert ("before-records", "company") not in folders


def test_every_read_leads_to_its_mapping() -> None:
    pages = made()
    for reads in IN_SEQUENCE.values():
        for name in {read.name for read in reads or ()} - {DAY, STANDING}:
            assert mapping_named(pages.site, name) is not None


def test_a_name_of_nothing_leads_nowhere() -> None:
    site = made().site
    for name in ("site.nothing", "nothing.order", "site.running", '["no.such", "a"]'):
        assert mapping_named(site, name) is None


def test_all_that_is_in_no_mapping_is_in_the_world() -> None:
    pages = made()
    world = repr([*world_of(pages.site, pages.theme)])
    assert repr(sample().settings) in world
    assert repr(pages.site.running) in world
    others = SitePages(replace(sample(), as_of=date(2030, 11, 23)), THEME, Options())
    assert repr([*world_of(others.site, others.theme)]) != world


def test_whoever_asks_for_the_day_has_looked_at_it() -> None:
    site = made().site
    assert reads_of(lambda: site.as_of) == {Read(DAY, ("2026-11-22",))}
    assert reads_of(lambda: replace(site.scored, as_of=date(2026, 1, 1)).as_of) == {
        Read(DAY, ("2026-01-01",))
    }


def test_a_dataclass_is_traced_as_a_whole() -> None:
    place = traced(Place({"a": 5}), "place")
    assert reads_of(lambda: place.units["a"]) == {Read("place.units", ("a",))}


# Caches of functions that look at no mapping of a site: texts, dates, shapes, templates.
PURE = {
    "insight/coverage.py",
    "insight/turns.py",
    "insight/week_cuts.py",
    "insight/weeks.py",
    "scoring/explain.py",
    "scoring/explain_expected.py",
    "scoring/explain_progress.py",
    "scoring/explain_rollup.py",
    "scoring/explain_status.py",
    "scoring/figures.py",
    "scoring/written.py",
    "site/compiling.py",
    "insight/alignment.py",
    "site/charts/alignment/blocks.py",
    "site/charts/alignment/drawing.py",
    "site/charts/alignment/layout.py",
    "site/charts/alignment/wrapping.py",
    "site/charts/heatmap.py",
    "site/charts/labels.py",
    "site/charts/radar.py",
    "site/charts/scale.py",
    "site/charts/scored.py",
    "site/charts/sparkline.py",
    "site/charts/trend/data.py",
    "site/charts/trend/drawing.py",
    "site/charts/trend/ends.py",
    "site/charts/trend/ladder.py",
    "site/charts/trend/course.py",
    "site/charts/trend/pace.py",
    "site/charts/trend/room.py",
    "site/charts/trend/room_text.py",
    "site/escaping.py",
    "site/formatting.py",
    "site/views/alignment_maps.py",
    "site/views/attendance.py",
    "site/views/cycle_facts.py",
    "site/views/explanations.py",
    "site/views/frame.py",
    "site/views/here.py",
    "site/views/key_result.py",
    "site/views/rows.py",
    "site/catalogue.py",
    "site/badges.py",
    "site/data/values.py",
    "site/data/written.py",
    "site/dated.py",
    "site/drawings.py",
    "site/environments.py",
    "site/language.py",
    "site/markdown.py",
    "site/markdown_html.py",
    "site/model_words.py",
    "site/plain_tables.py",
    "site/thorough_markdown.py",
    "site/theme.py",
    "site/tracing.py",
    "site/urls.py",
    "site/views/weekly_diary.py",
    "site/views/weekly_overview.py",
    "site/views/weekly_rows.py",
    "site/views/words.py",
}


def test_nothing_hides_what_a_page_looks_at() -> None:
    hiding = {"cache", "lru_cache", "cached_property"}
    found = {
        file.relative_to(PACKAGE).as_posix()
        for room in ("site", "insight", "scoring")
        for file in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "functools"
        if hiding & {alias.name for alias in node.names}
    }
    assert found <= PURE, "use `shared` or `looked_up` of site/tracing.py"
