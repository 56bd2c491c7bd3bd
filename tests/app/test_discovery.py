"""Two processes find in the content folder what one finds."""

import os
import subprocess
import sys
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


ALONE = """
import os, sys
from pathlib import Path
from okrpress.app import discovery
from okrpress.source import files

opened, read_at = set(), files.read_at
files.read_at = lambda path, file: opened.add(file.split("/")[1]) or read_at(path, file)
discovery.MANY = 1
os.sched_getaffinity = lambda _: {0, 1}
print(len(discovery.discovered(Path(sys.argv[1]), "content").sources), len(opened))
"""


def test_half_of_the_folders_are_left_to_the_other_process(root: Path) -> None:
    """In a program of its own: where there are threads, none is forked."""
    command = [sys.executable, "-c", ALONE, str(root)]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    opened_here = CYCLES // 2 if sys.platform == "linux" else CYCLES  # elsewhere none is forked
    assert found.stdout.split() == [f"{CYCLES * UNITS * OBJECTIVES}", f"{opened_here}"]


def test_an_empty_folder_holds_nothing_and_a_missing_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert discovered(tmp_path, "content") == Discovered((), ())
    with pytest.raises(OkrpressError, match="there is no content folder"):
        discovered(tmp_path, "docs")
