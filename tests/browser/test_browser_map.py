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
    """A generated portfolio whose running cycle is too large for one sheet."""
    folder = tmp_path_factory.mktemp("large")
    generate(160, folder)
    subprocess.run([sys.executable, "-m", "okrpress", "build", str(folder)], check=True)
    return folder / "site"


@pytest.mark.parametrize("path", [MAP, "map/1/index.html", "map/2/index.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_large_map_is_accessible_and_reflows(
    shared_visit: Visitor, large_site: Path, path: str, width: int
) -> None:
    visitor = shared_visit(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = visitor.open(large_site / path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visitor.complaints == []
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()


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
