"""Pages drawn, here or by several processes, each with what it was made from."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from okrpress.app.messages import AT_ONCE, apart
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
BATCH = 32
"""Pages that are drawn together. Code that runs again at once runs faster: 32 objectives together
take 9 % less than 11, and as much as 256.
"""
_ON_THE_WAY = AT_ONCE // 2
"""Bytes sent together: half of what a pipe holds, so that a worker goes on while nobody reads."""


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
        self.copied_at_first = 0  # bytes, in a worker after its first part
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
            starts = range(0, len(paths), BATCH)
            batches = (paths[start : start + BATCH] for start in starts)
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
        if dear and kinds[EARLY] >= max(FEWEST, BATCH):
            early, rest = self._parted(rest)
            path = next(path for path in first if self._site.kind_of(path) == EARLY)
            first.pop(path)
            yield path, self.page(path)
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
                yield path

    def _by_workers(
        self, paths: Sequence[str], jobs: int, meanwhile: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[str, Drawn]]:
        """These pages, by workers that are replaced once they have copied enough."""
        if not paths:
            return
        most, tables = self._most_copied / jobs, dict[int, list[int]]()
        parts = spread(
            _draw,
            self,
            self._lanes(paths, jobs),
            jobs,
            meanwhile=meanwhile,
            is_used_up=lambda part: part.copied > most,
        )
        for part in parts:
            yield from self._taken(part, tables)

    def _lanes(self, paths: Sequence[str], jobs: int) -> list[list[Sequence[str]]]:
        """Pages of a kind lie together, and each worker keeps to one stretch of them.

        So do the objects that they look at: workers copy a fifth less than where all of them look
        at everything. Kinds of few pages, which may take long, come one by one and first.
        """
        by_kind: dict[str, list[str]] = {}
        for path in paths:
            by_kind.setdefault(self._site.kind_of(path), []).append(path)
        few = [path for some in by_kind.values() if len(some) < jobs * BATCH for path in some]
        lanes: list[list[Sequence[str]]]
        lanes = [[[path] for path in few[number::jobs]] for number in range(jobs)]
        for some in by_kind.values():
            if len(some) >= jobs * BATCH:
                starts = range(0, len(some), BATCH)
                batches = [some[start : start + BATCH] for start in starts]
                for number, own in enumerate(in_lanes(batches, jobs)):
                    lanes[number] += own
        return lanes

    def _first_of_each_kind(self, paths: Iterable[str], kinds: Mapping[str, int]) -> Iterator[str]:
        """Of kinds that fill a batch; a worker may as well begin with the others.

        Static files too: these are not drawn.
        """
        seen: set[str] = set()
        for path in paths:
            kind = self._site.kind_of(path)
            if not kind or (kind not in seen and kinds[kind] >= BATCH):
                seen.add(kind)
                yield path

    def _taken(self, part: "_Part", tables: dict[int, list[int]]) -> Iterator[tuple[str, Drawn]]:
        """A worker's pages, with our places in place of the worker's.

        Those that it had when it was forked are ours.
        """
        if part.is_first:
            tables[part.worker] = list(range(part.before))
        table = tables[part.worker]
        places = self.places
        table += [places.setdefault(Read(*one), len(places)) for one in part.new]
        for path, data, digest, reads, outline in part.pages:
            ours = None if reads is None else [table[place] for place in reads]
            yield path, Drawn(data, digest, ours, outline)


_Page = tuple[str, bytes, str, Sequence[int] | None, bytes | None]
"""A path, and then what `Drawn` holds, in its order: named ones take many times as long to send."""


class _Part(NamedTuple):
    """Some pages of a batch; `new` are looks that the worker had not met with the first `before`.

    `copied` are the bytes of memory that it has made its own since its first part: what that
    takes every worker copies, however short it lives.
    """

    worker: int
    is_first: bool
    copied: int
    before: int
    new: list[tuple[str, tuple[str, ...]]]
    pages: list[_Page]


def _draw(drawing: Drawing, paths: Sequence[str]) -> Iterator[_Part]:
    """In the worker: pages, and what they look at, as many at once as are to be on the way."""
    pages: list[_Page] = []
    before, size = len(drawing.places), 0
    for path, page in zip(paths, drawing.together(paths), strict=True):
        if pages and size + len(page.data) > _ON_THE_WAY:
            yield _part(drawing, before, pages)
            before, pages, size = len(drawing.places), [], 0
        pages.append((path, apart(page.data), page.digest, page.reads, page.outline))
        size += len(page.data)
    yield _part(drawing, before, pages)


def _part(drawing: Drawing, before: int, pages: list[_Page]) -> _Part:
    import resource  # where processes can be forked there is one

    new = [(read.name, read.key) for read in islice(drawing.places, before, None)]
    copied = resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()
    is_first = not drawing.copied_at_first
    if is_first:
        drawing.copied_at_first = copied
    return _Part(os.getpid(), is_first, copied - drawing.copied_at_first, before, new, pages)
