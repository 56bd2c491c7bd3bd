"""What every command that writes says to a broken world and to nonsense; `init` has own tests."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from okrpress_process import COMMAND
from review_project import REVIEWED, Commands, make, snapshot
from run_as_nobody import open_folder, run_as_nobody

from okrpress.cli.group import run

RUNNING, OVER = "2026-11-29", "2027-01-08"
ACTIVATION = "growth/onboarding#activation"
COMMANDS = {
    "new team": ("new", "team", "kitchen"),
    "new person": ("new", "person", "jon"),
    "new cycle": ("new", "cycle", "2027-q1"),
    "new objective": ("new", "objective", "growth/better", "--title", "Better for all"),
    "new cycle --from": ("new", "cycle", "2027-q1", "--from", "2026-q4", "--as-of", OVER),
    "checkin": ("checkin", "growth", "--set", "onboarding#sso=yes", "--as-of", RUNNING),
    "checkin --template": ("checkin", "growth", "--template", "--as-of", RUNNING),
    "amend": ("amend", ACTIVATION, "--target", "50", "--reason", "So", "--as-of", RUNNING),
    "review mid-cycle": ("review", "mid-cycle", "company", "--as-of", RUNNING),
    "review retro": ("review", "retro", "company", "--as-of", OVER),
    "close": ("close", "2026-q4", "--as-of", OVER),
}


def project_for(command: str, folder: Path) -> Path:
    """A project in which the command has something to write."""
    return make(folder, **(REVIEWED if command in ("close", "new cycle --from") else {}))


def run_on_a_full_disk(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command that can write no byte, and all that it says."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        sys.stdout = sys.stderr = os.fdopen(writing, "w", encoding="utf-8")
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        code = run([*arguments, "--root", str(folder)])
        sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as words:
        said = words.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_said_and_leaves_all_as_it_was(tmp_path: Path, command: str) -> None:
    before = snapshot(project_for(command, tmp_path))
    code, said = run_on_a_full_disk(tmp_path, *COMMANDS[command])
    assert (code, "cannot be written: file too large" in said) == (2, True), said
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_read_only_is_said(tmp_path: Path, command: str) -> None:
    elsewhere = project_for(command, tmp_path)
    assert run([*COMMANDS[command], "--root", str(elsewhere)]) == 0  # all that it needs is imported
    with open_folder() as folder:
        before = snapshot(project_for(command, folder))
        code, said = run_as_nobody(folder, *COMMANDS[command], rehearsed=False)
        assert (code, "cannot be written" in said) == (2, True), said
        assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("new objective grwth/x --title A", "did you mean growth?", id="new: unit"),
        pytest.param("new cycle 2027-q1 --from 2026-q9", "did you mean `2026-q4`?", id="cycle"),
        pytest.param("checkin grwth --set a#b=1", "did you mean growth", id="checkin: unit"),
        pytest.param(f"amend x{ACTIVATION} --due 2026-12-01", ACTIVATION, id="amend: key result"),
        pytest.param("review mid-cycle grwth", "did you mean `growth`?", id="review: unit"),
        pytest.param("close 2026-q9", "did you mean `2026-q4`?", id="close: cycle"),
        pytest.param("digest grwth", "growth", id="digest: unit"),
        pytest.param("remind grwth", "growth", id="remind: unit"),
        pytest.param(
            f"checkin growth --set onboarding#sso=yes --as-of {RUNNING} --date 2027-05-01",
            "2027-05-01 lies in the future",
            id="checkin: day to come",
        ),
        pytest.param(
            f"amend {ACTIVATION} --target 5 --reason x --as-of {RUNNING} --date 2027-01-01",
            "2027-01-01 is in the future",
            id="amend: day to come",
        ),
        pytest.param(
            f"review mid-cycle growth --as-of {RUNNING} --date 2027-01-01",
            "2027-01-01 is in the future",
            id="review: day to come",
        ),
        pytest.param(
            f"close 2026-q4 --as-of {OVER} --date 2027-02-01",
            "2027-02-01 is in the future",
            id="close: day to come",
        ),
        pytest.param("new objective growth/x", "at a terminal to ask", id="new: no terminal"),
        pytest.param("new team", "at a terminal to ask", id="new team: no terminal"),
        pytest.param(f"checkin growth --as-of {RUNNING}", "no terminal", id="checkin: no terminal"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    before = snapshot(make(tmp_path))
    ran = Commands(tmp_path, capsys)(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert snapshot(tmp_path) == before


def test_without_any_stream_a_command_does_what_it_does(tmp_path: Path) -> None:
    make(tmp_path)
    arguments = ("build", "--as-of", RUNNING)
    closed = ("sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *COMMAND, *arguments)
    assert subprocess.run(closed, cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "site" / "index.html").is_file()
