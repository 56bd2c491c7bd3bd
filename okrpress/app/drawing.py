"""Pages drawn, here or by several processes, each with what it was made from."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from okrpress.app.messages import apart
from okrpress.app.workers import in_lanes, spread
from okrpress.publish.seal import file_digest
from okrpress.site.kinds import EARLY, SHARED
from okrpress.site.pages import SitePages, Together
from okrpress.site.tracing import Read

FEWEST = 100
"""Pages that are worth a second process."""
MOST_COPIED = 512 * 1024 * 1024
"""Bytes that all workers copy, after their first pages, before one forked anew takes over.

Whatever a worker looks at it copies, page by page of memory, because looking counts references: in
the end each would hold a copy of everything. To fork often is dear too, and the more so the more
there is: every fork copies the tables of all memory, and lets this process copy what it touches.
With the default theme at 10 000 objectives, half as much takes 6 % longer.
"""
_BATCH = 16  # pages, at most
_ON_THE_WAY = 512 * 1024
"""Bytes of a batch: half of what a pipe holds, so that its worker goes on while nobody reads it."""


class Drawn(NamedTuple):
    """A page, a digest of its bytes, and what it looked at, as places among all that was.

    Without tracing there is no digest; `reads` is None where nobody knows. `outline` is as in
    `Together`.
    """

    data: bytes
    digest: str
    reads: Sequence[int] | None
    outline: bytes | None


class Drawing:
    """Draws the pages of a site, and numbers what they look at."""

    def __init__(self, site: SitePages, *, is_traced: bool, most_copied: int = MOST_COPIED) -> None:
        self._site = site
        self._most_copied = most_copied
        self._is_traced = is_traced
        self.copied_at_first = 0  # bytes, in a worker after its first batch
        self._sizes: dict[str, int] = {}  # bytes of the first page of a kind
        self.places: dict[Read, int] = {}
        """What was looked at so far, each with its place."""

    def page(self, path: str) -> Drawn:
        """One page."""
        return next(self.together([path]))

    def together(self, paths: Sequence[str]) -> Iterator[Drawn]:
        """Some pages at once."""
        for page in self._site.draw_together(paths, is_traced=self._is_traced):
            yield self._numbered(page)

    def _numbered(self, page: Together) -> Drawn:
        data, found, outline = page
        if not self._is_traced:
            return Drawn(data, "", None, outline)
        reads = None if found is None else self.places_of(found)
        return Drawn(data, file_digest(data), reads, outline)

    def places_of(self, reads: Iterable[Read]) -> Sequence[int]:
        """The places of these."""
        places = self.places
        return sorted([places.setdefault(one, len(places)) for one in reads])

    def pages(self, paths: Sequence[str], jobs: int) -> Iterator[tuple[str, Drawn]]:
        """All of these pages, by so many processes where that is worth it.

        Each comes with its path, in whatever order.
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
            page = self.page(path)
            self._sizes[EARLY] = len(page.data)
            yield path, page
        made: list[tuple[str, Together]] = []
        steps = self._prepare(first, dear, made)
        yield from self._by_workers(early, jobs, lambda: next(steps, None) is not None)
        deque(steps, 0)
        yield from ((path, self._numbered(page)) for path, page in made)
        yield from self._by_workers(rest, jobs)

    def _parted(self, paths: Iterable[str]) -> tuple[list[str], list[str]]:
        """Those of the kind that needs nothing that takes long, and the others."""
        parts: tuple[list[str], list[str]] = ([], [])
        for path in paths:
            parts[self._site.kind_of(path) != EARLY].append(path)
        return parts

    def _prepare(
        self, first: Iterable[str], dear: Iterable[str], made: list[tuple[str, Together]]
    ) -> Iterator[object]:
        """Make what many pages need, step by step; whatever is drawn for that is `made`.

        Nothing is numbered here: when a step is done hangs on how fast the workers are.
        """
        for kind in dear:
            yield from self._site.share(kind, is_traced=self._is_traced)
        for path in first:
            for page in self._site.draw_together([path], is_traced=self._is_traced):
                made.append((path, page))
                self._sizes[self._site.kind_of(path)] = len(page.data)
                yield path

    def _by_workers(
        self, paths: Sequence[str], jobs: int, meanwhile: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[str, Drawn]]:
        """These pages, by workers that are replaced once they have copied enough."""
        if not paths:
            return
        most, tables = self._most_copied / jobs, dict[int, list[int]]()
        batches = spread(
            _draw,
            self,
            self._lanes(paths, jobs),
            jobs,
            meanwhile=meanwhile,
            is_used_up=lambda batch: batch.copied > most,
        )
        for batch in batches:
            yield from zip(batch.paths, self._taken(batch, tables), strict=True)

    def _lanes(self, paths: Sequence[str], jobs: int) -> list[list[Sequence[str]]]:
        """Pages of a kind lie together, and each worker keeps to one stretch of them.

        So do the objects that they look at: workers copy a fifth less than where all of them look
        at everything. Kinds of few pages, which may take long, come one by one and first.
        """
        by_kind: dict[str, list[str]] = {}
        for path in paths:
            by_kind.setdefault(self._site.kind_of(path), []).append(path)
        few = [path for some in by_kind.values() if len(some) < jobs * _BATCH for path in some]
        lanes: list[list[Sequence[str]]]
        lanes = [[[path] for path in few[number::jobs]] for number in range(jobs)]
        for kind, some in by_kind.items():
            if len(some) >= jobs * _BATCH:
                length = self._length_of_batches(kind)
                starts = range(0, len(some), length)
                batches = [some[start : start + length] for start in starts]
                for number, own in enumerate(in_lanes(batches, jobs)):
                    lanes[number] += own
        return lanes

    def _length_of_batches(self, kind: str) -> int:
        """How many pages of a kind are drawn together; other pages are as large as the first."""
        return min(_BATCH, 1 + _ON_THE_WAY // max(1, self._sizes.get(kind, 1)))

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
        if batch.is_first:
            tables[batch.worker] = list(range(batch.before))
        table = tables[batch.worker]
        places = self.places
        table += [places.setdefault(Read(*one), len(places)) for one in batch.new]
        for data, digest, reads, outline in batch.pages:
            ours = None if reads is None else [table[place] for place in reads]
            yield Drawn(data, digest, ours, outline)


class _Batch(NamedTuple):
    """What a worker has drawn; `new` are looks that it had not met with the first `before`.

    `copied` are the bytes of memory that it has made its own since its first batch: what that
    takes every worker copies, however short it lives. The pages are plain tuples, in the order of
    `Drawn`: to send named ones takes many times as long.
    """

    worker: int
    is_first: bool
    paths: Sequence[str]
    copied: int
    before: int
    new: list[tuple[str, tuple[str, ...]]]
    pages: list[tuple[bytes, str, Sequence[int] | None, bytes | None]]


def _draw(drawing: Drawing, paths: Sequence[str]) -> _Batch:
    """In the worker: pages, and what they look at."""
    import resource  # where processes can be forked there is one

    before = len(drawing.places)
    drawn = drawing.together(paths)
    pages = [(apart(one.data), one.digest, one.reads, one.outline) for one in drawn]
    new = [(read.name, read.key) for read in islice(drawing.places, before, None)]
    copied = resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()
    is_first = not drawing.copied_at_first
    if is_first:
        drawing.copied_at_first = copied
    copied -= drawing.copied_at_first
    return _Batch(os.getpid(), is_first, paths, copied, before, new, pages)
