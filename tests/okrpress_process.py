"""Run okrpress as its users do: in a process of its own."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO

COMMAND = (sys.executable, "-m", "okrpress")
FORKS = Path(__file__).with_name("okrpress_forks.py")
SECONDS = 120
AT_START = ("PYTHON", "LC_", "LANG")  # what Python looks at when it starts


def okrpress(
    *arguments: str | Path, cwd: Path, typed: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """What came of a command line; `typed` is its standard input.

    The process is forked from one that has loaded okrpress, where that makes no difference.
    """
    command = [*COMMAND, *map(str, arguments)]
    if os.name == "posix" and not any(name.startswith(AT_START) for name in env):
        return _forked(command, cwd, typed, {**os.environ, **env})
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **env},
        input=typed,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, with their folders."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _forked(
    command: list[str], cwd: Path, typed: str, env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    order = {"arguments": command[len(COMMAND) :], "cwd": str(cwd.absolute()), "env": env}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as given,
        tempfile.TemporaryFile("w+", encoding="utf-8") as output,
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
    ):
        given.write(typed)
        given.seek(0)
        code = _link().run(order, [given, output, errors])
        output.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(command, code, output.read(), errors.read())


class _Link:
    """The program that forks, as long as this process lives."""

    def __init__(self) -> None:
        self._socket, far = socket.socketpair()
        with far:
            far.set_inheritable(True)
            self._program = subprocess.Popen(
                [sys.executable, str(FORKS), str(far.fileno())], pass_fds=[far.fileno()]
            )
        self._socket.settimeout(SECONDS)
        self._lines = self._socket.makefile("r", encoding="utf-8")
        atexit.register(self._end)

    def run(self, order: dict[str, object], streams: list[IO[str]]) -> int:
        """The exit code of a command line."""
        socket.send_fds(self._socket, [b"\n"], [one.fileno() for one in streams])
        self._socket.sendall(json.dumps(order).encode() + b"\n")
        child = int(self._lines.readline())
        try:
            return int(self._lines.readline())
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            _link.cache_clear()  # nothing more is read from a socket that was waited for in vain
            raise

    def _end(self) -> None:
        self._lines.close()
        self._socket.close()
        self._program.wait()


@cache
def _link() -> _Link:
    return _Link()
