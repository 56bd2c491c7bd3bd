"""What the search can find: all that the pages show, and nothing else."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import builders as make
import pytest
from builders import public_view
from site_samples import AS_OF, SETTINGS, empty, sample

from okrpress.model.okr import Visibility
from okrpress.model.portfolio import Portfolio
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio, Status
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme
from okrpress.site.views.here import make_site
from okrpress.site.views.search import search_parts, search_view

STATIC = Path(__file__).parents[2] / "themes" / "default" / "static"
OWN = ("head/theme.js", "page.js", "tables.js", "search/search.js")
MINISEARCH = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
Found = dict[str, Any]


def files_of(scored: ScoredPortfolio) -> dict[str, bytes]:
    return dict(render(SitePages(scored, load_theme("default", None), Options())))


@lru_cache
def site() -> dict[str, bytes]:
    return files_of(sample())


def handed(files: dict[str, bytes], path: str) -> Found:
    """What a script of the index hands over; everything around it is fixed."""
    script = re.fullmatch(
        r"\(globalThis\.okrSearch \?\?= \[\]\)\.push\((\{.*\})\);\n", files[path].decode()
    )
    assert script
    found: Found = json.loads(script[1])
    return found


def scripts(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if path.startswith("search/") and path.endswith(".js")]


def entries(files: dict[str, bytes]) -> Iterator[list[str]]:
    for path in scripts(files):
        yield from handed(files, path)["entries"]


# ── the index ─────────────────────────────────────────────────────────────────────────────────


def test_everything_that_has_a_page_can_be_found() -> None:
    portfolio = sample().portfolio
    found = list(entries(site()))
    kinds = [entry[0] for entry in found]
    key_results = sum(len(one.key_results) for one in portfolio.objectives.values())
    assert kinds.count("objective") == len(portfolio.objectives)
    assert kinds.count("key-result") == key_results
    assert kinds.count("cycle") == len(portfolio.cycles)
    assert kinds.count("lesson") == 2
    names = handed(site(), "search/places.js")["names"]
    assert {names[entry[4]] for entry in found if entry[0] == "person"} == {"Jonas Weber"}
    assert "Growth" in {names[entry[4]] for entry in found if entry[0] == "unit"}


def test_every_address_leads_to_a_place_on_a_page() -> None:
    page = ""
    for entry in entries(site()):
        address, _, anchor = entry[2].partition("#")
        page = re.sub("/$", "/index.html", address) or page
        assert page in site(), entry
        assert not anchor or f'id="{anchor}"' in site()[page].decode(), entry


def test_a_key_result_is_found_with_its_status_and_whoever_answers_for_it() -> None:
    found = handed(site(), "search/c/2026-q4.js")["entries"]
    at = next(at for at, entry in enumerate(found) if entry[1].startswith("New customers"))
    objective, activation = found[at], found[at + 1]
    assert objective[0] == "objective"
    assert objective[4:] == ["growth", "maria", "onboarding well-being customer-first learning"]
    assert activation[:3] == [
        "key-result",
        "Raise week-one activation from 31\u202f% to 45\u202f%",
        "#activation",
    ]
    assert activation[5] == "maria"
    assert {entry[3] for entry in found if entry[0] != "lesson"} <= set(Status)


def test_what_is_not_public_is_not_in_the_index() -> None:
    def with_secret(*, is_there: bool) -> dict[str, bytes]:
        secret = make.objective(
            "secret", unit="growth", cycle="2026-q4", visibility=Visibility.PRIVATE
        )
        known = sample().portfolio.objectives
        objectives = [*known.values(), secret] if is_there else list(known.values())
        return files_of(score(public_view(small(objectives)), SETTINGS, AS_OF))

    hidden, without = with_secret(is_there=True), with_secret(is_there=False)
    assert {path: hidden[path] for path in scripts(hidden)} == {
        path: without[path] for path in scripts(without)
    }


def small(objectives: list[Any]) -> Portfolio:
    portfolio = sample().portfolio
    return make.portfolio(
        cycles=portfolio.cycles.values(), teams=portfolio.teams.values(), objectives=objectives
    )


def test_the_same_portfolio_gives_the_same_index() -> None:
    again = files_of(sample())
    assert {path: again[path] for path in scripts(again)} == {
        path: site()[path] for path in scripts(site())
    }


def test_an_empty_portfolio_can_be_searched() -> None:
    files = files_of(empty())
    assert scripts(files) == ["search/places.js"]
    assert handed(files, "search/places.js")["entries"] == []


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def names(parts: list[tuple[Any, ...]]) -> list[list[str]]:
    return [[stretch.cycle.id for stretch in part] for part in parts]


def test_a_small_portfolio_is_searched_whole_the_running_cycles_first() -> None:
    parts = search_parts(make_site(sample(), Options()))
    assert names(parts) == [["2026-q4", "2026", "2027-q1", "2026-q3", "before-records"]]


def test_a_large_one_is_searched_in_parts() -> None:
    whole = make_site(sample(), Options())
    parts = search_parts(whole, 3)
    assert names(parts) == [["2026-q4", "2026"], ["2027-q1", "2026-q3"], ["before-records"]]
    second = search_view(whole, parts, 2)
    assert "../../search/c/2026-q3.js" in second.scripts
    assert "../../search/c/2026-q4.js" not in second.scripts
    assert [other.href for other in second.others] == [
        "../../search/index.html",
        "../../search/3/index.html",
    ]
    assert second.covers == "In 2027 Q1 and 2026 Q3"


def test_a_very_large_cycle_is_torn_between_units() -> None:
    units = {"a": 3, "b": 1, "c": 4, "d": 5}
    objectives = [
        make.objective(f"o{number}", unit=unit, cycle=cycle, key_results=[make.key_result()])
        for cycle in ("2026-q4", "2026-q3")
        for unit, count in units.items()
        for number in range(count)
    ]
    cycles = [make.cycle(id, title=id.upper()) for id in ("2026-q3", "2026-q4")]
    portfolio = make.portfolio(objectives=objectives, cycles=cycles)
    whole = make_site(score(portfolio, SETTINGS, AS_OF), Options())
    parts = search_parts(whole, 1, largest=4)
    assert [
        [(one.cycle.id, one.number, "".join(folder.unit for folder in one.folders)) for one in part]
        for part in parts
    ] == [
        [(cycle, number, found)]
        for cycle in ("2026-q4", "2026-q3")
        for number, found in enumerate(("ab", "c", "d"), 1)
    ]
    second = search_view(whole, parts, 2)
    assert second.scripts[2] == "../../search/c/2026-q4/2.js"
    assert second.covers == "In 2026-Q4, part 2 of 3"
    assert second.others[-1].text == "2026-Q3, part 3 of 3"


# ── weight and safety ─────────────────────────────────────────────────────────────────────────


def test_only_the_search_loads_the_search() -> None:
    loading = {
        path
        for path, data in site().items()
        if path.endswith(".html")
        and re.search(rb'<script src="[./]*(?:static/)?(?:search|vendor)/', data)
    }
    assert loading == {"search/index.html"}


def test_our_own_scripts_are_a_light_load() -> None:
    own = b"".join((STATIC / name).read_bytes() for name in OWN)
    assert len(gzip.compress(own, mtime=0)) <= 12_000


def test_these_are_all_the_scripts_there_are() -> None:
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")}
    assert found == {*OWN, "vendor/minisearch.js"}


def test_the_library_is_the_one_that_was_published() -> None:
    """MiniSearch 7.2.0, dist/umd/index.js of its npm package."""
    assert hashlib.sha256((STATIC / "vendor/minisearch.js").read_bytes()).hexdigest() == MINISEARCH
    assert "MIT" in (STATIC / "vendor/minisearch.license.txt").read_text(encoding="utf-8")


MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser"
OUTSIDE = r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?://|\bimport\b"


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("forbidden", [MARKUP, OUTSIDE, r"\.style\b"])
def test_a_script_neither_writes_markup_nor_asks_outside(name: str, forbidden: str) -> None:
    assert re.findall(forbidden, (STATIC / name).read_text(encoding="utf-8")) == []


def test_the_index_of_a_large_portfolio_is_a_bearable_load() -> None:
    """A thousand objectives may cost 300 kB; here are a hundred, whose words repeat less."""
    objectives = [
        make.objective(
            f"objective-{at}",
            cycle="2026-q4",
            title=f"Customers {at} find what they need {at * 7} times sooner than before",
            key_results=[
                make.key_result(f"kr-{at}-{n}", title=f"Raise measure {at * n} from {n} to {at}")
                for n in range(4)
            ],
        )
        for at in range(100)
    ]
    files = files_of(score(small(objectives), replace(SETTINGS), AS_OF))
    loaded = b"".join(files[path] for path in scripts(files))
    assert len(gzip.compress(loaded, mtime=0)) < 30_000


# ── what scripts and the rest agree on ────────────────────────────────────────────────────────


def test_tables_are_sorted_in_the_order_of_attention() -> None:
    text = (STATIC / "tables.js").read_text(encoding="utf-8")
    listed = re.search(r"STATUSES = \[(.*?)\]", text, re.DOTALL)
    assert listed
    assert re.findall(r'"([^"]+)"', listed[1]) == [status.value for status in Status]


def test_a_reader_who_chose_dark_sees_the_same_as_one_whose_system_is_dark() -> None:
    css = (STATIC / "base.css").read_text(encoding="utf-8")
    by_system = re.findall(
        r':where\(:not\(\[data-theme="light"\]\)\)(\S+) \{(.*?)\}', css, re.DOTALL
    )
    chosen = re.findall(r':where\(\[data-theme="dark"\]\)(\S+) \{(.*?)\}', css, re.DOTALL)
    plain = [(what, rules.replace("color-scheme: dark;", "").split()) for what, rules in chosen]
    assert plain == [(what, rules.split()) for what, rules in by_system]
    assert len(plain) == 2
