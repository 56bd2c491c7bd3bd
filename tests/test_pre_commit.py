"""The hook, run by the real pre-commit from a repository that offers it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORRECT = """---
title: I am rested
stands_alone: This is only about me
key_results:
  - {id: sleep, title: Raise my average night from 6 to 8 hours, baseline: 6, target: 8, unit: h}
  - {id: phone, title: The phone sleeps in the kitchen, done_when: Seven nights in a row}
---
"""
# Its language is `python`, which installs okrpress anew; the one that is tested is on the PATH.
CONFIG = """\
repos:
  - repo: {hooks}
    rev: v1
    hooks:
      - {{id: okrpress-check, language: system, args: [--select=FMT, docs/okrs]}}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of somebody who uses the hook, with a project that is not at its top."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "PYTHONPATH": str(ROOT),
        "PATH": os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]),
    }.items():
        monkeypatch.setenv(name, value)
    write(tmp_path / "bin" / "okrpress", f'#!/bin/sh\nexec "{sys.executable}" -m okrpress "$@"\n')
    (tmp_path / "bin" / "okrpress").chmod(0o755)

    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git("init", "--quiet", cwd=hooks)
    git("add", ".", cwd=hooks)
    git("commit", "--quiet", "--message", "Hooks", cwd=hooks)
    git("tag", "v1", cwd=hooks)

    mine = tmp_path / "mine"
    write(mine / ".pre-commit-config.yaml", CONFIG.format(hooks=hooks))
    git("init", "--quiet", cwd=mine)
    git("add", ".", cwd=mine)
    return mine


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)


def pre_commit(repository: Path) -> subprocess.CompletedProcess[str]:
    """Run the hooks on what is staged."""
    git("add", ".", cwd=repository)
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_hook_holds_back_what_is_wrong_and_lets_the_rest_pass(repository: Path) -> None:
    objective = repository / "docs/okrs/content/2026-q4/me/health.md"
    write(repository / "code.py", "pass\n")
    ran = pre_commit(repository)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "(no files to check)Skipped" in ran.stdout

    write(objective, CORRECT.replace("stands_alone", "stand_alone"))
    ran = pre_commit(repository)
    assert ran.returncode == 1
    assert "okrpress check" in ran.stdout
    assert "FMT030" in ran.stdout
    assert "did you mean `stands_alone`?" in ran.stdout

    write(objective, CORRECT)
    ran = pre_commit(repository)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Passed" in ran.stdout


def test_the_settings_alone_run_the_hook(repository: Path) -> None:
    write(repository / "docs/okrs/content/2026-q4/me/health.md", CORRECT)
    pre_commit(repository)
    git("commit", "--quiet", "--no-verify", "--message", "Mine", cwd=repository)
    write(repository / "docs/okrs/okrpress.toml", "[sight]\n")
    ran = pre_commit(repository)
    assert ran.returncode == 1
    assert "did you mean `site`?" in ran.stdout
