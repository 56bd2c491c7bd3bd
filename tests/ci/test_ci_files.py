"""Workflows, the action and pipelines: ours, and those that `okrpress init` writes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from workflow_runner import ROOT

from okrpress.writing.scaffold.ci_github import github_comment, github_workflow
from okrpress.writing.scaffold.ci_gitlab import gitlab_pipeline

BIN = Path(sys.executable).parent
WORKFLOWS = ".github/workflows"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with our own files, those for users, and the ones that the docs show."""
    root = tmp_path_factory.mktemp("repository")
    workflows = root / WORKFLOWS
    workflows.mkdir(parents=True)
    (root / ".git").mkdir()
    for file in (ROOT / WORKFLOWS).iterdir():
        (workflows / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (workflows / "users.yml").write_text(github_workflow("main"), encoding="utf-8")
    (workflows / "users-comment.yml").write_text(github_comment(), encoding="utf-8")
    reminders = (ROOT / "docs/reminders.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(name: remind\n.*?)```", reminders, re.DOTALL)
    (workflows / "docs-remind.yml").write_text(shown, encoding="utf-8")
    for name in ("action.yml", ".github/dependabot.yml"):
        (root / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return root


def ran(*command: str | Path, cwd: Path) -> str:
    """What a linter says, which has to be content."""
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "PATH": f"{BIN}:{os.environ['PATH']}"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_zizmor_finds_nothing_however_pedantic(repository: Path) -> None:
    said = ran(BIN / "zizmor", "--pedantic", "--offline", "--no-progress", ".", cwd=repository)
    assert "No findings to report" in said
    assert said.count("completed") == len(list((repository / WORKFLOWS).iterdir())) + 2
    (ignored,) = re.findall(r"\((\d+) ignored\)", said)
    assert ignored == "2"  # the trigger of the comment's workflow, and our action as `./`


def test_actionlint_and_shellcheck_find_nothing(repository: Path) -> None:
    assert (BIN / "shellcheck").exists()
    assert ran(BIN / "actionlint", cwd=repository) == ""


def test_every_file_fits_its_schema(repository: Path, tmp_path: Path) -> None:
    pipeline = tmp_path / ".gitlab-ci.yml"
    pipeline.write_text(gitlab_pipeline(), encoding="utf-8")
    for schema, file in (
        ("vendor.gitlab-ci", pipeline),
        ("vendor.github-actions", repository / "action.yml"),
        ("vendor.dependabot", repository / ".github/dependabot.yml"),
    ):
        ran(BIN / "check-jsonschema", "--builtin-schema", schema, file, cwd=tmp_path)


def test_every_action_is_pinned_and_one_action_has_one_pin(repository: Path) -> None:
    files = [*(repository / WORKFLOWS).iterdir(), repository / "action.yml"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    uses = re.findall(r"^ +(?:- )?uses: ([^.].+)", text, re.MULTILINE)
    assert uses
    assert all(re.match(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\b", use) for use in uses)
    assert len(set(uses)) == len({use.partition("@")[0] for use in uses})
