"""A command in a process of its own: how long it takes, and how much memory it holds."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
POLL_SECONDS = 0.05
_REST = 19  # times as long as a look took: to look at gigabytes slows down whoever holds them


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What a process took: seconds on the wall and on the processors, bytes at the peak.

    Both count its children; memory that several share counts once. `log` is what it wrote on
    standard error.
    """

    wall: float
    cpu: float
    peak: int
    log: str


def okrpress(project: Path, *arguments: str, module: str = "okrpress") -> Process:
    """Run a command on a project; one that could not run ends the benchmark."""
    command = [sys.executable, "-m", module, *arguments]
    return run(command, project, {"PYTHONPATH": str(ROOT)}, allowed={0, 1})


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    allowed: frozenset[int] | set[int] = frozenset({0}),
) -> Process:
    """Run a command in a folder; one that fails ends the benchmark.

    Python may keep what it has compiled, as that of an installed package is.
    """
    log = folder / "bench.log"
    with log.open("wb") as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {}), "PYTHONDONTWRITEBYTECODE": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        peak, usage = watch(process)
        wall = time.perf_counter() - begun
    output = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode not in allowed:
        name = " ".join(command)
        sys.exit(f"error: {name} failed with {process.returncode}:\n{output[-2000:]}")
    return Process(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak, log=output)


def watch(process: subprocess.Popen[bytes]) -> tuple[int, "os.struct_rusage"]:
    """Wait for the process: the bytes it and its children held at most, and what it used."""
    peak = 0
    while True:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        begun = time.perf_counter()
        peak = max(peak, session_bytes(process.pid))
        _rest(process, max(POLL_SECONDS, _REST * (time.perf_counter() - begun)))
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return max(peak, usage.ru_maxrss * unit), usage


def _rest(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait so long, or until the process ends: what takes 0.16 s is not to seem to take 0.2."""
    if not hasattr(os, "pidfd_open"):
        time.sleep(seconds)
        return
    end = os.pidfd_open(process.pid)
    try:
        select.select([end], [], [], seconds)
    finally:
        os.close(end)


def session_bytes(session: int) -> int:
    """Bytes of all processes in a session, now; 0 where the system does not tell.

    Where one ends while others are being looked at, what they shared would count twice: then the
    look does not count.
    """
    processes = members(session)
    held = sum(map(held_bytes, processes))
    return held if members(session) == processes else 0


def members(session: int) -> list[Path]:
    """The processes of a session."""
    return [one for one in sorted(Path("/proc").glob("[0-9]*")) if session_of(one) == session]


def session_of(process: Path) -> int:
    """The session that a process belongs to; 0 where it has ended."""
    try:
        # after the name, which may hold anything but ends in the last bracket
        fields = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[3])


def held_bytes(process: Path) -> int:
    """What a process holds: its own memory, and its part of what it shares with others."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
