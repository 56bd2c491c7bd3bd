"""German pages: long words, other numbers, and nothing that runs out of its place."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_browser_pages import KINDS, page_of
from visits import Visitor, examine

ROOT = Path(__file__).parents[2]
# Texts of a drawing that reach out of it, or lie on one another.
CROWDED = """
() => [...document.querySelectorAll("svg.chart")].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  if (!frame.width) return [];
  const texts = [...svg.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
  const out = texts.filter(([, box]) => box.left < frame.left - 2 || box.right > frame.right + 2);
  const over = texts.filter(([, one], at) => texts.some(([, other], to) => to < at
    && one.left + 1 < other.right && other.left + 1 < one.right
    && one.top + 3 < other.bottom && other.top + 3 < one.bottom));
  return [...out, ...over].map(([text]) => svg.getAttribute("class") + ": " + text.textContent);
})
"""

ALONE = {"card"}  # a page without a head
DATED = re.compile(r"Stand \d+\. (Nov|Okt)\. 2026")  # closed cycles keep their last day


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site in German; what its authors wrote stays English."""
    project = tmp_path_factory.mktemp("german")
    settings = (ROOT / "okrpress.toml").read_text(encoding="utf-8")
    assert settings.count('language = "en"') == 1
    (project / "okrpress.toml").write_text(
        settings.replace('language = "en"', 'language = "de"'), encoding="utf-8"
    )
    shutil.copytree(ROOT / "content", project / "content")
    subprocess.run([sys.executable, "-m", "okrpress", "build", str(project)], check=True)
    return project / "site"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_its_language_and_has_room_for_it(
    shared_visit: Visitor, german: Path, kind: str
) -> None:
    visitor = shared_visit()
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    page = visitor.open(page_of(german, kind))
    assert page.get_attribute("html", "lang") == "de"
    assert kind in ALONE or DATED.search(page.inner_text("header"))
    assert page.evaluate(CROWDED) == []
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate(CROWDED) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_page_is_accessible(visit: Visitor, german: Path) -> None:
    page = visit(bypass_csp=True).open(german / "index.html")
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()
