"""A second theme: each of the ways to change the first one shows in a browser."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page
from visits import Visitor, examine

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "themes" / "harbour"
SETTINGS = """
as_of = 2026-11-22
[site]
theme = "harbour"
accent = "#7a1fa2"
logo = "logo.svg"
language = "en-GB"
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example content in the second theme, built as users build."""
    project = tmp_path_factory.mktemp("harbour")
    shutil.copytree(ROOT / "content", project / "content")
    shutil.copytree(HARBOUR, project / "themes" / "harbour")
    (project / "okrpress.toml").write_text(SETTINGS, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "okrpress", "build", str(project)], check=True)
    return project / "site"


def style(page: Page, selector: str, name: str) -> str:
    """A style as the browser computes it."""
    script = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    return str(page.evaluate(script, [selector, name]))


@pytest.mark.parametrize(
    ("scheme", "background", "accent"),
    [
        pytest.param("light", "rgb(253, 250, 243)", "rgb(122, 31, 162)", id="light"),
        pytest.param("dark", "rgb(15, 26, 36)", "rgb(170, 112, 195)", id="dark"),
    ],
)
def test_tokens_and_the_accent_reach_the_page(
    visit: Visitor, harbour: Path, scheme: str, background: str, accent: str
) -> None:
    page = visit(color_scheme=scheme).open(harbour / "index.html")
    assert style(page, "body", "backgroundColor") == background
    assert style(page, "main summary", "color") == accent
    assert style(page, "body", "fontFamily").startswith("Georgia")


def test_paper_has_the_accent_of_light_pages(visit: Visitor, harbour: Path) -> None:
    page = visit(color_scheme="dark").open(harbour / "index.html")
    token = "getComputedStyle(document.documentElement).getPropertyValue('--okr-accent')"
    assert page.evaluate(token) == "#aa70c3"
    page.emulate_media(media="print")
    assert page.evaluate(token) == "#7a1fa2"


def test_a_rule_of_the_theme_wins_over_the_defaults(visit: Visitor, harbour: Path) -> None:
    page = visit().open(harbour / "index.html")
    assert style(page, "body", "borderTopWidth") == "4px"


def test_a_block_changes_every_page_and_keeps_what_was_there(visit: Visitor, harbour: Path) -> None:
    visitor = visit()
    for path in ("index.html", "method/index.html", "t/workshop/index.html"):
        page = visitor.open(harbour / path)
        assert page.inner_text(".harbour") == "Drawn in Kirrin. As of 22 Nov 2026."
        assert "okrpress" in page.inner_text(".footer")


def test_a_whole_template_is_the_themes_own(visit: Visitor, harbour: Path) -> None:
    page = visit().open(harbour / "cycles" / "index.html")
    assert page.locator(".harbour-cycles li").count() > 3
    assert page.locator("table").count() == 0


def test_the_logo_stands_beside_the_name(visit: Visitor, harbour: Path) -> None:
    page = visit().open(harbour / "t" / "workshop" / "index.html")
    logo = page.locator(".masthead-name img")
    assert logo.evaluate("image => [image.complete, image.naturalWidth]") == [True, 64]
    box, name = logo.bounding_box(), page.locator(".masthead-name bdi").bounding_box()
    assert box is not None
    assert name is not None
    assert box["x"] + box["width"] < name["x"]
    assert box["y"] < name["y"] + name["height"] / 2 < box["y"] + box["height"]


def test_no_page_complains(visit: Visitor, harbour: Path) -> None:
    visitor = visit()
    for path in ("index.html", "cycles/index.html", "c/2026-q4/index.html"):
        visitor.open(harbour / path)
    assert visitor.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_accessible(visit: Visitor, harbour: Path, scheme: str) -> None:
    page = visit(color_scheme=scheme, bypass_csp=True).open(harbour / "c/2026-q4/index.html")
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()
