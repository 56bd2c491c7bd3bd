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
from okrpress.app.last_build import Kind, LastBuild, Looked, Made, Pages
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

    @cached_property
    def _digests(self) -> PageDigests:
        return PageDigests(self._site, self._content)

    @property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""
        return self._old.keys()

    def __len__(self) -> int:
        return len(self._site.paths)

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """All files of the site in their order; without bytes those that are there already."""
        paths = self._site.paths
        kept = {path: old for path in paths if (old := self._kept(path))}
        drawn = self._drawing.pages([path for path in paths if path not in kept], self._jobs)
        for path in paths:
            if old := kept.get(path):
                reads = (self._last.pages.reads[place] for place in old.reads or ())
                places = self._drawing.places_of(Read(name, key) for name, key, _ in reads)
                self._new.append(old._replace(reads=tuple(places)))
                yield path, None
            else:
                yield path, self._compared(path, next(drawn))

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

    def _kept(self, path: str) -> Made | None:
        """The page as it was made before, where it would be made again just so."""
        old = self._old.get(path)
        if old is None or old.kind not in self._fresh_kinds or not old.is_fresh(self._stale):
            return None
        return old if self._last.is_as_left(old) else None

    def _compared(self, path: str, drawn: Drawn) -> bytes | None:
        """The bytes of a page; None where the file that is there has the same."""
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
    def made(self) -> Pages:
        """What all pages were made from, once all of them were."""
        planning = self._site.planning.items()
        kinds = [Kind(name, tuple(self._drawing.places_of(reads))) for name, reads in planning]
        return Pages(
            world=self._digests.world,
            reads=tuple(Looked(*read, self._digests.of(read)) for read in self._drawing.places),
            kinds=tuple(kinds),
            made=tuple(self._new),
        )
