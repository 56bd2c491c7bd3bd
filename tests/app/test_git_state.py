"""What git says, asked of real repositories; nothing of theirs ever runs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from okrpress.app.git_state import Git, GitState, NoGit


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home").mkdir()
    config = "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = trunk\n"
    (tmp_path / "home/.gitconfig").write_text(config)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init")
    (folder / "okr").mkdir()
    (folder / "okr/a.md").write_text("a")
    (folder / ".gitignore").write_text("/okr/site/\n")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    return folder


def state(folder: Path, *paths: str) -> GitState:
    found = Git(folder).state(*paths)
    assert isinstance(found, GitState)
    return found


def test_a_repository_says_where_it_is(repository: Path) -> None:
    found = state(repository / "okr")
    assert (found.top, found.folder, found.branch) == (repository, "okr/", "trunk")
    assert (found.remote, found.default_branch, found.is_shallow) == ("", "", False)
    assert found.changed == ()
    assert Git(repository).user_name() == "Ada"


def test_files_that_are_not_committed_are_named(repository: Path) -> None:
    (repository / "okr/a.md").write_text("b")
    (repository / "okr/new é\n.md").write_text("c")
    (repository / "other.md").write_text("d")
    assert state(repository, "okr").changed == ("okr/a.md", "okr/new é\n.md")
    assert len(state(repository).changed) == 3


def test_what_is_ignored_is_told(repository: Path) -> None:
    assert Git(repository / "okr").ignores("site/index.html")
    assert not Git(repository / "okr").ignores("a.md")


def test_a_shallow_clone_is_told_by_its_history(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--depth", "1", repository.as_uri(), "clone")
    found = state(tmp_path / "clone")
    assert found.is_shallow
    assert found.default_branch == "trunk"
    assert found.remote == repository.as_uri()


def test_a_password_in_an_address_is_not_repeated(repository: Path) -> None:
    git(repository, "remote", "add", "origin", "https://ada:secret@example.org/okr.git")
    assert state(repository).remote == "https://example.org/okr.git"


def test_outside_of_a_repository(tmp_path: Path) -> None:
    assert Git(tmp_path).state() == NoGit(reason="this is no git repository")


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Git(repository).state() == NoGit(reason="git is not installed")
    assert Git(repository).user_name() == ""


def test_the_environment_does_not_lead_git_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert state(repository).branch == "trunk"


def test_nothing_of_the_repository_runs(repository: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {canary}\n")
    script.chmod(0o755)
    for hook in ("post-index-change", "post-checkout", "fsmonitor-watchman"):
        shutil.copy(script, repository / ".git/hooks" / hook)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "diff.external", "core.askPass"):
        git(repository, "config", key, str(script))
    (repository / "okr/a.md").write_text("changed")
    found = state(repository)
    assert found.changed == ("okr/a.md",)
    assert not canary.exists()


def test_a_git_that_does_not_answer_is_not_waited_for(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr("okrpress.app.git_state._SECONDS", 0.2)
    assert Git(repository).state() == NoGit(reason="git did not answer within 0.2 seconds")
