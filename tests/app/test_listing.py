"""Content files that are known by how they look: what is read again, and what never is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from project_edits import CHECK_IN, write
from whole_project import KEY_RESULTS, make_project

from okrpress.app import listing
from okrpress.app.found import cache_of
from okrpress.app.listing import Listing, MovedError
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.errors import OkrpressError
from okrpress.source import files

NEW = f"title: New\n{KEY_RESULTS}"
GROWTH = "content/2026-q4/growth"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose files are older than the clock needs to tick; it was looked at."""
    root = tmp_path / "project"
    make_project(root)
    monkeypatch.setattr(listing, "YOUNG", -(10**12))  # all of them, whatever the time
    look(root)
    return root


def look(root: Path) -> Listing:
    project = read_project(root)
    return Listing(project, cache_of(project, Silence()))


def read_by(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Listing, list[str]]:
    """Look at the files, and which of them were read for it."""
    read: list[str] = []

    def reading(path: str, file: str) -> object:
        if file.startswith("content/"):
            read.append(file)
        return real(path, file)

    real = files.read_at
    with monkeypatch.context() as patch:
        patch.setattr(files, "read_at", reading)
        found = look(root)
    return found, read


def same_as_anew(root: Path, found: Listing) -> bool:
    """Whether the files are known as they are found by one who knows nothing."""
    shutil.rmtree(root / ".okrpress", ignore_errors=True)
    anew = look(root)
    return (found.parts, found.findings) == (anew.parts, anew.findings)


def test_files_that_look_as_they_did_are_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, read = read_by(root, monkeypatch)
    assert read == []
    everything = found.refresh()
    assert [source.data for source in everything.sources] == [
        (root / source.file).read_bytes() for source in everything.sources
    ]
    assert same_as_anew(root, found)


def _same_size_and_time(root: Path) -> None:
    file = root / GROWTH / "goal.md"
    before, data = file.stat(), file.read_bytes()
    file.write_bytes(data.replace(b"a", b"b"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _other_spelling(root: Path) -> None:
    (root / GROWTH / "goal.md").rename(root / GROWTH / "other.md")


EDITS: dict[str, Callable[[Path], object]] = {
    "an edit": lambda root: write(root, f"{GROWTH}/goal.md", NEW),
    "an edit that keeps size and time": _same_size_and_time,
    "a new objective": lambda root: write(root, f"{GROWTH}/new.md", NEW),
    "a new check-in": lambda root: write(root, f"{GROWTH}/checkins/2026-11-20.md", "author: jon"),
    "a deleted check-in": lambda root: (root / CHECK_IN).unlink(),
    "a renamed file": _other_spelling,
    "a retrospective": lambda root: write(root, f"{GROWTH}/retrospective.md", "date: 2026-11-20"),
    "a new folder": lambda root: write(root, "content/2026-q4/new/goal.md", NEW),
    "a folder that is gone": lambda root: shutil.rmtree(root / GROWTH),
    "a person": lambda root: write(root, "content/people/new.md", "name: New"),
    "a cycle": lambda root: write(root, "content/2026-q4/index.md", "title: New"),
    "a file for nobody": lambda root: write(root, f"{GROWTH}/.goal.md.swp", "x"),
    "a file of no kind": lambda root: write(root, f"{GROWTH}/notes.txt", "x"),
    "a link": lambda root: (root / GROWTH / "linked.md").symlink_to("goal.md"),
    "a folder that is a link": lambda root: (root / "content/2026-q4/far").symlink_to("growth"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_whatever_was_edited_is_seen(root: Path, edit: Callable[[Path], object]) -> None:
    edit(root)
    assert same_as_anew(root, look(root))


def test_only_the_folder_of_an_edit_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    write(root, "content/2026-q4/growth/checkins/2026-11-21.md", "author: jon")
    found, read = read_by(root, monkeypatch)
    assert {*read} == {path.relative_to(root).as_posix() for path in (root / GROWTH).rglob("*.md")}
    assert same_as_anew(root, found)


def test_what_is_young_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".okrpress")
    monkeypatch.setattr(listing, "YOUNG", 3600 * 10**9)
    look(root)
    _, read = read_by(root, monkeypatch)
    assert {*read} == {path.relative_to(root).as_posix() for path in root.rglob("content/**/*.md")}


def test_a_content_folder_that_is_a_link_is_refused(root: Path) -> None:
    (root / "content").rename(root / "aside")
    (root / "content").symlink_to("aside")
    with pytest.raises(OkrpressError, match="symbolic link"):
        look(root)


def test_a_file_that_changes_while_a_build_runs_is_not_mixed_in(root: Path) -> None:
    found = look(root)
    group = found.parts.observed["2026-q4/growth"]
    write(root, CHECK_IN, "key_results: {goal#a: {value: 9}}")
    with pytest.raises(MovedError):
        found.read([group])
    data = {source.file: source.data for source in found.refresh().sources}
    assert b"value: 9" in data[CHECK_IN]
    assert same_as_anew(root, found)
