"""Where the parts of the main pages lie, so that a change of the layout is seen and agreed to.

    python -m tools.references site tests/browser/references.json

writes the references of a built site. Pictures are no good for this: letters differ from machine
to machine, and a tolerance wide enough for them is blind. So what is kept is geometry that letters
do not move: the left and right edge of each part, in percent of the window, in the order from
above. The site has been built before, and Chromium been found by `make browser`.
"""

import json
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tools import browser

WIDTHS = (360, 1280)
PAGES = {
    "home": "index.html",
    "cycle": "c/2026-q4/index.html",
    "unit": "t/workshop/index.html",
    "objective": "o/2026-q4/workshop/mend-more/index.html",
    "graded objective": "o/2026-q3/workshop/breathe/index.html",
    "map": "map/index.html",
    "archive": "cycles/index.html",
    "method": "method/index.html",
}
PARTS = (
    ".masthead, .breadcrumb, .main, .lead, h1, .section, .section-head, .rows, .card, .card-main, "
    ".card .facts, .figure, .concerns, .pair, .prose, .footer"
)
_MEASURE = """(parts) => [...document.querySelectorAll(parts)].map((one) => {
  const box = one.getBoundingClientRect(), wide = document.documentElement.clientWidth;
  const name = one.className.baseVal ?? one.className;
  return [name.split(' ')[0] || one.localName, 100 * box.left / wide, 100 * box.right / wide];
})"""


class Placed(NamedTuple):
    """A part of a page, and its edges in percent of the window's width."""

    name: str
    left: float
    right: float


def measure(page: Page, file: Path, width: int) -> list[Placed]:
    """The parts of a page in a window that wide, in the order of the page."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.resolve().as_uri())
    found = page.evaluate(_MEASURE, PARTS)
    return [Placed(name, round(left, 1), round(right, 1)) for name, left, right in found]


def write(site: Path, references: Path) -> None:
    """Measure every page at every width."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find())
        page = chromium.new_page()
        found = {
            f"{kind} {width}": measure(page, site / path, width)
            for kind, path in PAGES.items()
            for width in WIDTHS
        }
        chromium.close()
    lines = [f"  {json.dumps(kind)}: {json.dumps(parts)}" for kind, parts in found.items()]
    references.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
