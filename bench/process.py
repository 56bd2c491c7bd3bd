"""okrpress in a process of its own: how long it takes, and how much memory it holds."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What a process took: seconds on the wall and on the processors, bytes at the peak.

    `log` is what it wrote on standard error.
    """

    wall: float
    cpu: float
    peak: int
    log: str


def okrpress(project: Path, *arguments: str) -> Process:
    """Run a command on a project; one that could not run ends the benchmark."""
    log = project / "bench.log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "okrpress", *arguments],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        peak, usage = watch(process)
        wall = time.perf_counter() - begun
    output = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode not in {0, 1}:
        sys.exit(f"error: {arguments[0]} failed with {process.returncode}:\n{output[-2000:]}")
    return Process(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak, log=output)


def watch(process: subprocess.Popen[bytes]) -> tuple[int, "os.struct_rusage"]:
    """Wait for the process: the bytes it and its children held at most, and what it used."""
    peak = 0
    while True:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        peak = max(peak, session_bytes(process.pid))
        time.sleep(POLL_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return max(peak, usage.ru_maxrss * unit), usage


def session_bytes(session: int) -> int:
    """Resident bytes of all processes in a session, now; 0 where the system does not tell."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # after the name, which may hold anything but ends in the last bracket
            fields = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[3]) == session:
            total += int(fields[21]) * page
    return total
