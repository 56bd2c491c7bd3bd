"""The shell of every workflow, action and pipeline, run against real repositories."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from git_repository import commit, git, new_repository, write
from http_server import SECRET, Asked, Issues, Reply, serving
from runner_oracle import commands
from workflow_runner import ROOT, Runner

from okrpress.cli.group import run

DAY = "1795348800"  # 2026-11-22
FILE = "content/2026-q4/product/first-week.md"
BRANCH = '$(touch${IFS}pwned);"eased'
FORGED = "::error::forged ##[error]forged"
PINS = "okrpress/okrpress.txt"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `okrpress init` writes for both hosts, on `main`."""
    root = new_repository(tmp_path_factory.mktemp("origin") / "okr")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        for host in ("github", "gitlab"):
            assert run(["init", str(root), "--yes", "--no-editor", "--ci", host]) == 0
    commit(root)
    return root


@pytest.fixture
def clone(project: Path, tmp_path: Path) -> Path:
    """A pull request as it is checked out: a target eased without a reason, by a stranger."""
    git(tmp_path, "clone", "--quiet", str(project), "clone")
    root = tmp_path / "clone"
    git(root, "checkout", "--quiet", "-b", BRANCH)
    text = (root / FILE).read_text(encoding="utf-8")
    eased = re.sub(r"target: (\d+)", lambda found: f"target: {int(found[1]) - 1}", text, count=1)
    assert eased != text
    eased = re.sub("^title: .*$", f'title: "{FORGED}"', eased, count=1, flags=re.MULTILINE)
    evil = f"{PINS}: evil==6.6.6\n"
    write(root, {FILE: eased, f".github/{PINS}": evil, f".gitlab/{PINS}": evil})
    commit(root, message=FORGED)
    git(root, "checkout", "--quiet", "--detach", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message=merge", BRANCH)
    return root


def _runner(folder: Path, clone: Path, **environment: str) -> Runner:
    said = {
        "github.event.pull_request.base.sha": _commit(clone, "HEAD^1"),
        "github.event.pull_request.head.sha": _commit(clone, "HEAD^2"),
    }
    said["github.event.pull_request.head.sha || github.sha"] = _commit(clone, "HEAD^2")
    return Runner(
        folder=folder, context=said, environment={"SOURCE_DATE_EPOCH": DAY, **environment}
    )


def _commit(root: Path, revision: str) -> str:
    return git(root, "rev-parse", revision).decode()


def _workflow(clone: Path, name: str) -> str:
    return (clone / ".github" / name).read_text(encoding="utf-8")


def _says_what_the_change_means(runner: Runner, step: str) -> None:
    """Annotations, a summary, and nothing that the author's words do."""
    (said,) = [one for one in runner.steps if one.name == step]
    assert said.code == 1
    obeyed = commands(said.out + said.err)
    assert {one.name for one in obeyed} <= {"error", "warning", "notice"}
    assert [one.properties["file"] for one in obeyed if "CHG001" in one.properties["title"]] == [
        FILE
    ]
    assert runner.summary.startswith("<!-- okrpress: diff -->\n### What this change means\n")
    assert "CHG001" in runner.summary
    assert not commands("".join(one.out for one in runner.steps if one is not said))


def _opens_from_a_disk(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="/' not in page
    assert 'src="/' not in page


def _names(site: Path, commit: str) -> None:
    seal = json.loads((site / "okrpress-site.json").read_text(encoding="utf-8"))
    assert seal["commit"] == commit


# ── GitHub, for users ─────────────────────────────────────────────────────────────────────────


def test_a_pull_request_is_checked_and_a_comment_comes_of_it(clone: Path, tmp_path: Path) -> None:
    runner = _runner(tmp_path / "runner", clone)
    codes = runner.job(_workflow(clone, "workflows/okr.yml"), "check", clone)
    assert (codes["install"], codes["check"], codes["say what changes"]) == (0, 0, 1)
    _says_what_the_change_means(runner, "say what changes")
    _opens_from_a_disk(runner.artifacts / "okr-preview")
    assert runner.installed.count("--only-binary :all:") == 2
    assert "--require-hashes" in runner.installed
    assert "evil" not in runner.installed  # main decides what is installed
    assert not list(tmp_path.rglob("pwned"))
    assert git(clone, "status", "--porcelain") == b""

    comments: list[str] = []
    pull = [{"number": 7, "head": {"sha": _commit(clone, "HEAD^2")}}]
    with serving(lambda asked: _github(asked, pull, comments)) as server:
        other = Runner(
            folder=tmp_path / "other",
            context={
                "github.token": SECRET,
                "github.event.workflow_run.id": "1",
                "github.event.workflow_run.head_sha": _commit(clone, "HEAD^2"),
                "github.event.workflow_run.head_repository.owner.login": "stranger",
                "github.event.workflow_run.head_branch": BRANCH,
            },
            environment={"GITHUB_API_URL": server.url, "GITHUB_REPOSITORY": "harbour/okrs"},
        )
        shutil.copytree(runner.artifacts / "okr-comment", other.artifacts / "okr-comment")
        codes = other.job(_workflow(clone, "okrpress/okr-comment.yml"), "comment", clone)
    assert not any(codes.values()), other.log
    (comment,) = comments
    body, _, head = runner.summary.partition(" → ")
    assert comment.startswith(body)
    assert f"commit `{_commit(clone, 'HEAD^2')[:12]}`" in head
    assert SECRET not in other.log


def _github(asked: Asked, pull: list[dict[str, object]], comments: list[str]) -> Reply:
    if asked.method == "POST":
        comments.append(str(asked.said["body"]))
        return Reply(body=b"{}")
    return Reply(body=json.dumps(pull if "/pulls?" in asked.path else []).encode())


def test_without_data_there_is_no_comment(clone: Path, tmp_path: Path) -> None:
    context = {"github.token": SECRET, "github.event.workflow_run.id": "1"}
    runner = Runner(folder=tmp_path / "runner", context=context)
    codes = runner.job(_workflow(clone, "okrpress/okr-comment.yml"), "comment", clone)
    assert not any(codes.values())
    assert "comment" not in codes


def test_the_main_branch_is_published_and_reminded_of(project: Path, tmp_path: Path) -> None:
    sha = _commit(project, "HEAD")
    environment = {"SOURCE_DATE_EPOCH": DAY, "GITHUB_SHA": sha}
    runner = Runner(folder=tmp_path / "runner", environment=environment)
    workflow = _workflow(project, "workflows/okr.yml")
    assert not any(runner.job(workflow, "build", project).values()), runner.log
    _opens_from_a_disk(runner.artifacts / "pages")
    _names(runner.artifacts / "pages", sha)
    issues = Issues(host="github")
    with serving(issues) as server:
        again = Runner(
            folder=tmp_path / "again",
            context={"github.token": SECRET},
            environment={
                "GITHUB_API_URL": server.url,
                "GITHUB_REPOSITORY": "harbour/okrs",
                "SOURCE_DATE_EPOCH": str(int(DAY) + 21 * 86400),
            },
        )
        assert not any(again.job(workflow, "remind", project).values()), again.log
        page = (ROOT / "docs/reminders.md").read_text(encoding="utf-8")
        (shown,) = re.findall(r"```yaml\n(name: remind\n.*?)```", page, re.DOTALL)
        assert not any(again.job(shown, "remind", project).values()), again.log
    assert len(issues.open) == 1


# ── GitHub, this repository ───────────────────────────────────────────────────────────────────


def test_our_action_does_the_same_and_imports_nothing_from_the_pull_request(
    clone: Path, tmp_path: Path
) -> None:
    commit(clone, {"yaml.py": "open('pwned', 'w')\n", "okrpress/__init__.py": "1 / 0\n"})
    git(clone, "reset", "--quiet", "--soft", "HEAD^")
    runner = _runner(tmp_path / "runner", clone)
    workflow = (ROOT / ".github/workflows/okr.yml").read_text(encoding="utf-8")
    codes = runner.job(workflow, "check", clone)
    assert codes["okrpress"] == 1
    codes = {one.name: one.code for one in runner.steps}
    assert codes == {"install": 0, "check": 0, "say what changes": 1, "build": 0}
    _says_what_the_change_means(runner, "say what changes")
    _opens_from_a_disk(runner.artifacts / "okr-preview")
    assert not list(tmp_path.rglob("pwned"))
    output = (runner.folder / "output").read_text(encoding="utf-8").strip()
    assert Path(output.removeprefix("comment=")).exists()


def test_our_own_site_is_published(tmp_path: Path) -> None:
    checkout = new_repository(tmp_path / "checkout")
    for name in ("content", "requirements"):
        shutil.copytree(ROOT / name, checkout / name)
    shutil.copy(ROOT / "okrpress.toml", checkout)
    sha = commit(checkout)
    runner = Runner(folder=tmp_path / "runner", environment={"GITHUB_SHA": sha})
    workflow = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert not any(runner.job(workflow, "build", checkout).values()), runner.log
    _opens_from_a_disk(runner.artifacts / "pages")
    _names(runner.artifacts / "pages", sha)


# ── GitLab ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pipeline(clone: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (clone / ".gitlab-ci.yml").read_text(encoding="utf-8")
    )
    return found


def test_a_merge_request_is_checked_and_a_note_comes_of_it(
    clone: Path, tmp_path: Path, pipeline: dict[str, dict[str, list[str]]]
) -> None:
    notes: list[str] = []
    with serving(lambda asked: _gitlab(asked, notes)) as server:
        runner = Runner(
            folder=tmp_path / "runner",
            environment={
                "SOURCE_DATE_EPOCH": DAY,
                "CI_PROJECT_DIR": str(clone),
                "CI_MERGE_REQUEST_DIFF_BASE_SHA": _commit(clone, "HEAD^1"),
                "CI_COMMIT_SHA": _commit(clone, "HEAD"),
                "CI_API_V4_URL": server.url,
                "CI_PROJECT_ID": "12",
                "CI_MERGE_REQUEST_IID": "7",
                "OKRPRESS_NOTE_TOKEN": SECRET,
            },
        )
        codes = {
            name: runner.run(
                "\n".join((*pipeline[".okrpress"]["before_script"], *pipeline[name]["script"])),
                clone,
                name,
            )
            for name in ("check", "diff", "note", "pages")
        }
    assert codes == {"check": 0, "diff": 1, "note": 0, "pages": 0}, runner.log
    assert isinstance(json.loads((clone / "gl-code-quality-report.json").read_text()), list)
    assert "CHG001" in notes[0]
    for folder in ("okr-preview", "public"):
        _opens_from_a_disk(clone / folder)
    _names(clone / "public", _commit(clone, "HEAD"))
    assert SECRET not in runner.log
    assert not commands(runner.log)


def test_a_schedule_keeps_an_issue(
    project: Path, tmp_path: Path, pipeline: dict[str, dict[str, list[str]]]
) -> None:
    issues = Issues(host="gitlab")
    with serving(issues) as server:
        runner = Runner(
            folder=tmp_path / "runner",
            environment={
                "SOURCE_DATE_EPOCH": str(int(DAY) + 21 * 86400),
                "CI_PROJECT_DIR": str(project),
                "CI_API_V4_URL": server.url,
                "CI_PROJECT_ID": "12",
                "OKRPRESS_NOTE_TOKEN": SECRET,
            },
        )
        script = (*pipeline[".okrpress"]["before_script"], *pipeline["remind"]["script"])
        assert runner.run("\n".join(script), project) == 0, runner.log
    assert len(issues.open) == 1


def _gitlab(asked: Asked, notes: list[str]) -> Reply:
    if asked.method == "POST":
        notes.append(str(asked.said["body"]))
    return Reply(body=b'{"id": 5}' if asked.path.endswith("/user") else b"[]")
