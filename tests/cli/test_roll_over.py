"""`okrpress new cycle NEXT --from CYCLE`: the next cycle, all of it or none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from okrpress_process import okrpress, write
from review_project import FILE, GRADED, REVIEWED, Commands, Ran, make, snapshot
from run_as_nobody import open_folder, run_as_nobody

DAY = "2027-01-08"
INDEX = "content/2027-q1/index.md"
NEW = "content/2027-q1/growth/onboarding.md"
STAY = "content/2027-q1/company/stay.md"

ONBOARDING = """\
---
# From 2026-q4/growth/onboarding. Lines that begin with # are not read.
# It ended at 0.67.
# Lessons that are open. What do they change here?
#   Growth: "Ask the store first"
#   The house: "Look earlier, every week"
title: New customers succeed in their first week
owner: maria
type: committed
# 2026-q4 is over. What takes the place of 2026-q4/company/stay#told?
supports: [company/stay, 2026-q4/company/stay#told]
# A draft is listed, not counted. Delete this line once the key results are agreed.
state: draft
key_results:
  # keep: ended at 38 % with a score of 0.5
  - id: activation
    title: Raise week-one activation from 38 % to 45 %
    baseline: 38
    target: 45
    unit: "%"
  # modify: ended with a score of 0.5
  - id: sso
    title: Single sign-on is live for every customer
    # What is left to do, and how can one tell that it is done? Then delete `state: draft`.
    # done_when: The last customer has signed in with it
    state: draft
  # defer: `overtime`, "Overtime stays low, always"
---

Why this matters.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, **REVIEWED)


Next = Callable[..., Ran]


@pytest.fixture
def next_cycle(project: Path, capsys: pytest.CaptureFixture[str]) -> Next:
    okr = Commands(project, capsys)
    return lambda *arguments, id="2027-q1", before="2026-q4": okr(
        "new", "cycle", id, "--from", before, "--as-of", DAY, *arguments
    )


def test_what_was_decided_goes_on(project: Path, next_cycle: Next) -> None:
    text = (project / FILE).read_text()
    both = text.replace("supports: company/stay", "supports: [company/stay, company/stay#told]")
    write(project, {FILE: both})
    old = snapshot(project)
    ran = next_cycle()
    assert (ran.code, ran.out) == (0, f"{INDEX}\n{STAY}\n{NEW}\n")
    assert (project / NEW).read_text() == ONBOARDING
    assert (
        "Deferred by the retrospectives. Is it time now?\n#   2026-q4/growth/onboarding#over"
        in ((project / INDEX).read_text())
    )
    assert "note: 2026-q4 is not closed yet" in ran.err
    assert "note: deferred, and in no draft: 2026-q4/growth/onboarding#overtime" in ran.err
    new = snapshot(project)
    assert {file: new[file] for file in old} == old
    check = okrpress("check", "--select", "FMT,REF,KR,OBJ", "--as-of", DAY, cwd=project)
    assert "2027-q1" not in check.stdout
    assert check.returncode == 0


def test_after_close_the_stretch_factor_is_known(
    project: Path, next_cycle: Next, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Commands(project, capsys)("close", "2026-q4", "--as-of", DAY).code == 0
    ran = next_cycle()
    assert "not closed" not in ran.err
    said = (
        "# Stretch factor of company: 0.8, the mean score of 2 aspirational key results in 2026-q4"
    )
    assert said in (project / STAY).read_text()


def test_a_cycle_that_is_declared_already_is_filled(project: Path, next_cycle: Next) -> None:
    write(project, {INDEX: "---\ntitle: Spring\n---\n"})
    ran = next_cycle()
    assert (ran.code, ran.out) == (0, f"{STAY}\n{NEW}\n")
    assert (project / INDEX).read_text() == "---\ntitle: Spring\n---\n"


def test_its_days_may_be_said(project: Path, next_cycle: Next) -> None:
    ran = next_cycle(
        "--start", "2027-01-11", "--end", "2027-03-31", "--title", "Spring: now", id="spring"
    )
    assert ran.code == 0
    text = (project / "content/spring/index.md").read_text()
    assert 'title: "Spring: now"\nstart: 2027-01-11\nend: 2027-03-31\n' in text


@pytest.mark.parametrize("taken", [NEW, STAY])
def test_nothing_is_overwritten_and_nothing_half_done(
    project: Path, next_cycle: Next, taken: str
) -> None:
    write(project, {taken: "---\ntitle: Mine\nstate: draft\nstands_alone: x\n---\n"})
    before = snapshot(project)
    ran = next_cycle()
    assert (ran.code, ran.out) == (2, "")
    assert f"{taken} is there already\n  help: nothing has been written" in ran.err
    assert snapshot(project) == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"before": "2026-q5"}, "did you mean `2026-q4`?", id="an unknown cycle"),
        pytest.param({"id": "2026-q3"}, "2026-q3 starts on 2026-07-01, and 2026-q4", id="earlier"),
        pytest.param({"id": "2026-q4"}, "2026-q4 starts on 2026-10-01", id="itself"),
        pytest.param({"id": "spring"}, "nothing says when spring starts and ends", id="no days"),
        pytest.param({"id": "Spring 1"}, '"Spring 1" cannot be the id of a cycle', id="no id"),
    ],
)
def test_what_cannot_be_is_said(
    project: Path, next_cycle: Next, asked: dict[str, str], said: str
) -> None:
    before = snapshot(project)
    ran = next_cycle(**asked)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert snapshot(project) == before


def test_an_end_before_the_start_is_refused(next_cycle: Next) -> None:
    ran = next_cycle("--start", "2027-03-01", "--end", "2027-02-01", id="spring")
    assert "spring would end on 2027-02-01, before it starts on 2027-03-01" in ran.err


def test_nobody_has_decided(project: Path, next_cycle: Next) -> None:
    for file in REVIEWED:
        (project / file).unlink()
    ran = next_cycle()
    assert ran.code == 2
    assert "nobody has said what becomes of the key results of 2026-q4" in ran.err


def test_one_unit_has_not_decided(project: Path, next_cycle: Next) -> None:
    (project / "content/2026-q4/company/retrospective.md").unlink()
    ran = next_cycle()
    assert (ran.code, ran.out) == (0, f"{INDEX}\n{NEW}\n")
    assert "note: nothing was decided about what becomes of the key results of company" in ran.err
    assert "supports: [2026-q4/company/stay]\n" in (project / NEW).read_text()


def test_when_everything_ends_there_is_nothing_to_begin_with(
    project: Path, next_cycle: Next
) -> None:
    write(project, {INDEX: "---\ntitle: Spring\n---\n"})
    gone = GRADED.replace("keep", "abandon").replace("modify", "abandon")
    write(project, {"content/2026-q4/growth/retrospective.md": gone})
    (project / "content/2026-q4/company/retrospective.md").unlink()
    ran = next_cycle()
    assert ran.code == 2
    assert "nothing of 2026-q4 goes on in 2027-q1" in ran.err


def test_files_with_errors_are_named(project: Path, next_cycle: Next) -> None:
    write(project, {FILE: (project / FILE).read_text().replace("owner:", "ownr:")})
    ran = next_cycle()
    assert ran.code == 2
    assert f"{FILE} has errors" in ran.err


def test_where_nobody_may_write_nothing_changes() -> None:
    with open_folder() as folder:
        make(folder, **REVIEWED)
        before = snapshot(folder)
        run_as_nobody(folder, "new", "cycle", "2027-q1", "--from", "2026-q5", rehearsed=False)
        arguments = ("new", "cycle", "2027-q1", "--from", "2026-q4", "--as-of", DAY)
        code, said = run_as_nobody(folder, *arguments, rehearsed=False)
        assert code == 2
        assert "cannot be written: permission denied\n  help: nothing has changed" in said
        assert snapshot(folder) == before
