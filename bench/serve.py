"""Edit generated portfolios while `okrpress serve` shows them, and print how soon an edit is seen.

    python -m bench.serve 1000 10000 [--edits 15]

For each size one portfolio is generated and served as users serve it. A real browser shows a page
of it; again and again an objective's title is edited on disk, and the time runs from the moment
before the file is written to the frame in which the browser shows the new title. Milliseconds are
medians; in brackets stands the slowest.

Where the time goes is told by the browser (the event, the page's arrival, the end of the morphing,
the frame) and by the same edits made to the same preview in this process, without a browser.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page, sync_playwright

from bench.generate import AS_OF, generate
from bench.run import machine, say, table
from okrpress.app.project import read_project
from okrpress.app.serve_preview import LivePreview
from okrpress.app.serve_request import ServeRequest
from okrpress.app.workspace import Workspace
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme
from tools import browser

Step = TypeVar("Step")

GOALS = {1000: 150.0, 10_000: 500.0}
"""The median milliseconds that an edit may take to be seen."""

PAUSE = 0.4  # seconds between two edits, as somebody types

# Tells when a text is on the page, on the clock that Python reads too.
WATCH = """
text => new Promise(resolve => {
  const now = () => performance.timeOrigin + performance.now();
  const look = () => {
    if (!document.body.textContent.includes(text)) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const marks = Object.fromEntries(
        ["heard", "fetched", "morphed"].map(name => {
          const all = performance.getEntriesByName(`okrpress-${name}`);
          return [name, performance.timeOrigin + all.at(-1).startTime];
        }));
      resolve({...marks, seen: now()});
    }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, {subtree: true, childList: true, characterData: true});
  look();
})
"""

STEPS = ("notice and follow", "fetch", "morph", "show")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Edits of one portfolio seen on one page: milliseconds of each, in total and by step."""

    page: str
    totals: tuple[float, ...]
    steps: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was measured for one size; `inside` are milliseconds of the steps of the server."""

    objectives: int
    listening: float
    start: float
    seen: tuple[Seen, ...]
    inside: dict[str, float]


class Edited:
    """An objective of the running cycle, whose title is edited."""

    def __init__(self, root: Path) -> None:
        self.path = min((root / "content" / "2026-q4").glob("*/objective-1.md"))
        self._text = self.path.read_text(encoding="utf-8")
        self._number = 0

    @property
    def page(self) -> str:
        """The address of the objective."""
        return f"o/2026-q4/{self.path.parent.name}/objective-1/"

    @property
    def unit(self) -> str:
        """The address of its unit."""
        return f"t/{self.path.parent.name}/"

    def edit(self) -> str:
        """Give it a new title, and say which."""
        self._number += 1
        title = f"Edited for the {self._number}th time today"
        lines = self._text.split("\n")
        at = next(at for at, line in enumerate(lines) if line.startswith("title: "))
        lines[at] = f"title: {title}"
        self.path.write_text("\n".join(lines), encoding="utf-8")
        return title


def measure(objectives: int, edits: int, folder: Path, chromium: Browser) -> Result:
    """Serve a portfolio of that size and edit it."""
    generate(objectives, folder)
    edited = Edited(folder)
    with serving(folder) as (url, listening, start):
        say(f"{objectives} objectives: asked after {listening:.1f} s, served after {start:.1f} s")
        seen = tuple(
            measure_page(chromium, name, url + path, edited, edits)
            for name, path in (("objective", edited.page), ("unit", edited.unit))
        )
    return Result(
        objectives=objectives,
        listening=listening,
        start=start,
        seen=seen,
        inside=measure_inside(folder, edited, edits),
    )


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, float, float]]:
    """The address of a server, and the seconds until it could be asked and showed the site."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "okrpress", "serve", str(root), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        url = process.stdout.readline().strip()
        listening = time.perf_counter() - begun
        while not is_shown(url):
            time.sleep(0.1)
        yield url, listening, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait()


def is_shown(url: str) -> bool:
    """Whether the site is there already, and not the page that says that it is coming."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - it is our own server
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False


def measure_page(chromium: Browser, name: str, url: str, edited: Edited, edits: int) -> Seen:
    """How soon edits are seen on a page."""
    page = chromium.new_page()
    page.goto(url)
    page.get_by_text("live", exact=True).wait_for()
    runs = [measure_edit(page, edited) for _ in range(edits)][1:]
    page.close()
    totals = tuple(sum(run) for run in runs)
    say(f"  {name}: {statistics.median(totals):.0f} ms")
    return Seen(page=name, totals=totals, steps=tuple(zip(*runs, strict=True)))


def measure_edit(page: Page, edited: Edited) -> tuple[float, ...]:
    """Milliseconds of each step of one edit."""
    time.sleep(PAUSE)
    begun = time.time() * 1000
    told = page.evaluate(WATCH, edited.edit())
    moments = [begun, told["heard"], told["fetched"], told["morphed"], told["seen"]]
    return tuple(end - start for start, end in pairwise(moments))


def measure_inside(root: Path, edited: Edited, edits: int) -> dict[str, float]:
    """Milliseconds of the server's steps, one by one, and of all of them as the server goes."""
    day = AS_OF
    workspace, theme = Workspace(read_project(root)), load_theme("default", None)
    workspace.scored(day)
    preview = LivePreview(ServeRequest(root=root, today=lambda: AS_OF))
    page = f"{edited.page}index.html"
    found: dict[str, list[float]] = {}

    def clock(name: str, step: Callable[[], Step]) -> Step:
        begun = time.perf_counter()
        result = step()
        found.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
        return result

    for _ in range(edits):
        edited.edit()
        changed = edited.path.relative_to(root).as_posix()
        clock("read and assemble", partial(workspace.refresh, [changed]))
        scored = clock("score", partial(workspace.scored, day))
        pages = clock("plan", partial(SitePages, scored, theme, Options()))
        clock("draw the objective", partial(pages.draw, page))
        clock("draw the unit", partial(pages.draw, f"{edited.unit}index.html"))
        clock("draw home", partial(pages.draw, "index.html"))
        clock("all before drawing", partial(preview.refresh, [edited.path.resolve()]))
    return {name: statistics.median(times[1:]) for name, times in found.items()}


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def soon(results: list[Result]) -> str:
    """A table of how soon edits are seen, and of the steps that the browser tells apart."""
    rows = [
        (
            f"{result.objectives}",
            seen.page,
            f"{statistics.median(seen.totals):.0f} ({max(seen.totals):.0f})",
            goal(result.objectives, seen),
            *(f"{statistics.median(times):.0f}" for times in seen.steps),
        )
        for result in results
        for seen in result.seen
    ]
    return table(("objectives", "page", "ms to be seen", "goal", *STEPS), rows)


def goal(objectives: int, seen: Seen) -> str:
    """The goal of the size, and whether it is met."""
    if objectives not in GOALS:
        return ""
    is_met = statistics.median(seen.totals) < GOALS[objectives]
    return f"{GOALS[objectives]:.0f} {'met' if is_met else 'missed'}"


def inside(results: list[Result]) -> str:
    """A table of what the server does, without the browser."""
    names = list(results[0].inside)
    rows = [(name, *(f"{result.inside[name]:.1f}" for result in results)) for name in names]
    rows += [
        ("start, until it can be asked, s", *(f"{one.listening:.1f}" for one in results)),
        ("start, until the site is there, s", *(f"{one.start:.1f}" for one in results)),
    ]
    return table(("ms", *(f"{result.objectives}" for result in results)), rows)


def main() -> None:
    """Measure the sizes on the command line."""
    parser = argparse.ArgumentParser(description="Time how soon an edit is seen in the browser.")
    parser.add_argument("sizes", type=int, nargs="+", metavar="objectives")
    parser.add_argument("--edits", type=int, default=15, help="of each page [default: 15]")
    arguments = parser.parse_args()
    executable = browser.find()
    if executable is None:
        sys.exit("error: no Chromium on this machine: run `make browser`")
    results = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(executable))
        for size in arguments.sizes:
            with tempfile.TemporaryDirectory(prefix="okrpress-bench-") as folder:
                results.append(measure(size, arguments.edits, Path(folder), chromium))
        chromium.close()
    print(f"{machine()}; {arguments.edits} edits of each page\n")
    print(f"{soon(results)}\n\n{inside(results)}")


if __name__ == "__main__":
    main()
