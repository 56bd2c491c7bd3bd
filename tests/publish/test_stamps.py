"""Stamps of thousands of files: looked at by two processes, kept and compared in tables."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.publish import aside
from okrpress.publish.stamps import (
    MISSING,
    differing,
    look,
    look_at_all,
    packed,
    parents,
    unpacked,
)

numbers = st.integers(0, (1 << 64) - 1)
tables = st.lists(st.tuples(numbers, numbers, numbers), max_size=40)


@given(tables)
def test_a_table_has_the_stamps_that_were_put_into_it(stamps: list[tuple[int, int, int]]) -> None:
    assert [*unpacked(packed(stamps))] == stamps


def test_numbers_that_are_too_large_or_below_nothing_make_another_table() -> None:
    usual = packed([(1, 2, 3)])
    assert len({usual, packed([(1, -2, 3)]), packed([(1, 2, 3 + (5 << 62))])}) == 3


@given(tables, st.sets(st.integers(0, 39)))
def test_the_stamps_that_differ_are_found(
    stamps: list[tuple[int, int, int]], places: set[int]
) -> None:
    places = {place for place in places if place < len(stamps)}
    others = [
        (size ^ 1, changed, inode) if place in places else (size, changed, inode)
        for place, (size, changed, inode) in enumerate(stamps)
    ]
    assert [*differing(packed(stamps), packed(others))] == sorted(places)


def test_two_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ["", *(f"{number}.md" for number in range(30)), "gone.md", "link.md", "sub"]
    for path in paths[1:-3]:
        (tmp_path / path).write_text(path)
    (tmp_path / "link.md").symlink_to("0.md")
    (tmp_path / "sub").mkdir()
    os.utime(tmp_path / "0.md", ns=(1, 1))
    monkeypatch.setattr(aside, "FEWEST", 10)
    by_two = look_at_all(str(tmp_path), paths)
    monkeypatch.setattr(aside, "FEWEST", 10**9)
    assert by_two == look_at_all(str(tmp_path), paths) == packed(look(str(tmp_path), paths))
    found = dict(zip(paths, unpacked(by_two), strict=True))
    assert found["gone.md"] == MISSING
    assert found["link.md"][0] == len("0.md")


def test_folders_above_paths() -> None:
    assert parents(["a/b/c.html", "a/d.html", "e.html"]) == {"a/b", "a"}
    assert parents([]) == set()
