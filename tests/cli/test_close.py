"""`okrpress close`: what it asks for, and what it writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from okrpress_process import okrpress, write
from review_project import FILE, GRADED, REVIEWED, Commands, Ran, make, snapshot
from run_as_nobody import open_folder, run_as_nobody

DAY = "2027-01-08"
INDEX = "content/2026-q4/index.md"
GROWTH = "content/2026-q4/growth/retrospective.md"
FROZEN = """\
closed: 2027-01-08
# What the cycle was judged by, whatever the settings become.
thresholds:
  pace_rule: gap
  expected_committed: 1
  expected_aspirational: 0.7
  gap_on_track: 10
  gap_at_risk: 25
  ratio_on_track: 0.9
  ratio_at_risk: 0.7
  pace_from: 0.1
  stale_after: 2
  confidence_on_track: 7
  confidence_at_risk: 4
  confidence_fall: 2
  confidence_falls: 2
  score_yellow: 0.4
  score_green: 0.7
  forecast_readings: 4
  forecast_interval: 0.8
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, **REVIEWED)


Close = Callable[..., Ran]


@pytest.fixture
def close(project: Path, capsys: pytest.CaptureFixture[str]) -> Close:
    okr = Commands(project, capsys)
    return lambda *arguments, as_of=DAY: okr("close", "2026-q4", *arguments, "--as-of", as_of)


# ── nothing is missing ────────────────────────────────────────────────────────────────────────


def test_a_cycle_that_has_no_file_gets_one(project: Path, close: Close) -> None:
    ran = close()
    assert ran.code == 0
    assert (project / INDEX).read_text() == f"---\n{FROZEN}---\n"
    assert [line for line in ran.out.splitlines() if not line.startswith("+")] == [
        f"--- {INDEX}",
        "@@ -0,0 +1,22 @@",
    ]
    assert "2026-q4 is closed as of 2027-01-08, mean score 0.73 over 5 key results\n" in ran.err
    assert "okrpress new cycle NEXT --from 2026-q4" in ran.err
    check = okrpress("check", "--select", "FMT,REF", "--as-of", DAY, cwd=project)
    assert (check.returncode, check.stdout) == (0, "")


def test_a_cycle_s_file_keeps_all_that_it_says(project: Path, close: Close) -> None:
    before = b"---\r\ntitle: Winter  # ours\r\nretrospective: 2027-01-06\r\n---\r\nA quarter.\r\n"
    write(project, {INDEX: ""})
    (project / INDEX).write_bytes(before)
    assert close().code == 0
    frozen = FROZEN.replace("# What the cycle was judged by, whatever the settings become.\n", "")
    added = frozen.replace("\n", "\r\n").encode()
    assert (project / INDEX).read_bytes() == before.replace(b"---\r\nA", added + b"---\r\nA")


def test_thresholds_that_are_there_are_completed_in_their_own_way(
    project: Path, close: Close
) -> None:
    write(project, {INDEX: "---\nthresholds: {gap_on_track: 5}\n---\n"})
    write(project, {"okrpress.toml": "[thresholds]\nstale_after = 9\n"})
    assert close().code == 0
    text = (project / INDEX).read_text()
    assert "thresholds: {gap_on_track: 5, pace_rule: gap, expected_committed: 1," in text
    assert "stale_after: 2" in text  # a cycle that says its own has the usual ones beside them


def test_the_thresholds_of_the_settings_are_frozen(project: Path, close: Close) -> None:
    write(project, {"okrpress.toml": '[thresholds]\nstale_after = 9\npace_rule = "ratio"\n'})
    assert close().code == 0
    text = (project / INDEX).read_text()
    assert "  stale_after: 9\n" in text
    assert "  pace_rule: ratio\n" in text


def test_a_dry_run_writes_nothing(project: Path, close: Close) -> None:
    before = snapshot(project)
    ran = close("--dry-run")
    assert ran.code == 0
    assert "+closed: 2027-01-08\n" in ran.out
    assert "can be closed, mean score 0.73 over 5 key results; nothing has been written" in ran.err
    assert snapshot(project) == before


def test_the_day_may_be_another(project: Path, close: Close) -> None:
    assert close("--date", "2027-01-07").code == 0
    assert "closed: 2027-01-07\n" in (project / INDEX).read_text()


def test_it_is_closed_once(project: Path, close: Close) -> None:
    close()
    before = snapshot(project)
    ran = close(as_of="2027-02-01")
    assert (ran.code, ran.out) == (0, "")
    assert "2026-q4 was closed on 2027-01-08 already" in ran.err
    assert snapshot(project) == before


# ── something is missing ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("graded", "said"),
    [
        pytest.param(
            GRADED.replace("  onboarding#activation: {why: The app store held us up}\n", ""),
            f'{GROWTH}:3:1: missing: CAD007 [unexplained-miss] "Raise week-one activation from 31 '
            '% to 45 %" was committed and ended at 0.5; nobody says why',
            id="a miss without a reason",
        ),
        pytest.param(
            GRADED.replace("onboarding#overtime: defer, ", ""),
            f"{GROWTH}:6:8: missing: CAD009 [no-carry-decision] nobody has said what becomes of "
            '"Overtime stays low, always"',
            id="what becomes of one",
        ),
        pytest.param(
            GRADED.replace("lessons: [Ask the store first]\n", ""),
            "missing: CAD005 [no-lessons] `growth` has no lessons",
            id="lessons",
        ),
        pytest.param(
            GRADED.replace("date: 2027-01-06", "# date: 2027-01-06"),
            f"{GROWTH}:1:1: error: FMT031 [missing-key] `date` is missing",
            id="the day of the retrospective",
        ),
        pytest.param(
            GRADED.replace("date: 2027-01-06", "date: 2027-01-20"),
            "missing: CAD003 [no-retrospective] `growth` has not looked back on 2026-q4",
            id="a retrospective that is still to come",
        ),
    ],
)
def test_what_is_missing_is_listed_with_its_place(
    project: Path, close: Close, graded: str, said: str
) -> None:
    write(project, {GROWTH: graded})
    before = snapshot(project)
    ran = close()
    assert ran.code == 1
    assert said in ran.out
    assert ran.out.count("  help: ") == 1
    assert "2026-q4 stays open: 1 thing is missing\n" in ran.err
    assert snapshot(project) == before


def test_a_unit_without_a_retrospective_is_told_how_to_begin(project: Path, close: Close) -> None:
    (project / GROWTH).unlink()
    ran = close()
    assert ran.code == 1
    assert "content/2026-q4/growth/onboarding.md:3:8: missing: CAD003" in ran.out
    assert "help: begin with: okrpress review retro growth --cycle 2026-q4" in ran.out


def test_a_key_result_without_a_score_needs_one(project: Path, close: Close) -> None:
    text = (project / FILE).read_text()
    write(project, {FILE: text.replace("---\nWhy", "  - {id: calm, title: All is calm}\n---\nWhy")})
    write(project, {GROWTH: GRADED.replace("carry: {", "carry: {onboarding#calm: abandon, ")})
    ran = close()
    assert ran.code == 1
    assert 'CAD004 [ungraded-key-results] "All is calm" has no score' in ran.out
    assert "help: add `onboarding#calm: {score: …, why: …}`" in ran.out


def test_what_was_given_up_and_what_a_person_pursues_is_not_asked_for(
    project: Path, close: Close
) -> None:
    text = (project / FILE).read_text()
    gone = "  - {id: gone, title: Gone, state: cancelled, reason: Rain}\n"
    write(
        project,
        {
            FILE: text.replace("---\nWhy", f"{gone}---\nWhy"),
            "content/2026-q4/maria/own.md": text.replace("supports: company/stay\n", ""),
        },
    )
    assert close("--dry-run").code == 0


def test_errors_in_the_files_of_the_cycle_are_listed(project: Path, close: Close) -> None:
    write(project, {FILE: (project / FILE).read_text().replace("owner:", "ownr:")})
    ran = close()
    assert ran.code == 1
    assert f"{FILE}:4:1: error: FMT030" in ran.out


def test_errors_in_the_settings_are_not_frozen(project: Path, close: Close) -> None:
    write(project, {"okrpress.toml": "[thresholds]\nstale_after = -1\n"})
    ran = close()
    assert ran.code == 1
    assert "okrpress.toml:2:1: error: FMT023" in ran.out


# ── it cannot be closed ───────────────────────────────────────────────────────────────────────


def test_a_cycle_that_runs_is_not_closed(project: Path, close: Close) -> None:
    ran = close(as_of="2026-12-31")
    assert ran.code == 2
    assert "error: 2026-q4 runs until 2026-12-31" in ran.err
    ran = close("--date", "2026-12-20")
    assert ran.code == 2
    assert not (project / INDEX).exists()


def test_a_day_to_come_is_refused(close: Close) -> None:
    ran = close("--date", "2027-03-01")
    assert ran.code == 2
    assert "2027-03-01 is in the future" in ran.err


@pytest.mark.parametrize(
    ("id", "help"), [("2026-q5", "did you mean `2026-q4`?"), ("xyz", "known are `2026-q4`")]
)
def test_a_cycle_that_is_unknown(
    project: Path, capsys: pytest.CaptureFixture[str], id: str, help: str
) -> None:
    ran = Commands(project, capsys)("close", id, "--as-of", DAY)
    assert ran.code == 2
    assert f'there is no cycle "{id}"' in ran.err
    assert help in ran.err


def test_a_cycle_whose_file_has_errors(project: Path, close: Close) -> None:
    write(project, {INDEX: "---\nstrat: 2026-10-01\n---\n"})
    ran = close()
    assert ran.code == 2
    assert f"{INDEX} has errors" in ran.err


@pytest.mark.parametrize("index", ["", "---\ntitle: Winter\n---\n"], ids=["new", "there"])
def test_where_nobody_may_write_nothing_changes(index: str) -> None:
    with open_folder() as folder:
        make(folder, **REVIEWED, **({INDEX: index} if index else {}))
        before = snapshot(folder)
        code, said = run_as_nobody(folder, "close", "2026-q4", "--as-of", DAY)
        assert code == 2
        assert "cannot be written: permission denied\n  help: nothing has changed" in said
        assert snapshot(folder) == before
