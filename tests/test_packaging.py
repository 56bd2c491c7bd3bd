"""What users get: the wheel, installed for real into an empty environment away from the sources."""

import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OBJECTIVE = """---
title: I feel rested and strong by the end of the year
key_results:
  - {id: sleep, title: Sleep well, baseline: 6, target: 8, unit: h, current: 7, as_of: 2026-11-20}
---
Why this matters.
"""


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that has to succeed, run where our sources cannot be imported."""
    done = subprocess.run(
        command,
        cwd=cwd,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist and the wheel; `build` makes the wheel out of the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The interpreter of a new environment with the wheel and its locked dependencies only."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv")
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = (*pip_of(python), "install", "-qq", "--no-compile")
    lock = ROOT / "requirements" / "runtime.txt"
    run(*pip, "--require-hashes", "--requirement", lock, cwd=folder)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    return python


def pip_of(python: Path) -> tuple[str | Path, ...]:
    """Our pip, at work in another environment."""
    return (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)


@pytest.mark.parametrize("lock", ["dev.txt", "runtime.txt"])
def test_a_lock_names_no_address_and_pins_every_package_by_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = [entry for entry in text.split("\n") if "==" in entry]
    assert len(packages) == len(re.findall(r"==.*\\\n +--hash=sha256:[0-9a-f]{64}", text)) > 0


def test_users_get_the_versions_that_were_tested() -> None:
    tested, used = (
        set(re.findall(r"^(\S+==\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        for lock in (ROOT / "requirements" / "dev.txt", ROOT / "requirements" / "runtime.txt")
    )
    assert used < tested


def test_the_lock_holds_all_that_the_wheel_asks_for(python: Path, tmp_path: Path) -> None:
    assert "No broken requirements found" in run(*pip_of(python), "check", cwd=tmp_path)


def test_the_installed_command_builds_a_site(python: Path, tmp_path: Path) -> None:
    objective = tmp_path / "content" / "2026-q4" / "me" / "health.md"
    objective.parent.mkdir(parents=True)
    objective.write_text(OBJECTIVE, encoding="utf-8")
    run(python.with_name("okrpress"), "build", "--as-of", "2026-11-22", cwd=tmp_path)
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "I feel rested and strong by the end of the year" in home


def test_the_installed_package_is_not_our_checkout(python: Path, tmp_path: Path) -> None:
    where = run(python, "-c", "import okrpress; print(okrpress.__file__)", cwd=tmp_path)
    package = Path(where.strip()).parent
    assert ROOT not in package.parents
    assert (package / "themes" / "default" / "templates" / "base.html").is_file()


def test_the_wheel_holds_the_package_and_the_theme_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {
        *tracked("okrpress"),
        *(f"okrpress/{name}" for name in tracked("themes/default")),
        "okrpress/libraries.txt",
    }


def test_the_wheel_has_the_licences_of_all_that_it_brings_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        named = {name.partition("/licenses/")[2] for name in archive.namelist()}
    found = {
        file.relative_to(ROOT).as_posix()
        for folder in (ROOT / "okrpress", ROOT / "themes")
        for file in folder.rglob("*")
        if "license" in file.name.lower() and "vendor" in file.parts
    }
    assert {"LICENSE", *found} <= named
    assert found


def test_the_sdist_holds_what_building_and_testing_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {*tracked("okrpress"), *tracked("themes"), *tracked("tests"), *tracked("docs")} <= names
    assert {"LICENSE", "README.md", "Makefile", "pyproject.toml", "requirements/dev.txt"} <= names
    assert not {name for name in names if name.startswith((".venv", "site/", ".bench"))}


def tracked(folder: str) -> set[str]:
    """The files below a folder of the project, as posix paths, without what tools leave there."""
    paths = [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {
        path.as_posix()
        for path in paths
        if not any(part.startswith((".", "__pycache__")) for part in path.parts)
    }
