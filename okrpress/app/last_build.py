"""What the last build into a folder came to, and what it left there."""

import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeVar

from okrpress.app.grounds import Grounds
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.model.audience import Audience
from okrpress.model.finding import Finding
from okrpress.publish.folder import MARKER
from okrpress.publish.published import Published
from okrpress.publish.seal import SEAL, file_digest
from okrpress.publish.stamps import Stamp, stamp_of, stamps

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build came to, and a digest of all that it depended on.

    `outside`, `left_out` and `later` are as in `BuildResult`; `pages` and `bytes` were published.
    """

    inputs: str = ""
    findings: tuple[Finding, ...] = ()
    outside: str = ""
    left_out: int = 0
    later: int = 0
    pages: int = 0
    bytes: int = 0


class Left(NamedTuple):
    """A file of the published site, and its stamp when it was left."""

    path: str
    size: int
    changed: int
    inode: int

    @property
    def stamp(self) -> Stamp:
        """What it looks like from outside."""
        return Stamp(*self[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """All files below the output folder."""

    files: tuple[Left, ...] = ()


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
    """What all pages were made from; `world` is a digest of what they share."""

    world: str = ""
    reads: tuple[Looked, ...] = ()
    kinds: tuple[Kind, ...] = ()
    made: tuple[Made, ...] = ()


class LastBuild:
    """The last build into an output folder for an audience, as far as it is needed."""

    def __init__(self, cache: CacheFolder, root: Path, output: Path, audience: Audience) -> None:
        """The folder is known by its place beside or in the project's, wherever that lies."""
        self.is_kept = cache.is_usable
        place = os.path.relpath(os.path.realpath(output), os.path.realpath(root))
        known_by = os.fsencode(place) + b"\0" + str(audience).encode()
        self._name = f"site-{blake2b(known_by, digest_size=8).hexdigest()}"
        self._cache = cache
        self._texts = cache.read(self._name)
        self.output = output
        self.build = self._decoded("build", Build())

    def _decoded(self, key: str, otherwise: T) -> T:
        try:
            return Codec(type(otherwise)).decode(self._texts[key])
        except (KeyError, DamagedError):
            return otherwise

    @cached_property
    def stamps(self) -> dict[str, Stamp]:
        """The stamps of all files that it left."""
        return {file.path: file.stamp for file in self._decoded("folder", _Folder()).files}

    @cached_property
    def pages(self) -> Pages:
        """What it made, and from what."""
        return self._decoded("pages", Pages())

    @cached_property
    def grounds(self) -> Grounds:
        """What it was made from."""
        return self._decoded("grounds", Grounds())

    def is_current(self, grounds: Grounds) -> bool:
        """Whether a build from these grounds would publish what is there, untouched."""
        return grounds.digest() == self.build.inputs and stamps(self.output) == self.stamps

    def is_followed_by(self, grounds: Grounds) -> bool:
        """Whether all was well, and nothing has changed since but what was observed."""
        build = self.build
        is_clean = not (build.findings or build.outside or build.left_out or build.later)
        return bool(build.inputs) and is_clean and grounds.firm == self.grounds.firm

    def is_as_left(self, made: Made) -> bool:
        """Whether the file is the one that was published: untouched, or else the same inside."""
        file = f"{self.output}/{made.path}"  # pathlib would cost more than to look
        stamp = stamp_of(file)
        if stamp is None or stamp == self.stamps.get(made.path):
            return stamp is not None
        return file_digest(Path(file).read_bytes()) == made.digest

    @property
    def published(self) -> Published:
        """What it published."""
        return Published(
            folder=self.output,
            files=len(self.stamps) - 1,  # the marker is no page
            pages=self.build.pages,
            bytes=self.build.bytes,
        )

    def follow(self, build: Build, grounds: Grounds, pages: Pages) -> None:
        """Remember another build, which was just published, in the place of this one."""
        if not self._cache.is_usable:
            return
        paths = sorted((*(made.path for made in pages.made), SEAL, MARKER))
        found = [(path, stamp_of(f"{self.output}/{path}")) for path in paths]
        files = [Left(path, *stamp) for path, stamp in found if stamp]
        if len(files) < len(found):
            return
        texts = {
            "build": Codec(Build).encode(build),
            "grounds": Codec(Grounds).encode(grounds),
            "folder": Codec(_Folder).encode(_Folder(files=tuple(files))),
            "pages": Codec(Pages).encode(pages),
        }
        self._cache.write(self._name, texts)
