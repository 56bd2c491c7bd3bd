"""What an installation keeps for itself, and how it knows its own version without reading it."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from okrpress.cache import installation, version
from okrpress.cache.installation import keep, kept

LATER = 10_000_000_000  # nanoseconds: more than files of one tick of a clock differ


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept, by a Python that may write."""
    there = tmp_path / "__pycache__"
    there.mkdir()
    monkeypatch.setattr(installation.__spec__, "cached", str(there / "installation.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return there


def data(name: str) -> bytes | None:
    found = kept(name)
    return found.data if found else None


def test_what_was_kept_last_is_found(folder: Path) -> None:
    assert data("thing") is None
    keep("thing", b"one")
    keep("thing", b"two")
    keep("other", b"")
    assert (data("thing"), data("other")) == (b"two", b"")
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600, 0o600]


def test_what_is_damaged_is_nothing(folder: Path) -> None:
    keep("thing", b"something")
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", whole[:10], whole[:-1], whole + b"x", whole[:-1] + b"x"):
        file.write_bytes(damaged)
        assert kept("thing") is None


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep("thing", b"one")
    assert kept("thing") is None
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder.rmdir()
    keep("thing", b"one")
    assert kept("thing") is None
    monkeypatch.setattr(installation.__spec__, "cached", None)
    monkeypatch.setattr(installation.__spec__, "origin", None)
    keep("thing", b"one")
    assert kept("thing") is None


# ── the version ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def package(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose version is known, as of long ago."""
    root = tmp_path / "okrpress"
    (root / "site").mkdir(parents=True)
    (root / "a.py").write_text("one")
    (root / "site" / "b.py").write_text("two")
    monkeypatch.setattr(version, "_PACKAGE", root)
    before = told()
    (file,) = folder.iterdir()
    os.utime(file, ns=(0, file.stat().st_mtime_ns + LATER))
    assert told() == before
    return root


def told() -> str:
    return version.code_version.__wrapped__()


def with_the_same_size_and_time(root: Path) -> None:
    before = (root / "a.py").stat()
    (root / "a.py").write_text("six")
    os.utime(root / "a.py", ns=(before.st_atime_ns, before.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: (root / "site" / "b.py").write_text("three"),
    "edited in secret": with_the_same_size_and_time,
    "added": lambda root: (root / "site" / "c.po").write_text(""),
    "removed": lambda root: (root / "a.py").unlink(),
    "renamed": lambda root: (root / "a.py").rename(root / "c.py"),
    "moved": lambda root: (root / "a.py").rename(root / "site" / "a.py"),
    "a folder of modules": lambda root: shutil.copytree(root / "site", root / "more"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_whatever_was_edited_the_version_is_another(
    package: Path, edit: Callable[[Path], object]
) -> None:
    before = told()
    edit(package)
    assert told() != before
    assert told() == version._digest_of_files()


def test_files_that_look_as_they_did_are_not_read(
    package: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told()
    monkeypatch.setattr(version, "_digest_of_files", lambda: "read")
    assert told() == before
    (file,) = folder.iterdir()
    os.utime(file, ns=(0, (package / "a.py").stat().st_ctime_ns + 1))
    assert told() == "read"  # an edit right after it was kept could look the same


def test_compiled_modules_are_no_part_of_it(package: Path) -> None:
    before = told()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_text("")
    assert told() == before
