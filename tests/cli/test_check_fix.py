"""`okrpress check --fix`, `--diff` and `--watch`."""

import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from okrpress_process import COMMAND, okrpress, write

FILE = "content/2026-q4/me/health.md"
CORRECT = """---
title: I am rested
owner: me
stands_alone: This is only about me
key_results:
  - {id: sleep, title: Raise my average night to 8 hours, baseline: 6, target: 8, due: 2026-12-05}
  - {id: phone, title: The phone sleeps in the kitchen, done_when: Seven nights in a row}
---
"""
WRONG = CORRECT.replace("owner:", "ownr:").replace("2026-12-05", "2026-12-5")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, {FILE: WRONG, "content/2026-q4/me/fine.md": CORRECT})
    return tmp_path


def check(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return okrpress("check", "--select", "FMT,REF", *arguments, cwd=project)


def test_fix_corrects_what_is_safe_and_checks_the_rest(project: Path) -> None:
    (project / FILE).chmod(0o640)
    fine = (project / "content/2026-q4/me/fine.md").stat().st_ino
    ran = check(project, "--fix")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert f"fixed {FILE}:3:1: FMT030 ownr → owner\n" in ran.stderr
    assert f"fixed {FILE}:6:88: FMT035 2026-12-5 → 2026-12-05\n" in ran.stderr
    assert "2 files: no findings" in ran.stderr
    assert (project / FILE).read_text() == CORRECT
    assert stat.S_IMODE((project / FILE).stat().st_mode) == 0o640
    assert (project / "content/2026-q4/me/fine.md").stat().st_ino == fine
    assert {path.name for path in (project / FILE).parent.iterdir()} == {"health.md", "fine.md"}


def test_fix_takes_a_byte_order_mark_out(project: Path) -> None:
    (project / FILE).write_bytes(b"\xef\xbb\xbf" + CORRECT.encode())
    assert f"fixed {FILE}: the byte order mark is gone\n" in check(project, "--fix").stderr
    assert (project / FILE).read_text() == CORRECT


def test_fix_reports_what_it_cannot_correct(project: Path) -> None:
    write(project, {FILE: WRONG.replace("baseline: 6", "baseline: six")})
    ran = check(project, "--fix")
    assert ran.returncode == 1
    assert "FMT034" in ran.stdout
    assert "owner: me" in (project / FILE).read_text()


@pytest.mark.parametrize("arguments", [["--diff"], ["--fix", "--diff"]], ids=" ".join)
def test_diff_shows_and_changes_nothing(project: Path, arguments: list[str]) -> None:
    ran = check(project, *arguments)
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"--- {FILE}\n+++ {FILE}\n@@ -1,8 +1,8 @@\n")
    assert "\n-ownr: me\n+owner: me\n" in ran.stdout
    assert (project / FILE).read_text() == WRONG
    write(project, {FILE: CORRECT})
    clean = check(project, *arguments)
    assert (clean.returncode, clean.stdout) == (0, "")


def test_a_diff_cannot_command_a_ci_system(project: Path) -> None:
    hostile = WRONG.replace("I am rested", "'##[error]x'").replace(
        "---\n", "---\n::error::: x\n", 1
    )
    write(project, {FILE: hostile})
    said = check(project, "--diff").stdout
    assert "+owner" in said
    assert not [line for line in said.splitlines() if line.lstrip("+- ").startswith("::")]
    assert "##[" not in said


def test_a_folder_that_cannot_be_written_is_said(project: Path) -> None:
    program = (
        "import sys, okrpress.source.files as f, okrpress.cli.group as m, os\n"
        "def full(_): raise OSError(28, 'No space left on device')\n"
        "os.fsync = full\n"
        "sys.exit(m.run(['check', '--fix', '.']))"
    )
    ran = subprocess.run(
        [COMMAND[0], "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "health.md cannot be written: no space left on device" in ran.stderr
    assert (project / FILE).read_text() == WRONG
    assert {path.name for path in (project / FILE).parent.iterdir()} == {"health.md", "fine.md"}


# ── watch ─────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def watching(project: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [*COMMAND, "check", "--watch", "--select", "FMT,REF", "--format", "concise"]
    with (project / "out").open("w") as out, (project / "err").open("w") as err:
        process = subprocess.Popen(command, cwd=project, stdout=out, stderr=err, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait(timeout=120)


def wait_for(path: Path, text: str, times: int) -> None:
    end = time.monotonic() + 120
    while path.read_text().count(text) < times:
        assert time.monotonic() < end, path.read_text()
        time.sleep(0.05)


def test_watch_checks_again_after_a_change_and_ends_when_interrupted(project: Path) -> None:
    with watching(project) as process:
        wait_for(project / "err", "waiting for changes", 1)
        assert (project / "out").read_text().count("FMT030") == 1
        write(project, {FILE: CORRECT})
        wait_for(project / "err", "2 files: no findings", 1)
        write(project, {"content/2026-q4/me/new.md": WRONG})
        wait_for(project / "out", "new.md:3:1: error: FMT030", 1)
        write(project, {"okrpress.toml": "nonsense"})
        wait_for(project / "out", "FMT021", 1)
        (project / "content").rename(project / "gone")
        wait_for(project / "err", "there is no content folder", 1)
        (project / "gone").rename(project / "content")
        wait_for(project / "err", "waiting for changes", 6)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=120) == 130
    assert "Traceback" not in (project / "err").read_text()
