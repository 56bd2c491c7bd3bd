"""`okrpress status` as its users run it: in a process, in a terminal, in a pipe."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pexpect
import pyte
import pytest
from okrpress_process import COMMAND, okrpress, write
from rich.cells import cell_len

WELCOME = """\
---
title: New guests feel at home on their first evening
owner: maria
type: committed
stands_alone: The house has no objective above this one
key_results:
  - id: back
    title: Guests who come back rise from 31 % to 45 %
    baseline: 31
    target: 45
    unit: "%"
  - {id: menu, title: The menu can be read in four languages, done_when: It lies on every table}
  - id: rooms
    title: 三つの部屋に案内役がいる 👩\u200d🌾
    steps: [{id: a, title: A}, {id: b, title: B}]
initiatives:
  - {title: Rewrite the welcome, for: back, status: doing}
  - {title: Paint the door, status: planned, owner: jon}
---
"""
PRIVATE = """\
---
title: I sleep like a stone
key_results: [{id: hours, title: Hours of sleep, baseline: 6, target: 8, unit: h}]
---
"""
CHECK_IN = """\
---
author: maria
key_results:
  welcome#back: {value: 34, confidence: 7}
  welcome#rooms: {done: [a]}
blockers: [Nobody answers the printer]
---
"""
LATER = """\
---
key_results:
  welcome#back: {value: 33, confidence: 4, note: "The autumn: rain"}
---
"""
FILES = {
    "okrpress.toml": 'as_of = 2026-11-22\n[site]\ntitle = "Harbour"\n',
    "content/teams/kitchen.md": "---\nname: Kitchen\nlead: maria\n---\n",
    "content/people/maria.md": "---\nname: Maria Okafor\nteam: kitchen\n---\n",
    "content/people/jon.md": "---\nname: Jon Berg\nteam: kitchen\n---\n",
    "content/2026-q4/kitchen/welcome.md": WELCOME,
    "content/2026-q4/maria/sleep.md": PRIVATE,
    "content/2026-q4/kitchen/checkins/2026-11-06.md": CHECK_IN,
    "content/2026-q4/kitchen/checkins/2026-11-13.md": LATER,
}


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKRPRESS_ME", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def status(project: Path, *arguments: str, **env: str) -> CompletedProcess[str]:
    return okrpress("status", *arguments, cwd=project, **env)


def on_terminal(project: Path, columns: int, *arguments: str, **env: str) -> pyte.Screen:
    """The screen of a terminal of that width, once the command is done."""
    screen = pyte.Screen(columns, 120)
    command = [*COMMAND[1:], "status", *arguments]
    child = pexpect.spawn(
        sys.executable,
        command,
        cwd=str(project),
        env={**_environment(), "TERM": "xterm-256color", **env},
        dimensions=(120, columns),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    pyte.Stream(screen).feed(child.before or "")
    return screen


def _environment() -> dict[str, str]:
    return dict(os.environ)


def lines(screen: pyte.Screen) -> Iterator[str]:
    return (line.rstrip() for line in screen.display if line.strip())


# ── what it says ──────────────────────────────────────────────────────────────────────────────


def test_the_portfolio_at_a_glance(project: Path) -> None:
    done = status(project)
    assert done.returncode == 0
    assert done.stderr == ""
    head, _, cycle, *_ = done.stdout.splitlines()
    assert head == "Harbour · 22 Nov 2026"
    assert cycle == "2026 Q4 · week 8 of 13 · ends in 5 weeks"
    attention, rest = (
        done.stdout.index("Needs attention"),
        done.stdout.index("Units and objectives"),
    )
    assert attention < rest
    assert "behind pace by 43 points · confidence fell to 4 of 10 · Kitchen · Maria Okafor" in (
        done.stdout
    )
    assert "Nobody answers the printer" not in done.stdout  # the newest check-in has no blocker
    assert "(private) I sleep like a stone" in done.stdout


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("kitchen", "Kitchen · 22 Nov 2026"),
        ("welcome", "2026-q4/kitchen/welcome · 22 Nov 2026"),
        ("kitchen/welcome", "33 % · target 45 % · expected 39 %"),
        ("2026-q4/kitchen/welcome", "moves no key result"),
        ("welcome#back", "The autumn: rain"),
        ("kitchen/welcome#back", "(33 − 31) / (45 − 31)"),
        ("kitchen/welcome#menu", "It lies on every table"),
        ("maria", "Maria Okafor · 22 Nov 2026"),
    ],
)
def test_a_target_in_detail(project: Path, target: str, said: str) -> None:
    done = status(project, target)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout


@pytest.mark.parametrize(
    ("target", "message", "help"),
    [
        ("kitchn", "there is no unit, person or objective 'kitchn'", "did you mean `kitchen`?"),
        ("Kitchen", "there is no unit, person or objective 'Kitchen'", "did you mean `kitchen`?"),
        ("kitchen/welcom", "objective 'kitchen/welcom'", "did you mean `welcome`?"),
        ("kitchin/welcome", "objective 'kitchin/welcome'", "did you mean `kitchen`?"),
        ("welcome#bak", "has no key result 'bak'", "did you mean `back`?"),
        ("2026-q4", "'2026-q4' is a cycle", "show it with `--cycle 2026-q4`"),
        (
            "zzz",
            "there is no unit, person or objective 'zzz'",
            "known are `jon`, `kitchen`, `maria`",
        ),
        ("\x1b[31m", "there is no unit, person or objective '\\x1b[31m'", "known are"),
    ],
)
def test_a_target_that_is_not_there(project: Path, target: str, message: str, help: str) -> None:
    done = status(project, target)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert help in done.stderr
    assert "\x1b" not in done.stderr


def test_two_objectives_of_one_name_are_told_apart(project: Path) -> None:
    write(project, {"content/2026-q4/jon/welcome.md": PRIVATE})
    done = status(project, "welcome")
    assert done.returncode == 2
    assert "name the unit as well: `jon/welcome`, `kitchen/welcome`" in done.stderr
    assert status(project, "jon/welcome").returncode == 0


def test_another_cycle(project: Path) -> None:
    write(project, {"content/2026-q3/kitchen/welcome.md": WELCOME})
    assert "2026 Q3 · ended 7 weeks ago" in status(project, "--cycle", "2026-q3").stdout
    wrong = status(project, "--cycle", "2026-q5")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "there is no cycle '2026-q5'" in wrong.stderr


def test_a_unit_without_objectives_says_where_there_are_some(project: Path) -> None:
    write(
        project,
        {
            "content/teams/bar.md": "---\nname: Bar\n---\n",
            "content/2026-q3/bar/drinks.md": WELCOME.replace("maria", "jon"),
        },
    )
    done = status(project, "bar")
    assert done.returncode == 0
    assert "Bar has no objective in 2026 Q4 yet." in done.stdout
    assert "okrpress status bar --cycle 2026-q3" in done.stdout


def test_the_day_can_be_chosen(project: Path) -> None:
    assert "week 1 of 13" in status(project, "--as-of", "2026-10-02").stdout
    assert "begins in 4 weeks" in status(project, "--as-of", "2026-09-01").stdout
    assert "No cycle runs today." in status(project, "--as-of", "2027-06-01").stdout


# ── who may see it ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_the_public_sees_nothing_private(project: Path, format: str) -> None:
    done = status(project, "--audience", "public", "--format", format)
    assert "stone" not in done.stdout
    assert "stone" in status(project, "--format", format).stdout


def test_what_is_private_is_not_there_for_the_public(project: Path) -> None:
    done = status(project, "maria/sleep", "--audience", "public")
    assert done.returncode == 2
    assert "there is no unit, person or objective 'maria/sleep'" in done.stderr
    assert "sleep`" not in done.stderr


# ── mine ──────────────────────────────────────────────────────────────────────────────────────


def test_me_by_name_by_environment_and_as_a_target_are_one(project: Path) -> None:
    said = status(project, "--me", "maria").stdout
    assert said == status(project, "maria").stdout
    assert said == status(project, "--me", "Maria Okafor").stdout
    assert said == status(project, "--me", OKRPRESS_ME="maria").stdout


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("maria okafor", ""),
        ("Maria", "maria@harbour.example"),
        ("MO", "maria@harbour.example"),
    ],
)
def test_git_knows_who_i_am(project: Path, name: str, email: str) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "config", "user.name", name], cwd=project, check=True)
    subprocess.run(["git", "config", "user.email", email], cwd=project, check=True)
    assert status(project, "--me").stdout.startswith("Maria Okafor · ")


@pytest.mark.parametrize(
    ("arguments", "env", "message"),
    [
        pytest.param(["--me"], {}, "git does not know who you are", id="git knows nobody"),
        pytest.param(["--me"], {"PATH": "/nowhere"}, "git does not know", id="there is no git"),
        pytest.param(["--me", "zoe"], {}, "there is no person 'zoe'", id="nobody is called so"),
        pytest.param(["--me", "okafor"], {}, "did you mean `maria`?", id="half of a name"),
        pytest.param(["kitchen", "--me", "jon"], {}, "--me stands for TARGET", id="both"),
    ],
)
def test_who_i_am_is_to_be_said(
    project: Path, arguments: list[str], env: dict[str, str], message: str
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    done = status(project, *arguments, **env)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_git_may_know_a_stranger(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "config", "user.name", "Zoe \x1b[31m"], cwd=project, check=True)
    done = status(project, "--me")
    assert done.returncode == 2
    assert "no person here is called so" in done.stderr
    assert "--me PERSON" in done.stderr
    assert "\x1b" not in done.stderr


def test_my_work_and_what_it_moves(project: Path) -> None:
    maria, jon = (status(project, "--me", name).stdout for name in ("maria", "jon"))
    owed, own = maria.index("Owed"), maria.index("Key results to answer for  4, 4 due")
    assert owed < own
    assert "Kitchen · check-in of 2 key results, 6 weeks late (8 Oct)" in maria
    assert "okrpress checkin kitchen" in maria
    assert "● Rewrite the welcome · doing" in maria
    assert "no work is planned or under way" in maria
    assert "Work that moves no key result\n○ Paint the door · planned" in jon
    assert "Key results" not in jon


def test_a_single_unit_is_whoever_asks(tmp_path: Path) -> None:
    write(tmp_path, {"content/2026-q4/me/sleep.md": PRIVATE})
    done = status(tmp_path, "--me", "--as-of", "2026-11-22")
    assert done.stdout.startswith("me · 22 Nov 2026")
    assert "Hours of sleep" in done.stdout


# ── what can go wrong ─────────────────────────────────────────────────────────────────────────


def test_what_can_be_read_is_shown_beside_what_cannot(project: Path) -> None:
    write(project, {"content/2026-q4/maria/broken.md": "---\ntitle: X\nfoo: 1\n---\n"})
    done = status(project)
    assert done.returncode == 1
    assert "content/2026-q4/maria/broken.md:3:1: error:" in done.stderr
    assert "New guests feel at home" in done.stdout
    assert "1 file is left out: see `okrpress check`" in done.stdout


def test_many_errors_are_cut_short(project: Path) -> None:
    broken = {f"content/2026-q4/maria/b{n}.md": "---\nfoo: 1\n---\n" for n in range(7)}
    write(project, broken)
    assert "more: `okrpress check` tells all" in status(project).stderr


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({}, "there is no content folder", id="no folder"),
        pytest.param({"content/.keep": ""}, "there is no content file in content", id="no file"),
        pytest.param(
            {"content/2026-q4/me/x.md": "---\ntitle\n---\n"},
            "no objective can be read",
            id="broken",
        ),
    ],
)
def test_nothing_to_show(tmp_path: Path, files: dict[str, str], message: str) -> None:
    write(tmp_path, files)
    done = status(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_project_that_has_only_begun(tmp_path: Path) -> None:
    write(tmp_path, {"content/index.md": "---\nname: Harbour\n---\n"})
    done = status(tmp_path)
    assert done.returncode == 0
    assert "There is no cycle yet, and no objective." in done.stdout


def test_another_folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert status(elsewhere, "-C", str(project)).stdout == status(project).stdout
    assert status(elsewhere, "-C", str(project / "nowhere")).returncode == 2


# ── where it is shown ─────────────────────────────────────────────────────────────────────────


def test_json_is_all_that_is_printed(project: Path) -> None:
    done = status(project, "welcome", "--format", "json")
    written = json.loads(done.stdout)
    assert written["about"] == {"scope": "objective", "id": "2026-q4/kitchen/welcome"}
    assert done.stderr == ""


def test_a_pipe_gets_no_colour_and_no_blanks_at_the_ends(project: Path) -> None:
    out = status(project).stdout
    assert "\x1b" not in out
    assert out.splitlines() == [line.rstrip() for line in out.splitlines()]
    assert max(map(len, out.splitlines())) <= 100


def test_a_log_that_knows_only_ascii_gets_other_shapes(project: Path) -> None:
    done = status(project, "kitchen", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "x Guests who come back rise" in done.stdout
    assert "##" in done.stdout


@pytest.mark.parametrize("target", ["", "kitchen", "welcome", "welcome#back", "maria"])
@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_no_line_is_longer_than_the_terminal(project: Path, columns: int, target: str) -> None:
    """However long a word is, and however wide its characters."""
    endless = WELCOME.replace("New guests feel", f"{'Donau' * 30}schiff {'案内' * 40} feel")
    write(project, {"content/2026-q4/kitchen/welcome.md": endless})
    done = status(project, target, COLUMNS=str(columns))
    assert done.returncode == 0
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= columns


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_shows_all_of_a_unit(project: Path, columns: int) -> None:
    shown = list(lines(on_terminal(project, columns, "kitchen")))
    whole = " ".join(" ".join(shown).split())
    assert shown[0] == "Kitchen · 22 Nov 2026"
    assert "New guests feel at home on their first evening" in whole
    for word in ("Guests", "menu", "languages", "off track", "Owed"):
        assert word in whole


def test_a_terminal_has_colours(project: Path) -> None:
    screen = on_terminal(project, 80, "kitchen")
    [row] = [y for y, line in enumerate(screen.display) if line.startswith("✗ Guests who")]
    assert screen.buffer[row][0].fg == "red"


def test_no_color_is_heard(project: Path) -> None:
    screen = on_terminal(project, 80, "kitchen", NO_COLOR="1")
    colours = {cell.fg for row in screen.buffer.values() for cell in row.values()}
    assert colours == {"default"}


def test_watching_shows_what_changes(project: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        [*COMMAND[1:], "status", "--watch"],
        cwd=str(project),
        env={**_environment(), "TERM": "xterm-256color"},
        dimensions=(60, 100),
        encoding="utf-8",
        timeout=60,
    )
    child.expect("New guests feel at home")
    child.expect("Ctrl-C ends it")
    changed = WELCOME.replace("New guests feel", "All guests feel")
    (project / "content/2026-q4/kitchen/welcome.md").write_text(changed, encoding="utf-8")
    child.expect("All guests feel at home")
    child.expect("Ctrl-C ends it")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130


def test_watching_is_for_people(project: Path) -> None:
    done = status(project, "--watch", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
