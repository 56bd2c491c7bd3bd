"""`okrpress new`: what it writes passes check, but for what only a person can say."""

import json
import os
from pathlib import Path

import pexpect
import pytest
from ctrl_c import press_ctrl_c
from okrpress_process import COMMAND, okrpress, write

EPOCH = "1795348800"  # 2026-11-22

PROJECT = {
    "okrpress.toml": "",
    "content/index.md": "---\nname: Us\nvalues: [{id: care, name: Care}]\n---\n",
    "content/teams/company.md": "---\nname: Us\nlead: maria\n---\n",
    "content/people/maria.md": "---\nname: Maria\nteam: company\n---\n",
    "content/2026-q4/index.md": "---\ntitle: Autumn\n---\n",
    "content/2026/company/year.md": """---
title: People who try us once come back
owner: maria
type: committed
values: [care]
stands_alone: It is what we are here for
key_results:
  - {id: return, title: Guests who come back rise from 24 % to 35 %, baseline: 24, target: 35}
  - {id: calm, title: Overtime stays at or below 4 hours, keep: {max: 4}, unit: h}
---
""",
}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, PROJECT)
    return tmp_path


def made(project: Path, *arguments: str) -> str:
    """The file that a command wrote."""
    ran = okrpress("new", *arguments, cwd=project)
    assert ran.returncode == 0, ran.stderr
    assert (project / ran.stdout.strip()).is_file()
    return ran.stdout.strip()


def codes(project: Path) -> dict[str, list[str]]:
    """What check finds in each file that was not there from the beginning."""
    ran = okrpress("check", "--format", "json", cwd=project)
    found: dict[str, list[str]] = {}
    for each in json.loads(ran.stdout)["findings"]:
        if each["file"] not in PROJECT:
            found.setdefault(each["file"], []).append(each["code"])
    return found


# ── what is left to a person ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "file", "left"),
    [
        pytest.param(
            ["team", "kitchen", "--parent", "company", "--lead", "maria"],
            "content/teams/kitchen.md",
            [],
            id="a team: nothing",
        ),
        pytest.param(["team", "--name", "Küche"], "content/teams/kuche.md", [], id="or its id"),
        pytest.param(["person", "jon"], "content/people/jon.md", [], id="a person: nothing"),
        pytest.param(["cycle", "2027-q1"], "content/2027-q1/index.md", [], id="a cycle: nothing"),
        pytest.param(
            ["cycle", "sprint", "--start", "2026-11-02", "--end", "2026-11-20"],
            "content/sprint/index.md",
            [],
            id="or days",
        ),
        pytest.param(
            ["objective", "company/guests", "--title", "Guests feel at home"],
            "content/2026-q4/company/guests.md",
            ["OBJ006", "OBJ007", "OBJ008"],
            id="an objective: its owner, what it is tied to, its type",
        ),
        pytest.param(
            *(
                [
                    *("objective", "company", "--title", "Guests feel at home"),
                    *("--owner", "maria", "--type", "aspirational"),
                    *("--supports", "2026/company/year#return"),
                ],
                "content/2026-q4/company/guests-feel-at-home.md",
                [],
            ),
            id="nothing, when all is said",
        ),
    ],
)
def test_exactly_this_is_left_to_a_person(
    project: Path, arguments: list[str], file: str, left: list[str]
) -> None:
    assert made(project, *arguments) == file
    assert codes(project) == ({file: left} if left else {})
    assert okrpress("build", cwd=project).returncode == 0


def test_a_draft_that_is_one_no_more_needs_what_every_objective_needs(project: Path) -> None:
    file = made(project, "objective", "company/guests", "--title", "Guests feel at home")
    text = (project / file).read_text(encoding="utf-8")
    (project / file).write_text(text.replace("state: draft\n", ""), encoding="utf-8")
    assert codes(project) == {file: ["FMT051", "OBJ006", "OBJ008"]}


def test_the_questions_can_be_answered_in_place(project: Path) -> None:
    """Whoever takes the number signs away has an objective that needs only their own words."""
    file = made(
        *(project, "objective", "company/guests", "--title", "Guests feel at home"),
        *("--owner", "maria", "--type", "aspirational", "--stands-alone", "It is new: we try it"),
    )
    lines = (project / file).read_text(encoding="utf-8").split("\n")
    keys = next(index for index, line in enumerate(lines) if line == "# key_results:")
    end = next(index for index, line in enumerate(lines) if line.startswith("# Below"))
    filled = [line.removeprefix("# ") for line in lines[keys:end]]
    kept = [line for line in lines[:keys] if line != "state: draft"]
    (project / file).write_text("\n".join([*kept, *filled, "---", ""]), encoding="utf-8")
    assert codes(project) == {file: ["CAD001"]}  # nobody has checked in to it yet


def test_a_check_in_is_a_template(project: Path) -> None:
    file = made(project, "checkin", "company")
    assert file.startswith("content/2026/company/checkins/2026-11-22")
    assert "year#return" in (project / file).read_text(encoding="utf-8")


def test_a_cycle_goes_on_from_another(project: Path) -> None:
    write(
        project,
        {
            "content/2026-q3/company/calm.md": """---
title: Everybody gets home on time
owner: maria
type: committed
values: [care]
stands_alone: It is about us
key_results:
  - {id: late, title: Late evenings fall from 9 to 3, baseline: 9, target: 3}
  - {id: trips, title: Days on the road fall from 30 to 20, baseline: 30, target: 20}
---
""",
            "content/2026-q3/company/checkins/2026-09-28.md": """---
key_results: {calm#late: {value: 5, confidence: 5}, calm#trips: {value: 22, confidence: 5}}
---
""",
            "content/2026-q3/company/retrospective.md": """---
date: 2026-10-05
carry: {calm#late: keep, calm#trips: abandon}
lessons: [Say no earlier]
---
""",
        },
    )
    ran = okrpress("new", "cycle", "2027-q1", "--from", "2026-q3", cwd=project)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "content/2027-q1/index.md\ncontent/2027-q1/company/calm.md\n"
    draft = (project / "content/2027-q1/company/calm.md").read_text(encoding="utf-8")
    assert "baseline: 5" in draft
    assert "id: trips" not in draft


# ── what it refuses ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["team", "company"], "there is a team company already", id="a second team"),
        pytest.param(["team", "maria"], "there is a person maria already", id="a person's id"),
        pytest.param(["team", "con"], "Windows", id="a device of Windows"),
        pytest.param(["team", "index"], "index", id="the name of another file"),
        pytest.param(["team", "Growth"], "did you mean `growth`", id="no id"),
        pytest.param(["team", "../x"], "cannot be the id", id="a path"),
        pytest.param(["team", "--name", "日本"], "say it", id="a name without an id"),
        pytest.param(["team", "--name", "a\x1bb"], "U+001B", id="a name that commands"),
        pytest.param(["team", "a", "--parent", "compny"], "did you mean company", id="parent"),
        pytest.param(["team", "a", "--lead", "mria"], "did you mean maria", id="lead"),
        pytest.param(["team"], "give an ID", id="nobody to ask for a team"),
        pytest.param(["person"], "give an ID", id="nobody to ask for a person"),
        pytest.param(["person", "a", "--team", "x"], "there are company", id="no such team"),
        pytest.param(["cycle"], "give an ID", id="nobody to ask for a cycle"),
        pytest.param(["cycle", "sprint"], "--start", id="a cycle without days"),
        pytest.param(["cycle", "teams"], "another meaning", id="a cycle called teams"),
        pytest.param(
            ["cycle", "x", "--start", "2026-02-01", "--end", "2026-01-01"], "before", id="backwards"
        ),
        pytest.param(["cycle", "2026-q4"], "is there already", id="a second cycle"),
        pytest.param(["objective", "company"], "--title", id="nobody to ask for a title"),
        pytest.param(["objective", "--title", "X"], "UNIT", id="nobody to ask for a unit"),
        pytest.param(
            ["objective", "compny/x", "--title", "X"], "did you mean company", id="no such unit"
        ),
        pytest.param(
            ["objective", "company/index", "--title", "X"], "other files", id="objective index"
        ),
        pytest.param(
            ["objective", "company/a/b", "--title", "X"], "cannot be the id", id="too deep"
        ),
        pytest.param(
            ["objective", "company/x", "--title", "X", "--cycle", "2026-q5"],
            "did you mean 2026-q4",
            id="no such cycle",
        ),
        pytest.param(
            ["objective", "company/x", "--title", "X", "--as-of", "2031-01-01"],
            "no cycle runs",
            id="no running cycle",
        ),
        pytest.param(
            ["objective", "company/x", "--title", "X", "--supports", "2026/company/yeer"],
            "did you mean year",
            id="no such objective",
        ),
        pytest.param(
            ["objective", "company/x", "--title", "X", "--supports", "2026/company/year#retrn"],
            "did you mean return",
            id="no such key result",
        ),
        pytest.param(
            ["objective", "company/x", "--title", "X", "--supports", "A b"],
            "no reference",
            id="no reference",
        ),
        pytest.param(
            *(
                [
                    *("objective", "company/x", "--title", "X", "--supports", "2026/company/year"),
                    *("--stands-alone", "Y"),
                ],
                "exclude each other",
            ),
            id="both ties",
        ),
    ],
)
def test_it_refuses_and_writes_nothing(project: Path, arguments: list[str], said: str) -> None:
    ran = okrpress("new", *arguments, cwd=project)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert ran.stdout == ""
    found = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert found == set(PROJECT)


def test_nothing_is_ever_replaced(project: Path) -> None:
    file = made(project, "objective", "company/guests", "--title", "Guests feel at home")
    before = (project / file).read_bytes()
    ran = okrpress("new", "objective", "company/guests", "--title", "Other", cwd=project)
    assert ran.returncode == 2
    assert "is there already" in ran.stderr
    assert (project / file).read_bytes() == before


def test_a_folder_that_is_no_project_stays_empty(tmp_path: Path) -> None:
    ran = okrpress("new", "team", "kitchen", cwd=tmp_path)
    assert ran.returncode == 2
    assert "okrpress init" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_broken_settings_are_told(project: Path) -> None:
    (project / "okrpress.toml").write_text("[content]\nfoldr = 1\n")
    ran = okrpress("new", "team", "kitchen", cwd=project)
    assert ran.returncode == 2
    assert "has errors" in ran.stderr


# ── where it goes ─────────────────────────────────────────────────────────────────────────────


def test_another_folder_and_other_years(tmp_path: Path) -> None:
    settings = '[content]\nfolder = "docs"\n[cycles]\nfiscal_year_start = 7\n'
    write(tmp_path / "b", {"okrpress.toml": settings, "docs/2027-q2/index.md": "---\n---\n"})
    ran = okrpress(
        *("new", "objective", "me/rest", "--title", "I am rested", "--root", "b"), cwd=tmp_path
    )
    assert ran.stdout == "docs/2027-q2/me/rest.md\n"


def test_the_first_file_of_a_person_asks_for_all_others(tmp_path: Path) -> None:
    files = {"content/2026-q4/me/rest.md": "---\ntitle: I am rested\nstate: draft\n---\n"}
    write(tmp_path, files)
    ran = okrpress("new", "person", "jon", cwd=tmp_path)
    assert ran.returncode == 0
    assert "every unit and owner needs a file" in ran.stderr


# ── at a terminal ─────────────────────────────────────────────────────────────────────────────


def asked(project: Path, arguments: list[str], script: list[tuple[str, str]]) -> tuple[int, str]:
    """The exit code and the output of a command whose questions somebody answers."""
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "new", *arguments],
        cwd=project,
        env={**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"},
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=120,
    )
    said = ""
    for question, answer in script:
        child.expect_exact(question)
        said += child.before
        if answer == "^C":
            said += press_ctrl_c(child)
        else:
            child.sendline(answer)
    child.expect(pexpect.EOF)
    said += child.before
    child.close()
    return child.exitstatus, said


def test_an_objective_is_asked_for(project: Path) -> None:
    script = [
        ("There are company, maria.", "compny"),
        ("did you mean company?", "company"),
        ("Where do you want to be, in one sentence: ", ""),
        ("Where do you want to be, in one sentence: ", "Guests feel at home"),
        ("[guests-feel-at-home]: ", "home"),
        ("Who answers for it, by id [later]: ", "maria"),
        ("Is it committed or aspirational [later]: ", "asp"),
    ]
    code, said = asked(project, ["objective"], script)
    assert code == 0, said
    text = (project / "content/2026-q4/company/home.md").read_text(encoding="utf-8")
    assert "owner: maria\n" in text
    assert "type: aspirational\n" in text


@pytest.mark.parametrize(
    ("arguments", "script", "file", "holds"),
    [
        pytest.param(
            ["team"],
            [
                ("Name of the team: ", "Kitchen"),
                ("[kitchen]: ", "company"),
                ("[kitchen]: ", ""),
                ("part of [none]: ", "company"),
                ("by id [nobody yet]: ", "maria"),
            ],
            "teams/kitchen.md",
            "parent: company\nlead: maria\n",
            id="a team",
        ),
        pytest.param(
            ["person", "jon-doe"],
            [
                ("Name of the person [Jon doe]: ", "Jon Doe"),
                ("What they do [left out]: ", "Cook"),
                ("The team they are in [none]: ", ""),
            ],
            "people/jon-doe.md",
            "name: Jon Doe\nrole: Cook\n---",
            id="a person",
        ),
        pytest.param(
            ["cycle"],
            [("The cycle [2027-q1]: ", "")],
            "2027-q1/index.md",
            "mid_cycle",
            id="a cycle",
        ),
    ],
)
def test_others_are_asked_for(
    project: Path, arguments: list[str], script: list[tuple[str, str]], file: str, holds: str
) -> None:
    code, said = asked(project, arguments, script)
    assert code == 0, said
    assert holds in (project / "content" / file).read_text(encoding="utf-8")


def test_who_stops_leaves_nothing_behind(project: Path) -> None:
    code, said = asked(project, ["team"], [("Name of the team: ", "^C")])
    assert (code, "interrupted" in said) == (130, True)
    assert not (project / "content/teams/kitchen.md").exists()
