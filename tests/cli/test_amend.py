"""`okrpress amend`: the file, the ledger and what is said about both."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from okrpress_process import COMMAND, okrpress, write
from review_project import FILE, ONBOARDING, Commands, Ran, make, snapshot
from run_as_nobody import open_folder, run_as_nobody

DAY = "2026-11-22"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path)


Amend = Callable[..., Ran]


@pytest.fixture
def amend(project: Path, capsys: pytest.CaptureFixture[str]) -> Amend:
    okr = Commands(project, capsys)
    return lambda *arguments, as_of=DAY: okr("amend", *arguments, "--as-of", as_of)


def text(project: Path) -> str:
    return (project / FILE).read_text()


def test_a_target_moves_with_its_entry_in_the_ledger(project: Path, amend: Amend) -> None:
    (project / FILE).chmod(0o640)
    ran = amend("onboarding#activation", "--target", "40", "--reason", "Rain, again")
    entry = '{date: 2026-11-22, field: target, from: 45, to: 40, reason: "Rain, again"}'
    assert ran.code == 0
    assert text(project) == ONBOARDING.replace("target: 45", "target: 40").replace(
        '    unit: "%"\n', f'    unit: "%"\n    changes:\n      - {entry}\n'
    )
    assert "-    target: 45\n+    target: 40\n" in ran.out
    assert "2026-q4/growth/onboarding#activation: target 45 → 40, eased\n" in ran.err
    assert "  50 %, on track, 7 points behind → 78 %, on track, 21 points ahead\n" in ran.err
    assert "note: the title still says 45: change it with --title\n" in ran.err
    assert stat.S_IMODE((project / FILE).stat().st_mode) == 0o640
    check = okrpress("check", "--select", "FMT,REF", "--as-of", DAY, cwd=project)
    assert (check.returncode, check.stdout) == (0, "")


def test_a_dry_run_shows_it_and_writes_nothing(project: Path, amend: Amend) -> None:
    before = snapshot(project)
    ran = amend("onboarding#activation", "--target", "50", "--reason", "Sun", "--dry-run")
    assert ran.code == 0
    assert "+    target: 50\n" in ran.out
    assert "hardened" in ran.err
    assert "nothing has been written" in ran.err
    assert snapshot(project) == before


@pytest.mark.parametrize(
    ("arguments", "before", "after", "said"),
    [
        pytest.param(
            ("onboarding#activation", "--baseline", "30", "--reason", "x"),
            "    baseline: 31\n",
            "    baseline: 30\n",
            "baseline 31 → 30\n",
            id="a baseline",
        ),
        pytest.param(
            ("onboarding#sso", "--due", "2026-12-01", "--reason", "x"),
            "with it'\n",
            "with it'\n    due: 2026-12-01\n",
            "due the cycle's last day → 2026-12-01\n",
            id="a day",
        ),
        pytest.param(
            ("onboarding#sso", "--weight", "2", "--reason", "x"),
            "with it'\n",
            "with it'\n    weight: 2\n",
            "weight 1 → 2\n",
            id="a weight",
        ),
        pytest.param(
            ("growth/onboarding#overtime", "--keep-max", "5", "--reason", "x"),
            "keep: {max: 4}",
            "keep: {max: 5}",
            "keep max 4 → max 5, eased\n",
            id="a range",
        ),
        pytest.param(
            ("2026-q4/growth/onboarding#sso", "--title", 'Say "so": now'),
            "Single sign-on is live for every customer",
            '"Say \\"so\\": now"',
            "(no entry in the ledger)\n",
            id="a title",
        ),
        pytest.param(
            ("onboarding#activation", "--owner", "maria", "--reason", "x"),
            '    unit: "%"\n',
            '    unit: "%"\n    owner: maria\n',
            "owner nobody named → maria\n",
            id="an owner",
        ),
        pytest.param(
            ("onboarding", "--title", "All succeed"),
            "New customers succeed in their first week",
            "All succeed",
            "2026-q4/growth/onboarding: title reworded",
            id="an objective",
        ),
        pytest.param(
            ("onboarding#sso", "--state", "postponed", "--reason", "The store"),
            "with it'\n",
            "with it'\n    state: postponed\n    reason: The store\n",
            "state active → postponed\n",
            id="a state",
        ),
    ],
)
def test_each_field_changes_in_its_own_place(
    amend: Amend, project: Path, *, arguments: tuple[str, ...], before: str, after: str, said: str
) -> None:
    ran = amend(*arguments)
    assert ran.code == 0, ran.err
    assert said in ran.err
    wanted = ONBOARDING.replace(before, after, 1).splitlines()
    written = text(project).splitlines()
    is_ledger = ("    changes:", "      - {date:", "  - {id: overtime")
    assert [line for line in written if not line.startswith(is_ledger)] == [
        line for line in wanted if not line.startswith(is_ledger)
    ]
    assert after in text(project)
    assert ("changes:" in text(project)) == ("--reason" in arguments)


def test_what_was_postponed_is_taken_up_again(project: Path, amend: Amend) -> None:
    amend("onboarding#sso", "--state", "postponed", "--reason", "The store")
    ran = amend("onboarding#sso", "--state", "active", "--reason", "It answered")
    assert ran.code == 0
    assert "    state: active\n    reason: It answered\n" in text(project)
    assert text(project).count("field: state") == 2


def test_line_endings_and_a_byte_order_mark_stay(project: Path, amend: Amend) -> None:
    data = b"\xef\xbb\xbf" + ONBOARDING.replace("\n", "\r\n").encode()
    (project / FILE).write_bytes(data)
    assert amend("onboarding#activation", "--target", "40", "--reason", "x").code == 0
    written = (project / FILE).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf---\r\n# What we promised.\r\n")
    assert written.count(b"\n") == written.count(b"\r\n") == data.count(b"\n") + 2


def test_before_the_cycle_nothing_is_promised_yet(project: Path, amend: Amend) -> None:
    ran = amend("onboarding#activation", "--target", "40", as_of="2026-09-20")
    assert ran.code == 0
    assert text(project) == ONBOARDING.replace("target: 45", "target: 40")
    assert "(no entry in the ledger)" in ran.err


def test_a_draft_is_no_promise(project: Path, amend: Amend) -> None:
    draft = ONBOARDING.replace("owner: maria\n", "owner: maria\nstate: draft\n")
    write(project, {FILE: draft})
    assert amend("onboarding#activation", "--target", "40").code == 0
    assert text(project) == draft.replace("target: 45", "target: 40")


def test_the_plan_that_still_ends_at_the_old_target_is_named(project: Path, amend: Amend) -> None:
    plan = "    target: 45\n    plan: {2026-11-01: 33, 2026-12-31: 45}\n"
    write(project, {FILE: ONBOARDING.replace("    target: 45\n", plan)})
    ran = amend("onboarding#activation", "--target", "40", "--reason", "x")
    assert "note: `plan` still ends at 45: change it in the file\n" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("onboarding#activation",), "nothing is to change", id="nothing asked"),
        pytest.param(
            ("onboarding#activation", "--target", "45", "--reason", "x"),
            "`target` of growth/onboarding#activation is 45 already",
            id="the same",
        ),
        pytest.param(
            ("onboarding#activation", "--target", "40"), "a reason is missing", id="no reason"
        ),
        pytest.param(
            ("onboarding#activation", "--target", "40", "--reason", "a\nb"),
            "the reason has several lines",
            id="a reason of several lines",
        ),
        pytest.param(
            ("onboarding#activation", "--target", "40 %", "--reason", "x"),
            '--target is "40 %", not a number',
            id="no number",
        ),
        pytest.param(
            ("onboarding#activation", "--target", "31", "--reason", "x"),
            "with that, `target` is 31, and so is the baseline",
            id="a value that cannot be",
        ),
        pytest.param(
            ("onboarding#activation", "--due", "2026-02-30", "--reason", "x"),
            "--due is",
            id="a day that does not exist",
        ),
        pytest.param(
            ("onboarding#activation", "--weight", "-1", "--reason", "x"),
            "--weight is -1",
            id="a weight below zero",
        ),
        pytest.param(
            ("onboarding#overtime", "--target", "4", "--reason", "x"),
            "it is a range: change it with --keep-min or --keep-max",
            id="another measure",
        ),
        pytest.param(
            ("onboarding#activation", "--keep-max", "4", "--reason", "x"),
            "it goes to a target",
            id="no range",
        ),
        pytest.param(
            ("onboarding#sso", "--target", "4", "--reason", "x"),
            "how it is measured is changed in its file",
            id="a yes/no",
        ),
        pytest.param(
            ("onboarding", "--keep-min", "4", "--reason", "x"),
            "an objective has no `keep`; its key results have",
            id="an objective",
        ),
        pytest.param(
            ("onboarding#activation", "--owner", "mario", "--reason", "x"),
            "`mario` is no person",
            id="a stranger",
        ),
        pytest.param(
            ("onboarding#activaton", "--target", "4"),
            "did you mean onboarding#activation?",
            id="a slip",
        ),
        pytest.param(
            ("growth/onbording", "--title", "x"), "did you mean growth/onboarding?", id="a unit's"
        ),
        pytest.param(("zzz", "--title", "x"), "write unit/objective#key-result", id="no idea"),
        pytest.param(
            ("onboarding#sso", "--title", "x\x1b[31m"), "the title holds U+001B", id="a control"
        ),
        pytest.param(
            ("onboarding#activation", "--target", "40", "--reason", "x", "--date", "2026-12-01"),
            "2026-12-01 is in the future",
            id="a day to come",
        ),
        pytest.param(
            ("onboarding#sso", "--state", "cancelled"), "a reason is missing", id="given up"
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    project: Path, amend: Amend, arguments: tuple[str, ...], said: str
) -> None:
    before = snapshot(project)
    ran = amend(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert snapshot(project) == before


def test_a_draft_that_is_given_up_says_why(project: Path, amend: Amend) -> None:
    write(project, {FILE: ONBOARDING.replace("owner: maria\n", "owner: maria\nstate: draft\n")})
    ran = amend("onboarding#sso", "--state", "cancelled")
    assert ran.code == 2
    assert "what is postponed or cancelled needs a reason" in ran.err


def test_a_closed_cycle_is_frozen(project: Path, amend: Amend) -> None:
    write(project, {"content/2026-q4/index.md": "---\nclosed: 2027-01-08\n---\n"})
    arguments = ("onboarding#activation", "--target", "40", "--reason", "x")
    assert amend(*arguments, "--dry-run", as_of="2027-01-07").code == 0
    ran = amend(*arguments, as_of="2027-01-08")
    assert ran.code == 2
    assert "2026-q4 was closed on 2027-01-08" in ran.err


def test_a_reference_that_could_be_two_things_names_both(project: Path, amend: Amend) -> None:
    write(project, {"content/2026/growth/onboarding.md": ONBOARDING.replace("company/stay", "a")})
    write(project, {"content/2026/growth/a.md": ONBOARDING.replace("supports: company/stay\n", "")})
    ran = amend("onboarding#activation", "--target", "40", "--reason", "x")
    assert ran.code == 2
    assert "2026-q4/growth/onboarding#activation or 2026/growth/onboarding#activation" in ran.err


def test_a_file_with_errors_is_named(project: Path, amend: Amend) -> None:
    write(project, {FILE: ONBOARDING.replace("owner:", "ownr:")})
    ran = amend("onboarding#activation", "--target", "40", "--reason", "x")
    assert ran.code == 2
    assert f"error: {FILE} has errors" in ran.err


def test_errors_elsewhere_do_not_matter(project: Path, amend: Amend) -> None:
    write(project, {"content/2026-q4/company/stay.md": "---\n---\n"})
    ran = amend("onboarding#activation", "--target", "40", "--reason", "x")
    assert ran.code == 0


def test_where_nobody_may_write_nothing_changes() -> None:
    with open_folder() as folder:
        before = snapshot(make(folder))
        arguments = ("amend", "onboarding#activation", "--target", "40", "--reason", "x")
        code, said = run_as_nobody(folder, *arguments, "--as-of", DAY)
        assert code == 2
        assert "cannot be written: permission denied\n  help: nothing has changed" in said
        assert snapshot(folder) == before


def test_a_full_disk_is_said_and_nothing_changes(project: Path) -> None:
    before = snapshot(project)
    command = ("amend", "onboarding#activation", "--target", "40", "--reason", "x", "--as-of", DAY)
    ran = subprocess.run(
        ["sh", "-c", 'trap "" XFSZ; ulimit -f 0; exec "$@"', "sh", *COMMAND, *command],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert "cannot be written: file too large" in ran.stderr
    assert snapshot(project) == before


def test_two_at_once_lose_no_change(project: Path) -> None:
    arguments = ("amend", "onboarding#sso", "--as-of", DAY, "--reason", "x")
    both = [
        subprocess.Popen(
            [*COMMAND, *arguments, f"--{field}", value],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for field, value in (("weight", "2"), ("due", "2026-12-01"))
    ]
    said = [process.communicate()[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    for code, words, field in zip(codes, said, ("weight: 2", "due: 2026-12-01"), strict=True):
        assert (field in text(project)) == (code == 0)
        assert code == 0 or (code == 2 and "has changed in the meantime" in words)


def test_the_difference_is_plain_without_a_terminal(project: Path) -> None:
    ran = okrpress(
        *("amend", "onboarding#activation", "--target", "40", "--reason", "x", "--as-of", DAY),
        cwd=project,
    )
    assert "\x1b" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_the_difference_is_coloured_on_a_terminal(
    project: Path, *, no_color: str, is_coloured: bool
) -> None:
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "amend", "onboarding#sso", "--weight", "2", "--reason", "x", "--as-of", DAY],
        cwd=str(project),
        env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert ("\x1b[32m+    weight: 2\x1b[0m" in child.before) is is_coloured
    assert "+    weight: 2" in child.before
