"""`okrpress check` as people and CI run it."""

import json
import subprocess
from pathlib import Path

import pytest
from okrpress_process import okrpress, write

from okrpress.cli.check_options import FORMATS
from okrpress.report import formats

FILE = "content/2026-q4/me/health.md"
OBJECTIVE = """---
title: I am rested #1
owner: me
stands_alone: This is only about me
key_results:
  - id: sleep
    title: Raise my average night from 6 to 8 hours
    baseline: 6
    target: 8
    unit: h
  - {id: phone, title: The phone sleeps in the kitchen, done_when: Seven nights in a row}
---
Because tired days are long.
"""
WARNING = f"{FILE}:2:20: warning: FMT019 [text-as-comment]"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One objective with one warning of reading: FMT019."""
    write(tmp_path, {FILE: OBJECTIVE})
    return tmp_path


def check(
    project: Path, *arguments: str, codes: str = "FMT,REF", typed: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """A check on a fixed day, for the codes of reading unless the test is about others."""
    common = ("--as-of", "2026-11-22", "--format", "concise", "--select", codes)
    return okrpress("check", *common, *arguments, cwd=project, typed=typed, **env)


def edit(project: Path, old: str, new: str, file: str = FILE) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


# ── what is found, and what fails ─────────────────────────────────────────────────────────────


def test_a_warning_is_shown_and_does_not_fail(project: Path) -> None:
    ran = check(project)
    assert (ran.returncode, ran.stderr) == (0, "1 file: 1 warning\n")
    assert ran.stdout.startswith(WARNING)


def test_rules_judge_too(project: Path) -> None:
    edit(project, "  - {id: phone", "  # - {id: phone")
    ran = check(project, codes="KR001")
    assert f"{FILE}:" in ran.stdout
    assert "KR001 [too-few-or-too-many]" in ran.stdout


def test_rules_judge_what_can_be_read_beside_what_cannot(project: Path) -> None:
    write(project, {"content/2026-q4/me/other.md": OBJECTIVE.replace("owner:", "ownr:")})
    edit(project, "  - {id: phone", "  # - {id: phone")
    ran = check(project, codes="KR001")
    assert ran.returncode == 1
    assert "other.md:3:1: error: FMT030" in ran.stdout
    assert "health.md" in ran.stdout
    assert "KR001" in ran.stdout


def test_a_broken_check_in_is_one_mistake(project: Path) -> None:
    assert "CAD001 [stale-check-ins]" in check(project, codes="CAD001").stdout
    write(project, {"content/2026-q4/me/checkins/2026-11-16.md": "---\nauther: me\n---\n"})
    ran = check(project, codes="CAD001")
    assert [line.split()[2] for line in ran.stdout.splitlines()] == ["FMT030"]


def test_a_reference_that_leads_nowhere_is_one_mistake(project: Path) -> None:
    write(project, {"content/index.md": "---\nname: Us\nvalues: [{id: rest, name: Rest}]\n---\n"})
    edit(project, "stands_alone: This is only about me\n", "")
    assert "OBJ007 [tied-to-nothing]" in check(project, codes="OBJ007,ALN").stdout
    edit(project, "owner: me\n", "owner: me\nsupports: nobody/nothing\n")
    ran = check(project, codes="REF,OBJ007,ALN")
    assert [line.split()[2] for line in ran.stdout.splitlines()] == ["REF006"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param([], 0, id="a warning"),
        pytest.param(["--strict"], 1, id="strict"),
        pytest.param(["--max-warnings", "1"], 0, id="as many warnings as allowed"),
        pytest.param(["--max-warnings", "0"], 1, id="more warnings than allowed"),
        pytest.param(["--strict", "--exit-zero"], 0, id="exit zero"),
        pytest.param(["--strict", "--ignore", "FMT019"], 0, id="ignored"),
        pytest.param(["--level", "FMT019=error"], 1, id="made an error"),
        pytest.param(["--strict", "--level", "FMT=advice"], 0, id="advice never fails"),
        pytest.param(["--strict", "--level", "text-as-comment=off"], 0, id="off by name"),
    ],
)
def test_what_fails(project: Path, arguments: list[str], code: int) -> None:
    assert check(project, *arguments).returncode == code


def test_lists_of_codes_may_be_given_with_commas_and_again(project: Path) -> None:
    once = okrpress("check", "--select", "KR ,FMT", "--ignore", "KR,OBJ", cwd=project)
    again = okrpress(
        "check", "--select=KR", "--select=FMT", "--ignore=KR", "--ignore=OBJ", cwd=project
    )
    assert "FMT019" in once.stdout
    assert once.stdout == again.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--select", "FMT020,KX"], "'KX' is no code", id="no code"),
        pytest.param(["--ignore", "FMT018"], "always an error", id="an error to ignore"),
        pytest.param(["--level", "FMT019"], "--level KR002=advice", id="no level"),
        pytest.param(["--level", "FMT019=bad"], "`advice`", id="an unknown level"),
        pytest.param(["--format", "html"], "'html' is not one of", id="an unknown format"),
        pytest.param(["--max-warnings", "-1"], "-1", id="less than no warnings"),
        pytest.param(["--baseline", "none.json"], "--update-baseline", id="no baseline"),
        pytest.param(["--update-baseline"], "--baseline FILE", id="a baseline without a name"),
        pytest.param(["--output-file", "no/where"], "cannot be written", id="no such folder"),
        pytest.param(["-"], "--stdin-filename", id="standard input without a name"),
        pytest.param(["--stdin-filename", FILE], "belong together", id="a name without input"),
        pytest.param(["--watch", "--fix"], "cannot be combined", id="watch and fix"),
        pytest.param(["--diff", "--update-baseline"], "cannot be combined", id="diff and write"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    project: Path, arguments: list[str], said: str
) -> None:
    ran = check(project, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_settings_say_what_is_asked_for_every_day(project: Path) -> None:
    write(project, {"okrpress.toml": '[check]\nselect = ["FMT"]\nmax_warnings = 0\n'})
    assert okrpress("check", cwd=project).returncode == 1
    assert okrpress("check", "--max-warnings", "1", cwd=project).returncode == 0
    write(project, {"okrpress.toml": '[check]\nselect = ["FMT"]\nignore = ["FMT019"]\n'})
    assert okrpress("check", "--strict", cwd=project).returncode == 0
    assert check(project, "--strict").returncode == 1  # --select sets both aside


def test_settings_for_some_files_only(project: Path) -> None:
    write(project, {"content/2026-q3/me/old.md": OBJECTIVE})
    write(
        project, {"okrpress.toml": '[check.per_file_ignores]\n"content/2026-q3/**" = ["FMT019"]\n'}
    )
    assert check(project).stdout.count("FMT019") == 1
    assert "2026-q3" not in check(project).stdout


def test_wrong_settings_are_errors(project: Path) -> None:
    write(project, {"okrpress.toml": '[check]\nselect = ["FMT"]\nstrickt = true\n'})
    ran = check(project, "--format", "full")
    assert ran.returncode == 1
    assert "okrpress.toml:3:1" in ran.stdout
    assert "3 | strickt = true" in ran.stdout


# ── how it is written ─────────────────────────────────────────────────────────────────────────


def test_all_formats_are_offered() -> None:
    assert tuple(formats.FORMATS) == FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_can_be_asked_for(project: Path, name: str) -> None:
    ran = check(project, "--format", name)
    assert ran.returncode == 0
    assert "FMT019" in ran.stdout or name == "junit"  # JUnit knows errors only
    assert check(project, "--format", name).stdout == ran.stdout


def test_the_format_may_come_from_the_environment(project: Path) -> None:
    ran = okrpress("check", cwd=project, OKRPRESS_OUTPUT_FORMAT="json")
    assert json.loads(ran.stdout)["summary"]["files"] == 1


def test_findings_may_go_to_a_file(project: Path) -> None:
    ran = check(project, "--format", "json", "--output-file", "found.json")
    assert ran.stdout == ""
    assert json.loads((project / "found.json").read_text())["findings"][0]["code"] == "FMT019"


def test_github_gets_a_summary_beside_its_annotations(project: Path) -> None:
    summary = project / "summary.md"
    summary.write_text("# Before\n")
    ran = check(project, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert ran.stdout.startswith("::warning file=")
    assert summary.read_text().startswith("# Before\n")
    assert "FMT019" in summary.read_text()


def test_titles_cannot_command_a_ci_system(project: Path) -> None:
    edit(project, "owner: me", '"::error::x": "::set-output ##[error]"')
    for name in FORMATS:
        said = check(project, "--format", name)
        lines = (said.stdout + said.stderr).splitlines()
        commands = [line for line in lines if line.lstrip().startswith("::")]
        assert all(name == "github" and "health.md" in line for line in commands)
        assert "##[" not in said.stdout + said.stderr


# ── comments ──────────────────────────────────────────────────────────────────────────────────


def test_a_comment_excuses_a_finding(project: Path) -> None:
    edit(project, "title: I am", "# okrpress: ignore[FMT019] a joke\ntitle: I am")
    assert check(project, "--strict").returncode == 0
    edit(project, " #1", "")
    ran = check(project)
    assert f"{FILE}:2:1: warning: FMT900 [unused-ignore]" in ran.stdout


def test_a_comment_excuses_what_a_rule_finds(project: Path) -> None:
    edit(project, "  - {id: phone", "  # - {id: phone")
    assert "KR001" in check(project, codes="KR001").stdout
    edit(project, "---\ntitle", "---\n# okrpress: ignore-file[KR001] one is enough\ntitle")
    assert check(project, codes="KR001,FMT900").stdout == ""


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("content/2026-q4/me/health.md", "ownr: me", id="of a broken file"),
        pytest.param("content/2026-q3/me/health.md", "owner: me", id="of a cycle that is over"),
    ],
)
def test_comments_are_left_in_peace(project: Path, file: str, text: str) -> None:
    excused = OBJECTIVE.replace("owner: me", f"{text}  # okrpress: ignore[REF] x")
    write(project, {file: excused})
    assert "FMT900" not in check(project).stdout


def test_the_exceptions_of_the_docs_are_exceptions(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
    example = page.partition("```markdown\n")[2].partition("```\n")[0]
    file = "content/2026-q4/safety/home.md"
    assert "okrpress: ignore" in example
    write(tmp_path, {file: example})
    assert check(tmp_path, codes="FMT90,CAD001,KR002,KR004,BAL003").stdout == ""
    write(tmp_path, {file: example.replace("okrpress:", "-")})
    found = check(tmp_path, codes="CAD001,KR002,KR004,BAL003").stdout.splitlines()
    assert len(found) == 4


# ── baseline ──────────────────────────────────────────────────────────────────────────────────


def test_a_baseline_holds_back_what_is_known(project: Path) -> None:
    ran = check(project, "--baseline", "known.json", "--update-baseline", "--strict")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == "1 file: no findings, 1 known\n"
    known = json.loads((project / "known.json").read_text())
    assert [(each["file"], each["code"]) for each in known["findings"]] == [(FILE, "FMT019")]

    edit(project, "---\ntitle", "---\n# a new line\ntitle")  # lines may shift
    again = check(project, "--baseline", "known.json", "--strict")
    assert (again.returncode, again.stdout) == (0, "")

    edit(project, "owner: me", "owner: me\ntags: a #b")
    new = check(project, "--baseline", "known.json", "--strict")
    assert new.returncode == 1
    assert [line.split(":")[1] for line in new.stdout.splitlines()] == ["5"]


def test_what_is_gone_is_named_and_can_be_removed(project: Path) -> None:
    write(project, {"okrpress.toml": '[check]\nbaseline = "known.json"\n'})
    check(project, "--update-baseline")
    edit(project, " #1", "")
    ran = check(project)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "1 known finding is gone, and to be removed with --update-baseline" in ran.stderr
    assert f"  {FILE}: FMT019 YAML takes" in ran.stderr
    assert "now forgotten" in check(project, "--update-baseline").stderr
    assert json.loads((project / "known.json").read_text())["findings"] == []
    assert "gone" not in check(project).stderr


def test_nobody_gets_used_to_errors(project: Path) -> None:
    edit(project, "owner:", "ownr:")
    ran = check(project, "--baseline", "known.json", "--update-baseline")
    assert ran.returncode == 1
    assert "FMT030" in ran.stdout
    assert "FMT030" not in (project / "known.json").read_text()


def test_what_was_not_looked_for_is_not_gone(project: Path) -> None:
    check(project, "--baseline", "known.json", "--update-baseline")
    for arguments in (["--ignore", "FMT"], ["--level", "FMT019=off"]):
        assert "gone" not in check(project, "--baseline", "known.json", *arguments).stderr
    before = (project / "known.json").read_text()
    check(project, "--baseline", "known.json", "--update-baseline", "--ignore", "FMT")
    assert (project / "known.json").read_text() == before
    edit(project, "owner:", "ownr:")  # no rule looks at a broken file
    edit(project, " #1", "")
    assert "gone" not in check(project, "--baseline", "known.json").stderr


@pytest.mark.parametrize(
    "text", ["", "[]", '{"findings": 3}', '{"findings": [{"file": 3}]}', "[" * 100_000, "\xff"]
)
def test_what_is_no_baseline_is_said(project: Path, text: str) -> None:
    (project / "known.json").write_bytes(text.encode("latin-1"))
    for arguments in ([], ["--update-baseline"]):
        ran = check(project, "--baseline", "known.json", *arguments)
        assert ran.returncode == 2
        assert "known.json is no baseline" in ran.stderr
    assert (project / "known.json").read_bytes() == text.encode("latin-1")


def test_a_baseline_that_cannot_be_read_is_said(project: Path) -> None:
    write(project, {"okrpress.toml": '[check]\nbaseline = "content"\n'})
    ran = check(project)
    assert ran.returncode == 2
    assert "the baseline content cannot be read" in ran.stderr


def test_of_many_that_are_gone_a_few_are_named(project: Path) -> None:
    gone = [
        {"file": "x", "code": "FMT019", "fingerprint": str(number), "message": "…"}
        for number in range(12)
    ]
    (project / "known.json").write_text(json.dumps({"findings": gone}))
    said = check(project, "--baseline", "known.json").stderr.splitlines()
    assert said[1].startswith("12 known findings are gone")
    assert (len(said), said[-1]) == (13, "  and 2 more")


def test_a_baseline_cannot_command_a_ci_system(project: Path) -> None:
    entry = {"file": "x", "code": "FMT019", "fingerprint": "0", "message": "\n::error::x ##[x]"}
    (project / "known.json").write_text(json.dumps({"findings": [entry]}))
    said = check(project, "--baseline", "known.json").stderr
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in said


# ── one file from an editor ───────────────────────────────────────────────────────────────────


def typed(project: Path, text: str, name: str = FILE) -> subprocess.CompletedProcess[str]:
    return check(project, "-", "--stdin-filename", name, typed=text)


def test_a_file_is_judged_as_it_is_typed(project: Path) -> None:
    other = "content/2026-q4/me/other.md"
    write(project, {other: OBJECTIVE})
    ran = typed(project, OBJECTIVE.replace("owner:", "ownr:"))
    assert ran.returncode == 1
    assert [line.split(":")[0] for line in ran.stdout.splitlines()] == [FILE, FILE]
    assert typed(project, OBJECTIVE.replace(" #1", "")).stdout == ""
    assert (project / FILE).read_text() == OBJECTIVE


def test_a_typed_file_is_judged_among_the_others(project: Path) -> None:
    new = "content/2026-q4/me/new.md"
    right = OBJECTIVE.replace("stands_alone: This is only about me", "supports: me/health")
    assert "REF" not in typed(project, right, new).stdout
    assert "REF006" in typed(project, right.replace("me/health", "me/helth"), new).stdout


def test_a_typed_file_may_be_named_from_the_root(project: Path) -> None:
    assert FILE in typed(project, OBJECTIVE, str(project / FILE)).stdout


@pytest.mark.parametrize("name", ["okrpress.toml", "../x.md", "/etc/passwd", "other/x.md"])
def test_a_typed_file_has_to_be_content(project: Path, name: str) -> None:
    ran = typed(project, OBJECTIVE, name)
    assert ran.returncode == 2
    assert "content folder" in ran.stderr


def test_what_is_typed_may_be_anything(project: Path) -> None:
    assert "FMT010" in typed(project, "").stdout
    assert typed(project, "x" * 300_000).returncode == 2
