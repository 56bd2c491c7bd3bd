"""Build generated portfolios with the command that users run, and print what it costs.

    python -m bench.run 100 1000 10000 [--runs 3]

For each size one portfolio is generated, and every run builds a fresh copy of it in a new process.
Time is wall clock around that process, memory the largest sum over it and its children. Seconds are
medians; two numbers in brackets are the smallest and the largest. Then one copy of each size is
checked and built again and again, with an edit before it or without. Progress goes to standard
error, three Markdown tables to standard output.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.generate import generate
from bench.process import okrpress
from bench.warm import Warm, repeat

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build: seconds on the wall and on the processors, bytes at the peak, seconds by stage."""

    wall: float
    cpu: float
    peak: int
    stages: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All builds of one size, and what came out of each of them."""

    objectives: int
    files: int
    pages: int
    bytes: int
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Median seconds of a build."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def page_ms(self) -> float:
        """Milliseconds for each page."""
        return 1000 * self.wall / self.pages

    def stage(self, name: str) -> float:
        """Median seconds of a stage; 0 where it did not run."""
        return statistics.median(run.stages.get(name, 0.0) for run in self.runs)


def measure(objectives: int, runs: int, folder: Path) -> Result:
    """Build a portfolio of that size, `runs` times."""
    source = folder / "source"
    files = generate(objectives, source)
    done = []
    for number in range(runs):
        project = folder / f"run-{number}"
        shutil.copytree(source, project)
        done.append(build(project))
        say(f"{objectives} objectives, build {number + 1} of {runs}: {done[-1].wall:.2f} s")
    site = [path for path in (project / "site").rglob("*") if path.is_file()]
    return Result(
        objectives=objectives,
        files=files,
        pages=sum(path.suffix == ".html" for path in site),
        bytes=sum(path.stat().st_size for path in site),
        runs=tuple(done),
    )


def build(project: Path) -> Run:
    """Build the project in a process of its own."""
    profile = ("--profile", "--profile-format", "json")
    done = okrpress(project, "build", str(project), *profile)
    return Run(wall=done.wall, cpu=done.cpu, peak=done.peak, stages=stages_in(done.log))


def stages_in(output: str) -> dict[str, float]:
    """The line of `--profile` among what the build wrote: the seconds of each stage."""
    lines = [line for line in output.splitlines() if line.startswith("{")]
    return {each["stage"]: each["seconds"] for each in json.loads(lines[-1])["stages"]}


def costs(results: list[Result]) -> str:
    """A table of what each size costs; growth compares a page's time with the first row's."""
    head = ("objectives", "files", "pages", "s", "ms/page", "growth", "CPU s", "peak MiB", "MB")
    rows = [
        (
            f"{result.objectives}",
            f"{result.files}",
            f"{result.pages}",
            f"{result.wall:.2f} ({fastest(result):.2f}–{slowest(result):.2f})",
            f"{result.page_ms:.2f}",
            f"× {result.page_ms / results[0].page_ms:.2f}",
            f"{statistics.median(run.cpu for run in result.runs):.2f}",
            f"{max(run.peak for run in result.runs) / MIB:.0f}",
            f"{result.bytes / 1e6:.1f}",
        )
        for result in results
    ]
    return table(head, rows)


def fastest(result: Result) -> float:
    """Seconds of the fastest build."""
    return min(run.wall for run in result.runs)


def slowest(result: Result) -> float:
    """Seconds of the slowest build."""
    return max(run.wall for run in result.runs)


def stages(results: list[Result]) -> str:
    """A table of where the time goes; the rest is the interpreter's start and end."""
    names = list(dict.fromkeys(name for result in results for name in result.runs[0].stages))
    rows = [(name, *(share(result.stage(name), result) for result in results)) for name in names]
    rest = [result.wall - sum(result.stage(name) for name in names) for result in results]
    rows.append(("rest", *map(share, rest, results)))
    return table(("stage", *(f"{result.objectives}" for result in results)), rows)


def again(sizes: list[int], repeated: list[list[Warm]]) -> str:
    """A table of what it costs to do it again, against the first time."""
    rows: list[tuple[str, ...]] = []
    for size, steps in zip(sizes, repeated, strict=True):
        first = {one.command: one.seconds for one in steps if one.is_first}
        rows += [
            (
                f"{size}",
                f"{one.command}, {one.what}",
                f"{one.seconds:.2f}",
                f"{100 * one.seconds / first[one.command]:.0f} %",
                f"{one.cpu:.2f}",
                f"{one.peak / MIB:.0f}",
            )
            for one in steps
        ]
    return table(("objectives", "what", "s", "of the first", "CPU s", "peak MiB"), rows)


def share(seconds: float, result: Result) -> str:
    """Seconds, and their part of the whole build."""
    return f"{seconds:.2f} s ({100 * seconds / result.wall:.0f} %)"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table, its numbers to the right."""
    lines = [head, ("---", *("--:",) * (len(head) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """What the numbers were measured on."""
    version = platform.python_version()
    return f"Python {version}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def say(message: str) -> None:
    """Tell a person who waits."""
    print(message, file=sys.stderr, flush=True)


def main() -> None:
    """Measure the sizes on the command line."""
    parser = argparse.ArgumentParser(description="Time builds of generated portfolios.")
    parser.add_argument("sizes", type=int, nargs="+", metavar="objectives")
    parser.add_argument("--runs", type=int, default=3, help="builds of each size [default: 3]")
    arguments = parser.parse_args()
    results: list[Result] = []
    repeated: list[list[Warm]] = []
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="okrpress-bench-") as folder:
            results.append(measure(size, arguments.runs, Path(folder)))
            repeated.append(repeat(Path(folder) / "source", arguments.runs, say))
    print(f"{machine()}; {arguments.runs} builds of each size\n")
    print(f"{costs(results)}\n\n{stages(results)}\n\n{again(arguments.sizes, repeated)}")


if __name__ == "__main__":
    main()
