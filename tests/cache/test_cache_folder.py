"""A cache can be lost, damaged, shared and killed; none of it is anybody's problem."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest

from okrpress.cache.folder import CacheFolder

TEXTS = {"a": '{"x": "ü \\u2028\u2028"}', "b": "[]", "c": "\ud800 lone"}


class Notes(list[str]):
    """What the cache has said."""


@pytest.fixture
def notes() -> Notes:
    return Notes()


def cache(root: Path, notes: Notes, version: str = "1") -> CacheFolder:
    return CacheFolder(root, version, notes.append)


@pytest.fixture
def file(tmp_path: Path, notes: Notes) -> Path:
    """The file of a cache that holds `TEXTS`."""
    cache(tmp_path, notes).write("records", TEXTS)
    return tmp_path / ".okrpress" / "cache" / "records"


def test_what_was_written_is_read(tmp_path: Path, notes: Notes) -> None:
    cache(tmp_path, notes).write("records", TEXTS)
    assert cache(tmp_path, notes).read("records") == TEXTS
    assert notes == []


def test_nothing_is_read_where_nothing_was_written(tmp_path: Path, notes: Notes) -> None:
    folder = cache(tmp_path, notes)
    assert folder.read("records") == {}
    folder.write("records", {})
    assert folder.read("records") == {}
    assert notes == []


def test_git_and_backups_do_not_see_it(file: Path) -> None:
    assert (file.parents[1] / ".gitignore").read_text() == "*\n"
    tag = (file.parent / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_only_its_owner_looks_into_it(file: Path) -> None:
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("file")
def test_a_copy_is_as_good(tmp_path: Path, notes: Notes) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (tmp_path / ".okrpress").rename(other / ".okrpress")
    os.utime(other / ".okrpress" / "cache" / "records", (0, 0))
    assert cache(other, notes).read("records") == TEXTS


# ── damage ────────────────────────────────────────────────────────────────────────────────────


def forged(data: bytes) -> bytes:
    """No text, by somebody who knows how a head is written."""
    return (
        b" ".join(
            (*data.split(b" ", 2)[:2], blake2b(b"a \xff", digest_size=16).hexdigest().encode())
        )
        + b"\na \xff"
    )


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda data: data[:-1], id="a byte short"),
        pytest.param(lambda data: data[:30], id="cut in its head"),
        pytest.param(lambda data: data + b"x", id="a byte more"),
        pytest.param(lambda data: b"PK\x03\x04" + data, id="of another program"),
        pytest.param(lambda data: bytes(len(data)), id="zeros"),
        pytest.param(forged, id="no text under a right head"),
        *(
            pytest.param(lambda data, at=at: flipped(data, at), id=f"byte {at} flipped")
            for at in (0, 16, 20, 50, 60, -1)
        ),
    ],
)
def test_a_damaged_file_is_told_once_and_made_anew(
    tmp_path: Path, file: Path, damage: Callable[[bytes], bytes]
) -> None:
    notes = Notes()
    file.write_bytes(damage(file.read_bytes()))
    folder = cache(tmp_path, notes)
    assert folder.read("records") == {}
    assert folder.read("records") == {}
    assert len(notes) == 1
    folder.write("records", TEXTS)
    assert cache(tmp_path, notes).read("records") == TEXTS
    assert len(notes) == 1


@pytest.mark.usefixtures("file")
def test_another_version_has_made_nothing(tmp_path: Path, notes: Notes) -> None:
    assert cache(tmp_path, notes, version="2").read("records") == {}
    assert "another version" in notes[0]


def test_what_is_no_file_is_not_read(tmp_path: Path, file: Path, notes: Notes) -> None:
    file.unlink()
    file.mkdir()
    folder = cache(tmp_path, notes)
    assert folder.read("records") == {}
    folder.write("records", TEXTS)
    assert notes == [
        f"{file} is in the way of the cache: nothing is kept for the next time until you delete it"
    ]


def test_the_time_is_that_of_files(tmp_path: Path, notes: Notes) -> None:
    folder = cache(tmp_path, notes)
    first = folder.now()
    (tmp_path / "file").touch()
    second = folder.now()
    assert first
    assert second
    assert first.time <= (tmp_path / "file").stat().st_mtime_ns <= second.time
    assert first.device == second.device == tmp_path.stat().st_dev
    left = [path.name for path in (tmp_path / ".okrpress" / "cache").iterdir()]
    assert left == ["CACHEDIR.TAG"]
    folder.is_usable = False
    assert folder.now() is None


def test_where_nothing_can_be_written_no_time_is_told(tmp_path: Path, notes: Notes) -> None:
    (tmp_path / ".okrpress").touch()
    assert cache(tmp_path, notes).now() is None


@pytest.mark.parametrize("linked", [".okrpress", ".okrpress/cache", ".okrpress/spare"])
def test_no_link_is_followed(tmp_path: Path, linked: str) -> None:
    notes, target = Notes(), tmp_path / "target"
    target.mkdir()
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(target, target_is_directory=True)
    folder = cache(tmp_path, notes)
    folder.write("records", TEXTS)
    assert folder.read("records") == {}
    assert list(target.iterdir()) == []
    assert "symbolic link" in notes[0]


def test_a_linked_file_is_not_read_and_gives_way(tmp_path: Path, file: Path, notes: Notes) -> None:
    target = tmp_path / "target"
    file.rename(target)
    file.symlink_to(target)
    folder = cache(tmp_path, notes)
    assert folder.read("records") == {}
    folder.write("records", {"d": "1"})
    assert not file.is_symlink()
    assert "d" not in target.read_text(errors="surrogateescape").split()


# ── no room, no time, no peace ────────────────────────────────────────────────────────────────


def test_a_full_disk_is_told_and_no_more(tmp_path: Path, file: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from okrpress.cache.folder import CacheFolder\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "folder = CacheFolder(Path(sys.argv[1]), '1', print)\n"
        "for _ in range(2): folder.write('records', {'x': 'y' * 5000})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("cannot be written: file too large") == 1
    assert cache(tmp_path, Notes()).read("records") == TEXTS
    assert [path.name for path in file.parent.glob(".*")] == []


def test_what_killed_runs_left_is_cleared_in_time(tmp_path: Path, file: Path, notes: Notes) -> None:
    old, young = file.with_name(".records.1"), file.with_name(".records.2")
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    cache(tmp_path, notes).write("records", TEXTS)
    assert (old.exists(), young.exists()) == (False, True)
    assert notes == []


def write_often(root: Path, name: str) -> None:
    for number in range(150):
        CacheFolder(root, "1", print).write("records", {name: f"{number}" * 2000})


def test_several_at_once(tmp_path: Path, notes: Notes) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_often, args=(tmp_path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.update(cache(tmp_path, notes).read("records"))
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert seen <= {"a", "b"}
    assert cache(tmp_path, notes).read("records").keys() <= {"a", "b"}
    assert notes == []
