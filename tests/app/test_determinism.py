"""Same input, same date, same bytes: whatever the machine is like."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(output: Path, *, cwd: Path, umask: int, jobs: int = 2, **env: str) -> None:
    options = ["--output", str(output), "--jobs", str(jobs), "--no-cache"]
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
    build(folder / "site", cwd=ROOT, umask=0o022, PYTHONHASHSEED="0", TZ="UTC")
    return tree(folder / "site")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            (3, 0o022, "4711", "Pacific/Kiritimati", {"LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "1"}),
            id="three processes, far east, Turkish",
        ),
        pytest.param(
            (1, 0o077, "815", "Pacific/Pago_Pago", {"LC_ALL": "C", "PYTHONUTF8": "0"}),
            id="one process, far west, no UTF-8",
        ),
    ],
)
def elsewhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site from a machine on which all is different at once."""
    jobs, umask, seed, zone, env = request.param
    folder = tmp_path_factory.mktemp("elsewhere")
    given = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": env["LC_ALL"], **env}
    build(folder / "site", cwd=folder, umask=umask, jobs=jobs, **given)
    return folder / "site"


def test_the_machine_makes_no_difference(
    reference: dict[str, tuple[int, str]], elsewhere: Path
) -> None:
    assert tree(elsewhere) == reference


def test_a_site_knows_nothing_of_the_machine(elsewhere: Path) -> None:
    for path in elsewhere.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert str(ROOT).encode() not in data, path
            assert str(elsewhere.parent).encode() not in data, path
