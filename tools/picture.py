"""Take the picture of the example's home page that the README shows.

    python -m tools.picture site docs/images/home.png

The site has been built before, and Chromium been found by `make browser`.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import browser

SIZE = {"width": 1280, "height": 1010}


def take(site: Path, picture: Path) -> None:
    """Write the top of the home page, as a wide screen in light colours shows it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find())
        page = chromium.new_page(viewport=SIZE, color_scheme="light")
        page.goto((site / "index.html").resolve().as_uri())
        page.screenshot(path=picture)
        chromium.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
