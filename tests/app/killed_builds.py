"""Builds after a report that are killed at their steps: `killed_builds.py PROJECT`.

A step is whatever changes something on disk. Prints, for each that a build was killed before, what
the next build came to: `clean` where its site is the one that is made from nothing. Ends after a
build that nobody killed.
"""

import os
import signal
import sys
from itertools import cycle
from pathlib import Path

from lean_project import build_in, made_anew
from project_edits import CHECK_IN, write
from whole_project import tree

from okrpress.publish import aside

CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "open"}
VALUES = ("3", "4", "5")


def main(project: str) -> None:
    root = Path(project)
    aside.FEWEST = 20  # so that there is somebody who looks at files meanwhile
    clean = {value: site_with(root, value) for value in VALUES}
    for step, value in enumerate(cycle(VALUES)):
        build_in(root)
        report(root, value)
        is_killed = killed_build(root, step)
        build_in(root)
        came_to = "clean" if tree(root / "site") == clean[value] else "other"
        sys.stdout.write(f"{came_to}\n")
        if not is_killed:
            return


def report(root: Path, value: str) -> None:
    write(root, CHECK_IN, f"key_results: {{goal#a: {{value: {value}}}}}")


def site_with(root: Path, value: str) -> dict[str, bytes]:
    report(root, value)
    return made_anew(root)


def killed_build(root: Path, step: int) -> bool:
    """Build in another process, which is killed before that step; whether it came so far."""
    child = os.fork()
    if not child:
        sys.addaudithook(Killer(step))
        build_in(root)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


class Killer:
    """Kills the process that it hears of before a step."""

    def __init__(self, step: int) -> None:
        self.left = step
        self.own = os.getpid()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in CHANGES or os.getpid() != self.own:
            return
        if event == "open" and not is_writing(arguments[2]):
            return
        if not self.left:
            os.kill(self.own, signal.SIGKILL)
        self.left -= 1


def is_writing(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    main(*sys.argv[1:])
