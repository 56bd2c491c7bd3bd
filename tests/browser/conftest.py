"""A real browser on the example site, opened from disk as a reader without a server would."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from visits import Visit, Visitor

ROOT = Path(__file__).parents[2]

expect.set_options(timeout=30_000)  # milliseconds: a machine may have other things to do


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


@pytest.fixture(scope="module")
def shared_visit(browser: Browser) -> Iterator[Visitor]:
    """A visit that tests share, one for all options that are alike: for those that change nothing.

    Four fifths of what it takes to open a page are for the context around it.
    """
    visits: dict[str, Visit] = {}

    def share(**options: object) -> Visit:
        key = repr(sorted(options.items()))
        if key not in visits:
            context = browser.new_context(**options)  # type: ignore[arg-type]
            visits[key] = Visit(context.new_page())
        visits[key].complaints.clear()
        visits[key].page.emulate_media(media="null", color_scheme="null")
        return visits[key]

    yield share
    for one in visits.values():
        one.page.context.close()
