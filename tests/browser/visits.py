"""A page in a real browser, with everything that went wrong on it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

WATCH_POLICY = """
window.violations = [];
document.addEventListener('securitypolicyviolation',
  (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""


class Visit:
    """A page in the browser, with all that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)
        page.add_init_script(WATCH_POLICY)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith("file://"):
            self.complaints.append(f"request: {request.url}")

    def open(self, file: Path) -> Page:
        """Open a file, and note what the page's policy had to block."""
        self.page.goto(file.as_uri())
        blocked = self.page.evaluate("window.violations || []")
        self.complaints += [f"policy: {violation}" for violation in blocked]
        return self.page


Visitor = Callable[..., Visit]


def examine(page: Page, kind: str = "", values: Sequence[str] = ()) -> AxeResults:
    """What axe has against a page, by all rules or those of a kind ("tag", "rule").

    It tells of what is wrong alone: to tell of all that is right takes it as long again. It asks
    for no style sheets: it may not on file://, and its complaints came when the next test looked.
    """
    only = {"runOnly": {"type": kind, "values": [*values]}} if kind else {}
    asked = {"resultTypes": ["violations"], "preload": False, **only}
    return Axe().run(page, options=asked)
