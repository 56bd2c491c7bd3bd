"""Completion: what a real bash offers, and that it needs nothing heavy for it."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from okrpress_process import okrpress, write

from okrpress.app.completion import codes, names_in, own_key_results, references
from okrpress.cli.completion import SHELLS
from okrpress.rules.registry import ALL_CODES

EPOCH = "1795348800"  # 2026-11-22

OBJECTIVE = """---
title: T
initiatives:
  - {title: Work, for: mails}
key_results:
  - id: mails
    title: "id: not-this"
    steps:
      - id: step
        title: S
  - {title: X, id: "calm", keep: {max: 4}}
changes:
  - {date: 2026-11-01, field: title, reason: R}
---
Some text.

  - id: neither
"""

PROJECT = {
    "okrpress.toml": '[content]\nfolder = "docs"\n',
    "docs/index.md": "---\nname: Us\n---\n",
    "docs/teams/growth.md": "---\nname: Growth\n---\n",
    "docs/teams/group.md": "---\nname: Group\n---\n",
    "docs/teams/Bad Name.md": "",
    "docs/people/grace.md": "---\nname: Grace\n---\n",
    "docs/2026/growth/year.md": OBJECTIVE,
    "docs/2026-q4/growth/welcome.md": OBJECTIVE,
    "docs/2026-q4/growth/mid-cycle.md": "---\n---\n",
    "docs/2026-q3/growth/old.md": OBJECTIVE,
    "docs/sprint/index.md": "---\nstart: 2026-11-16\nend: 2026-11-27\n---\n",
    "docs/sprint/group/dash.md": OBJECTIVE,
    "themes/ours/templates/x.html": "",
}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, PROJECT)
    return tmp_path


def offered(project: Path, *words: str) -> list[str]:
    """What is offered for the last of the words."""
    ran = okrpress(
        cwd=project,
        _OKRPRESS_COMPLETE="bash_complete",
        COMP_WORDS="\n".join(("okrpress", *words)),
        COMP_CWORD=str(len(words)),
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return [line.removeprefix("plain,") for line in ran.stdout.split()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(["new", "objective", "gr"], ["grace", "group", "growth"], id="units"),
        pytest.param(["new", "team", "--parent", "gro"], ["group", "growth"], id="teams"),
        pytest.param(["new", "person", "--manager", "g"], ["grace"], id="people"),
        pytest.param(["new", "cycle", "--from", "2026-"], ["2026-q3", "2026-q4"], id="cycles"),
        pytest.param(
            ["amend", "g"], ["group/dash", "growth/welcome", "growth/year"], id="references"
        ),
        pytest.param(["amend", "2026-q3/g"], ["2026-q3/growth/old"], id="of another cycle"),
        pytest.param(
            ["amend", "growth/welcome#"],
            ["growth/welcome#calm", "growth/welcome#mails"],
            id="key results",
        ),
        pytest.param(
            ["amend", "2026-q3/growth/old#m"], ["2026-q3/growth/old#mails"], id="of that cycle"
        ),
        pytest.param(["checkin", "growth", "--set", "welcome#c"], ["welcome#calm"], id="own ones"),
        pytest.param(["checkin", "--set", "welcome#c"], [], id="of nobody none"),
        pytest.param(["rule", "kr01"], [f"KR01{n}" for n in range(7)], id="codes"),
        pytest.param(["build", "--theme", ""], ["default", "ours"], id="themes"),
        pytest.param(["amend", "nothing/here#"], [], id="of nothing nothing"),
        pytest.param(["amend", "../../etc/passwd#"], [], id="nor of what is elsewhere"),
        pytest.param(["comp"], ["completion"], id="commands"),
    ],
)
def test_what_is_offered(project: Path, words: list[str], found: list[str]) -> None:
    assert offered(project, *words) == found


def test_another_folder_and_day_can_be_meant(project: Path) -> None:
    words = ("amend", "--root", str(project), "--as-of", "2026-08-01", "growth/")
    assert offered(project.parent, *words) == ["growth/old", "growth/year"]


def test_without_declared_units_their_folders_count(tmp_path: Path) -> None:
    write(tmp_path, {"content/2026-q4/me/rest.md": "", "content/2025-q4/us/x.md": ""})
    assert offered(tmp_path, "new", "objective", "") == ["me", "us"]


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("", id="no settings"),
        pytest.param("[content", id="no TOML"),
        pytest.param("content = 1\ncycles = []\n", id="no tables"),
        pytest.param("[content]\nfolder = 3\n[cycles]\nfiscal_year_start = 13\n", id="no values"),
    ],
)
def test_broken_settings_are_as_good_as_none(tmp_path: Path, settings: str) -> None:
    write(tmp_path, {"okrpress.toml": settings, "content/2026-q4/me/rest.md": OBJECTIVE})
    found = names_in(tmp_path)
    assert found.cycles() == ["2026-q4"]
    assert found.key_results("2026-q4", "me", "rest") == ["mails", "calm"]


def test_a_folder_that_is_no_project_offers_nothing(tmp_path: Path) -> None:
    assert offered(tmp_path, "amend", "") == []
    assert offered(tmp_path, "new", "objective", "") == []


def test_the_settings_fix_the_day(tmp_path: Path) -> None:
    write(tmp_path, {"okrpress.toml": "as_of = 2026-08-01\n", "content/2026-q3/me/a.md": ""})
    write(tmp_path, {"content/2026-q4/me/b.md": ""})
    assert offered(tmp_path, "amend", "") == ["me/a"]


def test_after_the_last_cycle_it_is_the_one_that_began_last(project: Path) -> None:
    found = names_in(project)
    from datetime import date

    assert found.running(date(2026, 11, 20)) == ["sprint", "2026-q4", "2026"]
    assert found.running(date(2031, 1, 1)) == []
    assert found.current(date(2031, 1, 1)) == ["sprint"]
    assert references(found, "", date(2031, 1, 1)) == ["group/dash"]
    assert own_key_results(found, "group", date(2031, 1, 1)) == ["dash#calm", "dash#mails"]


def test_codes_are_told_without_loading_the_rules() -> None:
    assert codes() == sorted(ALL_CODES)


def test_nothing_heavy_is_loaded(project: Path) -> None:
    program = (
        "import sys; from okrpress.cli import main; sys.argv = ['okrpress']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'yaml', 'pydantic', 'frontmatter', 'jinja2', 'rich', 'okrpress.rules.registry'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for words in (["amend", "growth/welcome#"], ["rule", "KR"], ["checkin", "g"]):
        env = {
            "_OKRPRESS_COMPLETE": "bash_complete",
            "COMP_WORDS": "\n".join(("okrpress", *words)),
            "COMP_CWORD": str(len(words)),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        subprocess.run(
            [sys.executable, "-c", program], cwd=project, env={**os.environ, **env}, check=True
        )


# ── shells ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script_and_is_told_where_it_goes(project: Path, shell: str) -> None:
    ran = okrpress("completion", shell, cwd=project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "_OKRPRESS_COMPLETE" in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith("# ")
    assert f"okrpress completion {shell}" in ran.stdout.splitlines()[-1]


def test_an_unknown_shell_is_refused(project: Path) -> None:
    ran = okrpress("completion", "tcsh", cwd=project)
    assert ran.returncode == 2
    assert "bash" in ran.stderr


def test_a_real_bash_completes(project: Path, tmp_path: Path) -> None:
    command = tmp_path / "bin" / "okrpress"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m okrpress "$@"\n')
    command.chmod(0o755)
    root = Path(__file__).parents[2]
    bash = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile"],
        cwd=project,
        env={
            **os.environ,
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(root),
            "PS1": "ready> ",
            "TERM": "dumb",
        },
        encoding="utf-8",
        timeout=120,
    )
    bash.expect_exact("ready> ")
    bash.sendline('eval "$(okrpress completion bash)"')
    bash.expect_exact("ready> ")
    bash.send("okrpress new objective gro\t\t")
    bash.expect(r"group\s+growth")
    bash.sendcontrol("u")
    bash.send("echo okrpress; okrpress amend growth/welcome#ma\t")
    bash.expect_exact("growth/welcome#mails")
    bash.sendcontrol("u")
    bash.sendline("exit")
    bash.expect(pexpect.EOF)
    bash.close()
