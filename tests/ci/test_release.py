"""The release workflow, run on a copy of this repository: two builds, the same bytes."""

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from git_repository import commit, git, new_repository
from workflow_runner import ROOT, Runner

from okrpress import __version__

TAG = f"v{__version__}"
WORKFLOW = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
NEEDED = ("okrpress", "themes", "requirements", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone whose `main` holds what a wheel is made of, as it lies here."""
    source = new_repository(tmp_path / "source")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source)
    commit(source)
    git(tmp_path, "clone", "--quiet", str(source), "clone")
    return tmp_path / "clone"


def test_a_release_is_built_twice_alike_and_named_by_its_hash(
    repository: Path, tmp_path: Path
) -> None:
    runner = Runner(folder=tmp_path / "runner", environment={"GITHUB_REF_NAME": TAG})
    codes = runner.job(WORKFLOW, "build", repository)
    assert not any(codes.values()), runner.log
    dist = runner.artifacts / "dist"
    wheel, sdist = sorted(dist.iterdir(), key=lambda file: file.suffix, reverse=True)
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in (wheel, sdist)]
    (line,) = re.findall(r"okrpress==\S+ --hash=.*", runner.summary)
    assert line.startswith(f"okrpress=={__version__} ")
    assert set(re.findall(r"sha256:([0-9a-f]{64})", line)) == set(hashes)
    with zipfile.ZipFile(wheel) as archive:
        days = {entry.date_time[:3] for entry in archive.infolist()}
        assert archive.read("okrpress/libraries.txt") == (
            (ROOT / "requirements/runtime.txt").read_bytes()
        )
    assert days == {(2026, 11, 20)}  # of the commit, not of today
    assert "--require-hashes" in runner.installed

    # A tag that is not the version, and one on a commit that nobody reviewed, are no releases.
    commit(repository, {"README.md": "Not reviewed."})
    for number, name in enumerate(("v0.0.0", TAG)):
        wrong = Runner(folder=tmp_path / str(number), environment={"GITHUB_REF_NAME": name})
        codes = wrong.job(WORKFLOW, "build", repository)
        assert codes["the tag is the version, and lies on main"] == 1
        assert "install" not in codes


def test_only_the_jobs_that_must_may_prove_who_they_are() -> None:
    assert WORKFLOW.count("id-token: write") == 2
    assert "secrets." not in WORKFLOW
    assert "cache" not in WORKFLOW.replace("Nothing is cached", "")
