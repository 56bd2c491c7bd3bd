"""Pages drawn, here or by several processes, each with what it was made from."""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from okrpress.app.workers import spread
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read

FEWEST = 100
"""Pages that are worth a second process."""
_BATCH = 16  # pages


class Drawn(NamedTuple):
    """A page, a digest of its bytes, and what it looked at, as places among all that was.

    Without tracing there is no digest; `reads` is None where nobody knows.
    """

    data: bytes
    digest: str
    reads: Sequence[int] | None


class Drawing:
    """Draws the pages of a site, and numbers what they look at."""

    def __init__(self, site: SitePages, *, is_traced: bool) -> None:
        self._site = site
        self._is_traced = is_traced
        self.places: dict[Read, int] = {}
        """What was looked at so far, each with its place."""

    def page(self, path: str) -> Drawn:
        """One page."""
        if not self._is_traced:
            return Drawn(self._site.draw(path), "", None)
        data, found = self._site.draw_traced(path)
        digest = blake2b(data, digest_size=16).hexdigest()
        return Drawn(data, digest, None if found is None else self.places_of(found))

    def places_of(self, reads: Iterable[Read]) -> Sequence[int]:
        """The places of these."""
        places = self.places
        return sorted([places.setdefault(one, len(places)) for one in reads])

    def pages(self, paths: Sequence[str], jobs: int) -> Iterator[Drawn]:
        """All of these pages, in their order, by so many processes where that is worth it."""
        if jobs < 2 or len(paths) < FEWEST:
            return map(self.page, paths)
        return self._by_many(paths, jobs)

    def _by_many(self, paths: Sequence[str], jobs: int) -> Iterator[Drawn]:
        """The first page of each kind is drawn here: what it needed, the workers have as well."""
        first = {path: self.page(path) for path in self._first_of_each_kind(paths)}
        rest = [path for path in paths if path not in first]
        batches = [rest[start : start + _BATCH] for start in range(0, len(rest), _BATCH)]
        tables: dict[int, list[int]] = {}
        results = spread(_draw, self, batches, jobs)
        drawn = (page for batch in results for page in self._taken(batch, tables))
        for path in paths:
            yield first[path] if path in first else next(drawn)

    def _first_of_each_kind(self, paths: Iterable[str]) -> Iterator[str]:
        """Static files too: these are not drawn."""
        seen: set[str] = set()
        for path in paths:
            kind = self._site.kind_of(path)
            if kind not in seen or not kind:
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


class _Batch(NamedTuple):
    """What a worker has drawn; `new` are looks that it had not met with the first `before`."""

    worker: int
    before: int
    new: list[tuple[str, tuple[str, ...]]]
    pages: list[Drawn]


def _draw(drawing: Drawing, paths: Sequence[str]) -> _Batch:
    """In the worker: pages one by one, and what they look at."""
    before = len(drawing.places)
    pages = [drawing.page(path) for path in paths]
    new = [(read.name, read.key) for read in islice(drawing.places, before, None)]
    return _Batch(os.getpid(), before, new, pages)
