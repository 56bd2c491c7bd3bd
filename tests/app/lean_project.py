"""A project with a theme that shows units and their objectives, built on some day."""

import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from project_edits import DAY, write
from whole_project import KEY_RESULTS, WHOLE, make_project, tree

from okrpress.app.build import BuildRequest, BuildResult, build
from okrpress.app.watcher import Silence

LEAN = Path(__file__).parents[2] / "bench" / "lean"
OTHERS = {
    f"content/2026-q4/team-{number}/{file}": text
    for number in range(12)
    for file, text in {
        "one.md": f"title: One\nsupports: company/goal\n{KEY_RESULTS}",
        "checkins/2026-11-02.md": "key_results: {one#a: {value: 2}}",
        "checkins/2026-11-09.md": "key_results: {one#a: {value: 3}}",
    }.items()
}
TEAMS = {f"content/teams/team-{number}.md": f"name: Team {number}" for number in range(12)}

Item = TypeVar("Item")


class Counting(Silence):
    """Counts the files that are read in each stage."""

    def __init__(self) -> None:
        self.now = ""
        self.items: dict[str, int] = {}

    def stage(self, name: str) -> None:
        self.now = name

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        self.items[self.now] = self.items.get(self.now, 0) + total
        return iter(items)


def lean_project(root: Path) -> Path:
    make_project(root, WHOLE | OTHERS | TEAMS)
    shutil.rmtree(root / "themes" / "own")
    shutil.copytree(LEAN, root / "themes" / "lean", dirs_exist_ok=True)
    write(root, "okrpress.toml", "[site]\ntheme = 'lean'")
    return root


def build_in(
    root: Path, watch: Silence | None = None, *, day: date = DAY, jobs: int = 1
) -> BuildResult:
    return build(BuildRequest(root=root, today=day, keep_going=True, jobs=jobs), watch)


def made_anew(root: Path, day: date = DAY) -> dict[str, bytes]:
    """The site made from nothing."""
    beside = root / "clean"
    shutil.rmtree(beside, ignore_errors=True)
    build(BuildRequest(root=root, today=day, output=beside, keep_going=True, cache=False, jobs=1))
    return tree(beside)


def parsed(root: Path, day: date = DAY) -> int:
    """How many files a build looks into, beside finding them."""
    counting = Counting()
    build_in(root, counting, day=day)
    return counting.items.get("parse", 0)


def files_of(root: Path) -> int:
    """How many files the project has."""
    return sum(1 for _ in (root / "content").rglob("*.md"))
