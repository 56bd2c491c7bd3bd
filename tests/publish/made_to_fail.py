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
from typing import Any

from made_site import beside, site, which

from okrpress.errors import OkrpressError
from okrpress.publish.publishing import publish

CALLS = (
    *("open", "write", "close", "mkdir", "chmod", "fchmod", "rename", "unlink", "rmdir"),
    *("listdir", "scandir", "lstat", "stat", "fstat"),
)
NO_FAULT_MET = 42
SITES = {name: site(name, objectives=1) for name in ("old", "new")}


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
        fcntl.flock = self.wrap(fcntl.flock)  # type: ignore[assignment]
        library = ctypes.CDLL(None)
        exchange = self.wrap(library.renameat2)

        class Library:
            def __getattr__(self, name: str) -> Callable[..., Any]:
                if two_renames or name != "renameat2":
                    raise AttributeError(name)
                return exchange

        ctypes.CDLL = lambda _: Library()  # type: ignore[assignment, misc]


def arrange(folder: Path, state: str) -> None:
    """Make FOLDER what it is before the build that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if state == "first build":
        return
    publish(SITES["old"].items(), folder / "site")
    if state == "after a kill between two renames":
        (folder / "site").rename(folder / ".site.okrpress-old")
        (folder / ".site.okrpress-new").mkdir()
        (folder / ".site.okrpress-new" / "index.html").touch()


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


def one_round(folder: Path, faults: Faults, *, two_renames: bool) -> dict[str, object]:
    """Publish once with a fault, look, publish once without, look again."""
    output = folder / "site"

    def failing() -> None:
        faults.install(two_renames=two_renames)
        publish(SITES["new"].items(), output)
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
    code, said = child(lambda: publish(SITES["new"].items(), output) and None)
    after = {"code": code, "said": said, "site": which(output, SITES), "beside": beside(output)}
    return {**found, "after": after}


def main() -> None:
    folder, state, fault, *rest = sys.argv[1:]
    for at in range(1, 2000):
        arrange(Path(folder), state)
        found = one_round(Path(folder), Faults(fault, at), two_renames=bool(rest))
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        if found["code"] == NO_FAULT_MET:
            return


if __name__ == "__main__":
    main()
