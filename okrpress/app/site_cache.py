"""What the last build published, so that the next one makes only what has changed.

A page is taken over where everything that it was made from is as it was (see
`okrpress.site.tracing`), and where its file is as the build left it. The files are those of the
site that is there: nothing is kept twice.
"""

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from okrpress.app.content import Content
from okrpress.app.page_digests import PageDigests
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.model.finding import Finding
from okrpress.publish import Published
from okrpress.publish.stamps import Stamp, stamp_of, stamps
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look into the mappings of the site, and the digest of what was found."""

    name: str
    key: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of the published site as it was left.

    `reads` are places among the site's; None where nobody knows what the file was made from.
    """

    path: str
    size: int = 0
    changed: int = 0
    inode: int = 0
    digest: str = ""
    reads: tuple[int, ...] | None = None

    @property
    def stamp(self) -> Stamp:
        """What the file looks like from outside."""
        return Stamp(self.size, self.changed, self.inode)

    def is_fresh(self, stale: AbstractSet[int] | None) -> bool:
        """Whether nothing that it was made from finds something else now."""
        return self.reads is not None and stale is not None and stale.isdisjoint(self.reads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build came to, and a digest of all that it depended on.

    `left_out` and `later` are as in `BuildResult`.
    """

    inputs: str = ""
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """The last build into a folder, with its files; `world` is a digest of what all pages share."""

    build: Build = Build()
    pages: int = 0
    bytes: int = 0
    world: str = ""
    reads: tuple[Looked, ...] = ()
    files: tuple[Kept, ...] = ()


class SiteCache:
    """The last build into an output folder, and what becomes of it in the next."""

    def __init__(self, folder: CacheFolder, output: Path) -> None:
        place = blake2b(os.fsencode(os.path.realpath(output)), digest_size=8).hexdigest()
        self._name = f"site-{place}"
        self._folder = folder
        self._output = output
        self._before = self._load()
        self._old = {file.path: file for file in self._before.files}
        self._new: dict[str, Kept] = {}
        self._places: dict[Read, int] = {}
        self._digests: PageDigests | None = None

    def _load(self) -> _Before:
        text = self._folder.read(self._name).get("before")
        try:
            return Codec(_Before).decode(text) if text else _Before()
        except DamagedError:
            return _Before()

    @property
    def before(self) -> Build:
        """The last build; an empty one where there was none."""
        return self._before.build

    @property
    def published(self) -> Published:
        """What it published."""
        return Published(
            folder=self._output,
            files=len(self._old) - 1,  # without the marker
            pages=self._before.pages,
            bytes=self._before.bytes,
        )

    @property
    def paths(self) -> AbstractSet[str]:
        """The files that it published; all of them were verified."""
        return self._old.keys()

    def is_current(self, inputs: str) -> bool:
        """Whether the site there is what a build from these inputs would publish, untouched."""
        if inputs != self.before.inputs:
            return False
        return stamps(self._output) == {path: file.stamp for path, file in self._old.items()}

    # ── the next build ────────────────────────────────────────────────────────────────────────

    def pages(self, site: SitePages, content: Content) -> Iterator[tuple[str, bytes | None]]:
        """All files of the site in their order; without bytes what the last build has left."""
        self._digests = PageDigests(site, content)
        stale = self._stale(self._digests)
        for path in site.paths:
            yield path, self._page(path, site, stale)

    def _stale(self, digests: PageDigests) -> AbstractSet[int] | None:
        """The places of those reads that find something else now; None where it is all of them."""
        if digests.world != self._before.world:
            return None
        return frozenset(
            place
            for place, look in enumerate(self._before.reads)
            if digests.of(Read(look.name, look.key)) != look.found
        )

    def _page(self, path: str, site: SitePages, stale: AbstractSet[int] | None) -> bytes | None:
        old = self._old.get(path)
        if old and self._is_as_left(old) and old.is_fresh(stale):
            looks = (self._before.reads[place] for place in old.reads or ())
            self._remember(path, old.digest, {Read(look.name, look.key) for look in looks})
            return None
        data, reads = site.draw_traced(path)
        digest = blake2b(data, digest_size=16).hexdigest()
        self._remember(path, digest, reads)
        return None if old and old.digest == digest and self._is_as_left(old) else data

    def _is_as_left(self, old: Kept) -> bool:
        """Whether the file is the one that was published: untouched, or else the same inside."""
        file = self._output / old.path
        stamp = stamp_of(str(file))
        if stamp is None or stamp == old.stamp:
            return stamp is not None
        return blake2b(file.read_bytes(), digest_size=16).hexdigest() == old.digest

    def _remember(self, path: str, digest: str, reads: AbstractSet[Read] | None) -> None:
        places = self._places
        known = None if reads is None else {places.setdefault(one, len(places)) for one in reads}
        self._new[path] = Kept(
            path=path, digest=digest, reads=None if known is None else tuple(sorted(known))
        )

    def save(self, build: Build, published: Published) -> None:
        """Remember the build that was just published."""
        digests = self._digests
        found = stamps(self._output) if self._folder.is_usable else {}
        if digests is None or None in found.values() or not found:
            return
        before = _Before(
            build=build,
            pages=published.pages,
            bytes=published.bytes,
            world=digests.world,
            reads=tuple(
                Looked(name=read.name, key=read.key, found=digests.of(read))
                for read in self._places
            ),
            files=tuple(
                replace(
                    self._new.get(path) or Kept(path=path),
                    size=stamp.size,
                    changed=stamp.changed,
                    inode=stamp.inode,
                )
                for path, stamp in sorted(found.items())
                if stamp
            ),
        )
        self._folder.write(self._name, {"before": Codec(_Before).encode(before)})
