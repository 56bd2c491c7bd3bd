"""`okrpress serve` in a process of its own, and what a client without manners can do to it."""

import contextlib
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx

OBJECTIVE = """---
title: {title}
owner: mia
type: committed
stands_alone: It is the whole of what we want
key_results:
  - {{id: sleep, title: Sleep 7.5 hours a night, baseline: 6, target: 7.5, unit: h}}
  - {{id: run, title: Run ten kilometres, done_when: One run of 10 km is logged}}
---
Why this matters.
"""
CHECK_IN = (
    "---\nauthor: mia\nkey_results:\n  {name}#sleep: {{value: {value}, confidence: 6}}\n---\n"
)

PROJECT = {
    "okrpress.toml": "as_of = 2026-11-22\n",
    "content/index.md": "---\nname: Harbour\n---\nWho we are.\n",
    "content/2026-q4/me/health.md": OBJECTIVE.format(title="I feel rested and strong"),
    "content/2026-q4/me/checkins/2026-11-16.md": CHECK_IN.format(name="health", value=6.9),
}
HEALTH = "content/2026-q4/me/health.md"
PAGE = "o/2026-q4/me/health/"


class Served:
    """A server that runs, and its address."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.port = int(url.rstrip("/").rpartition(":")[2])
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said += line

    def get(self, path: str = "", **headers: str) -> httpx.Response:
        """One request on a connection of its own."""
        return httpx.get(self.url + path, headers=headers, timeout=120, trust_env=False)

    def raw(self, data: bytes, *, seconds: float = 10) -> bytes:
        """What comes back for these bytes, until the server hangs up or says no more."""
        with self.connect() as connection:
            connection.settimeout(seconds)
            with contextlib.suppress(ConnectionError):  # hung up before all of it was sent
                connection.sendall(data)
            answer = b""
            with contextlib.suppress(TimeoutError, ConnectionError):
                while part := connection.recv(65536):
                    answer += part
            return answer

    def connect(self) -> socket.socket:
        """A connection on which nothing has been said."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=120)

    def files(self) -> int:
        """How many files and sockets the process has open."""
        return len([*Path(f"/proc/{self.process.pid}/fd").iterdir()])

    def interrupt(self) -> int:
        """Ctrl-C, and the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=120)


@contextlib.contextmanager
def serving(root: Path, *arguments: str, **env: str) -> Iterator[Served]:
    """Serve a project on a port that is free."""
    process = subprocess.Popen(
        [sys.executable, "-m", "okrpress", "serve", str(root), "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **env},
    )
    assert process.stdout
    url = process.stdout.readline().strip()
    try:
        if not url:
            raise AssertionError(process.communicate()[1])
        yield Served(process, url)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=120)
        process.stdout.close()
        assert process.stderr
        process.stderr.close()


def until(true: Callable[[], object], what: str = "", seconds: float = 120) -> None:
    """Wait for something to come true, as long as a slow machine needs."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it never came true: {what}"
        time.sleep(0.02)


def request(path: str, *lines: str, host: str = "", method: str = "GET") -> bytes:
    """The bytes of a request, as they are, for the server's own port."""
    head: Sequence[str] = (f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", "")
    return "\r\n".join(head).encode("latin-1")
