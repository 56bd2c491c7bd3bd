"""`okrpress init` as a new user meets it: options, a terminal, and folders that are not empty."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pyte
import pytest
import yaml
from okrpress_process import COMMAND, okrpress

EPOCH = "1795348800"  # 2026-11-22


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.delenv("NO_COLOR", raising=False)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def begun(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    ran = okrpress("init", root, "--yes", *options, cwd=root.parent)
    assert ran.returncode == 0, ran.stderr
    return ran


# ── with options ──────────────────────────────────────────────────────────────────────────────


def test_two_commands_lead_to_a_page(tmp_path: Path) -> None:
    ran = begun(tmp_path / "our-okrs")
    assert ran.stdout == ""
    assert f"okrpress serve {tmp_path / 'our-okrs'} --open" in ran.stderr
    built = okrpress("build", "our-okrs", cwd=tmp_path)
    assert (built.returncode, built.stdout) == (0, "our-okrs/site/index.html\n")
    page = (tmp_path / "our-okrs/site/index.html").read_text(encoding="utf-8")
    assert "Our okrs" in page
    assert "People who try us once come back" in page


@pytest.mark.parametrize("options", [[], ["--bare"]], ids=["with an example", "bare"])
def test_what_it_writes_passes_check(tmp_path: Path, options: list[str]) -> None:
    begun(tmp_path, *options)
    ran = okrpress("check", "--strict", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "no findings" in ran.stderr


def test_options_say_it_all(tmp_path: Path) -> None:
    begun(
        tmp_path,
        *("--name", "Harbour & Orchard", "--mission", "Everybody: well fed", "--value", "Care"),
        *("--team", "Kitchen = Maria Okafor", "--team", "Garden", "--lead", "Ana"),
        *("--handle", "Maria Okafor=@maria", "--fiscal-year-start", "7", "--ci", "gitlab"),
        *("--objective", "Guests feel at home", "--no-editor"),
    )
    found = files(tmp_path)
    assert b"lead: maria-okafor" in found["content/teams/kitchen.md"]
    assert b'mission: "Everybody: well fed"' in found["content/index.md"]
    assert b"fiscal_year_start = 7" in found["okrpress.toml"]
    assert b"/content/*/kitchen/ @maria\n" in found[".gitlab/CODEOWNERS"]
    assert b"# /content/*/company/ @handle\n" in found[".gitlab/CODEOWNERS"]
    assert b"owner: maria-okafor" in found["content/2027-q2/kitchen/guests-feel-at-home.md"]
    assert ".gitlab-ci.yml" in found
    assert not any(file.startswith((".github/workflows", ".vscode", "schemas")) for file in found)


def test_files_for_others_are_in_their_formats(tmp_path: Path) -> None:
    begun(tmp_path)
    found = files(tmp_path)
    for file, data in found.items():
        if file.endswith((".yml", ".yaml")):
            yaml.safe_load(data)
        if file.endswith(".json"):
            json.loads(data)
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_the_editors_pattern_matches_what_the_task_prints(tmp_path: Path) -> None:
    begun(tmp_path, "--bare")
    team = tmp_path / "content/teams/company.md"
    team.write_text(team.read_text(encoding="utf-8").replace("name:", "nam:"), encoding="utf-8")
    task = json.loads(files(tmp_path)[".vscode/tasks.json"])["tasks"][0]
    arguments = [word for word in task["args"] if word != "--watch"]
    printed = okrpress(*arguments, cwd=tmp_path).stdout.splitlines()
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    assert printed
    assert all(pattern.match(line) for line in printed)
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], *task["args"]], cwd=tmp_path, encoding="utf-8", timeout=120
    )
    for name in ("beginsPattern", "endsPattern"):
        child.expect(task["problemMatcher"]["background"][name].removeprefix("^"))
    child.sendintr()
    child.expect(pexpect.EOF)


def test_the_example_goes_with_one_command(tmp_path: Path) -> None:
    begun(tmp_path)
    ran = okrpress("init", "--remove-example", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "deleted the example" in ran.stderr
    assert okrpress("check", "--strict", cwd=tmp_path).returncode == 0
    again = okrpress("init", "--remove-example", cwd=tmp_path)
    assert again.returncode == 2
    assert "no example files" in again.stderr


def test_the_example_stays_while_own_files_need_it(tmp_path: Path) -> None:
    begun(tmp_path)
    made = okrpress(
        *("new", "objective", "company/ours", "--title", "Guests come back"),
        *("--supports", "product/first-week"),
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stderr
    before = files(tmp_path)
    ran = okrpress("init", "--remove-example", cwd=tmp_path)
    assert ran.returncode == 1
    assert "content/2026-q4/company/ours.md" in ran.stderr
    assert "nothing was deleted" in ran.stderr
    assert files(tmp_path) == before


def test_what_is_there_is_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.pyc\n")
    ran = begun(tmp_path)
    assert "Kept as it was: .gitignore" in ran.stderr
    assert "Your .gitignore lacks: /site/" in ran.stderr
    assert (tmp_path / ".gitignore").read_text() == "*.pyc\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "--yes", id="nobody at a terminal"),
        pytest.param(["--yes", "--cycle", "soon"], "2026-q4", id="a cycle without days"),
        pytest.param(["--yes", "--name", "a\x07b"], "U+0007", id="a name with a bell"),
        pytest.param(["--yes", "--name", "x" * 301], "301 characters", id="a name without end"),
        pytest.param(["--yes", "--fiscal-year-start", "13"], "13", id="a month too many"),
        pytest.param(["--yes", "--handle", "Jon=@jon"], "Jon", id="a handle of nobody"),
        pytest.param(["--yes", "file"], "file", id="a file in the place of the folder"),
        pytest.param(["--yes", "file/below"], "cannot be written", id="a folder below a file"),
        pytest.param(["--remove-example"], "content", id="no project to remove from"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "file").write_text("a file")
    ran = okrpress("init", *arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert files(tmp_path) == {"file": b"a file"}


# ── at a terminal ─────────────────────────────────────────────────────────────────────────────


class Terminal:
    """A person at a terminal of 100 columns, who sees what a person would see."""

    def __init__(self, cwd: Path, *arguments: str) -> None:
        self._screen = pyte.Screen(100, 80)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *arguments],
            cwd=cwd,
            env={**os.environ, "TERM": "xterm", "HOME": str(cwd), "PYTHONUTF8": "1"},
            dimensions=(80, 100),
            encoding="utf-8",
            timeout=120,
        )

    def asked(self, question: str) -> None:
        """Wait for a question."""
        self._child.expect_exact(question)
        self._see()
        self._child.expect(r": ")
        self._see()

    def answers(self, text: str = "") -> None:
        """Type an answer and press Enter."""
        self._child.sendline(text)

    def interrupts(self) -> None:
        """Press Ctrl-C."""
        self._child.sendintr()

    def ends_input(self) -> None:
        """Press Ctrl-D."""
        self._child.sendeof()

    def is_done(self) -> int:
        """The exit code, once everything has been said."""
        self._child.expect(pexpect.EOF)
        self._see(last=True)
        self._child.close()
        assert self._child.exitstatus is not None
        return int(self._child.exitstatus)

    @property
    def screen(self) -> str:
        """What can be read."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _see(self, *, last: bool = False) -> None:
        after = "" if last else self._child.after
        self._stream.feed(f"{self._child.before}{after}")


def test_enter_takes_every_default(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", "demo")
    for question in (
        *("Name of the organisation [Demo]", "What is it for, in one sentence [later]"),
        "Its values, with commas between [Care for each other, Learn aloud]",
        "Its teams, with commas between, - for none [Product and Support, as examples]",
        *("Who leads Demo [nobody yet]", "The year begins in month [1, January]"),
        "The first cycle [2026-q4, 1 October 2026 to 31 December 2026]",
        "A first objective: what should be true at the end [later]",
    ):
        terminal.asked(question)
        terminal.answers()
    assert terminal.is_done() == 0
    assert "okrpress serve demo --open" in terminal.screen
    by_hand = tmp_path / "by-hand"
    begun(by_hand, "--name", "Demo")
    assert files(tmp_path / "demo") == files(by_hand)


def test_answers_are_taken_and_wrong_ones_asked_again(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init")
    script = [
        ("Name of the organisation", "Hafen: „Süd“ 🎉"),
        ("What is it for", "-"),
        ("Its values", "Sorgfalt, , Sorgfalt, Mut"),
        ("Its teams", "Küche, Garten"),
        ("Who leads Hafen", "Maria Okafor"),
        ("Who leads Küche", "Maria Okafor"),
        ("Who leads Garten", "x" * 301),
        ("Who leads Garten", ""),
        ("Name of Maria Okafor on GitHub", "maria okafor"),
        ("Name of Maria Okafor on GitHub", "maria"),
        ("The year begins in month", "13"),
        ("The year begins in month", "7"),
        ("The year that begins in July 2026 is called [2027]", "2025"),
        ("The year that begins in July 2026 is called [2027]", "2026"),
        ("The first cycle [2026-q2", "Q2"),
        ("The first cycle [2026-q2", "2026-Q3"),
        ("A first objective", "Gäste fühlen sich am ersten Abend daheim"),
    ]
    for question, answer in script:
        terminal.asked(question)
        terminal.answers(answer)
    assert terminal.is_done() == 0
    for said in ("301 characters", "@maria", "from 1 to 12", "write 2026 or 2027", '"q2" is no'):
        assert said in terminal.screen
    found = files(tmp_path)
    assert 'name: "Hafen: „Süd“ 🎉"\n'.encode() in found["content/index.md"]
    assert found["content/index.md"].count(b"- {id:") == 2
    assert b"lead: maria-okafor\n" in found["content/teams/kuche.md"]
    assert b"# lead:\n" in found["content/teams/garten.md"]
    assert "content/2026-q3/kuche/gaste-fuhlen-sich-am-ersten-abend-daheim.md" in found
    assert b'fiscal_year_named_after = "start"' in found["okrpress.toml"]
    assert okrpress("check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("how", ["interrupts", "ends_input"])
@pytest.mark.parametrize("question", ["Name of the organisation", "A first objective"])
def test_who_stops_leaves_nothing_behind(tmp_path: Path, how: str, question: str) -> None:
    terminal = Terminal(tmp_path, "init", "demo", "--bare", "--ci", "none")
    if question == "A first objective":
        for before in ("Name", "for", "values", "teams", "leads", "month", "cycle"):
            terminal.asked(before)
            terminal.answers()
    terminal.asked(question)
    getattr(terminal, how)()
    assert terminal.is_done() == 130
    assert "interrupted" in terminal.screen
    assert not (tmp_path / "demo").exists()


def test_a_folder_with_content_is_asked_nothing(tmp_path: Path) -> None:
    begun(tmp_path / "demo", "--bare", "--ci", "none")
    terminal = Terminal(tmp_path, "init", "demo", "--ci", "github")
    assert terminal.is_done() == 0
    assert "only what surrounds it is written" in terminal.screen
    assert (tmp_path / "demo/.github/workflows/okr.yml").exists()
