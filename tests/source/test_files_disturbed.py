"""Writing authors' files while the system fails, disks fill up and others write, too."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from okrpress.errors import OkrpressError
from okrpress.source.files import read_file, replace_file
from okrpress.source.new_files import create_files

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BEFORE = {"content/a.md": "old"}
AFTER = {
    "replace": {"content/a.md": "new"},
    "add": {"content/a.md": "old", "content/b.md": "new"},
    "create": {
        "content/a.md": "old",
        "content/q/app/a.md": "new",
        "content/q/app/b.md": "new",
        "content/q/index.md": "new",
    },
}


def rounds(folder: Path, work: str, fault: str) -> list[dict[str, Any]]:
    """The rounds of `disturbed_writer.py`; see there."""
    ran = subprocess.run(
        [sys.executable, str(HERE / "disturbed_writer.py"), str(folder), work, fault],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(found) > 10  # else the faults were not where the calls are
    return found


@pytest.mark.parametrize("work", AFTER)
def test_killed_at_any_call_everything_is_old_or_everything_is_new(
    tmp_path: Path, work: str
) -> None:
    *killed, last = rounds(tmp_path / "project", work, "kill")
    for found in killed:
        assert found["code"] == -signal.SIGKILL, found
        assert found["files"] in (BEFORE, AFTER[work]), found
        assert found["after"][1] == AFTER[work], found
        assert found["mode"] == "0o640", found
    assert (last["files"], last["left"]) == (AFTER[work], [])


@pytest.mark.parametrize("fault", ["ENOSPC", "EACCES"])
@pytest.mark.parametrize("work", AFTER)
def test_an_error_at_any_call_is_said_and_nothing_has_changed(
    tmp_path: Path, work: str, fault: str
) -> None:
    *failed, _ = rounds(tmp_path / "project", work, fault)
    for found in failed:
        if found["code"] == 0:  # where there is another way, or when tidying up
            assert found["files"] == AFTER[work], found
        else:
            assert (found["code"], found["files"]) == (2, BEFORE), found
        assert found["after"][1] == AFTER[work], found


def add_a_line(folder: Path, name: str, start: Any) -> None:
    """Add a line to a file until it is in there, as two people would who run a command again."""
    start.wait()
    for number in range(20):
        while True:
            before = read_file(folder, "a.md")
            assert isinstance(before, bytes)
            try:
                replace_file(folder, "a.md", before, before + f"{name} {number}\n".encode())
            except OkrpressError as error:
                assert "has changed in the meantime" in str(error)  # noqa: PT017 - in a process
                continue
            break


def test_of_two_who_write_at_once_neither_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"")
    context = multiprocessing.get_context("fork")
    start = context.Barrier(3)
    writers = [
        context.Process(target=add_a_line, args=(tmp_path, name, start)) for name in ("a", "b", "c")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    lines = sorted((tmp_path / "a.md").read_text().splitlines())
    assert lines == sorted(f"{name} {number}" for name in "abc" for number in range(20))
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_bytes(b"theirs")
    (tmp_path / "content/b.md").symlink_to("nowhere")
    new = {"content/a.md": b"ours", "content/b.md": b"ours", "content/c/d.md": b"ours"}
    with pytest.raises(OkrpressError, match=r"content/a\.md and 1 more are there already"):
        create_files(tmp_path, new)
    assert (tmp_path / "content/a.md").read_bytes() == b"theirs"
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == ["a.md", "b.md"]


def test_no_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").symlink_to("elsewhere")
    with pytest.raises(OkrpressError, match="content is a symbolic link"):
        create_files(tmp_path, {"content/q/index.md": b""})
    assert list((tmp_path / "elsewhere").iterdir()) == []
