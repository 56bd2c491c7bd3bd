"""The law of the cache: whatever was edited, an incremental build is a clean one, byte for byte."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

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

from okrpress.app.build import BuildRequest, build

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
    "content/2026/company/always.md": f"title: Always\n{KEY_RESULTS}",
    "content/2026-q4/company/goal.md": f"title: Goal\nsupports: 2026/company/always\n{KEY_RESULTS}",
    "content/2026-q4/growth/goal.md": f"title: Near\nsupports: company/goal#a\n{KEY_RESULTS}",
    ONBOARDING: f"title: Stay\nowner: maria\nsupports: company/goal\n{KEY_RESULTS}",
    CHECK_IN: "key_results: {goal#a: {value: 2, confidence: 5}, onboarding#a: {value: 3}}",
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


@given(data=st.data())
@settings(max_examples=10, deadline=None)
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
            write(root, "content/2026/company/always.md", WHOLE["content/2026/company/always.md"])


@given(texts=st.lists(OBJECTIVES, min_size=2, max_size=3), check_in=CHECK_INS)
@settings(max_examples=10, deadline=None)
def test_edits_of_one_file_are_followed(texts: list[str], check_in: str) -> None:
    with project_folder() as root:
        for file, text in WHOLE.items():
            write(root, file, text)
        write(root, CHECK_IN, check_in)
        for text in texts:
            write(root, "content/2026-q4/growth/goal.md", text)
            assert_like_a_clean_build(BuildRequest(root=root, today=DAY, keep_going=True))
