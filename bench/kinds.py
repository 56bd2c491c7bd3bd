"""What drawing pages costs, by kind of page: processor time in one process, and nothing written.

    python -m bench.kinds 1000 [--runs 3] [--slowest 5]
    python -m bench.kinds --project FOLDER

A portfolio of that size is generated (or a project's own is read), scored once, and every page is
drawn in turn, objectives many at a time, as `okrpress build` does in each of its processes.
Milliseconds for a page are the median of the runs; a machine that does other work raises them:
compare two versions in turns.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from bench.generate import AS_OF, generate
from okrpress.app.audiences import shown_to
from okrpress.app.content import read_files
from okrpress.app.drawing import BATCH
from okrpress.app.found import cache_of, find_files
from okrpress.app.project import read_project
from okrpress.app.quality import judgement
from okrpress.app.watcher import Silence
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme

TOGETHER = {"objective": BATCH}


@dataclass(slots=True)
class Kind:
    """The pages of one kind: how many, how large, and the seconds that they took together."""

    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    slowest: list[tuple[float, str]] = field(default_factory=list)


def site_of(root: Path) -> SitePages:
    """The pages of a project, none of them drawn yet."""
    watch, project = Silence(), read_project(root)
    found = find_files(project, watch)
    content = read_files(project, found, watch, cache_of(project, watch, is_used=False))
    shown = shown_to(project.settings.audience, content)
    scored = score(shown.portfolio, project.settings, project.settings.as_of or AS_OF)
    theme = load_theme(project.settings.theme, project.themes)
    return SitePages(scored, theme, Options(), judgement(scored, content.sources))


def drawn(pages: SitePages) -> dict[str, Kind]:
    """Every page drawn once, by kind."""
    kinds: dict[str, Kind] = defaultdict(Kind)
    paths = [path for path in pages.paths if path not in pages.static]
    for name, alike in groupby(paths, lambda path: pages.kind_of(path) or "others"):
        same, kind, most = list(alike), kinds[name], TOGETHER.get(name, 1)
        for first in range(0, len(same), most):
            some = same[first : first + most]
            start = time.process_time()
            drawn = [one.data for one in pages.draw_together(some, is_traced=False)]
            seconds = (time.process_time() - start) / len(some)
            kind.pages += len(some)
            kind.bytes += sum(map(len, drawn))
            kind.seconds += seconds * len(some)
            kind.slowest += [(seconds, path) for path in some]
    return kinds


def table(runs: list[dict[str, Kind]], slowest: int) -> str:
    """The dearest kinds first, then the slowest pages."""
    lines = ["| kind | pages | ms a page | seconds | kB a page |", "|---|--:|--:|--:|--:|"]
    median = {
        name: statistics.median(run[name].seconds for run in runs)
        for name in sorted(runs[0], key=lambda name: -runs[0][name].seconds)
    }
    for name, seconds in median.items():
        kind = runs[0][name]
        size = kind.bytes / kind.pages / 1000
        each = 1000 * seconds / kind.pages
        lines.append(f"| {name} | {kind.pages:,} | {each:.2f} | {seconds:.2f} | {size:.1f} |")
    lines.append(f"| all | | | {sum(median.values()):.2f} | |")
    pages = sorted((one for kind in runs[-1].values() for one in kind.slowest), reverse=True)
    lines += ["", "| slowest pages | ms |", "|---|--:|"]
    lines += [f"| {path} | {1000 * seconds:.1f} |" for seconds, path in pages[:slowest]]
    return "\n".join(lines)


def main() -> None:
    """Generate or read, draw, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("objectives", type=int, nargs="?", default=1000)
    parser.add_argument(
        "--project", type=Path, help="a project's folder instead of a generated one"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slowest", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.project is None:
            generate(given.objectives, Path(folder))
        gc.disable()  # as the command does
        runs = [drawn(site_of(given.project or Path(folder))) for _ in range(given.runs)]
    print(table(runs, given.slowest))


if __name__ == "__main__":
    main()
