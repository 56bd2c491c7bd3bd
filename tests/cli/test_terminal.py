"""What a person at a terminal sees."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from okrpress.cli.terminal import StageClock

BROKEN = (
    "---\ntitle: I sleep\nownr: me\nkey_results: [{id: a, title: A, target: 8, baseline: 6}]\n---\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "2026-q4" / "me"
    folder.mkdir(parents=True)
    (folder / "sleep.md").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def in_terminal(*arguments: str, cwd: Path, **env: str) -> str:
    """Everything that a command writes to a real pseudo-terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "okrpress", *arguments],
        cwd=cwd,
        env={**os.environ, "TERM": "xterm", **env},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not chunk:
            break
        written += chunk
    process.wait(timeout=120)
    os.close(ours)
    return written.decode()


def test_findings_are_coloured_on_a_terminal(project: Path) -> None:
    assert "\x1b[31m\x1b[1merror" in in_terminal("check", cwd=project)


def test_no_color_is_heard(project: Path) -> None:
    shown = in_terminal("check", cwd=project, NO_COLOR="1")
    assert re.findall(r"\x1b\[[0-9;]*m", shown) == []  # a slow machine shows how far it is


def test_stages_and_their_users_are_timed_apart() -> None:
    with StageClock() as clock:
        clock.stage("make")
        assert list(clock.each([1, 2], total=2, user="use")) == [1, 2]
        clock.stage("rest")
    assert {"start", "make", "use", "rest"} == clock.seconds.keys()
    assert sum(clock.seconds.values()) <= clock.total + 0.001
