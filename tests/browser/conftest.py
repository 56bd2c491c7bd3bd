"""A real browser on the example site, opened from disk as a reader without a server would."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from visits import Visit, Visitor

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example content, built by the command that users run."""
    site = tmp_path_factory.mktemp("example") / "site"
    subprocess.run(
        [sys.executable, "-m", "okrpress", "build", str(ROOT), "--output", str(site)], check=True
    )
    return site


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Open a new visit; options are those of a browser context."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Visit:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        return Visit(context.new_page())

    yield make
    for context in contexts:
        context.close()
