"""Files of check-ins: whole or not there, and never in the place of another."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import builders as b
import pytest
from check_in_faults import FOLDERS, NOTHING_MET, plans

from okrpress.app.check_in_files import Plan, names_in, refuse_folder, write_plans
from okrpress.errors import OkrpressError

FAULTS = Path(__file__).with_name("check_in_faults.py")
FOLDER = FOLDERS[0]


def rounds(root: Path, fault: str) -> list[dict[str, Any]]:
    """What was there after a fault at the first call, the second, and so on."""
    tests = FAULTS.parents[1]
    done = subprocess.run(
        [sys.executable, str(FAULTS), str(root), fault],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found[-1]["code"] == NOTHING_MET
    return found


WHOLE = {plan.check_in.file: plan.text for plan in plans()}


def shown(files: dict[str, str]) -> dict[str, str]:
    """Those that are read: names that begin with a dot are not."""
    return {file: text for file, text in files.items() if "/." not in file}


@pytest.mark.parametrize("fault", ["ENOSPC", "EACCES", "EIO"])
def test_an_error_at_any_call_leaves_all_files_or_none(tmp_path: Path, fault: str) -> None:
    *failed, last = rounds(tmp_path / "p", fault)
    assert len(failed) > 5
    assert last["files"] == WHOLE
    for one in failed:
        assert shown(one["files"]) in ({}, WHOLE)
        assert (shown(one["files"]) == {}) == (one["code"] == 2)


def test_a_kill_at_any_call_leaves_no_half_file(tmp_path: Path) -> None:
    for one in rounds(tmp_path / "p", "kill"):
        for file, text in shown(one["files"]).items():
            assert text == WHOLE[file]


def plan(author: str | None = "maria", text: str = "x") -> Plan:
    return Plan(
        check_in=b.check_in("2026-11-22", author=author, file=f"{FOLDER}/2026-11-22.md"), text=text
    )


def test_a_name_that_was_taken_meanwhile_is_left_to_its_owner(tmp_path: Path) -> None:
    (first,) = write_plans(tmp_path, [plan(text="first")])
    (second,) = write_plans(tmp_path, [plan(text="second")])
    assert first.check_in.file == f"{FOLDER}/2026-11-22.md"
    assert second.check_in.file == f"{FOLDER}/2026-11-22-maria.md"
    assert (tmp_path / first.check_in.file).read_text() == "first"
    assert (tmp_path / second.check_in.file).read_text() == "second"


def test_of_many_at_once_each_gets_a_file(tmp_path: Path) -> None:
    texts = [f"text {at}" for at in range(30)]
    gate, opener = os.pipe()
    children = [_waiting(tmp_path, text, gate, opener) for text in texts]
    os.close(opener)  # now all run at once
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(texts)
    os.close(gate)
    files = [tmp_path / FOLDER / f"{name}.md" for name in names_in(tmp_path, FOLDER)]
    assert sorted(file.read_text() for file in files) == sorted(texts)


def _waiting(root: Path, text: str, gate: int, opener: int) -> int:
    """A process that writes as soon as nobody holds the gate shut any more."""
    process = os.fork()
    if process:
        return process
    os.close(opener)
    os.read(gate, 1)
    try:
        write_plans(root, [plan(author=None, text=text)])
    finally:
        os._exit(0)


def test_without_hard_links_a_file_is_still_whole_and_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "as on FAT")

    monkeypatch.setattr(os, "link", no_links)
    write_plans(tmp_path, [plan(text="first")])
    write_plans(tmp_path, [plan(text="second")])
    names = names_in(tmp_path, FOLDER)
    assert {name: (tmp_path / FOLDER / f"{name}.md").read_text() for name in names} == {
        "2026-11-22": "first",
        "2026-11-22-maria": "second",
    }
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    project = tmp_path / "project"
    (project / FOLDER).parent.mkdir(parents=True)
    (project / FOLDER).symlink_to(elsewhere)
    with pytest.raises(OkrpressError, match="is a symbolic link"):
        write_plans(project, [plan()])
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / FOLDER).parent.mkdir(parents=True)
    (tmp_path / FOLDER).write_text("x")
    with pytest.raises(OkrpressError, match="is no folder"):
        refuse_folder(tmp_path, FOLDER)


def test_names_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert names_in(tmp_path, FOLDER) == ()
