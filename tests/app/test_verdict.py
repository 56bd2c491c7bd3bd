"""A verdict that was kept, in whole or in part, is the verdict that judging everything gives."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_edits import DAY, edits, project_folder, write

from okrpress.app.found import find_files
from okrpress.app.project import read_project
from okrpress.app.verdict import Verdict, judge_files
from okrpress.app.watcher import Silence
from okrpress.cache.folder import CacheFolder

Item = TypeVar("Item")
UNITS = ("company", "growth", "sales", "care", "data", "design")
KEY_RESULTS = """key_results:
  - {id: a, title: Raise it from 1 to 4, baseline: 1, target: 4}
  - {id: b, title: It is live, done_when: All use it, indicator: lagging}"""
OBJECTIVE = """
title: {title}
owner: {owner}
type: {type}
{supports}
values: [{value}]
visibility: {visibility}
origin: {origin}
key_results:
  - {{id: a, title: "{first}", baseline: {baseline}, target: 4, unit: "{unit}"}}
  - {{id: b, title: It is live, done_when: All use it, indicator: lagging}}
"""
GOAL = "content/2026-q4/growth/goal.md"
CHECK_IN = "content/{cycle}/{unit}/checkins/{day}.md"


class Heard(Silence):
    """Counts the files that are parsed or loaded."""

    def __init__(self) -> None:
        self.files = 0

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        self.files += total
        return iter(items)


def objective(**different: str) -> str:
    """The front matter of an objective, as `make` writes it but for what is different."""
    usual = {
        "title": "People stay",
        "owner": "maria",
        "type": "aspirational",
        "supports": "company/goal",
        "value": "care",
        "visibility": "public",
        "origin": "top-down",
        "first": "Raise it from 1 to 4",
        "baseline": "1",
        "unit": "%",
    }
    said = usual | different
    above = said["supports"]
    said["supports"] = f"supports: [{above}]" if "/" in above else f"stands_alone: {above}"
    return OBJECTIVE.format(**said)


def make(root: Path) -> None:
    """A project in which six units report."""
    write(root, "content/index.md", "name: N\nvalues: [{id: care, name: Care}]")
    write(root, "content/people/maria.md", "name: Maria")
    write(root, "content/people/jon.md", "name: Jon")
    for number, unit in enumerate(UNITS):
        parent = f"parent: {UNITS[0]}" if number else ""
        health = "health: [{id: overtime, title: Overtime, keep: {max: 4}, unit: h}]"
        write(root, f"content/teams/{unit}.md", f"name: {unit}\n{parent}\n{health}")
        for cycle, day in (("2026-q3", "2026-08-06"), ("2026-q4", "2026-11-06")):
            above = "company/goal" if number else "The top"
            write(root, f"content/{cycle}/{unit}/goal.md", objective(supports=above))
            reading = "key_results: {goal#b: {done: true, confidence: 8}}"
            write(root, CHECK_IN.format(cycle=cycle, unit=unit, day=day), reading)


def judged(root: Path, cache: CacheFolder, day: date = DAY) -> tuple[Verdict, int]:
    """The verdict, and how many files had to be read for it."""
    project, heard = read_project(root), Heard()
    found = find_files(project, heard)
    return judge_files(project, found, day, heard, cache, keep=True), heard.files


def told(verdict: Verdict) -> object:
    return verdict.findings, sorted(verdict.unsound)


def kept(root: Path) -> CacheFolder:
    return CacheFolder(root, "1", print)


def none(root: Path) -> CacheFolder:
    return CacheFolder(root, "1", print, is_used=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make(tmp_path)
    verdict, _ = judged(tmp_path, kept(tmp_path))
    assert verdict.is_local
    return tmp_path


# ── what is read again ────────────────────────────────────────────────────────────────────────


def test_nothing_is_read_for_what_was_judged(project: Path) -> None:
    verdict, files = judged(project, kept(project))
    assert files == 0
    assert told(verdict) == told(judged(project, none(project))[0])


NEW = CHECK_IN.format(cycle="2026-q4", unit="growth", day="2026-11-06")


@pytest.mark.parametrize(
    ("file", "text", "again"),
    [
        pytest.param(NEW, "wins: [One]", "a unit", id="a check-in"),
        pytest.param(
            "content/2026-q4/growth/checkins/2026-11-13.md", "wins: [One]", "a unit", id="a new one"
        ),
        pytest.param(
            "content/2026-q4/growth/mid-cycle.md", "date: 2026-11-12", "a unit", id="a review"
        ),
        pytest.param(NEW, "key_results: {goal#zz: {value: 1}}", "all", id="one that names nothing"),
        pytest.param(NEW, "author: nobody", "all", id="one by nobody"),
        pytest.param(NEW, "wrong: key", "all", id="a broken one"),
        pytest.param(GOAL, objective(), "a unit", id="a goal"),
        pytest.param(GOAL, objective(title="People come"), "a unit", id="a new title"),
        pytest.param(GOAL, objective(owner="jon"), "a unit", id="another owner"),
        pytest.param(GOAL, objective(supports="company/goal#a"), "all", id="another support"),
        pytest.param(GOAL, objective(value="nothing"), "all", id="a value that nobody knows"),
        pytest.param(GOAL, objective(visibility="internal"), "all", id="a goal that hides"),
        pytest.param(GOAL, "title: Broken", "all", id="a goal without key results"),
        pytest.param(
            "content/2026-q4/growth/second.md", objective(title="More"), "all", id="a second goal"
        ),
        pytest.param(
            "content/2027-q1/growth/checkins/2027-01-06.md", "wins: [One]", "all", id="a new cycle"
        ),
        pytest.param("okrpress.toml", "cadence = 'daily'", "all", id="the settings"),
    ],
)
def test_an_observation_is_judged_with_its_unit(
    project: Path, file: str, text: str, again: str
) -> None:
    write(project, file, text)
    verdict, files = judged(project, kept(project))
    clean, everything = judged(project, none(project))
    assert told(verdict) == told(clean)
    assert (files < everything / 2) is (again == "a unit")
    assert judged(project, kept(project))[1] == 0


def test_another_day_is_another_verdict(project: Path) -> None:
    verdict, files = judged(project, kept(project), DAY + timedelta(30))
    assert files > 0
    assert told(verdict) == told(judged(project, none(project), DAY + timedelta(30))[0])


def test_comments_of_an_objective_are_judged_with_it(project: Path) -> None:
    write(
        project,
        "content/2026-q4/growth/goal.md",
        f"# okrpress: ignore[CAD001] we look once a month\ntitle: People stay\n{KEY_RESULTS}",
    )
    judged(project, kept(project))
    (project / NEW).unlink()
    write(project, CHECK_IN.format(cycle="2026-q4", unit="growth", day="2026-10-06"), "wins: [A]")
    assert told(judged(project, kept(project))[0]) == told(judged(project, none(project))[0])


def test_what_an_objective_explains_is_explained_to_all(project: Path) -> None:
    sales = project / "content" / "2026-q4" / "sales" / "goal.md"
    written = sales.read_text()
    for body, is_known in (("QZX are quick x-rays.", True), ("", False)):
        sales.write_text(written + body)
        judged(project, kept(project))
        write(project, GOAL, objective(first="The QZX grow from 1 to 4", type="committed"))
        judged(project, kept(project))
        write(project, GOAL, objective(first="The QZX grow from 1 to 4"))
        verdict, files = judged(project, kept(project))
        clean, everything = judged(project, none(project))
        assert told(verdict) == told(clean)
        assert files < everything / 2
        assert any(one.code == "KR007" for one in clean.findings) is not is_known


def test_comments_of_others_are_judged_with_what_they_cover(project: Path) -> None:
    sales = "content/2026-q4/sales/goal.md"
    write(project, sales, f"# okrpress: ignore-file[OBJ009] they share it\n{objective()}")
    for unit in UNITS:
        if unit != "sales":
            file = f"content/2026-q4/{unit}/goal.md"
            write(project, file, objective(title=f"People in {unit} stay", supports="The top"))
    write(project, GOAL, objective())
    judged(project, kept(project))
    write(project, GOAL, objective(title="Nobody else wants that"))  # so nothing is left to excuse
    verdict, _ = judged(project, kept(project))
    assert told(verdict) == told(judged(project, none(project))[0])
    assert any(one.code == "FMT900" and one.at.file == sales for one in verdict.findings)


# ── the law ───────────────────────────────────────────────────────────────────────────────────

OBSERVATIONS = st.one_of(
    st.builds(
        "author: {}\nkey_results: {{goal#{}: {{{}, confidence: {}}}}}\nhealth: {{{}: {}}}\n"
        "blockers: [{}]".format,
        st.sampled_from(["maria", "maria", "nobody"]),
        st.sampled_from(["a", "b", "b", "c"]),
        st.sampled_from(["value: 3", "done: true", "note: Who misses this gets no bonus"]),
        st.integers(0, 10),
        st.sampled_from(["overtime", "mood"]),
        st.integers(0, 9),
        st.sampled_from(["Pay depends on the score", "Nothing"]),
    ),
    st.just("wins: [W]"),
    st.just("broken: yes"),
)
REVIEWS = st.sampled_from(
    [
        "date: 2026-11-12\nkey_results: {goal#a: {decision: keep}}",
        "date: 2026-10-05\ngrades: {goal#a: {score: 1, why: W}, goal#b: 1}\nlessons: [L]",
        "date: 2026-10-05\ngrades: {goal#a: 0.1}\ncarry: {goal#a: keep}",
        "date: 2026-10-05\ngrades: {goal#z: 1}",
    ]
)


@st.composite
def observations(draw: st.DrawFn, root: Path) -> None:
    unit, cycle = draw(st.sampled_from(UNITS)), draw(st.sampled_from(["2026-q3", "2026-q4"]))
    match draw(st.sampled_from("cccrmd")):
        case "c":
            days = ["2026-08-06", "2026-08-30", "2026-11-06", "2026-11-20", "2026-11-20-b"]
            file = CHECK_IN.format(cycle=cycle, unit=unit, day=draw(st.sampled_from(days)))
            write(root, file, draw(OBSERVATIONS))
        case "r":
            write(root, f"content/{cycle}/{unit}/retrospective.md", draw(REVIEWS))
        case "m":
            write(root, f"content/{cycle}/{unit}/mid-cycle.md", draw(REVIEWS))
        case _:
            found = sorted((root / "content" / cycle / unit).rglob("20*.md"))
            if found:
                found[0].unlink()


PROMISES = st.builds(
    objective,
    title=st.sampled_from(["People stay", "People stay", "Ship 3 things", "Launch the API"]),
    owner=st.sampled_from(["maria", "jon", "jon", "nobody"]),
    type=st.sampled_from(["aspirational", "committed"]),
    value=st.sampled_from(["care", "care", "care", "caer"]),
    visibility=st.sampled_from(["public", "public", "public", "internal"]),
    origin=st.sampled_from(["top-down", "bottom-up"]),
    first=st.sampled_from([
        "Raise it from 1 to 4",
        "Week-one activation of customers goes from 1 to 4",
        "Activation of new customers in week one grows from 1 to 4",
        "The QZX grows from 1 to 4",
        "Quite zealous x-rays (QZX) grows from 1 to 4",
        "Interview 25 customers",
    ]),
    baseline=st.sampled_from(["1", "1", "2", "4"]),
    unit=st.sampled_from(["%", "QZX"]),
)  # fmt: skip


@st.composite
def promises(draw: st.DrawFn, root: Path) -> None:
    unit, cycle = draw(st.sampled_from(UNITS)), draw(st.sampled_from(["2026-q3", "2026-q4"]))
    file = f"content/{cycle}/{unit}/goal.md"
    match draw(st.sampled_from("pppppico")):
        case "i":
            write(root, file, f"# okrpress: ignore-file[OBJ009] so we like it\n{objective()}")
        case "c":
            write(root, f"content/{cycle}/index.md", draw(st.sampled_from(["title: T", CLOSED])))
        case "o":
            draw(observations(root))
        case _:
            write(root, file, draw(PROMISES))


CLOSED = "closed: 2026-11-20"


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_promised_the_verdict_is_that_on_everything(data: st.DataObject) -> None:
    with project_folder() as root:
        (root / "content" / "2026-q4" / "growth" / "onboarding.md").unlink()
        make(root)
        for _ in range(5):
            assert told(judged(root, kept(root))[0]) == told(judged(root, none(root))[0])
            data.draw(promises(root))


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_reported_the_verdict_is_that_on_everything(data: st.DataObject) -> None:
    with project_folder() as root:
        (root / "content" / "2026-q4" / "growth" / "onboarding.md").unlink()
        make(root)
        for _ in range(4):
            assert told(judged(root, kept(root))[0]) == told(judged(root, none(root))[0])
            data.draw(observations(root))


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_is_edited_the_verdict_is_that_on_everything(data: st.DataObject) -> None:
    with project_folder() as root:
        for _ in range(4):
            data.draw(edits(root))
            (root / "content").mkdir(exist_ok=True)
            assert told(judged(root, kept(root))[0]) == told(judged(root, none(root))[0])
