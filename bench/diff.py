"""Compare two commits that differ in 50 files, and print what that costs against a cold build.

    python -m bench.diff 1000 10000

For each size one portfolio is generated, committed, built without a cache, changed in 50 files and
committed again; then `okrpress diff` compares the two commits, first without a cache of what was
parsed, then with the one that the first left. Seconds of the processors and of the wall clock, each
measured once. A Markdown table goes to standard output.
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.generate import generate
from bench.process import Process, okrpress
from bench.run import machine, say, table

CHANGED = 50
HEAD = ("objectives", "what", "s", "of the build", "CPU s", "of the build")


def measure(objectives: int, project: Path) -> Iterator[tuple[str, ...]]:
    """A row for the build, and for each comparison."""
    generate(objectives, project)
    git(project, "init", "--quiet", "--initial-branch=main")
    (project / ".gitignore").write_text("/site/\n/.okrpress/\n*.log\n", encoding="utf-8")
    commit(project)
    built = okrpress(project, "build", str(project), "--no-cache")
    say(f"{objectives} objectives, cold build: {built.wall:.1f} s")
    change(project)
    commit(project)
    yield row(objectives, "cold build", built, built)
    for what in ("diff", "diff, once more"):
        compared = okrpress(project, "diff", "HEAD~1", "HEAD", "--root", str(project))
        say(f"{objectives} objectives, {what}: {compared.wall:.1f} s")
        yield row(objectives, what, compared, built)


def change(project: Path) -> None:
    """Move a target, or add words, in 50 files of the quarter that runs."""
    files = sorted((project / "content").glob("*/*/*.md"), reverse=True)
    for path in [one for one in files if "key_results:" in one.read_text(encoding="utf-8")][
        :CHANGED
    ]:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\nMore words.\n", encoding="utf-8")


def row(objectives: int, what: str, one: Process, built: Process) -> tuple[str, ...]:
    """Seconds, and their part of the build."""
    parts = (f"{100 * one.wall / built.wall:.0f} %", f"{100 * one.cpu / built.cpu:.0f} %")
    return (f"{objectives}", what, f"{one.wall:.2f}", parts[0], f"{one.cpu:.2f}", parts[1])


def commit(project: Path) -> None:
    """Everything that lies there."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=A step")


def git(project: Path, *arguments: str) -> None:
    """Run git without anybody's configuration."""
    who = {
        f"GIT_{role}_{what}": "bench@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=project, env={**os.environ, **who, **own}, check=True)


def main() -> None:
    """Measure the sizes on the command line."""
    parser = argparse.ArgumentParser(description="Time comparisons of two commits.")
    parser.add_argument("sizes", type=int, nargs="+", metavar="objectives")
    rows = []
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(prefix="okrpress-bench-") as folder:
            rows += measure(size, Path(folder))
    print(f"{machine()}; {CHANGED} files differ\n\n{table(HEAD, rows)}")


if __name__ == "__main__":
    main()
