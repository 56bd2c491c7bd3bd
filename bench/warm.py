"""Parse a portfolio, then check and build it again after little or nothing has changed."""

import re
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.generate import AS_OF
from bench.process import Process, okrpress

NEXT_DAY = ("--as-of", str(AS_OF + timedelta(days=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """One command in one situation: seconds and bytes, medians over all runs."""

    command: str
    what: str
    is_first: bool
    seconds: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is done: a command after an edit, if any."""

    command: str
    what: str
    options: tuple[str, ...] = ()
    edits: Callable[[Path], None] | None = None
    forgets: bool = False
    module: str = "okrpress"


def report(project: Path) -> None:
    """Change one reading of one check-in of the running cycle."""
    _edit(
        max((project / "content").glob("2026-q4/*/checkins/*.md")), r"value: (\d+)", r"value: 1\1"
    )


def promise(project: Path) -> None:
    """Change the title of one objective of the running cycle."""
    _edit(max((project / "content").glob("2026-q4/*/objective-*.md")), r'(title: ".+)"', r'\1 too"')


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


STEPS = (
    Step(command="parse", what="first", module="bench.parse"),
    Step(command="check", what="first", forgets=True),
    Step(command="check", what="nothing changed"),
    Step(command="check", what="a check-in edited", edits=report),
    Step(command="check", what="an objective edited", edits=promise),
    Step(command="build", what="first", forgets=True),
    Step(command="build", what="nothing changed"),
    Step(command="build", what="a check-in edited", edits=report),
    Step(command="build", what="a day later", options=NEXT_DAY),
)


def repeat(source: Path, runs: int, say: Callable[[str], None]) -> list[Warm]:
    """Take all steps, `runs` times, each time on a fresh copy of the project in `source`."""
    found: dict[Step, list[Process]] = {step: [] for step in STEPS}
    for number in range(runs):
        project = source.with_name(f"again-{number}")
        shutil.copytree(source, project)
        for step in STEPS:
            found[step].append(take(step, project))
            say(f"{step.command}, {step.what}: {found[step][-1].wall:.2f} s")
    return [summary(step, done) for step, done in found.items()]


def take(step: Step, project: Path) -> Process:
    """One step."""
    if step.forgets:
        shutil.rmtree(project / ".okrpress", ignore_errors=True)
        shutil.rmtree(project / "site", ignore_errors=True)
    if step.edits:
        step.edits(project)
    command = () if step.module == "bench.parse" else (step.command, *step.options)
    return okrpress(project, *command, module=step.module)


def summary(step: Step, done: list[Process]) -> Warm:
    """The medians of what a step took."""
    return Warm(
        command=step.command,
        what=step.what,
        is_first=step.what == "first",
        seconds=statistics.median(one.wall for one in done),
        cpu=statistics.median(one.cpu for one in done),
        peak=max(one.peak for one in done),
    )
