"""The pages of a site, but for those that the last build has left as they would be made again.

A page is kept where everything that it was made from is as it was (see `okrpress.site.tracing`),
and where its file is as the build left it. The files are those of the site that is there: nothing
is stored twice.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from hashlib import blake2b

from okrpress.app.content import Content
from okrpress.app.last_build import LastBuild, Looked, Made, Pages
from okrpress.app.page_digests import PageDigests
from okrpress.publish.stamps import stamp_of
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read


class KeptPages:
    """The pages of a site, compared with those of the last build."""

    def __init__(self, site: SitePages, content: Content, last: LastBuild) -> None:
        self._site = site
        self._last = last
        self._digests = PageDigests(site, content)
        self._old = {made.path: made for made in last.pages.made}
        self._new: list[Made] = []
        self._places: dict[Read, int] = {}

    @property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""
        return self._old.keys()

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """All files of the site in their order; without bytes those that are there already."""
        stale = self._stale()
        for path in self._site.paths:
            yield path, self._page(path, stale)

    def _stale(self) -> AbstractSet[int] | None:
        """The places of those reads that find something else now; None where it is all of them."""
        pages = self._last.pages
        if self._digests.world != pages.world:
            return None
        return frozenset(
            place
            for place, (name, key, found) in enumerate(pages.reads)
            if self._digests.of(Read(name, key)) != found
        )

    def _page(self, path: str, stale: AbstractSet[int] | None) -> bytes | None:
        old = self._old.get(path)
        if old and old.is_fresh(stale) and self._is_as_left(old):
            reads = (self._last.pages.reads[place] for place in old.reads or ())
            self._remember(path, old.digest, {Read(name, key) for name, key, _ in reads})
            return None
        data, found = self._site.draw_traced(path)
        digest = blake2b(data, digest_size=16).hexdigest()
        self._remember(path, digest, found)
        return None if old and old.digest == digest and self._is_as_left(old) else data

    def _is_as_left(self, old: Made) -> bool:
        """Whether the file is the one that was published: untouched, or else the same inside."""
        file = self._last.output / old.path
        stamp = stamp_of(str(file))
        if stamp is None or stamp == self._last.stamps.get(old.path):
            return stamp is not None
        return blake2b(file.read_bytes(), digest_size=16).hexdigest() == old.digest

    def _remember(self, path: str, digest: str, reads: AbstractSet[Read] | None) -> None:
        places = self._places
        known = None
        if reads is not None:
            known = tuple(sorted({places.setdefault(one, len(places)) for one in reads}))
        self._new.append(Made(path, digest, known))

    @property
    def made(self) -> Pages:
        """What all pages were made from, once all of them were."""
        return Pages(
            world=self._digests.world,
            reads=tuple(Looked(*read, self._digests.of(read)) for read in self._places),
            made=tuple(self._new),
        )
