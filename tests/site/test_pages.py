"""Every page of a site that has everything in it: valid, linked, deterministic, and safe."""

import dataclasses
import gzip
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from site_samples import AS_OF, SETTINGS, empty, portfolio, sample

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.portfolio import Portfolio
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme

THEME = load_theme("default", None)
PAGES = [
    "index.html",
    "method/index.html",
    "cycles/index.html",
    "map/index.html",
    "search/index.html",
    "c/2026/index.html",
    "c/2026-q3/index.html",
    "c/2026-q4/index.html",
    "c/2027-q1/index.html",
    "c/before-records/index.html",
    "t/company/index.html",
    "t/growth/index.html",
    "t/platform/index.html",
    "t/onboarding-crew/index.html",
    "p/jonas/index.html",
    "o/2026/company/new-plant/index.html",
    "o/2026-q3/company/plant/index.html",
    "o/2026-q3/growth/summer/index.html",
    "o/2026-q4/company/customers-stay/index.html",
    "o/2026-q4/growth/extra/index.html",
    "o/2026-q4/growth/fair/index.html",
    "o/2026-q4/growth/idea/index.html",
    "o/2026-q4/growth/onboarding/index.html",
    "o/2026-q4/growth/press/index.html",
    "o/2026-q4/jonas/learn-welsh/index.html",
    "o/2026-q4/platform/bare/index.html",
    "o/2026-q4/platform/sound-core/index.html",
    "o/2027-q1/growth/next/index.html",
    "o/before-records/company/relic/index.html",
]


def content_pages(files: Mapping[str, bytes]) -> list[str]:
    """The pages of cycles, units and objectives: one for each thing that authors wrote."""
    return [
        path
        for path in pages_of(files)
        if path.startswith(("c/", "t/", "p/", "o/")) and len(path.split("/")) in {3, 5}
    ]


def site_of(scored: ScoredPortfolio, *, date_is_fixed: bool = False) -> dict[str, bytes]:
    return dict(render(SitePages(scored, THEME, Options(date_is_fixed=date_is_fixed))))


@cache
def site() -> Mapping[str, bytes]:
    return site_of(sample())


@cache
def tree(path: str) -> Element:
    return parse(site()[path])


def parse(page: bytes) -> Element:
    """The page as a browser reads it; a mistake in it is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(page.decode())
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def pages_of(files: Mapping[str, bytes]) -> list[str]:
    return [path for path in files if path.endswith(".html")]


# ── which pages there are ─────────────────────────────────────────────────────────────────────


def test_there_is_a_page_for_everything_and_nothing_else() -> None:
    written = [path for path in PAGES if path.count("/") > 1]
    assert sorted(content_pages(site())) == sorted(written)
    assert set(PAGES) < set(pages_of(site()))


@pytest.mark.parametrize("scored", [sample(), empty()], ids=["a portfolio", "an empty one"])
def test_pages_are_named_before_they_are_made(scored: ScoredPortfolio) -> None:
    pages = SitePages(scored, THEME, Options())
    assert pages.paths == tuple(page.path for page in render(pages))


def test_a_page_can_be_had_alone() -> None:
    path = "c/2026-q4/index.html"
    assert SitePages(sample(), THEME, Options()).draw(path) == site()[path]


def test_static_files_come_with_the_pages() -> None:
    assert site()["static/base.css"].startswith(b"/*")


def test_an_empty_portfolio_is_a_site_that_says_what_to_do() -> None:
    files = site_of(empty())
    assert content_pages(files) == []
    text = words(parse(files["index.html"]))
    assert "No objectives yet" in text
    assert "okrpress check" in text


def test_pages_are_made_one_by_one() -> None:
    pages = render(SitePages(sample(), THEME, Options()))
    assert isinstance(pages, Iterator)
    assert next(pages).path.startswith("static/")


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    again = site_of(sample())
    assert list(again.items()) == list(site().items())


def test_a_project_changes_one_block_of_a_page_and_keeps_the_rest(tmp_path: Path) -> None:
    templates = tmp_path / "ours" / "templates"
    templates.mkdir(parents=True)
    own = (
        '{% extends "default/objective.html" %}'
        "{% block why %}<p>{{ view.title }}!</p>{% endblock %}"
    )
    (templates / "objective.html").write_text(own, encoding="utf-8")
    files = dict(render(SitePages(sample(), load_theme("ours", tmp_path), Options())))
    changed = {path for path, page in files.items() if page != site()[path]}
    assert changed == {path for path in PAGES if path.startswith("o/")}
    page = files["o/2026-q4/growth/onboarding/index.html"]
    assert b"<p>New customers succeed in their first week!</p>" in page
    assert "Each key result" in words(parse(page))


def test_the_stylesheets_are_a_light_load() -> None:
    sheets = b"".join(data for path, data in site().items() if path.endswith(".css"))
    assert len(gzip.compress(sheets)) < 14_000


# ── every page ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_valid_html(path: str) -> None:
    root = tree(path)
    assert root.get("lang") == "en"
    assert site()[path].startswith(b"<!doctype html>\n")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_title_and_no_gap_in_its_headings(path: str) -> None:
    levels = [int(one.tag[1]) for one in tree(path).iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_an_id_is_given_once(path: str) -> None:
    ids = Counter(one.get("id") for one in tree(path).iter() if one.get("id"))
    assert [id for id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("path", PAGES)
def test_names_of_parts_are_on_the_page(path: str) -> None:
    ids = {one.get("id") for one in tree(path).iter()}
    named = [one.get("aria-labelledby", "") for one in tree(path).iter()]
    assert {id for ids_of_one in named for id in ids_of_one.split()} <= ids


@pytest.mark.parametrize("path", PAGES)
def test_links_and_anchors_lead_somewhere(path: str) -> None:
    lost = [href for href in links(tree(path)) if not leads_somewhere(path, href)]
    assert lost == []


def links(root: Element) -> list[str]:
    found = [str(one.get(name)) for one in root.iter() for name in ("href", "src") if one.get(name)]
    return [href for href in found if not href.startswith(("https://", "mailto:"))]


def leads_somewhere(path: str, href: str) -> bool:
    target, _, anchor = href.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if place not in site():
        return False
    return not anchor or any(one.get("id") == anchor for one in tree(place).iter())


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_runs_or_comes_from_elsewhere(path: str) -> None:
    for one in tree(path).iter():
        assert one.tag not in {"iframe", "object", "embed", "base", "style"}
        assert one.tag != "form" or not one.get("action"), "what is typed goes nowhere"
        assert one.tag != "script" or (one.get("src") and not words(one)), "only the site's own"
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")]
        assert one.tag == "a" or not str(one.get("href") or one.get("src") or "").startswith("http")


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_stands_before_anything_that_could_load(path: str) -> None:
    head = tree(path).find("head")
    assert head is not None
    first, second = head[0], head[1]
    assert first.get("charset") == "utf-8"
    assert second.get("http-equiv") == "Content-Security-Policy"
    policy = second.get("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search("frame-ancestors|report-uri|sandbox", policy), "a meta cannot say these"


@pytest.mark.parametrize("path", PAGES)
def test_links_out_of_the_site_give_nothing_away(path: str) -> None:
    for one in tree(path).iter("a"):
        if str(one.get("href")).startswith("http"):
            assert "noopener noreferrer" in str(one.get("rel"))


@pytest.mark.parametrize("path", PAGES)
def test_every_status_is_a_shape_and_a_word(path: str) -> None:
    shown = [
        one for one in tree(path).iter("span") if one.get("class", "").startswith("status is-")
    ]
    for one in shown:
        assert words(one)
        assert one.get("class") == "status is-bare" or str(one[0].tag).endswith("svg")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_its_date_and_how_to_read_it(path: str) -> None:
    text = words(tree(path))
    is_closed = "/2026-q3/" in path  # its pages stay as they were on that day
    assert ("As of 9 Oct 2026" if is_closed else "As of 22 Nov 2026") in text
    assert "How to read this site" in text


def test_a_fixed_date_is_said_plainly() -> None:
    said = "does not move with the calendar"
    assert said not in words(tree("index.html"))
    assert said in words(parse(site_of(sample(), date_is_fixed=True)["index.html"]))


# ── what is written never becomes markup ──────────────────────────────────────────────────────

PAYLOAD = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}"


def poisoned(value: Any) -> Any:
    """The same value with the payload in every text that is no name, file or address."""
    if isinstance(value, Enum | date | Decimal | int | None):
        return value
    if isinstance(value, str):
        return value + PAYLOAD
    if isinstance(value, ObjectiveRef | UnitCycle):
        return value
    if isinstance(value, tuple):
        return value if hasattr(value, "_fields") else tuple(poisoned(one) for one in value)
    if isinstance(value, Mapping):
        return {key: poisoned(one) for key, one in value.items()}
    changes = {
        one.name: poisoned(getattr(value, one.name))
        for one in dataclasses.fields(value)
        if one.name not in NAMES
    }
    return dataclasses.replace(value, **changes)


NAMES = {"id", "ref", "file", "unit_cycle", "parent", "team", "lead", "members", "key_result"}
NAMES |= {"values", "kind", "thresholds", "steps", "manager", "on"}


def poisoned_portfolio() -> Portfolio:
    clean = portfolio()
    fields = {one.name: poisoned(getattr(clean, one.name)) for one in dataclasses.fields(clean)}
    kept = {"by_folder", "supporters", "units", "check_ins", "left_out"}
    unchanged = {name: getattr(clean, name) for name in kept}
    check_ins = {
        folder: tuple(
            dataclasses.replace(
                one,
                author=PAYLOAD,
                body=PAYLOAD,
                wins=(PAYLOAD,),
                blockers=(PAYLOAD,),
                priorities=(PAYLOAD,),
                readings=tuple(r._replace(note=PAYLOAD) for r in one.readings),
            )
            for one in group
        )
        for folder, group in clean.check_ins.items()
    }
    units = {
        id: dataclasses.replace(unit, name=PAYLOAD, health=poisoned(unit.health))
        for id, unit in clean.units.items()
    }
    return Portfolio(**fields | unchanged | {"check_ins": check_ins, "units": units})


@cache
def poisoned_site() -> Mapping[str, bytes]:
    settings = dataclasses.replace(SETTINGS, title=PAYLOAD, footer=PAYLOAD)
    return site_of(score(poisoned_portfolio(), settings, AS_OF))


def scripts(root: Element) -> list[tuple[str | None, str]]:
    """Where each script of a page comes from, and what it says on the page itself."""
    return [(one.get("src"), words(one)) for one in root.iter("script")]


@pytest.mark.parametrize("path", PAGES)
def test_what_people_write_stays_text(path: str) -> None:
    page = poisoned_site()[path]
    root = parse(page)
    assert scripts(root) == scripts(tree(path))
    assert not [one for one in root.iter() if one.get("onerror")]
    assert not list(root.iter("img"))
    assert b"{{7*7}}" in page, "a template never reads what people write"
    assert "alert(1)" in words(root)


def test_the_payload_reached_every_kind_of_text() -> None:
    text = words(parse(poisoned_site()["o/2026-q4/growth/onboarding/index.html"]))
    assert text.count("alert(1)") > 40
