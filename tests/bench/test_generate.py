"""Generated portfolios are what authors could have written, and always the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.generate import generate


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    assert generate(30, tmp_path / "one") == generate(30, tmp_path / "two")
    assert files_below(tmp_path / "one") == files_below(tmp_path / "two")


def test_another_seed_gives_other_bytes(tmp_path: Path) -> None:
    generate(30, tmp_path / "one", seed=1)
    generate(30, tmp_path / "two", seed=2)
    assert files_below(tmp_path / "one") != files_below(tmp_path / "two")


@pytest.mark.parametrize("size", [1, 12, 13, 100, 333])
def test_it_has_exactly_as_many_objectives_as_asked_for(tmp_path: Path, size: int) -> None:
    files = generate(size, tmp_path)
    assert len(list(tmp_path.glob("content/*/*/objective-*.md"))) == size
    assert len(files_below(tmp_path)) == files


@pytest.mark.parametrize("size", [1, 40])
def test_okrpress_finds_no_error_in_it(tmp_path: Path, size: int) -> None:
    generate(size, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "okrpress", "check", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
