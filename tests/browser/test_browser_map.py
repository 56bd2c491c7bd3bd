"""The alignment map in a real browser: by keyboard, by link, in parts, on paper."""

import subprocess
import sys
from pathlib import Path

import pytest
from visits import Visitor, examine

from bench.generate import generate

MAP = "map/index.html"


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated portfolio whose running cycle is too large for one sheet, and its weeks too."""
    folder = tmp_path_factory.mktemp("large")
    generate(160, folder)
    subprocess.run([sys.executable, "-m", "okrpress", "build", str(folder)], check=True)
    return folder / "site"


LARGE = {
    "map": MAP,
    "part of a map": "map/1/index.html",
    "overview of a week": "checkins/index.html",
    "agenda of a unit": "checkins/t/*/index.html",
    "diary of a unit": "checkins/t/*/2026/index.html",
    "board in parts": "board/index.html",
}


@pytest.mark.parametrize("kind", LARGE)
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_a_large_company_are_accessible_and_reflow(
    shared_visit: Visitor, large_site: Path, kind: str, width: int
) -> None:
    path = min(large_site.glob(LARGE[kind]))
    visitor = shared_visit(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = visitor.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visitor.complaints == []
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()


def test_no_page_of_a_large_company_is_heavy(large_site: Path) -> None:
    weights = {file.stat().st_size: file for file in large_site.rglob("*.html")}
    assert max(weights) < 250_000, weights[max(weights)]


def test_a_unit_leads_to_what_it_reported_in_a_week(visit: Visitor, large_site: Path) -> None:
    page = visit(java_script_enabled=False).page
    page.goto((large_site / "checkins/2026-w45/index.html").as_uri())
    page.locator(".week-units th a").first.click()
    assert page.url.endswith("/2026/index.html#_2026-w45")
    assert page.locator("#_2026-w45").is_visible()
    page.locator(".week-nav a").first.click()
    assert "Check-ins of week 47" in page.locator("h1").inner_text()


def test_a_link_to_a_place_in_the_drawing_shows_it(visit: Visitor, example_site: Path) -> None:
    page = visit(viewport={"width": 360, "height": 640}).page
    box = page.locator(".map-box[id]").last
    page.goto((example_site / MAP).as_uri())
    anchor = box.get_attribute("id")
    page.goto(f"{(example_site / MAP).as_uri()}#{anchor}")
    page.wait_for_function(
        """anchor => {
            const box = document.getElementById(anchor).querySelector(".map-face")
            const at = box.getBoundingClientRect()
            return at.top >= 0 && at.top < innerHeight && at.left < innerWidth && at.right > 0
        }""",
        arg=anchor,
    )


def test_the_keyboard_goes_through_the_drawing_in_its_order(
    visit: Visitor, example_site: Path
) -> None:
    page = visit().open(example_site / MAP)
    titles = page.locator(".map-drawing a").evaluate_all("all => all.map(one => one.textContent)")
    page.locator(".map-scroll").focus()
    reached = []
    for _ in titles:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == titles
    width = "getComputedStyle(document.activeElement.querySelector('.map-hit')).strokeWidth"
    assert page.evaluate(width) == "3px"


def test_the_drawing_can_be_fitted_to_the_page(visit: Visitor, example_site: Path) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 800, "height": 900}).page
    page.goto((example_site / MAP).as_uri())
    drawing = page.locator(".map-drawing")
    actual = drawing.bounding_box()
    page.get_by_label("Fit the drawing to the page").check()
    fitted = drawing.bounding_box()
    assert actual is not None
    assert fitted is not None
    assert actual["width"] > 800 > fitted["width"]


def test_the_list_folds_without_a_script(visit: Visitor, example_site: Path) -> None:
    page = visit(java_script_enabled=False).page
    page.goto((example_site / MAP).as_uri())
    inside = page.locator(".map-list details li").first
    assert inside.is_visible()
    page.locator(".map-list summary").first.click()
    assert not inside.is_visible()


def test_the_drawing_fits_on_paper(visit: Visitor, example_site: Path) -> None:
    page = visit(viewport={"width": 700, "height": 900}).open(example_site / MAP)
    page.emulate_media(media="print")
    box = page.locator(".map-drawing").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 700
