"""Records from the cache are what parsing would give, whatever is done to the cache."""

import shutil
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.app import records
from okrpress.app.records import SHARDS, parse_files
from okrpress.app.watcher import Silence
from okrpress.cache.folder import CacheFolder
from okrpress.source.files import Source, discover
from okrpress.source.parse import Parsed, parse

BAD = Path(__file__).parents[1] / "bad"
SOURCES = discover(BAD, "content").sources


def read(root: Path, sources: tuple[Source, ...] = SOURCES) -> list[Parsed]:
    return read_through(CacheFolder(root, "1", print), sources)


def read_through(cache: CacheFolder, sources: tuple[Source, ...] = SOURCES) -> list[Parsed]:
    return parse_files(sources, content="content", cache=cache, watch=Silence())


def clean(sources: tuple[Source, ...] = SOURCES) -> list[Parsed]:
    return [parse(source.file, source.data) for source in sources]


def cached(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / ".okrpress" / "cache").iterdir()}


def test_the_second_time_is_like_the_first(tmp_path: Path) -> None:
    assert repr(read(tmp_path)) == repr(clean())
    before = cached(tmp_path)
    assert repr(read(tmp_path)) == repr(clean())
    assert cached(tmp_path) == before


def test_it_is_really_read(tmp_path: Path) -> None:
    source = Source(file="content/2026-q4/me/a.md", data=b"---\ntitle: Walk\n---\nDaily.\n")
    (first,) = read(tmp_path, (source,))
    (shard,) = (tmp_path / ".okrpress" / "cache").glob("records-*")
    folder = CacheFolder(tmp_path, "1", print)
    kept = folder.read(shard.name)
    folder.write(shard.name, {key: text.replace("Walk", "Fly") for key, text in kept.items()})
    (second,) = read(tmp_path, (source,))
    assert repr(second) == repr(first).replace("Walk", "Fly")


def test_few_files_hold_many_records(tmp_path: Path) -> None:
    many = tuple(
        Source(file=f"content/2026-q4/u{number}/a.md", data=b"---\ntitle: T\n---\n")
        for number in range(500)
    )
    read(tmp_path, many)
    assert len(cached(tmp_path)) <= SHARDS + 1


def test_one_edit_writes_one_file(tmp_path: Path) -> None:
    read(tmp_path)
    before = cached(tmp_path)
    edited = Source(file=SOURCES[-1].file, data=SOURCES[-1].data + b"\nMore.\n")
    sources = (*SOURCES[:-1], edited)
    assert repr(read(tmp_path, sources)) == repr(clean(sources))
    assert sum(before[name] != data for name, data in cached(tmp_path).items()) == 1


@pytest.mark.parametrize("is_used", [True, False], ids=["with a cache", "without a cache"])
def test_several_processes_read_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_used: bool
) -> None:
    more = (replace(each, file=f"{each.file[:-3]}-{n}.md") for each in SOURCES for n in range(3))
    sources = tuple(sorted((*SOURCES, *more), key=attrgetter("file")))
    monkeypatch.setattr(records, "FEWEST", 1)
    monkeypatch.setattr(records, "_BATCH", 2)
    found = []
    for jobs in (1, 3):
        cache = CacheFolder(tmp_path / str(jobs), "1", print, is_used=is_used)
        (tmp_path / str(jobs)).mkdir()
        found.append(
            parse_files(sources, content="content", cache=cache, watch=Silence(), jobs=jobs)
        )
    assert repr(found[0]) == repr(found[1]) == repr(clean(sources))
    if is_used:
        assert cached(tmp_path / "1") == cached(tmp_path / "3")


def test_a_cache_that_is_not_used_keeps_nothing(tmp_path: Path) -> None:
    assert read_through(CacheFolder(tmp_path, "1", print, is_used=False)) == clean()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("full")
    read(root)
    return root


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_damage_changes_no_record(full: Path, data: st.DataObject) -> None:
    files = sorted((full / ".okrpress" / "cache").glob("records-*"))
    file = data.draw(st.sampled_from(files))
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    file.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + 1 :])
    notes: list[str] = []
    assert repr(read_through(CacheFolder(full, "1", notes.append))) == repr(clean())
    assert len(notes) <= 1


def test_a_cache_may_vanish_at_any_time(tmp_path: Path) -> None:
    read(tmp_path)
    shutil.rmtree(tmp_path / ".okrpress")
    assert repr(read(tmp_path)) == repr(clean())
