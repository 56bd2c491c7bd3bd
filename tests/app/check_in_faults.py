"""A process that writes check-ins while the operating system fails it, once, at one call.

Run as a program: `check_in_faults.py ROOT FAULT`. For N = 1, 2, 3 … a forked child writes two
check-ins and meets FAULT at its N-th call into the system: `kill` or the name of an error. Each
round is one line of JSON: what lies in the two folders then. The last round met no fault.
"""

import errno
import json
import os
import shutil
import signal
import sys
from pathlib import Path

import builders as b

from okrpress.app.check_in_files import Plan, write_plans
from okrpress.errors import OkrpressError
from okrpress.model.ids import UnitCycle

CALLS = {"open", "os.link", "os.mkdir", "os.remove", "os.rename"}
FOLDERS = ("content/2026-q4/product/checkins", "content/2026/product/checkins")
NOTHING_MET = 42


def plans() -> tuple[Plan, ...]:
    return tuple(
        Plan(
            check_in=b.check_in(
                "2026-11-22",
                folder=UnitCycle(folder.split("/")[1], "product"),
                file=f"{folder}/2026-11-22.md",
            ),
            text=f"---\nauthor: maria\n---\n{folder}\n",
        )
        for folder in FOLDERS
    )


def fail_at(fault: str, at: int) -> list[int]:
    """Arm the process; the list counts the calls."""
    calls = [0]

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        if event not in CALLS:
            return
        calls[0] += 1
        if calls[0] == at:
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(getattr(errno, fault), f"{fault} in {event}")

    sys.addaudithook(hook)
    return calls


def child(root: Path, fault: str, at: int) -> int:
    calls = fail_at(fault, at)
    try:
        write_plans(root, plans())
    except OkrpressError:
        return 2
    return NOTHING_MET if calls[0] < at else 0


def main(root: Path, fault: str) -> None:
    for at in range(1, 100):
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        process = os.fork()
        if not process:
            os._exit(child(root, fault, at))
        _, status = os.waitpid(process, 0)
        code = os.waitstatus_to_exitcode(status)
        found = {
            file.relative_to(root).as_posix(): file.read_text()
            for folder in FOLDERS
            for file in sorted((root / folder).glob("*"))
        }
        sys.stdout.write(json.dumps({"code": code, "files": found}) + "\n")
        sys.stdout.flush()
        if code == NOTHING_MET:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
