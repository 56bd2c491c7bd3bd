"""`okrpress diff`: in real repositories, what a reviewer is told and what CI is."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from git_repository import commit, commit_entries, git, new_repository, write
from okrpress_process import okrpress
from review_project import COMPANY, FILE, FILES, GRADED, ONBOARDING, STAY, Commands, Ran

from okrpress.cli.group import run
from okrpress.report.changes.schema import diff_schema

DAY = "2026-11-22"
CHECK_IN = "content/2026-q4/growth/checkins/2026-11-20.md"
EASED = ONBOARDING.replace("target: 45", "target: 40")
LEDGER = "{date: 2026-11-20, field: target, from: 45, to: 40, reason: The store held us up}"
REASONED = EASED.replace("    target: 40\n", f"    target: 40\n    changes: [{LEDGER}]\n")
NEXT_CHECK_IN = """\
---
author: maria
key_results:
  onboarding#activation: {value: 41, confidence: 7}
---
"""
PRIVATE = "content/2026-q4/maria/run.md"
RUN = STAY.replace("stands_alone:", "visibility: private\nstands_alone:")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project on `main`, checked out on a branch that has changed nothing yet."""
    root = new_repository(tmp_path / "project")
    commit(root, {**FILES, PRIVATE: RUN})
    git(root, "checkout", "--quiet", "-b", "change")
    return root


Diff = Callable[..., Ran]


@pytest.fixture
def diff(root: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    okr = Commands(root, capsys)
    return lambda *arguments: okr("diff", *arguments, "--as-of", DAY)


def codes(ran: Ran) -> list[str]:
    """The codes of the findings that a report in JSON says are new."""
    return [finding["code"] for finding in json.loads(ran.out)["findings"]]


# ── what reviewers are told ───────────────────────────────────────────────────────────────────


def test_nothing_changed(diff: Diff) -> None:
    ran = diff()
    assert (ran.code, ran.err) == (0, "new: no findings\n")
    assert ran.out == (
        f"the merge base with main → the working tree, as of {DAY}\nNothing changed.\n"
    )


def test_the_check_ins_of_a_week(root: Path, diff: Diff) -> None:
    write(root, {CHECK_IN.replace("11-20", "11-22"): NEXT_CHECK_IN})
    ran = diff()
    assert ran.code == 0
    assert "1 check-in added, the numbers of 1 objective differ." in ran.out
    assert "progress 50 % → 71 %" in ran.out
    assert "confidence 6 → 7" in ran.out
    assert "CHG" not in ran.out


def test_an_eased_target_without_a_reason_is_an_error_in_its_place(root: Path, diff: Diff) -> None:
    write(root, {FILE: EASED})
    ran = diff()
    assert ran.code == 1
    assert f"{FILE}:11:13: error: CHG001 [eased-without-reason]" in ran.out
    assert "target eased from 45 to 40 %" in ran.out


def test_an_eased_target_with_a_reason_is_told_and_no_error(root: Path, diff: Diff) -> None:
    write(root, {FILE: REASONED})
    ran = diff()
    assert ran.code == 0
    assert 'reason: "The store held us up"' in ran.out
    assert "CHG" not in ran.out


def test_a_private_objective_that_is_made_public(root: Path, diff: Diff) -> None:
    write(root, {PRIVATE: RUN.replace("private", "public")})
    ran = diff()
    assert (ran.code, diff("--strict").code, diff("--strict", "--exit-zero").code) == (0, 1, 0)
    assert f'{PRIVATE}:5:13: warning: PRV002 [visibility-widened] objective "Customers' in ran.out


def test_an_objective_with_another_name_is_the_same_one(root: Path, diff: Diff) -> None:
    (root / FILE).rename(root / FILE.replace("onboarding", "welcome"))
    text = (root / CHECK_IN).read_text()
    write(root, {CHECK_IN: text.replace("onboarding#", "welcome#")})
    ran = diff("--format", "json")
    written = json.loads(ran.out)
    assert ran.code == 0
    assert written["moved"] == {"2026-q4/growth/onboarding": "2026-q4/growth/welcome"}
    assert [(one["kind"], one["id"]) for one in written["changes"]] == [
        ("moved", "2026-q4/growth/welcome")
    ]
    assert codes(ran) == []


def test_a_team_with_another_name_keeps_what_it_saw(root: Path, diff: Diff) -> None:
    content = root / "content"
    (content / "2026-q4/growth").rename(content / "2026-q4/rise")
    (content / "teams/growth.md").rename(content / "teams/rise.md")
    write(root, {"content/people/maria.md": "---\nname: Maria\nteam: rise\n---\n"})
    ran = diff("--format", "json")
    told = {(one["subject"], one["kind"]) for one in json.loads(ran.out)["changes"]}
    assert ("objective", "moved") in told
    assert not any(subject == "check-in" for subject, _ in told)
    assert not any(code.startswith("CHG") for code in codes(ran))


def test_two_hundred_objectives_with_other_names(root: Path, diff: Diff) -> None:
    folder = root / "content/2026-q4/company"
    files = {f"o{n}.md": STAY.replace("Customers", f"Customers {n}") for n in range(200)}
    write(folder, files)
    commit(root)
    for name in files:
        (folder / name).rename(folder / f"renamed-{name}")
    ran = diff("HEAD", "--format", "json")
    written = json.loads(ran.out)
    assert len(written["moved"]) == 200
    assert {one["kind"] for one in written["changes"]} == {"moved"}
    assert not any(code.startswith("CHG") for code in codes(ran))
    comment = diff("HEAD", "--format", "markdown").out
    assert len(comment.encode()) <= 60_001
    assert "would not fit" in comment


# ── what is not news ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({FILE: f"{ONBOARDING}More of it.\n"}, id="more words of why"),
        pytest.param({FILE: ONBOARDING.replace("first week", "First Week.")}, id="case and stops"),
        pytest.param({FILE: ONBOARDING.replace("# counted", "# still counted")}, id="a comment"),
        pytest.param({CHECK_IN: FILES[CHECK_IN].replace("but it", "yet it")}, id="a note's words"),
        pytest.param(
            {"content/2026-q4/growth/retrospective.md": GRADED.replace("2027-01-06", DAY)},
            id="grades",
        ),
        pytest.param({"content/2027-q1/growth/onboarding.md": ONBOARDING}, id="the next cycle"),
        pytest.param({"content/teams/company.md": f"{COMPANY}Words.\n"}, id="a team's words"),
    ],
)
def test_what_people_do_every_week_is_no_mistake_of_change(
    root: Path, diff: Diff, files: dict[str, str]
) -> None:
    write(root, files)
    ran = diff("--format", "json")
    assert json.loads(ran.out)["changes"] or "# still" in files.get(FILE, "")
    assert not any(code.startswith(("CHG", "PRV")) for code in codes(ran))


def test_a_number_in_a_title_is_more_than_punctuation(root: Path, diff: Diff) -> None:
    write(root, {FILE: ONBOARDING.replace("from 31 % to 45 %", "from 3.1 % to 45 %")})
    assert "CHG004" in codes(diff("--format", "json"))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param("2026-11-20", [], id="on the day itself"),
        pytest.param("2026-11-21", ["CHG006"], id="when the day is over"),
    ],
)
def test_a_check_in_may_be_corrected_while_its_day_lasts(
    root: Path, capsys: pytest.CaptureFixture[str], day: str, found: list[str]
) -> None:
    write(root, {CHECK_IN: FILES[CHECK_IN].replace("value: 38", "value: 39")})
    ran = Commands(root, capsys)("diff", "--format", "json", "--as-of", day)
    assert codes(ran) == found


def test_closing_a_cycle_and_beginning_the_next_are_normal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    okr = Commands(root, capsys)
    day = ("--as-of", "2027-01-08")
    graded = GRADED.replace("onboarding", "stay").replace("activation", "renew")
    graded = graded.replace("stay#overtime: defer, stay#sso: modify", "stay#told: abandon")
    graded = graded.replace('  stay#sso: {score: 0.5, why: "Half of them, by name"}\n', "")
    reviews = {f"content/2026-q4/{unit}/retrospective.md": graded for unit in ("company", "maria")}
    (root / PRIVATE).rename(root / PRIVATE.replace("run", "stay"))
    commit(root, {**reviews, "content/2026-q4/growth/retrospective.md": GRADED})
    for step in (("close", "2026-q4"), ("new", "cycle", "2027-q1", "--from", "2026-q4")):
        assert okr(*step, *day).code == 0
        ran = okr("diff", "HEAD", "--format", "json", *day)
        assert json.loads(ran.out)["changes"]
        assert not any(code.startswith(("CHG", "PRV")) for code in codes(ran))
        commit(root)
    (root / FILE).write_text(ONBOARDING.replace("Why", "How"))
    assert codes(okr("diff", "HEAD", "--format", "json", *day)) == ["CHG007"]


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(["#activation", "--target", "40"], id="an eased target"),
        pytest.param(["#activation", "--baseline", "30"], id="a baseline"),
        pytest.param(["#activation", "--due", "2026-12-01"], id="a due date"),
        pytest.param(["#overtime", "--keep-max", "6"], id="a wider band"),
        pytest.param(["#sso", "--state", "cancelled"], id="a key result that is given up"),
        pytest.param(["", "--state", "postponed"], id="an objective that waits"),
        pytest.param(["", "--title", "They feel at home"], id="other words"),
    ],
)
def test_what_amend_writes_satisfies_diff(
    root: Path, capsys: pytest.CaptureFixture[str], how: list[str]
) -> None:
    okr = Commands(root, capsys)
    ref, *options = how
    amended = okr(
        "amend", f"growth/onboarding{ref}", *options, "--reason", "Agreed", "--as-of", DAY
    )
    assert amended.code == 0
    ran = okr("diff", "--format", "json", "--as-of", DAY)
    changes = json.loads(ran.out)["changes"]
    assert [one["reason"] for one in changes] == ["Agreed"]
    assert not any(code.startswith("CHG") for code in codes(ran))


# ── which revisions ───────────────────────────────────────────────────────────────────────────


def test_main_may_go_on_meanwhile(root: Path, diff: Diff) -> None:
    git(root, "checkout", "--quiet", "main")
    commit(root, {PRIVATE: RUN.replace("stay", "leave")})
    git(root, "checkout", "--quiet", "change")
    commit(root, {FILE: REASONED})
    ran = diff("--format", "json")
    assert {one["id"].partition("#")[0] for one in json.loads(ran.out)["changes"]} == {
        "2026-q4/growth/onboarding"
    }


def test_two_revisions_whatever_lies_in_the_folder(root: Path, diff: Diff) -> None:
    commit(root, {FILE: EASED})
    write(root, {FILE: "broken"})
    ran = diff("main", "change")
    assert ran.out.startswith("main → change, as of")
    assert ran.code == 1
    assert "target hardened from 40 to 45 %" in diff("change", "main").out


def test_a_project_in_a_folder_of_a_repository(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root / "okrs", FILES)
    commit(root)
    write(root / "okrs", {FILE: EASED})
    ran = Commands(root / "okrs", capsys)("diff", "HEAD", "--as-of", DAY)
    assert f"\n{FILE}:11:13: error: CHG001" in ran.out


def test_broken_files_are_new_known_or_mended(root: Path, diff: Diff) -> None:
    broken = ONBOARDING.replace("title: New", "titel: New")
    other = "content/2026-q4/company/other.md"
    commit(root, {FILE: broken, other: "no front matter"})
    write(
        root,
        {
            FILE: ONBOARDING,
            other: "no front matter\nat all",
            PRIVATE: RUN.replace("target: 80", "target: many"),
        },
    )
    ran = diff("HEAD", "--format", "json")
    written = json.loads(ran.out)
    assert (PRIVATE, "FMT034") in [(one["file"], one["code"]) for one in written["findings"]]
    assert not any(code.startswith("CHG") for code in codes(ran))
    assert "dropped" not in [one["kind"] for one in written["changes"]]
    assert written["known"] >= 1
    assert written["mended"] >= 1
    assert ran.code == 1
    assert "1 error, " in ran.err
    assert "mended" in ran.err


def test_settings_that_change_are_told(root: Path, diff: Diff) -> None:
    write(root, {"okrpress.toml": "[thresholds]\ngap_on_track = 5\n"})
    ran = diff()
    assert ran.code == 0
    assert "settings: gap on track changed from 10 to 5" in ran.out


def test_a_content_folder_with_another_name_changes_nothing_else(root: Path, diff: Diff) -> None:
    (root / "content").rename(root / "okrs")
    write(root, {"okrpress.toml": '[content]\nfolder = "okrs"\n'})
    ran = diff("--format", "json")
    written = json.loads(ran.out)
    assert [(one["id"], one["field"]) for one in written["changes"]] == [("settings", "content")]
    assert written["findings"] == []
    assert written["mended"] == 0


# ── when git has no answer ────────────────────────────────────────────────────────────────────


def test_a_shallow_clone_says_which_depth_it_needs(root: Path, tmp_path: Path) -> None:
    commit(root, {FILE: EASED})
    git(root, "checkout", "--quiet", "main")
    source = root.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", source, "clone")
    ran = okrpress("diff", cwd=tmp_path / "clone")
    assert ran.returncode == 2
    assert "fetch-depth: 0" in ran.stderr
    assert ran.stdout == ""


def test_histories_without_a_common_commit(root: Path, diff: Diff) -> None:
    entries = {FILE.encode(): ("100644", ONBOARDING.encode())}
    git(root, "reset", "--quiet", "--hard", commit_entries(root, entries))
    ran = diff()
    assert (ran.code, ran.out) == (2, "")
    assert "have no commit in common" in ran.err


def test_a_folder_without_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    ran = Commands(tmp_path, capsys)("diff")
    assert (ran.code, ran.out) == (2, "")
    assert "is in no git repository" in ran.err
    assert "help: run the command inside a clone" in ran.err


def test_a_revision_that_is_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--root", str(root), "--", "--output=x; touch x"]) == 2
    assert 'git knows no revision "--output=x; touch x"' in capsys.readouterr().err


# ── where it goes ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("text", "the merge base with main → the working tree"),
        ("markdown", "<!-- okrpress: diff -->\n### What this change means"),
        ("json", '{\n  "schema_version": 1'),
        ("html", "<!doctype html>"),
        ("github", f"::error file={FILE},line=11,endLine=11,col=13,endColumn=15,title=CHG001"),
        ("gitlab", "[\n  {"),
    ],
)
def test_every_format_can_be_printed_and_written(
    root: Path, diff: Diff, tmp_path: Path, format: str, begins: str
) -> None:
    write(root, {FILE: EASED})
    ran = diff("--format", format)
    assert ran.code == 1
    assert ran.out.startswith(begins)
    file = tmp_path / "out"
    written = diff("--format", format, "--output-file", str(file))
    assert (written.code, written.out) == (1, "")
    assert file.read_text(encoding="utf-8") == ran.out


def test_the_summary_of_a_job_is_added_to(
    root: Path, diff: Diff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {FILE: EASED})
    summary = tmp_path / "summary"
    summary.write_text("What was there.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    diff("--format", "text")
    assert summary.read_text() == "What was there.\n"
    diff("--format", "github")
    assert summary.read_text().startswith("What was there.\n<!-- okrpress: diff -->\n### What")


def test_a_file_that_cannot_be_written(root: Path, diff: Diff) -> None:
    ran = diff("--output-file", str(root / "nowhere" / "out"))
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_what_is_printed_as_json_follows_its_schema(root: Path, diff: Diff) -> None:
    git(root, "rm", "--quiet", "-r", "content/2026-q4/company")
    write(root, {FILE: EASED.replace("keep: {max: 4}", "keep: {min: 1, max: 9}")})
    write(root, {CHECK_IN.replace("11-20", "11-22"): NEXT_CHECK_IN, CHECK_IN: NEXT_CHECK_IN})
    ran = diff("--format", "json", "--exit-zero")
    validator = jsonschema.Draft202012Validator(json.loads(diff_schema()))
    validator.validate(json.loads(ran.out))
    assert {"CHG001", "CHG005", "CHG006"} <= set(codes(ran))


@pytest.mark.parametrize("kind", ["check", "diff", "comment", "status"])
def test_what_is_printed_as_json_has_a_schema_to_print(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema"]) == 0
    assert f"\n{kind} " in capsys.readouterr().out
    assert run(["schema", kind]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["title"].startswith("okrpress ")


def test_nothing_is_run_or_written_but_the_cache(root: Path) -> None:
    before = git(root, "status", "--porcelain=v2", "--branch")
    index = (root / ".git/index").read_bytes()
    assert run(["diff", "main", "change", "--root", str(root), "--as-of", DAY]) == 0
    assert (root / ".git/index").read_bytes() == index
    assert git(root, "status", "--porcelain=v2", "--branch") == before
