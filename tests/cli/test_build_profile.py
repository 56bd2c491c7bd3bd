"""What `build --profile` says is what the build did, in this process and in those that help."""

import json
import shutil
from pathlib import Path

import pytest
from okrpress_process import okrpress as process
from whole_project import WHOLE, make_project, okrpress

from okrpress.app import drawing
from okrpress.meter import measuring, metering
from okrpress.report.build_profile import Profile, profile_text

DAY = ("--as-of", "2026-11-22")
CONTENT = sum(file.startswith("content/") for file in WHOLE)


def profiled(root: Path, *more: str) -> dict[str, dict[str, object]]:
    """The profile of a build, as programs read it."""
    said = okrpress(root, "build", "{root}", *DAY, "--profile", "--profile-format", "json", *more)
    assert said.code == 0
    *_, line = said.err.splitlines()
    found: dict[str, dict[str, object]] = json.loads(line)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def test_a_process_says_what_it_did_and_then_that_it_parsed_nothing(project: Path) -> None:
    """Also where cache and site were copied, and every time and path is another one."""
    said = process("build", "--profile", *DAY, cwd=project)
    assert said.stdout == "site/index.html\n"
    built, profile = said.stderr.split("profile: ")
    assert built.startswith("built ")
    heads = [part.partition("\n")[0] for part in profile.split("\n\n")]
    assert heads[1].split() == ["stage", "seconds", "share", "CPU", "s"]
    assert heads[2].startswith(f"files parsed: {CONTENT}, ")
    assert heads[3].endswith(" files of the site made, by template")
    assert "\nobjective.html " in profile
    stages = [line.split()[0] for line in profile.split("\n\n")[1].splitlines()[1:]]
    assert stages[:3] == ["start", "read", "parse"]
    elsewhere = project.parent / "restored" / "project"
    shutil.copytree(project, elsewhere, copy_function=shutil.copyfile)
    again = process("build", "--profile", *DAY, cwd=elsewhere)
    assert "files parsed: 0;" in again.stderr
    assert "objective.html" not in again.stderr


def test_only_what_was_edited_is_parsed_and_made(project: Path) -> None:
    everything = profiled(project)
    assert everything["parsed"]["files"] == CONTENT
    file = project / "content/2026-q4/growth/goal.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Near", "Far"), encoding="utf-8")
    edited = profiled(project)
    assert edited["parsed"]["files"] == 1
    (slowest,) = edited["parsed"]["slowest"]  # type: ignore[misc]
    assert slowest["file"] == "content/2026-q4/growth/goal.md"  # type: ignore[index]
    assert 0 < edited["made"]["pages"] < everything["made"]["pages"]  # type: ignore[operator]
    nothing = profiled(project)
    assert (nothing["parsed"]["files"], nothing["made"]["pages"]) == (0, 0)


def test_what_others_make_counts_as_what_one_makes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "FEWEST", 20)
    one, two = (profiled(project, "--no-cache", "--jobs", jobs) for jobs in "12")
    assert names(one) == names(two)
    assert one["made"]["pages"] == two["made"]["pages"]


def names(profile: dict[str, dict[str, object]]) -> dict[str, int]:
    """How many pages each template has."""
    return {each["template"]: each["pages"] for each in profile["made"]["templates"]}  # type: ignore[attr-defined]


def test_nothing_is_measured_where_nobody_asks(project: Path) -> None:
    said = okrpress(project, "build", "{root}", *DAY)
    assert "profile" not in said.err
    assert measuring("view", "a") is measuring("parse", "b")


def test_the_format_of_no_profile_is_refused(project: Path) -> None:
    said = okrpress(project, "build", "{root}", "--profile-format", "json")
    assert (said.code, said.out) == (2, "")
    assert "add --profile" in said.err


def test_work_within_work_counts_once() -> None:
    ticks = iter([0.0, 10.0, 15.0, 40.0])
    with metering(lambda: next(ticks)) as meter:
        with measuring("template", "page", "t.html"), measuring("view"):
            pass
        spent = meter.taken()
    assert [tuple(one) for one in spent] == [
        ("view", "page", "t.html", 5.0),
        ("template", "page", "t.html", 35.0),
    ]
    nothing = profile_text(Profile(seconds=1.0, helpers=0.0, stages=(), spent=()))
    assert "files parsed: 0" in nothing
    whole = profile_text(Profile(seconds=1.0, helpers=2.0, stages=(), spent=tuple(spent)))
    assert "2.00 s of it in other processes" in whole
    assert "t.html        1  40.000   5.000  40000.0  40000.0  page" in whole
