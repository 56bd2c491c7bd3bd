"""A command whose process was forked says and does what one does that was started."""

from pathlib import Path

import pytest
from okrpress_process import okrpress, write
from serving import PROJECT

STARTED = {"LANG": "C.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["check"], 1, id="findings"),
        pytest.param(["check", "-", "--stdin-filename", "content/2026-q4/me/x.md"], 1, id="typed"),
        pytest.param(["nonsense"], 2, id="no command"),
        pytest.param(["--help"], 0, id="help"),
    ],
)
def test_it_makes_no_difference(tmp_path: Path, arguments: list[str], code: int) -> None:
    write(tmp_path, {**PROJECT, "content/2026-q4/me/ü.md": "nothing"})
    forked, started = (
        okrpress(*arguments, cwd=tmp_path, typed="---\ntitel: Ü\n---\n", **env)
        for env in ({}, STARTED)
    )
    assert (forked.returncode, forked.stdout, forked.stderr) == (
        *(started.returncode, started.stdout, started.stderr),
    )
    assert forked.returncode == code
    assert forked.args == started.args
