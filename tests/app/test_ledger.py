"""What pages were made from, kept in columns: the same rows come out, and few are made."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.app.ledger import Kind, Ledger, Looked, Made, Pages, as_text, kinds_of, read_of
from okrpress.cache.codec import Codec
from okrpress.model.ids import UnitCycle
from okrpress.site.tracing import Read

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=4)
keys = st.lists(texts, max_size=2).map(tuple)
looks = st.builds(Looked, texts, keys, texts)
places = st.lists(st.integers(0, 5), max_size=4).map(tuple)
pages = st.builds(Made, texts, texts, texts, st.none() | places)
ids = st.text("ab-1", min_size=1, max_size=3)
sites = st.builds(
    Pages,
    world=texts,
    said=st.dictionaries(st.builds(UnitCycle, ids, ids), st.dates()),
    reads=st.lists(looks, max_size=6).map(tuple),
    kinds=st.lists(st.builds(Kind, texts, places), max_size=2).map(tuple),
    made=st.lists(pages, max_size=6).map(tuple),
)


@given(sites)
def test_rows_come_out_as_they_were_put_in(site: Pages) -> None:
    codec = Codec(Ledger)
    kept = codec.decode(codec.encode(Ledger.of(site)))
    assert kept == Ledger.of(site)
    assert kept.pages() == site
    highest = max((place for made in site.made for place in made.reads or ()), default=-1)
    assert kept.is_sound() == (highest < len(site.reads))


@given(sites, st.sets(st.integers(0, 5)))
def test_the_pages_that_looked_somewhere_are_found(site: Pages, wanted: set[int]) -> None:
    rows = [
        row
        for row, made in enumerate(site.made)
        if made.reads is None or not wanted.isdisjoint(made.reads)
    ]
    ledger = Ledger.of(site)
    assert ledger.rows_with(wanted) == rows
    assert [*ledger.made_at(rows)] == [site.made[row] for row in rows]


@given(sites, st.data())
def test_pages_that_are_made_anew_take_the_place_of_the_old_ones(
    site: Pages, data: st.DataObject
) -> None:
    rows = data.draw(st.sets(st.integers(0, len(site.made) - 1))) if site.made else set()
    new = {
        row: data.draw(pages)._replace(path=site.made[row].path, kind=site.made[row].kind)
        for row in rows
    }
    ledger = Ledger.of(site)
    said = {UnitCycle("2026-q3", "growth"): date(2026, 10, 9)}
    followed = ledger.followed(ledger.looks, ledger.found, new, said)
    assert followed.said == said
    assert followed.pages().made == tuple(new.get(row, made) for row, made in enumerate(site.made))


def test_looks_that_could_be_taken_for_others_are_not_kept() -> None:
    doubtful = Looked("people", ("a\x7fb",), "")
    assert Ledger.of(Pages(world="x", reads=(doubtful,))) == Ledger()


@given(texts, keys)
def test_a_look_and_its_text(name: str, key: tuple[str, ...]) -> None:
    assert read_of(as_text(Read(name, key))) == Read(name, key)
    assert kinds_of([as_text(Read(name, key))]) == {(name, bool(key))}


@pytest.mark.parametrize(
    "forged",
    [
        {"paths": ("a",)},
        {"counts": (1, 1)},
        {"counts": (-2, 5)},
        {"places": b"123"},
        {"places": b"\0\0\0\0" * 4},
        {"places": b"\xff\xff\xff\xff" * 3},
        {"found": ()},
    ],
    ids=str,
)
def test_columns_that_do_not_belong_together_are_told(forged: dict[str, Any]) -> None:
    look = Looked("people", ("ada",), "x")
    made = (Made("a", "1", "objective", (0,)), Made("b", "2", "objective", (0, 0)))
    ledger = Ledger.of(Pages(world="x", reads=(look,), made=made))
    assert ledger.is_sound()
    assert not replace(ledger, **forged).is_sound()
