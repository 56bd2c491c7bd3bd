"""The law of the cache: whatever was edited, an incremental build is a clean one, byte for byte."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_edits import (
    CHECK_IN,
    CHECK_INS,
    DAY,
    OBJECTIVES,
    ONBOARDING,
    edits,
    project_folder,
    write,
)

from okrpress.app.build import BuildRequest, BuildResult, build
from okrpress.publish.stamps import stamps

THEME_FILES = {
    "themes/own/static/own.css": st.sampled_from(["p { color: red }", "p { color: blue }"]),
    "themes/own/templates/404.html": st.sampled_from(
        ['{% extends "default/404.html" %}', '{% extends "default/404.html" %}{# two #}']
    ),
}

KEY_RESULTS = "key_results: [{id: a, title: Stay, baseline: 1, target: 4}]"
WHOLE = {
    "okrpress.toml": "[site]\ntheme = 'own'",
    "themes/own/static/own.css": "p { color: red }",
    "content/index.md": "name: N\nvalues: [{id: care, name: Care}]",
    "content/teams/company.md": "name: Company",
    "content/teams/growth.md": "name: Growth\nparent: company\nlead: maria",
    "content/people/maria.md": "name: Maria",
    "content/2026-q4/company/always.md": f"title: Always\n{KEY_RESULTS}",
    "content/2026-q4/company/goal.md": f"title: Goal\nsupports: always\n{KEY_RESULTS}",
    "content/2026-q4/growth/goal.md": f"title: Near\nsupports: company/goal#a\n{KEY_RESULTS}",
    ONBOARDING: f"title: Stay\nowner: maria\nsupports: company/goal\n{KEY_RESULTS}",
    CHECK_IN: "key_results: {goal#a: {value: 2, confidence: 5}, onboarding#a: {value: 3}}",
    "content/2026-q3/index.md": "closed: 2026-10-09",
    "content/2026-q3/growth/goal.md": f"title: Past\n{KEY_RESULTS}",
    "content/2026-q3/growth/checkins/2026-09-01.md": "key_results: {goal#a: {value: 3}}",
    "content/2026-q4/growth/mid-cycle.md": (
        "date: 2026-11-12\nkey_results: {goal#a: {decision: keep}}"
    ),
}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def assert_like_a_clean_build(request: BuildRequest) -> None:
    """Build with the cache, and from nothing; compare."""
    beside = request.root / "clean"
    shutil.rmtree(beside, ignore_errors=True)
    clean = build(replace(request, output=beside, cache=False))
    incremental = build(request)
    assert replace(incremental, published=None) == replace(clean, published=None)
    assert (incremental.published is None) == (clean.published is None)
    if incremental.published and clean.published:
        assert tree(request.root / "site") == tree(beside)
        assert replace(incremental.published, folder=beside) == clean.published


def meddle(data: st.DataObject, root: Path) -> None:
    """Do something to the site or the cache behind the build's back."""
    folder = data.draw(st.sampled_from([root / "site", root / ".okrpress"]))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    number, how = data.draw(st.integers(0, 99)), data.draw(st.sampled_from("dets"))
    file = files[number % len(files)] if files else root / "nothing"
    if not files or file.name in {".okrpress.json", ".gitignore"}:
        return
    match how:
        case "d":
            file.unlink()
        case "e":
            file.write_bytes(file.read_bytes() + b" ")
        case "t":
            os.utime(file, (1, 1))
        case "s":
            shutil.rmtree(folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has been built."""
    root = tmp_path / "project"
    for file, text in WHOLE.items():
        write(root, file, text)
    assert build_in(root).published
    return root


def build_in(root: Path, *, cache: bool = True) -> BuildResult:
    return build(BuildRequest(root=root, today=DAY, keep_going=True, cache=cache))


def edit(root: Path) -> None:
    write(root, "content/2026-q4/growth/goal.md", f"title: Far\n{KEY_RESULTS}")


OTHER = "o/2026-q4/company/always/index.html"
EDITED = "o/2026-q4/growth/goal/index.html"


def test_nothing_changed_touches_nothing(project: Path) -> None:
    before, folder = stamps(project / "site"), (project / "site").stat().st_ino
    again = build_in(project)
    assert stamps(project / "site") == before
    assert (project / "site").stat().st_ino == folder
    assert again.published
    assert again.published.files == len(before) - 1


def test_what_an_edit_does_not_reach_stays_the_same_file(project: Path) -> None:
    before = stamps(project / "site")
    edit(project)
    build_in(project)
    after = stamps(project / "site")
    assert before[OTHER] == after[OTHER]
    assert before[EDITED] != after[EDITED]
    assert sum(before.get(path) == stamp for path, stamp in after.items()) > len(after) / 2


def test_a_day_later_pages_of_a_closed_cycle_are_the_same_files(project: Path) -> None:
    for file, text in WHOLE.items():
        write(project, file, text)
    build_in(project)
    before = stamps(project / "site")
    assert_like_a_clean_build(BuildRequest(root=project, today=DAY + timedelta(1)))
    after = stamps(project / "site")
    assert after["o/2026-q3/growth/goal/index.html"] == before["o/2026-q3/growth/goal/index.html"]
    assert after["o/2026-q4/growth/goal/index.html"] != before["o/2026-q4/growth/goal/index.html"]


def test_a_restored_cache_and_site_are_used(project: Path, tmp_path: Path) -> None:
    restored = tmp_path / "elsewhere" / "project"
    shutil.copytree(project, restored, copy_function=shutil.copyfile)
    before = stamps(restored / "site")
    edit(restored)
    build_in(restored)
    assert stamps(restored / "site")[OTHER] == before[OTHER]
    assert tree(restored / "site")[EDITED] != tree(project / "site")[EDITED]


def test_without_the_cache_everything_is_made_anew(project: Path) -> None:
    before, kept = stamps(project / "site"), tree(project / ".okrpress")
    build_in(project, cache=False)
    assert stamps(project / "site")[OTHER] != before[OTHER]
    assert tree(project / ".okrpress") == kept


def test_findings_are_told_again(project: Path) -> None:
    write(project, "content/2026-q4/growth/goal.md", "title: Far\nwrong: key")
    first, second = build_in(project), build_in(project)
    assert first.findings == second.findings != ()
    assert first.failed
    assert second.failed
    stopped = build(BuildRequest(root=project, today=DAY))
    assert stopped.published is None


@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_an_incremental_build_is_a_clean_one(data: st.DataObject) -> None:
    day = DAY
    with project_folder() as root:
        for file, text in WHOLE.items():
            write(root, file, text)
        for _ in range(4):
            assert_like_a_clean_build(BuildRequest(root=root, today=day, keep_going=True))
            match data.draw(st.sampled_from("eeeeetsd")):
                case "e":
                    data.draw(edits(root))
                case "t":
                    file = data.draw(st.sampled_from(sorted(THEME_FILES)))
                    write(root, file, data.draw(THEME_FILES[file]))
                case "s":
                    meddle(data, root)
                case _:
                    day += timedelta(data.draw(st.sampled_from([1, 60])))
            write(
                root,
                "content/2026-q4/company/always.md",
                WHOLE["content/2026-q4/company/always.md"],
            )


@given(texts=st.lists(OBJECTIVES, min_size=2, max_size=3), check_in=CHECK_INS)
@settings(max_examples=6, deadline=None)
def test_edits_of_one_file_are_followed(texts: list[str], check_in: str) -> None:
    with project_folder() as root:
        for file, text in WHOLE.items():
            write(root, file, text)
        write(root, CHECK_IN, check_in)
        for text in texts:
            write(root, "content/2026-q4/growth/goal.md", text)
            assert_like_a_clean_build(BuildRequest(root=root, today=DAY, keep_going=True))
