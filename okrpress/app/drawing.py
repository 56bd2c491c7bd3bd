"""Pages drawn, here or by several processes, each with what it was made from."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple, TypeVar

from okrpress.app.workers import in_lanes, spread
from okrpress.publish.seal import file_digest
from okrpress.site.kinds import EARLY, SHARED
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read

T = TypeVar("T")

FEWEST = 100
"""Pages that are worth a second process."""
MOST_COPIED = 256 * 1024 * 1024
"""Bytes that all workers copy, after their first pages, before others, forked anew, go on.

Whatever a worker looks at it copies, page by page of memory, because looking counts references: in
the end each would hold a copy of everything. To fork often is dear too, and the more so the more
there is: every fork copies the tables of all memory, and lets this process copy what it touches.
"""
_BATCH = 16  # pages


class Drawn(NamedTuple):
    """A page, a digest of its bytes, and what it looked at, as places among all that was.

    Without tracing there is no digest; `reads` is None where nobody knows.
    """

    data: bytes
    digest: str
    reads: Sequence[int] | None


class _Raw(NamedTuple):
    """A page, and what it looked at."""

    path: str
    data: bytes
    found: AbstractSet[Read] | None


class Drawing:
    """Draws the pages of a site, and numbers what they look at."""

    def __init__(self, site: SitePages, *, is_traced: bool, most_copied: int = MOST_COPIED) -> None:
        self._site = site
        self._most_copied = most_copied
        self._is_traced = is_traced
        self.places: dict[Read, int] = {}
        """What was looked at so far, each with its place."""

    def page(self, path: str) -> Drawn:
        """One page."""
        return next(self.together([path]))

    def together(self, paths: Sequence[str]) -> Iterator[Drawn]:
        """Some pages at once."""
        for data, found in self._site.draw_together(paths, is_traced=self._is_traced):
            yield self._numbered(data, found)

    def _numbered(self, data: bytes, found: Iterable[Read] | None) -> Drawn:
        if not self._is_traced:
            return Drawn(data, "", None)
        return Drawn(data, file_digest(data), None if found is None else self.places_of(found))

    def places_of(self, reads: Iterable[Read]) -> Sequence[int]:
        """The places of these."""
        places = self.places
        return sorted([places.setdefault(one, len(places)) for one in reads])

    def pages(self, paths: Sequence[str], jobs: int) -> Iterator[tuple[str, Drawn]]:
        """All of these pages, by so many processes where that is worth it.

        Each comes with its path: for so many the order is always the same, but not that of the
        paths.
        """
        if jobs < 2 or len(paths) < FEWEST:
            starts = range(0, len(paths), _BATCH)
            batches = (paths[start : start + _BATCH] for start in starts)
            drawn = (page for some in batches for page in self.together(some))
            return zip(paths, drawn, strict=True)
        return self._by_many(paths, jobs)

    def _by_many(self, paths: Sequence[str], jobs: int) -> Iterator[tuple[str, Drawn]]:
        """The first page of a kind with many is drawn here: what it needed, all workers have.

        While that takes long, workers draw pages that need nothing of it.
        """
        kinds = Counter(map(self._site.kind_of, paths))
        dear = [kind for kind, count in kinds.items() if kind in SHARED and count >= FEWEST]
        first = dict.fromkeys(self._first_of_each_kind(paths, kinds))
        rest = [path for path in paths if path not in first]
        early: list[str] = []
        if dear and kinds[EARLY] >= max(FEWEST, _BATCH):
            early, rest = self._parted(rest)
            path = next(path for path in first if self._site.kind_of(path) == EARLY)
            first.pop(path)
            yield path, self.page(path)
        made: list[_Raw] = []
        steps = self._prepare(first, dear, made)
        yield from self._by_workers(early, jobs, lambda: next(steps, None) is not None)
        deque(steps, 0)
        yield from ((path, self._numbered(data, found)) for path, data, found in made)
        yield from self._by_workers(rest, jobs)

    def _parted(self, paths: Iterable[str]) -> tuple[list[str], list[str]]:
        """Those of the kind that needs nothing that takes long, and the others."""
        parts: tuple[list[str], list[str]] = ([], [])
        for path in paths:
            parts[self._site.kind_of(path) != EARLY].append(path)
        return parts

    def _prepare(
        self, first: Iterable[str], dear: Iterable[str], made: "list[_Raw]"
    ) -> Iterator[object]:
        """Make what many pages need, step by step; whatever is drawn for that is `made`.

        Nothing is numbered here: when a step is done hangs on how fast the workers are.
        """
        for kind in dear:
            yield from self._site.share(kind, is_traced=self._is_traced)
        for path in first:
            for data, found in self._site.draw_together([path], is_traced=self._is_traced):
                made.append(_Raw(path, data, found))
                yield path

    def _by_workers(
        self, paths: Sequence[str], jobs: int, meanwhile: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[str, Drawn]]:
        """These pages, by workers that are replaced once they have copied enough.

        Each keeps to pages that lie together, and so do the objects that these look at: then
        workers copy a quarter less than where all of them look at everything.
        """
        starts = range(0, len(paths), _BATCH)
        batches = in_lanes([paths[start : start + _BATCH] for start in starts], jobs)
        in_order = [path for some in batches for path in some]
        stretches = self._stretches(deque(batches), jobs, meanwhile)
        return zip(in_order, (page for some in stretches for page in some), strict=True)

    def _stretches(
        self, batches: deque[Sequence[str]], jobs: int, meanwhile: Callable[[], bool]
    ) -> Iterator[Iterator[Drawn]]:
        while batches:
            at_first: dict[int, int] = {}  # what every worker copies, however short it lives
            copied: dict[int, int] = {}
            tables: dict[int, list[int]] = {}
            some = until_copied(batches, copied, self._most_copied)
            for batch in spread(_draw, self, some, jobs, meanwhile):
                first = at_first.setdefault(batch.worker, batch.copied)
                copied[batch.worker] = batch.copied - first
                yield self._taken(batch, tables)

    def _first_of_each_kind(self, paths: Iterable[str], kinds: Mapping[str, int]) -> Iterator[str]:
        """Of kinds that fill a batch; a worker may as well begin with the others.

        Static files too: these are not drawn.
        """
        seen: set[str] = set()
        for path in paths:
            kind = self._site.kind_of(path)
            if not kind or (kind not in seen and kinds[kind] >= _BATCH):
                seen.add(kind)
                yield path

    def _taken(self, batch: "_Batch", tables: dict[int, list[int]]) -> Iterator[Drawn]:
        """A worker's pages, with our places in place of the worker's.

        Those that it had when it was forked are ours.
        """
        table = tables.setdefault(batch.worker, list(range(batch.before)))
        places = self.places
        table += [places.setdefault(Read(*one), len(places)) for one in batch.new]
        for data, digest, reads in batch.pages:
            ours = None if reads is None else [table[place] for place in reads]
            yield Drawn(data, digest, ours)


def until_copied(batches: deque[T], copied: Mapping[int, int], most: int) -> Iterator[T]:
    """Takes batches, as long as workers have not `copied` more than `most` in all; one or more.

    `copied` has the bytes of each worker and grows while batches are taken.
    """
    while batches:
        yield batches.popleft()
        if sum(copied.values()) > most:
            return


class _Batch(NamedTuple):
    """What a worker has drawn; `new` are looks that it had not met with the first `before`.

    `copied` are the bytes of memory that it has made its own since it was forked.
    """

    worker: int
    copied: int
    before: int
    new: list[tuple[str, tuple[str, ...]]]
    pages: list[Drawn]


def _draw(drawing: Drawing, paths: Sequence[str]) -> _Batch:
    """In the worker: pages, and what they look at."""
    import resource  # where processes can be forked there is one

    before = len(drawing.places)
    pages = [*drawing.together(paths)]
    new = [(read.name, read.key) for read in islice(drawing.places, before, None)]
    copied = resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()
    return _Batch(os.getpid(), copied, before, new, pages)
