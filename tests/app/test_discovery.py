"""Two processes find in the content folder what one finds."""

import os
from pathlib import Path

import pytest

from okrpress.app import discovery
from okrpress.app.discovery import discovered
from okrpress.errors import OkrpressError
from okrpress.source.files import Discovered, discover

CYCLES, UNITS, OBJECTIVES = 4, 3, 5


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Some cycles with files, and with things that are none in each of them."""
    for cycle in range(1, CYCLES + 1):
        for unit in range(UNITS):
            folder = tmp_path / "content" / f"2026-q{cycle}" / f"unit-{unit}"
            folder.mkdir(parents=True)
            for number in range(OBJECTIVES):
                text = f"---\ntitle: {cycle} {unit} {number}\n---\n"
                (folder / f"objective-{number}.md").write_text(text, encoding="utf-8")
        (folder / "link.md").symlink_to(tmp_path / "elsewhere.md")
        (folder / "notes.txt").write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("many", [1, 2, 7, 20, CYCLES * UNITS * OBJECTIVES, 10_000])
@pytest.mark.parametrize("processors", [1, 2])
def test_another_process_finds_what_this_one_would(
    root: Path, many: int, processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = discover(root, "content")
    assert len(expected.sources) == CYCLES * UNITS * OBJECTIVES
    assert len(expected.findings) == CYCLES * 2
    monkeypatch.setattr(discovery, "MANY", many)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)))
    assert discovered(root, "content") == expected


def test_half_of_the_folders_are_left_to_the_other_process(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process takes every second cycle; its files are not opened here."""
    opened: list[str] = []
    read_at = discovery.look_below.__globals__["read_at"]

    def noted(path: str, file: str) -> object:
        opened.append(file.split("/")[1])
        return read_at(path, file)

    monkeypatch.setitem(discovery.look_below.__globals__, "read_at", noted)
    monkeypatch.setattr(discovery, "MANY", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    found = discovered(root, "content")
    assert len(found.sources) == CYCLES * UNITS * OBJECTIVES
    assert len({*opened}) == CYCLES // 2


def test_an_empty_folder_holds_nothing_and_a_missing_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert discovered(tmp_path, "content") == Discovered((), ())
    with pytest.raises(OkrpressError, match="there is no content folder"):
        discovered(tmp_path, "docs")
