"""`okrpress doctor`: each thing that is in the way is named, with what to do about it."""

import json
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from okrpress_process import okrpress, write

EPOCH = "1795348800"  # 2026-11-22
PINNED = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of whoever, or whatever server, runs the tests."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "GITHUB_", "CI_", "OKRPRESS_")):
            monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What init writes."""
    folder = tmp_path_factory.mktemp("begun") / "okr"
    options = ("--yes", "--bare", "--no-editor")
    okrpress("init", folder, *options, cwd=folder.parent, SOURCE_DATE_EPOCH=EPOCH)
    return folder


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Path:
    """The same in a repository, and committed."""
    folder = tmp_path / "okr"
    shutil.copytree(begun, folder)
    git(folder, "init", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "all")
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def diagnosis(folder: Path, *options: str, code: int = 0, **env: str) -> dict[str, list[str]]:
    """What is said about each part, with its verdict; `code` is the exit code."""
    ran = okrpress("doctor", "--format", "json", *options, cwd=folder, **env)
    assert ran.returncode == code, ran.stdout + ran.stderr
    return {
        part["title"]: [f"{check['verdict']}: {check['said']}" for check in part["checks"]]
        for part in json.loads(ran.stdout)["parts"]
    }


def test_a_new_project_has_no_problems(project: Path) -> None:
    found = diagnosis(project)
    assert list(found) == [
        *("installation", "settings", "content", "site", "repository", "ci", "visibility"),
    ]
    notes = [said for said in chain(*found.values()) if not said.startswith("fine: ")]
    assert notes == [
        f"note: the environment says SOURCE_DATE_EPOCH='{EPOCH}'",
        "note: it has no origin",
    ]
    assert (
        "fine: 3 files: 1 team, 0 people, 1 cycle, 0 objectives, 0 key results, 0 check-ins"
        in (found["content"])
    )
    assert found["ci"][-2:] == ["fine: a pull request is checked", "fine: the site is built"]


def test_it_is_read_by_people(project: Path) -> None:
    ran = okrpress("doctor", cwd=project)
    assert ran.returncode == 0
    assert "  fine     check: no findings\n" in ran.stdout
    assert "\033" not in ran.stdout
    assert "site.theme" not in ran.stdout
    assert 'site.theme = "default", by default' in okrpress("doctor", "--all", cwd=project).stdout


def test_nothing_is_written(project: Path) -> None:
    before = sorted(path.relative_to(project) for path in project.rglob("*"))
    diagnosis(project)
    assert sorted(path.relative_to(project) for path in project.rglob("*")) == before


# ── settings ──────────────────────────────────────────────────────────────────────────────────


def origins(folder: Path, *options: str) -> dict[str, tuple[str, str]]:
    ran = okrpress("doctor", "--format", "json", *options, cwd=folder)
    settings = json.loads(ran.stdout)["settings"]
    return {one["name"]: (one["value"], one["origin"]) for one in settings}


def test_every_setting_says_where_it_comes_from(project: Path) -> None:
    (project / "okrpress.toml").write_text(
        '[site]\ntitle = "Ours"\n\n[thresholds]\ngap_on_track = 12\n'
    )
    found = origins(project)
    assert found["site.title"] == ('"Ours"', "okrpress.toml:2")
    assert found["thresholds.gap_on_track"] == ("12", "okrpress.toml:5")
    assert found["thresholds.pace_rule"] == ('"gap"', "default")
    assert found["limits.objectives_per_unit"] == ("3", "default")
    assert found["as_of"] == ("2026-11-22", "SOURCE_DATE_EPOCH")


def test_the_day_has_four_origins(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "okrpress.toml").write_text("as_of = 2026-11-01\n")
    assert origins(project)["as_of"] == ("2026-11-01", "okrpress.toml:1")
    assert origins(project, "--as-of", "2026-10-05")["as_of"] == ("2026-10-05", "--as-of")
    (project / "okrpress.toml").unlink()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert origins(project)["as_of"][1] == "default"


def test_broken_settings_are_a_problem(project: Path) -> None:
    (project / "okrpress.toml").write_text("[site]\ntitl = 1\n")
    assert "problem: okrpress.toml has mistakes" in diagnosis(project, code=1)["settings"]


def test_without_settings_the_defaults_hold(project: Path) -> None:
    (project / "okrpress.toml").unlink()
    assert (
        "fine: there is no okrpress.toml, so all settings have their defaults"
        in (diagnosis(project)["settings"])
    )


# ── content and site ──────────────────────────────────────────────────────────────────────────


def test_errors_in_the_content_are_a_problem(project: Path) -> None:
    write(project, {"content/2026-q4/company/x.md": "---\ntitl: X\n---\n"})
    assert any(said.startswith("problem: check: ") for said in _content(project, 1))


def test_warnings_and_examples_are_worth_knowing(tmp_path: Path) -> None:
    okrpress("init", "okr", "--yes", cwd=tmp_path)
    write(tmp_path / "okr", {"content/2026-q4/company/x.md": "---\ntitle: X\nstate: draft\n---\n"})
    said = _content(tmp_path / "okr", 0)
    assert any("files are an example of okrpress init" in each for each in said)
    assert any(each.startswith("note: check: ") for each in said)
    assert "fine: on 2026-11-22 runs 2026-q4; last check-in 2026-11-22" in said


def test_no_running_cycle_is_worth_knowing(project: Path) -> None:
    assert "note: on 2030-01-01 no cycle runs" in _content(project, 0, "--as-of", "2030-01-01")


def test_no_content_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert any(
        each.startswith("problem: there is no content") for each in _content(tmp_path / "empty", 1)
    )


def _content(folder: Path, code: int, *options: str) -> list[str]:
    return diagnosis(folder, *options, code=code)["content"]


def test_a_theme_that_is_not_there_is_a_problem(project: Path) -> None:
    (project / "okrpress.toml").write_text('[site]\ntheme = "ours"\n')
    assert any(each.startswith("problem: ") for each in diagnosis(project, code=1)["site"])


def test_the_output_says_what_it_holds(project: Path) -> None:
    okrpress("build", cwd=project)
    assert "fine: output folder site holds the last build" in diagnosis(project)["site"]
    (project / "site/.okrpress.json").unlink()
    assert any("did not write it" in each for each in diagnosis(project, code=1)["site"])


def test_the_cache_says_how_large_it_is(project: Path) -> None:
    write(project, {".okrpress/cache/a": "x" * 2_000_000})
    assert "fine: .okrpress holds 1 file, 1.9 MiB" in diagnosis(project)["site"]
    (project / ".okrpress/cache/a").unlink()
    (project / ".okrpress/cache").rmdir()
    (project / ".okrpress").rmdir()
    (project / ".okrpress").write_text("")
    assert "problem: .okrpress is no folder" in diagnosis(project, code=1)["site"]


# ── repository and CI ─────────────────────────────────────────────────────────────────────────


def test_a_shallow_clone_is_told_how_to_get_the_rest(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--depth", "1", project.as_uri(), "clone")
    found = diagnosis(tmp_path / "clone")
    assert (
        "note: only the newest commits are here, too few for okrpress diff" in found["repository"]
    )
    assert "fetch-depth: 0" in okrpress("doctor", cwd=tmp_path / "clone").stdout


def test_what_is_not_committed_and_not_ignored_is_named(project: Path) -> None:
    write(project, {"content/people/a.md": "---\nname: A\n---\n", ".gitignore": ""})
    said = diagnosis(project)["repository"]
    assert "note: not committed: 1 file (content/people/a.md)" in said
    assert "note: what okrpress makes in site/ would be committed" in said


@pytest.mark.parametrize("path", ["", None], ids=["no git", "no repository"])
def test_git_may_be_missing(project: Path, tmp_path: Path, path: str | None) -> None:
    folder = project
    if path is None:
        folder = tmp_path / "copy"
        write(folder, {"content/2026-q4/me/x.md": "---\ntitle: X\nstate: draft\n---\n"})
    said = diagnosis(folder, **({} if path is None else {"PATH": path}))["repository"]
    assert said == [
        "note: git is not installed" if path == "" else "note: this is no git repository"
    ]


WORKFLOW = f"""\
on: [pull_request]
permissions: {{}}
jobs:
  check:
    steps:
      - uses: actions/checkout@{PINNED}
      - run: pip install okrpress==0.0.1
      - run: okrpress check
"""


@pytest.mark.parametrize(
    ("old", "new", "said", "code"),
    [
        pytest.param("", "", "note: nothing builds the site", 0, id="no build"),
        pytest.param("", "", "installs okrpress 0.0.1", 0, id="another version"),
        pytest.param(
            PINNED, "v7", "problem: .github/workflows/okr.yml uses actions/checkout@v7", 1, id="tag"
        ),
        pytest.param("permissions: {}", "", "all the rights", 1, id="no permissions"),
        pytest.param("permissions: {}", "permissions: write-all", "all the rights", 1, id="all"),
        pytest.param("pull_request", "push", "problem: nothing checks", 1, id="no check"),
        pytest.param("- run: okrpress check", "", "problem: nothing checks", 1, id="nor that"),
        pytest.param(
            "- run: okrpress", "# - run: okrpress", "problem: nothing checks", 1, id="a comment"
        ),
        pytest.param(
            "[pull_request]",
            "[pull_request, pull_request_target]",
            "pull_request_target",
            1,
            id="the dangerous one",
        ),
    ],
)
def test_ci_files_are_judged(project: Path, old: str, new: str, said: str, code: int) -> None:
    write(project, {".github/workflows/okr.yml": WORKFLOW.replace(old, new) if old else WORKFLOW})
    assert any(said in each for each in diagnosis(project, code=code)["ci"])


def test_a_pipeline_of_gitlab_is_judged(tmp_path: Path) -> None:
    okrpress("init", "okr", "--yes", "--bare", "--ci", "gitlab", cwd=tmp_path)
    assert diagnosis(tmp_path / "okr")["ci"] == [
        "fine: a merge request is checked",
        "fine: the site is built",
    ]


def test_no_ci_is_worth_knowing(project: Path) -> None:
    (project / ".github/workflows/okr.yml").unlink()
    assert diagnosis(project)["ci"] == ["note: no CI file runs okrpress"]


# ── who may see what ──────────────────────────────────────────────────────────────────────────

HIDDEN = "---\ntitle: X\nstate: draft\nvisibility: private\n---\n"


def test_what_is_not_public_is_told_where_others_could_read_it(
    project: Path, tmp_path: Path
) -> None:
    write(project, {"content/2026-q4/company/x.md": HIDDEN})
    assert diagnosis(project)["visibility"] == [
        "fine: 1 objective is not public, and left out of the site"
    ]
    git(project, "remote", "add", "origin", "https://example.org/okr")
    assert diagnosis(project)["visibility"][0].startswith("note: ")
    public = diagnosis(project, code=1, CI_PROJECT_VISIBILITY="public")["visibility"]
    assert public[0].endswith("and this repository is public")
    assert diagnosis(project, CI_PROJECT_VISIBILITY="private")["visibility"][0].startswith("fine")
    event = tmp_path / "event.json"
    for text, code in (
        ('{"repository": {"private": false}}', 1),
        ('{"repository": {"private": true}}', 0),
        ("[]", 0),
        ("{", 0),
    ):
        event.write_text(text)
        diagnosis(project, code=code, GITHUB_EVENT_PATH=str(event))


# ── what cannot run ───────────────────────────────────────────────────────────────────────────


def test_a_folder_that_is_not_there_cannot_be_looked_at(tmp_path: Path) -> None:
    ran = okrpress("doctor", "nowhere", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nowhere" in ran.stderr


def test_a_missing_library_is_told_before_anything_needs_it(project: Path) -> None:
    program = (
        "import sys, importlib.metadata as m, importlib.util as u\n"
        "version, find = m.version, u.find_spec\n"
        "def gone(name):\n"
        "    if name == 'PyYAML': raise m.PackageNotFoundError(name)\n"
        "    return version(name)\n"
        "m.version = gone; u.find_spec = lambda name: None if 'yaml' in name else find(name)\n"
        "sys.modules['yaml'] = None\n"
        "from okrpress.cli.group import run; sys.exit(run(['doctor']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "problem  PyYAML is missing, which is needed for reading front matter" in ran.stdout
    assert "libyaml" in ran.stdout
    assert "settings" not in ran.stdout
