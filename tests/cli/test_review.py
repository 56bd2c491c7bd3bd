"""`okrpress review`: the files that it begins."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from okrpress_process import okrpress, write
from review_project import FILE, FILES, REVIEWED, Commands, Ran, make, snapshot
from run_as_nobody import open_folder, run_as_nobody

MID_CYCLE = "content/2026-q4/growth/mid-cycle.md"
RETRO = "content/2026-q4/growth/retrospective.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path)


Review = Callable[..., Ran]


@pytest.fixture
def review(project: Path, capsys: pytest.CaptureFixture[str]) -> Review:
    okr = Commands(project, capsys)
    return lambda *arguments, as_of="2026-11-22": okr("review", *arguments, "--as-of", as_of)


def findings(project: Path, as_of: str) -> list[str]:
    """What `check` says, errors and all."""
    ran = okrpress("check", "--as-of", as_of, "--format", "concise", cwd=project)
    return ran.stdout.splitlines()


# ── half way ──────────────────────────────────────────────────────────────────────────────────


def test_a_mid_cycle_review_lacks_nothing_but_its_day(project: Path, review: Review) -> None:
    ran = review("mid-cycle", "growth")
    assert (ran.code, ran.out) == (0, f"{MID_CYCLE}\n")
    assert "Until its `date` is there" in ran.err
    told = findings(project, "2026-11-22")
    assert f"{MID_CYCLE}:1:1: error: FMT031 [missing-key] `date` is missing" in told
    text = (project / MID_CYCLE).read_text()
    assert '# "Raise week-one activation from 31 % to 45 %"\n' in text
    assert "50 % of the way, 57 % expected; on track, 7 points behind" in text
    assert '20 Nov: "Slow, but it moves"' in text

    decided = re.sub(
        r"decision: keep \| .*?, why: \}", "decision: keep, why: Half way is half way}", text
    )
    decided = decided.replace("# date: 2026-11-22", "date: 2026-11-12").replace(
        "  # onboarding#", "  onboarding#"
    )
    write(project, {MID_CYCLE: decided})
    assert [line for line in findings(project, "2026-11-22") if "/growth/" in line] == []


def test_with_the_day_it_is_a_review_that_was_held(project: Path, review: Review) -> None:
    ran = review("mid-cycle", "growth", "--date", "2026-11-12")
    assert (ran.code, ran.err) == (0, "")
    assert "\ndate: 2026-11-12\n" in (project / MID_CYCLE).read_text()
    assert [line for line in findings(project, "2026-11-22") if "/growth/" in line] == []


def test_the_shortest_cycle_that_runs_is_meant(project: Path, review: Review) -> None:
    year = "---\ntitle: Rest\nstands_alone: x\nkey_results: [{id: a, title: All is calm}]\n---\n"
    write(project, {"content/2026/growth/year.md": year})
    assert review("mid-cycle", "growth").out == f"{MID_CYCLE}\n"
    named = review("mid-cycle", "growth", "--cycle", "2026")
    assert named.out == "content/2026/growth/mid-cycle.md\n"


# ── at the end ────────────────────────────────────────────────────────────────────────────────


def test_a_retrospective_that_nobody_held_grades_nothing(project: Path, review: Review) -> None:
    assert review("retro", "growth", as_of="2027-01-06").out == f"{RETRO}\n"
    told = findings(project, "2027-01-06")
    assert f"{RETRO}:1:1: error: FMT031 [missing-key] `date` is missing" in told
    text = (project / RETRO).read_text()
    assert "computed score 0.5" in text
    assert "  # onboarding#activation: {why: }\n" in text
    assert "  # onboarding#overtime: {note: }\n" in text
    assert '#   20 Nov: "A guest came back"\n' in text


def test_the_last_cycle_that_nobody_looked_back_on_is_meant(project: Path, review: Review) -> None:
    before = {name.replace("q4", "q3"): text for name, text in FILES.items() if "2026-q4" in name}
    write(project, {k: v for k, v in before.items() if "checkins" not in k})
    assert "2026-q3" in review("retro", "growth").out
    assert review("retro", "growth", "--cycle", "2026-q4").out == f"{RETRO}\n"


def test_towards_its_end_a_cycle_may_be_looked_back_on(review: Review) -> None:
    early = review("retro", "growth", as_of="2026-12-01")
    assert early.code == 2
    assert "growth has no cycle to look back on as of 2026-12-01" in early.err
    assert "name one with --cycle: 2026-q4" in early.err
    assert review("retro", "growth", as_of="2026-12-18").out == f"{RETRO}\n"


def test_the_days_of_a_cycle_without_a_plan_do_not_matter(project: Path, review: Review) -> None:
    write(project, {"content/2026-q4/index.md": "---\nretrospective: 2026-12-10\n---\n"})
    assert review("retro", "growth", as_of="2026-11-22").code == 0


# ── what stands in the way ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("which", ["mid-cycle", "retro"])
def test_what_is_there_is_never_overwritten(project: Path, review: Review, which: str) -> None:
    write(project, {MID_CYCLE: "---\ndate: 2026-11-12\n---\n", **REVIEWED})
    before = snapshot(project)
    ran = review(which, "growth", "--cycle", "2026-q4", as_of="2027-01-08")
    assert ran.code == 2
    assert "is there already\n  help: it is left as it is" in ran.err
    assert snapshot(project) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("mid-cycle", "grwth"), "did you mean `growth`?", id="a slip"),
        pytest.param(("mid-cycle", "zzz"), "known are `company`, `growth`", id="no idea"),
        pytest.param(("mid-cycle", "maria"), "maria has no objectives in a cycle", id="nothing"),
        pytest.param(
            ("mid-cycle", "growth", "--cycle", "2026-q9"), "did you mean `2026-q4`?", id="a cycle"
        ),
        pytest.param(
            ("mid-cycle", "maria", "--cycle", "2026-q4"),
            "maria has no objectives in 2026-q4",
            id="nothing there",
        ),
        pytest.param(
            ("retro", "growth", "--date", "2026-12-24"), "2026-12-24 is in the future", id="a day"
        ),
        pytest.param(
            ("retro", "growth", "--interactive"), "there is no terminal", id="no terminal"
        ),
    ],
)
def test_what_cannot_be_is_said(
    project: Path, review: Review, arguments: tuple[str, ...], said: str
) -> None:
    before = snapshot(project)
    ran = review(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert snapshot(project) == before


def test_files_with_errors_are_named(project: Path, review: Review) -> None:
    write(project, {FILE: FILES[FILE].replace("owner:", "ownr:")})
    ran = review("mid-cycle", "growth")
    assert ran.code == 2
    assert f"{FILE} has errors" in ran.err


def test_a_review_that_is_not_finished_does_not_hold_up_the_next(review: Review) -> None:
    review("mid-cycle", "growth")
    assert review("retro", "growth", as_of="2027-01-06").code == 0


def test_a_closed_cycle_is_not_reviewed(project: Path, review: Review) -> None:
    write(project, {"content/2026-q4/index.md": "---\nclosed: 2027-01-08\n---\n"})
    ran = review("retro", "growth", "--cycle", "2026-q4", as_of="2027-01-09")
    assert "2026-q4 was closed on 2027-01-08" in ran.err
    ran = review("retro", "growth", as_of="2027-01-09")
    assert "write an objective of growth first" in ran.err


def test_a_cycle_to_come_is_not_reviewed(project: Path, review: Review) -> None:
    write(project, {"content/2027-q1/index.md": "---\ntitle: Spring\n---\n"})
    ran = review("mid-cycle", "growth", "--cycle", "2027-q1")
    assert "2027-q1 begins on 2027-01-01" in ran.err


def test_where_nobody_may_write_nothing_changes() -> None:
    with open_folder() as folder:
        before = snapshot(make(folder))
        # The command has no dry run: it is rehearsed on a unit that has no objectives.
        run_as_nobody(folder, "review", "mid-cycle", "maria", rehearsed=False)
        arguments = ("review", "mid-cycle", "growth", "--as-of", "2026-11-22")
        code, said = run_as_nobody(folder, *arguments, rehearsed=False)
        assert code == 2
        assert "cannot be written: permission denied\n  help: nothing has changed" in said
        assert snapshot(folder) == before
