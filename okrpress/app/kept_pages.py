"""The pages of a site, but for those that the last build has left as they would be made again.

A page is kept where everything that it was made from is as it was (see `okrpress.site.tracing`),
and where its file is as the build left it. The files are those of the site that is there: nothing
is stored twice.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from okrpress.app.content import Content
from okrpress.app.drawing import Drawing, Drawn
from okrpress.app.last_build import LastBuild
from okrpress.app.ledger import Kind, Ledger, Looked, Made, Pages
from okrpress.app.page_digests import PageDigests
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read


class KeptPages:
    """The pages of a site, compared with those of the last build; drawn by `jobs` processes."""

    def __init__(self, site: SitePages, content: Content, last: LastBuild, jobs: int) -> None:
        self._site = site
        self._last = last
        self._jobs = jobs
        self._drawing = Drawing(site, is_traced=last.is_kept)
        self._content = content
        self._old = {made.path: made for made in last.pages.made}
        self._new: list[Made] = []
        self._table: dict[int, int] = {}
        self._outlines: dict[str, bytes | None] = {}

    @cached_property
    def _digests(self) -> PageDigests:
        return PageDigests(self._site, self._content)

    @property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""
        return self._old.keys()

    @cached_property
    def _kept(self) -> dict[str, Made]:
        """The pages as they were made before that would be made again just so."""
        if not self._old:
            return {}
        return {path: old for path in self._site.paths if (old := self._as_before(path))}

    @property
    def kept(self) -> AbstractSet[str]:
        """Those that are there already, as far as it is known without making them."""
        return self._kept.keys()

    def __len__(self) -> int:
        return len(self._site.paths) - len(self._kept)

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """The others; without bytes where the file is there all the same."""
        self._new += map(self._replaced, self._kept.values())
        paths = [path for path in self._site.paths if path not in self._kept]
        for path, drawn in self._drawing.pages(paths, self._jobs):
            data = self._compared(path, drawn)
            if data is not None:
                self._outlines[path] = drawn.outline
            yield path, data

    def outline(self, path: str) -> bytes | None:
        """The outline of a page that has come, where it is known; it is told once."""
        return self._outlines.pop(path, None)

    def _replaced(self, old: Made) -> Made:
        """A page with the places that what it looked at has among all that is looked at now."""
        places, reads = self._drawing.places, self._last.pages.reads
        for place in old.reads or ():
            if place not in self._table:
                name, key, _ = reads[place]
                self._table[place] = places.setdefault(Read(name, key), len(places))
        return old._replace(reads=tuple(map(self._table.__getitem__, old.reads or ())))

    @cached_property
    def _stale(self) -> AbstractSet[int] | None:
        """The places of those reads that find something else now; None where it is all of them."""
        pages = self._last.pages
        if not pages.made or self._digests.world != pages.world:
            return None
        return frozenset(
            place
            for place, (name, key, found) in enumerate(pages.reads)
            if self._digests.of(Read(name, key)) != found
        )

    @cached_property
    def _fresh_kinds(self) -> AbstractSet[str]:
        """The kinds whose pages would be planned again as they were."""
        stale = self._stale
        if stale is None:
            return frozenset()
        return {kind.name for kind in self._last.pages.kinds if stale.isdisjoint(kind.reads)}

    def _as_before(self, path: str) -> Made | None:
        """The page as it was made before, where it would be made again just so."""
        old = self._old.get(path)
        if old is None or old.kind not in self._fresh_kinds or not old.is_fresh(self._stale):
            return None
        return old if self._last.is_as_left(old) else None

    def _compared(self, path: str, drawn: Drawn) -> bytes | None:
        """The bytes of a page; None where the file that is there has the same."""
        if not self._last.is_kept:
            return drawn.data
        old = self._old.get(path)
        reads = None if drawn.reads is None else tuple(drawn.reads)
        self._new.append(Made(path, drawn.digest, self._site.kind_of(path), reads))
        is_same = old is not None and old.digest == drawn.digest and self._last.is_as_left(old)
        return None if is_same else drawn.data

    @property
    def knows_digests(self) -> bool:
        """Whether the digests of all files are known, once they were made."""
        return self._last.is_kept

    @property
    def digests(self) -> dict[str, str]:
        """The digests of the files so far, by path."""
        return {one.path: one.digest for one in self._new}

    @property
    def made(self) -> Ledger:
        """What all pages were made from, once all of them were."""
        planning = self._site.planning.items()
        kinds = [Kind(name, tuple(self._drawing.places_of(reads))) for name, reads in planning]
        pages = Pages(
            world=self._digests.world,
            said=dict(self._site.site.said),
            reads=tuple(Looked(*read, self._digests.of(read)) for read in self._drawing.places),
            kinds=tuple(kinds),
            made=tuple(self._new),
        )
        return Ledger.of(pages)
