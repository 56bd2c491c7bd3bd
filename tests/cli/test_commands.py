"""The commands as a user runs them: real processes, exit codes, what is said where."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OKRPRESS = (sys.executable, "-m", "okrpress")

OBJECTIVE = """---
title: I wake up rested
owner: me
type: aspirational
stands_alone: This is only about me
key_results:
  - id: sleep
    title: Raise my average night from 6 to 8 hours
    baseline: 6
    target: 8
    unit: h
    current: 7
    as_of: 2026-11-20
  - {id: phone, title: The phone sleeps in the kitchen, done_when: Seven nights in a row}
---
Because tired days are long.
"""


def okrpress(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*OKRPRESS, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The smallest portfolio: one objective of one person, no settings, no units declared."""
    file = tmp_path / "content" / "2026-q4" / "me" / "health.md"
    file.parent.mkdir(parents=True)
    file.write_text(OBJECTIVE, encoding="utf-8")
    return tmp_path


def spoil(project: Path) -> Path:
    """Break the objective in two places."""
    file = project / "content" / "2026-q4" / "me" / "health.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("owner:", "ownr:").replace("baseline: 6", "baseline: six"))
    return file


def test_one_file_makes_a_site(project: Path) -> None:
    ran = okrpress("build", "--as-of", "2026-11-22", cwd=project)
    assert (ran.returncode, ran.stdout.strip()) == (0, "site/index.html")
    assert "no findings" in ran.stderr
    page = (project / "site/o/2026-q4/me/health/index.html").read_text(encoding="utf-8")
    assert "I wake up rested" in page
    assert "50 %" in page.replace("\u202f", " ").replace("\xa0", " ")


def test_check_is_silent_on_stdout_when_all_is_well(project: Path) -> None:
    ran = okrpress("check", "--select", "FMT,REF", cwd=project)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "1 file: no findings" in ran.stderr


def test_check_lists_every_problem_with_its_place(project: Path) -> None:
    spoil(project)
    ran = okrpress("check", "--format", "concise", cwd=project)
    assert ran.returncode == 1
    assert "content/2026-q4/me/health.md:3:1: error: FMT" in ran.stdout
    assert "content/2026-q4/me/health.md:9:15: error: FMT" in ran.stdout
    assert "did you mean `owner`?" in okrpress("check", cwd=project).stdout
    assert "2 errors" in ran.stderr


def test_a_broken_file_stops_the_build_and_keeps_the_old_site(project: Path) -> None:
    okrpress("build", "--as-of", "2026-11-22", cwd=project)
    before = (project / "site/index.html").read_bytes()
    spoil(project)
    ran = okrpress("build", "--as-of", "2026-11-23", cwd=project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "untouched" in ran.stderr
    assert (project / "site/index.html").read_bytes() == before


def test_keep_going_leaves_it_out_and_says_so(project: Path) -> None:
    good = project / "content" / "2026-q4" / "me" / "joy.md"
    good.write_text(OBJECTIVE.replace("rested", "glad"), encoding="utf-8")
    spoil(project)
    ran = okrpress("build", "--keep-going", "--as-of", "2026-11-22", cwd=project)
    assert ran.returncode == 1
    assert "left out: 1" in ran.stderr
    for page in ("index.html", "t/me/index.html"):
        text = (project / "site" / page).read_text(encoding="utf-8")
        assert "glad" in text
        assert "left out" in text
    assert not (project / "site/o/2026-q4/me/health").exists()


def test_an_empty_content_folder_does_not_replace_a_site(project: Path) -> None:
    okrpress("build", "--as-of", "2026-11-22", cwd=project)
    before = (project / "site/index.html").read_bytes()
    (project / "content" / "2026-q4" / "me" / "health.md").unlink()
    ran = okrpress("build", "--as-of", "2026-11-23", cwd=project)
    assert ran.returncode == 2
    assert "no content file in content" in ran.stderr
    assert (project / "site/index.html").read_bytes() == before


def test_check_ins_that_lie_ahead_are_counted(project: Path) -> None:
    file = project / "content" / "2026-q4" / "me" / "health.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("as_of: 2026-11-20", "as_of: 2026-12-20"), encoding="utf-8")
    ran = okrpress("build", "--as-of", "2026-11-22", cwd=project)
    assert ran.returncode == 0
    assert "not shown yet: 1 check-in dated after 2026-11-22" in ran.stderr


def test_a_mistake_in_a_theme_is_told_with_its_line(project: Path) -> None:
    template = project / "themes" / "mine" / "templates" / "home.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ view.nothing }}", encoding="utf-8")
    ran = okrpress("build", "--theme", "mine", cwd=project)
    assert ran.returncode == 2
    assert "themes/mine/templates/home.html:1: UndefinedError" in ran.stderr


def test_strict_stops_at_warnings(project: Path) -> None:
    late = OBJECTIVE.replace("target: 8", "target: 8\n    due: 2027-03-01")
    (project / "content/2026-q4/me/health.md").write_text(late, encoding="utf-8")
    assert okrpress("build", "--as-of", "2026-11-22", cwd=project).returncode == 0
    strict = okrpress("build", "--strict", "--as-of", "2026-11-22", cwd=project)
    assert strict.returncode == 1
    assert "warning" in strict.stderr
    assert okrpress("check", "--strict", cwd=project).returncode == 1


def test_the_date_comes_from_the_option_then_the_settings_then_the_environment(
    project: Path,
) -> None:
    def dated(*arguments: str, **env: str) -> str:
        ran = okrpress("build", *arguments, cwd=project, **env)
        return ran.stderr.split("as of ")[1][:10]

    assert dated(SOURCE_DATE_EPOCH="1796000000") == "2026-11-30"
    (project / "okrpress.toml").write_text("as_of = 2026-11-21\n")
    assert dated(SOURCE_DATE_EPOCH="1796000000") == "2026-11-21"
    assert dated("--as-of", "2026-11-20", SOURCE_DATE_EPOCH="1796000000") == "2026-11-20"


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        pytest.param(["build", "--as-of", "yesterday"], {}, "YYYY-MM-DD", id="a bad date"),
        pytest.param(["build", "--nonsense"], {}, "No such option", id="an unknown option"),
        pytest.param(["build", "nowhere"], {}, "nowhere", id="a folder that is not there"),
        pytest.param(["build"], {"SOURCE_DATE_EPOCH": "soon"}, "seconds", id="a bad epoch"),
        pytest.param(["build", "--theme", "nope"], {}, "nope", id="a theme that is not there"),
        pytest.param(["build", "--output", "content"], {}, "content", id="a folder not its own"),
        pytest.param(["schema", "nope"], {}, "objective", id="an unknown kind of file"),
        pytest.param(["import", "jsonl", "none.jsonl"], {}, "none.jsonl", id="no such file"),
    ],
)
def test_what_cannot_run_exits_with_2(
    project: Path, arguments: list[str], env: dict[str, str], said: str
) -> None:
    ran = okrpress(*arguments, cwd=project, **env)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr + ran.stdout


def test_a_bug_of_ours_is_one_line_and_a_file(project: Path) -> None:
    program = (
        "import sys, okrpress.cli.group as m, okrpress.app.check as c\n"
        "def bug(*_, **__): raise ZeroDivisionError('secret')\n"
        "c.read_project = bug\n"
        "sys.exit(m.run(['check', '.']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 3
    assert len(ran.stderr.splitlines()) == 1
    assert "secret" not in ran.stderr
    details = Path(ran.stderr.rsplit(" ", 1)[1].strip())
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")
    details.unlink()


def test_an_interrupt_exits_with_130(project: Path) -> None:
    pipe = project / "slow.jsonl"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [*OKRPRESS, "import", "jsonl", str(pipe), "--into", "new"],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
    )
    with pipe.open("wb"):  # which waits for it to open the other end
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    spoil(project)
    command = f"{' '.join(OKRPRESS)} schema objective | head -c 1 >/dev/null"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("streams", [">/dev/full", "2>/dev/full", ">/dev/full 2>&1"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_no_bug_of_ours(
    project: Path, streams: str, unbuffered: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", *OKRPRESS, "build"],
        cwd=project,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert (project / "site" / "index.html").is_file()
    if streams == ">/dev/full":
        said = "error: the output cannot be written: No space left on device"
        assert done.stderr.splitlines()[-1] == said


INTERRUPTED = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "okrpress.cli.group":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from okrpress.cli import main
main()
"""


def test_an_interrupt_while_code_is_loaded_shows_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_schema_lists_its_kinds_and_prints_each(project: Path) -> None:
    kinds = [line.split()[0] for line in okrpress("schema", cwd=project).stdout.splitlines()]
    assert "objective" in kinds
    for kind in kinds:
        schema = json.loads(okrpress("schema", kind, cwd=project).stdout)
        assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_help_names_every_command(project: Path) -> None:
    said = okrpress("--help", cwd=project).stdout
    for command in ("build", "check", "rule", "schema", "import"):
        assert f"  {command} " in said
    for command in ("build", "check", "rule", "schema", "import"):
        assert okrpress(command, "--help", cwd=project).returncode == 0
