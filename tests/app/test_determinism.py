"""Same input, same date, same bytes: whatever the machine is like."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(output: Path, *, cwd: Path, umask: int, jobs: int = 2, **env: str) -> None:
    options = ["--output", str(output), "--jobs", str(jobs)]
    subprocess.run(
        [sys.executable, "-m", "okrpress", "build", str(ROOT), *options],
        cwd=cwd,
        env={**os.environ, **env},
        check=True,
        umask=umask,
        capture_output=True,
    )


def tree(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file with its mode and digest."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    folder = tmp_path_factory.mktemp("reference")
    build(folder / "site", cwd=ROOT, umask=0o022, PYTHONHASHSEED="0")
    return tree(folder / "site")


@pytest.mark.parametrize(
    ("umask", "jobs", "env"),
    [
        pytest.param(0o022, 3, {"PYTHONHASHSEED": "4711"}, id="hash seed, three processes"),
        pytest.param(0o022, 2, {"TZ": "Pacific/Kiritimati"}, id="far east"),
        pytest.param(0o022, 2, {"TZ": "Pacific/Pago_Pago"}, id="far west"),
        pytest.param(0o022, 2, {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, id="locale"),
        pytest.param(0o022, 2, {"LC_ALL": "C", "PYTHONUTF8": "0"}, id="no UTF-8"),
        pytest.param(0o077, 1, {}, id="umask, one process"),
    ],
)
def test_the_machine_makes_no_difference(
    reference: dict[str, tuple[int, str]],
    tmp_path: Path,
    umask: int,
    jobs: int,
    env: dict[str, str],
) -> None:
    build(tmp_path / "elsewhere", cwd=tmp_path, umask=umask, jobs=jobs, **env)
    assert tree(tmp_path / "elsewhere") == reference


def test_a_site_knows_nothing_of_the_machine(tmp_path: Path) -> None:
    build(tmp_path / "site", cwd=tmp_path, umask=0o022)
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert str(ROOT).encode() not in data, path
            assert str(tmp_path).encode() not in data, path
