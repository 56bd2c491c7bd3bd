"""What readers of the published site meet: every page kind, wide and narrow, light and dark."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from visits import Visitor, examine

KINDS = {
    "home": "index.html",
    "cycle": "c/2026-q4/index.html",
    "closed cycle": "c/2026-q3/index.html",
    "unit": "t/*/index.html",
    "person": "p/*/index.html",
    "objective": "o/2026-q4/*/*/index.html",
    "graded objective": "o/2026-q3/*/*/index.html",
    "map": "map/index.html",
    "map of a closed cycle": "c/2026-q3/map/index.html",
    "build": "build/index.html",
    "archive": "cycles/index.html",
    "week": "checkins/index.html",
    "past week": "checkins/2026-w*/index.html",
    "board": "board/index.html",
    "reviews": "c/2026-q3/review/index.html",
    "reviews of a running cycle": "c/2026-q4/review/index.html",
    "lessons": "lessons/index.html",
    "compared cycles": "cycles/compare/2026-q3/2026-q4/index.html",
    "search": "search/index.html",
    "health": "health/index.html",
    "analytics": "analytics/index.html",
    "quality": "quality/index.html",
    "method": "method/index.html",
    "lessons of a cycle": "lessons/2026-q3/index.html",
    "wall": "wall/index.html",
    "one page": "c/2026-q4/print/index.html",
    "card": "embed/o/2026-q4/*/*/index.html",
    "not found": "404.html",
}
# Filters are what scripts add to a page; the rest is the same without them.
WITHOUT = "filters => filters.forEach(one => one.remove())"
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # all else is the same in the dark
PAPER = 680  # what A4 has between the margins of print.css, rounded down
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def page_of(site: Path, kind: str) -> Path:
    """The largest page of a kind: the one with most on it to get wrong."""
    return max(sorted(site.glob(KINDS[kind])), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_and_reflows(
    shared_visit: Visitor, example_site: Path, kind: str
) -> None:
    """One visit: wide and narrow, in both colours, and on paper."""
    visitor = shared_visit(bypass_csp=True)
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    visitor.page.emulate_media(color_scheme="light")
    page = visitor.open(page_of(example_site, kind))
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(color_scheme="light")
        found = examine(page, "tag", WCAG)
        assert found.violations_count == 0, (width, found.generate_report())
        page.emulate_media(color_scheme="dark")
        found = examine(page, "rule", OF_COLOURS)
        assert found.violations_count == 0, (width, "dark", found.generate_report())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def test_no_page_complains(visit: Visitor, example_site: Path) -> None:
    visitor = visit()
    pages = sorted(example_site.rglob("*.html"))
    assert len(pages) > 40
    for file in pages:
        visitor.open(file)
        assert visitor.complaints == [], file.relative_to(example_site)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"search"}))
def test_a_page_says_the_same_without_javascript(
    shared_visit: Visitor, example_site: Path, kind: str
) -> None:
    file = page_of(example_site, kind)
    texts = [shared_visit(java_script_enabled=allowed).page for allowed in (True, False)]
    for page in texts:
        page.goto(file.as_uri())
    texts[0].locator(".sift").evaluate_all(WITHOUT)
    assert texts[0].inner_text("main") == texts[1].inner_text("main") != ""


def test_the_keyboard_reaches_the_content_first(visit: Visitor, example_site: Path) -> None:
    page = visit().open(example_site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main"
    page.keyboard.press("Enter")
    assert page.url.endswith("#_main")


def test_a_link_leads_from_home_to_an_objective_and_back(
    visit: Visitor, example_site: Path
) -> None:
    visitor = visit()
    page = visitor.open(example_site / "index.html")
    page.locator("main a[href*='o/2026-q4/']").first.click()
    page.wait_for_url("**/o/2026-q4/**")
    assert page.locator("h1").count() == 1
    page.locator("header a").first.click()
    page.wait_for_url("**/index.html")
    assert visitor.complaints == []


@pytest.mark.parametrize("kind", ["cycle", "unit", "objective", "method"])
def test_the_contents_of_a_long_page_stand_beside_it_where_there_is_room(
    shared_visit: Visitor, example_site: Path, kind: str
) -> None:
    page = shared_visit().page
    page.goto(page_of(example_site, kind).as_uri())
    contents, section = page.locator(".contents"), page.locator(".section").first
    for width in (1600, 1920, 1280, 360):
        page.set_viewport_size({"width": width, "height": 600})
        there, where = contents.bounding_box(), section.bounding_box()
        assert there
        assert where
        is_beside = there["x"] >= where["x"] + where["width"]
        assert is_beside == (width >= 1600)
        assert there["x"] + there["width"] <= width
        assert is_beside or there["y"] + there["height"] <= where["y"]
    last = contents.locator("a").last
    last.click()
    assert page.url.endswith(str(last.get_attribute("href")))


def test_a_page_prints_on_paper(visit: Visitor, example_site: Path) -> None:
    page = visit(color_scheme="dark").open(page_of(example_site, "objective"))
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_page_for_the_board_is_one_sheet_of_paper(visit: Visitor, example_site: Path) -> None:
    page = visit().open(page_of(example_site, "one page"))
    assert page.locator(".sheet-rows > li").count() == 20
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


LONG = "Grundstuecksverkehrsgenehmigungszustaendigkeitsuebertragungsverordnungsentwurf" * 2
UNIT = LONG[:50]
LONG_WORDS = f"""---
title: {LONG}
owner: me
stands_alone: {LONG}
key_results:
  - {{id: a, title: {LONG}, baseline: 1, target: 5, unit: {UNIT}, current: 2, as_of: 2026-11-02}}
---
{LONG}
"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_word_breaks_and_not_the_page(visit: Visitor, tmp_path: Path, width: int) -> None:
    file = tmp_path / "content" / "2026-q4" / "me" / "long.md"
    file.parent.mkdir(parents=True)
    file.write_text(LONG_WORDS, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "okrpress", "build", str(tmp_path), "--as-of", "2026-11-22"],
        check=True,
    )
    visitor = visit(viewport={"width": width, "height": 900})
    for built in sorted((tmp_path / "site").rglob("*.html")):
        page = visitor.open(built)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, built
