"""A process that publishes while the operating system fails it, once, at one call after another.

Run as a program: `made_to_fail.py FOLDER STATE FAULT [two-renames]`. For N = 1, 2, 3 … it brings
FOLDER into STATE, then forks a child that publishes the site "new" and meets FAULT at its N-th
call into the system: `kill` (SIGKILL) or the name of an error (`ENOSPC`). A further child then
builds undisturbed. Each round is one line of JSON; the last round is the one that met no fault.
"""

import ctypes
import errno
import fcntl
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from made_site import beside, site, which

from okrpress.errors import OkrpressError
from okrpress.publish.folder import MARKER
from okrpress.publish.publishing import publish
from okrpress.publish.spare import Sought, Spare
from okrpress.publish.stamps import Tree, tree_at

CALLS = (
    *("open", "write", "close", "mkdir", "chmod", "fchmod", "rename", "unlink", "rmdir"),
    *("link", "listdir", "scandir", "lstat", "stat", "fstat"),
)
NO_FAULT_MET = 42
BOTH = {"static/both.css": b"/* the same in both */"}
SITES = {name: site(name, objectives=1) | BOTH for name in ("old", "new")}
SPARE = "with a spare site"
CACHED = "first build with a cache"


BEFORE = site("older", objectives=2) | BOTH
"""The site before the old one."""


class Trees(NamedTuple):
    """What the last two builds have left."""

    spare: Tree
    site: Tree


def publish_new(folder: Path, trees: Trees | None) -> None:
    """Publish the new site; with what a build knows that has cached what the last two left."""
    new = SITES["new"]
    if trees is None:
        publish(new.items(), folder / "site")
        return
    spare = Sought(folder.with_name("spare"), trees.spare).found(folder / "site", trees.site)
    drawn = [(path, data) for path, data in new.items() if path not in spare.same]
    publish(drawn, folder / "site", before=BOTH.keys(), kept=spare.same.keys(), spare=spare)


class Faults:
    """Counts the calls into the system, and fails the N-th."""

    def __init__(self, fault: str, at: int) -> None:
        self.fault, self.at, self.count = fault, at, 0

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.at:
                if self.fault == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(getattr(errno, self.fault), f"{self.fault} in {call.__name__}")
            return call(*arguments, **named)

        return counted

    def install(self, *, two_renames: bool) -> None:
        for name in CALLS:
            setattr(os, name, self.wrap(getattr(os, name)))
        fcntl.flock = self.wrap(fcntl.flock)
        library = ctypes.CDLL(None)
        exchange = self.wrap(library.renameat2)

        class Library:
            def __getattr__(self, name: str) -> Callable[..., Any]:
                if two_renames or name != "renameat2":
                    raise AttributeError(name)
                return exchange

        ctypes.CDLL = lambda _: Library()  # type: ignore[assignment, misc]


def arrange(folder: Path, state: str) -> Trees | None:
    """Make FOLDER what it is before the build that fails."""
    for one in (folder, folder.with_name("spare")):
        shutil.rmtree(one, ignore_errors=True)
    folder.mkdir()
    if state.startswith("first build"):
        return Trees(Tree(), Tree()) if state == CACHED else None
    publish(SITES["old"].items(), folder / "site")
    if state == "after a kill between two renames":
        (folder / "site").rename(folder / ".site.okrpress-old")
        (folder / ".site.okrpress-new").mkdir()
        (folder / ".site.okrpress-new" / "index.html").touch()
    return arranged_twice(folder) if state == SPARE else None


def arranged_twice(folder: Path) -> Trees:
    """The old site again, after another one that is the spare one now."""
    output, spare = folder / "site", Spare(folder=folder.with_name("spare"))
    publish(BEFORE.items(), output)
    drawn = [(path, data) for path, data in SITES["old"].items() if path not in BOTH]
    publish(drawn, output, before=BOTH.keys(), kept=BOTH.keys(), spare=spare)
    return Trees(
        tree_at(spare.folder, [*BEFORE, MARKER], 0),
        tree_at(output, [*SITES["old"], MARKER], 0),
    )


def child(work: Callable[[], None]) -> tuple[int, str]:
    """Do something in a forked process: its exit status, and what it says at the end."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        say, leave = os.write, os._exit  # the real ones, whatever fails later
        try:
            work()
        except OkrpressError as error:
            say(writing, f"{error}".encode())
            leave(1)
        except BaseException as error:  # noqa: BLE001 - the parent reports it
            say(writing, repr(error).encode())
            leave(3)
        leave(0)
    os.close(writing)
    with os.fdopen(reading) as words:
        said = words.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def one_round(
    folder: Path, trees: Trees | None, faults: Faults, *, two_renames: bool
) -> dict[str, object]:
    """Publish once with a fault, look, publish once without, look again."""
    output = folder / "site"

    def failing() -> None:
        faults.install(two_renames=two_renames)
        publish_new(folder, trees)
        if faults.count < faults.at:
            os._exit(NO_FAULT_MET)

    code, said = child(failing)
    waiting = folder / ".site.okrpress-old"
    found = {
        "at": faults.at,
        "code": code,
        "said": said,
        "site": which(output, SITES),
        "waiting": which(waiting, SITES) if waiting.exists() else "none",
        "beside": beside(output),
    }
    code, said = child(lambda: publish_new(folder, trees))
    after = {"code": code, "said": said, "site": which(output, SITES), "beside": beside(output)}
    return {**found, "after": after}


def main() -> None:
    folder, state, fault, *rest = sys.argv[1:]
    for at in range(1, 2000):
        trees = arrange(Path(folder), state)
        found = one_round(Path(folder), trees, Faults(fault, at), two_renames=bool(rest))
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        if found["code"] == NO_FAULT_MET:
            return


if __name__ == "__main__":
    main()
