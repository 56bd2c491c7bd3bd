"""What the pages of a site were made from: as rows to work with, and as columns to be kept.

There are tens of thousands of rows, and a build that draws two pages needs few of them. So they
are kept in columns that are read and written at once, and rows are made where somebody asks.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from itertools import accumulate, chain, compress
from itertools import count as count_up
from typing import NamedTuple

from okrpress.insight.last_words import LastWords
from okrpress.model.frozen import dataclass
from okrpress.site.tracing import Read

_BETWEEN = "\x7f"
"""Stands between the parts of a look; a character that JSON writes as it is, and nobody else."""
_UNKNOWN = -1
_PLACE = "I"  # the kind of array that has numbers of four bytes


class Looked(NamedTuple):
    """A look into the mappings of a site, and the digest of what was found."""

    name: str
    key: tuple[str, ...]
    found: str


class Kind(NamedTuple):
    """What was looked at to plan the pages of a kind, as places among the site's."""

    name: str
    reads: tuple[int, ...]


class Made(NamedTuple):
    """A page: the digest of its bytes, and what it was made from.

    `reads` are places among the site's; None where nobody knows what it was made from. `kind` is
    one of the site's kinds of pages.
    """

    path: str
    digest: str
    kind: str
    reads: tuple[int, ...] | None

    def is_fresh(self, stale: AbstractSet[int] | None) -> bool:
        """Whether nothing that it was made from finds something else now."""
        return self.reads is not None and stale is not None and stale.isdisjoint(self.reads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What all pages were made from; `world` is a digest of what they share.

    `said` is when closed cycles were last spoken of, folder by folder.
    """

    world: str = ""
    said: LastWords = field(default_factory=dict)
    reads: tuple[Looked, ...] = ()
    kinds: tuple[Kind, ...] = ()
    made: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The same in columns.

    `looks` (see `as_text`) and what each `found`; for each page its path, the digest of its bytes,
    its kind, and how many looks it took: -1 where nobody knows. `places` has all of their places
    among the `looks`, page after page, in four bytes each.
    """

    world: str = ""
    said: LastWords = field(default_factory=dict)
    looks: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    paths: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    page_kinds: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    places: bytes = b""

    @classmethod
    def of(cls, pages: Pages) -> "Ledger":
        """The columns of these rows; an empty one where they cannot be told from each other."""
        looks = tuple(as_text(Read(one.name, one.key)) for one in pages.reads)
        lengths = (len(one.key) for one in pages.reads)
        if any(text.count(_BETWEEN) != length for text, length in zip(looks, lengths, strict=True)):
            return cls()
        return cls(
            world=pages.world,
            said=pages.said,
            looks=looks,
            found=tuple(one.found for one in pages.reads),
            kinds=pages.kinds,
            paths=tuple(one.path for one in pages.made),
            digests=tuple(one.digest for one in pages.made),
            page_kinds=tuple(one.kind for one in pages.made),
            counts=tuple(map(_count, pages.made)),
            places=_packed(chain.from_iterable(one.reads or () for one in pages.made)),
        )

    def is_sound(self) -> bool:
        """Whether the columns belong together; what somebody has forged may not."""
        pages, data = len(self.paths), self.places
        if any(len(column) != pages for column in (self.digests, self.page_kinds, self.counts)):
            return False
        counted = sum(count for count in self.counts if count != _UNKNOWN)
        if len(self.looks) != len(self.found) or counted * array(_PLACE).itemsize != len(data):
            return False
        known = all(count >= _UNKNOWN for count in self.counts)
        return known and max(_unpacked(data), default=-1) < len(self.looks)

    def pages(self) -> Pages:
        """The rows of these columns."""
        reads = map(read_of, self.looks)
        looked = zip(reads, self.found, strict=True)
        return Pages(
            world=self.world,
            said=self.said,
            reads=tuple(Looked(*read, found) for read, found in looked),
            kinds=self.kinds,
            made=tuple(self.made_at(range(len(self.paths)))),
        )

    def made_at(self, rows: Iterable[int]) -> Iterator[Made]:
        """Some of the pages."""
        ends, places = self._ends(), _unpacked(self.places)
        for row in rows:
            count = self.counts[row]
            reads = None if count == _UNKNOWN else (*places[ends[row] - count : ends[row]],)
            yield Made(self.paths[row], self.digests[row], self.page_kinds[row], reads)

    def rows_with(self, places: AbstractSet[int]) -> list[int]:
        """The pages that have looked at one of these places, or nobody knows where."""
        ends = self._ends()
        found = {row for row, count in enumerate(self.counts) if count == _UNKNOWN}
        for index in compress(count_up(), map(places.__contains__, _unpacked(self.places))):
            found.add(bisect_right(ends, index))
        return sorted(found)

    def followed(
        self,
        looks: Iterable[str],
        found: Iterable[str],
        made: Mapping[int, Made],
        said: LastWords,
    ) -> "Ledger":
        """The same after some pages were made anew."""
        ends, places = self._ends(), _unpacked(self.places)
        digests, counts = [*self.digests], [*self.counts]
        for row in sorted(made, reverse=True):
            one = made[row]
            places[ends[row] - max(counts[row], 0) : ends[row]] = array(_PLACE, one.reads or ())
            digests[row], counts[row] = one.digest, _count(one)
        return replace(
            self,
            said=said,
            looks=tuple(looks),
            found=tuple(found),
            digests=tuple(digests),
            counts=tuple(counts),
            places=_packed(places),
        )

    def _ends(self) -> list[int]:
        """Where the places of each page end."""
        return [*accumulate(0 if count == _UNKNOWN else count for count in self.counts)]


def as_text(read: Read) -> str:
    """A look as one text."""
    return _BETWEEN.join((read.name, *read.key))


def read_of(text: str) -> Read:
    """The look that a text stands for."""
    name, *key = text.split(_BETWEEN)
    return Read(name, tuple(key))


def kinds_of(looks: Iterable[str]) -> set[tuple[str, bool]]:
    """The names of the mappings that were looked into, with whether that was for an entry."""
    found = {look.partition(_BETWEEN)[:2] for look in looks}
    return {(name, bool(between)) for name, between in found}


def _count(made: Made) -> int:
    return _UNKNOWN if made.reads is None else len(made.reads)


def _packed(places: Iterable[int]) -> bytes:
    return _in_order(array(_PLACE, places)).tobytes()


def _unpacked(data: bytes) -> "array[int]":
    return _in_order(array(_PLACE, data))


def _in_order(places: "array[int]") -> "array[int]":
    """Little-endian, or back: a cache may come from a machine of another kind."""
    if sys.byteorder == "big":  # pragma: no cover
        places.byteswap()
    return places
