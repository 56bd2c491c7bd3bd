"""The workflows that make a wheel, run on a copy of this repository."""

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from git_repository import commit, git, new_repository, write
from workflow_runner import ROOT, Runner

from okrpress import __version__

TAG = f"v{__version__}"
WORKFLOW = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
HEALTH = """---
title: I feel rested by the end of the year
key_results:
  - {id: sleep, title: Sleep rises from 6 to 8 hours, baseline: 6, target: 8, unit: h}
---
"""
NEEDED = ("okrpress", "themes", "requirements", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose `main` holds what a wheel is made of, as it lies here."""
    source = new_repository(tmp_path_factory.mktemp("made") / "source")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source)
    commit(source)
    return source


@pytest.fixture
def repository(source: Path, tmp_path: Path) -> Path:
    """A clone of it."""
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


def test_our_wheel_builds_our_content_and_all_tests_are_asked_for(
    repository: Path, tmp_path: Path
) -> None:
    """One thing is stood in for: `make test` would run the suite that this test is part of."""
    write(
        repository,
        {"content/2026-q4/me/health.md": HEALTH, "okrpress.toml": "as_of = 2026-11-22\n"},
    )
    (repository / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", repository / ".ci")
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    runner = Runner(
        folder=tmp_path / "runner",
        context={"matrix.python": "3.14"},
        environment={"ASKED": str(tmp_path / "asked")},
    )
    make = runner.folder / "shims/make"
    make.write_text('#!/bin/sh\necho "$PWD: make $*" > "$ASKED"\n', encoding="utf-8")
    make.chmod(0o755)
    assert not any(runner.job(workflow, "test", repository).values()), runner.log
    assert (tmp_path / "asked").read_text() == f"{repository}: make test\n"
    assert not any(runner.job(workflow, "wheel", repository).values()), runner.log
    assert (runner.temp / "user/wheels/okrpress/__init__.py").is_file()
    assert (runner.temp / "project/site/index.html").is_file()
    assert runner.installed.count("--require-hashes --only-binary :all:") == 2


def test_only_the_jobs_that_must_may_prove_who_they_are() -> None:
    assert WORKFLOW.count("id-token: write") == 2
    assert "secrets." not in WORKFLOW
    assert "cache" not in WORKFLOW.replace("Nothing is cached", "")
