"""A process that writes an author's files while the system fails it, at one call after another.

Run as a program: `disturbed_writer.py FOLDER WORK FAULT`. For N = 1, 2, 3 … it arranges FOLDER,
then forks a child that does WORK and meets FAULT at its N-th call into the system: `kill`
(SIGKILL) or the name of an error (`ENOSPC`). Each round is one line of JSON; the last one is the
round that met no fault.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from okrpress.errors import OkrpressError
from okrpress.source.files import replace_file
from okrpress.source.new_files import create_files

OLD, NEW = b"old " * 2000, b"new " * 2000
FILES = {"content/q/index.md": NEW, "content/q/app/a.md": NEW, "content/q/app/b.md": NEW}


def replace(folder: Path) -> None:
    """Change a file that is there."""
    replace_file(folder, "content/a.md", OLD, NEW)


def create(folder: Path) -> None:
    """Make a folder with three files."""
    create_files(folder, FILES)


def add(folder: Path) -> None:
    """Make one file in a folder that is there."""
    create_files(folder, {"content/b.md": NEW})


WORK = {each.__name__: each for each in (replace, create, add)}


def arrange(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content").mkdir(parents=True)
    (folder / "content/a.md").write_bytes(OLD)
    (folder / "content/a.md").chmod(0o640)


def look(folder: Path) -> dict[str, str]:
    """Every file that a reader of the content would see: old, new or something else."""
    names = {OLD: "old", NEW: "new"}
    return {
        path.relative_to(folder).as_posix(): names.get(path.read_bytes(), "broken")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


class Fault:
    """Fails the N-th call into the system, seen by Python's own profiler."""

    def __init__(self, name: str, at: int) -> None:
        self.name, self.at, self.count = name, at, 0

    def __call__(self, _frame: object, event: str, called: Any) -> None:
        if event != "c_call" or not is_of_the_system(called):
            return
        self.count += 1
        if self.count == self.at:
            if self.name == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(getattr(errno, self.name), "")


def is_of_the_system(called: Any) -> bool:
    if called.__name__ in {"fspath", "getpid", "isatty"}:
        return False
    owner = type(getattr(called, "__self__", None)).__module__
    return "_io" in {called.__module__, owner} or called.__module__ in {"posix", "fcntl"}


def child(work: Callable[[], None]) -> tuple[int, str]:
    """Do something in a forked process: its exit status, and what it says at the end."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        code, said = 0, ""
        try:
            work()
        except OkrpressError as error:
            code, said = 2, str(error)
        except BaseException as error:  # noqa: BLE001 - the parent reports it
            code, said = 3, repr(error)
        sys.setprofile(None)
        os.write(writing, said.encode())
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as words:
        said = words.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def one_round(folder: Path, work: Callable[[Path], None], fault: Fault) -> dict[str, object]:
    arrange(folder)

    def failing() -> None:
        sys.setprofile(fault)
        work(folder)
        sys.setprofile(None)
        if fault.count < fault.at:
            os._exit(NO_FAULT_MET)

    code, said = child(failing)
    found = look(folder)
    again, _ = child(lambda: work(folder))
    return {
        "at": fault.at,
        "code": code,
        "said": said,
        "files": found,
        "mode": oct((folder / "content/a.md").stat().st_mode & 0o777),
        "left": [str(path) for path in folder.rglob("*") if path.name.startswith(".")],
        "after": [again, look(folder)],
    }


NO_FAULT_MET = 42


def main() -> None:
    folder, work, name = sys.argv[1:]
    for at in range(1, 500):
        found = one_round(Path(folder), WORK[work], Fault(name, at))
        sys.stdout.write(json.dumps(found) + "\n")
        if found["code"] == NO_FAULT_MET:
            return


if __name__ == "__main__":
    main()
