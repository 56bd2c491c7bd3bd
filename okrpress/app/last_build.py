"""What the last build into a folder came to, and what it left there."""

import os
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeVar

from okrpress.app.grounds import Grounds
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.model.audience import Audience
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.publish.folder import MARKER
from okrpress.publish.published import Published
from okrpress.publish.seal import SEAL, file_digest
from okrpress.publish.spare import Spare, spare_at
from okrpress.publish.stamps import MISSING, Tree, look, stamp_of, tree_at

T = TypeVar("T")

_TICK = 50_000_000  # nanoseconds; the clocks of file systems that sites are read from tick faster


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
    def _tree(self) -> Tree:
        """What it left in the output folder."""
        return self._decoded("tree", Tree())

    @cached_property
    def _stamps(self) -> dict[str, tuple[int, ...]]:
        """The stamps of all files that it left."""
        return self._tree.by_file()

    @cached_property
    def _spare_tree(self) -> Tree:
        """What the build before it left there."""
        return self._decoded("spare", Tree())

    @cached_property
    def spare(self) -> Spare:
        """What the build before it left, as far as that is still so."""
        folder = self._cache.spares / self._name
        return spare_at(folder, self._spare_tree, self.output, self._tree)

    @cached_property
    def _astray(self) -> AbstractSet[str]:
        """The files that do not look as it left them."""
        others = [path for path in self._stamps if path not in self.spare.same]
        found = look(str(self.output), others)
        left = map(self._stamps.__getitem__, others)
        return {path for path, now, old in zip(others, found, left, strict=True) if now != old}

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
        return grounds.digest() == self.build.inputs and self._tree.is_at(self.output)

    def is_followed_by(self, grounds: Grounds) -> bool:
        """Whether all was well, and nothing has changed since but what was observed."""
        build = self.build
        is_clean = not (build.findings or build.outside or build.left_out or build.later)
        return bool(build.inputs) and is_clean and grounds.is_firm_since(self.grounds)

    def is_as_left(self, made: Made) -> bool:
        """Whether the file is the one that was published: untouched, or else the same inside."""
        if made.path in self._stamps and made.path not in self._astray:
            return True
        file = f"{self.output}/{made.path}"
        return stamp_of(file) is not None and file_digest(Path(file).read_bytes()) == made.digest

    @property
    def published(self) -> Published:
        """What it published."""
        return Published(
            folder=self.output,
            files=len(self._stamps) - 1,  # the marker is no page
            pages=self.build.pages,
            bytes=self.build.bytes,
        )

    def follow(self, build: Build, grounds: Grounds, pages: Pages, done: Published) -> None:
        """Remember another build, which was just published, in the place of this one.

        What is the same as in the spare site need not be looked at.
        """
        if not self._cache.is_usable:
            return
        paths = [*(made.path for made in pages.made), SEAL, MARKER]
        now = self._cache.now()
        sure = now.time - _TICK if now else 0
        spare = self._spare_tree.by_path() if done.same else {}
        known = {path: stamp for path in done.same if (stamp := spare[path]) != MISSING}
        tree = tree_at(self.output, paths, sure, known)
        if MISSING in tree.by_file().values():
            return
        texts = {
            "build": Codec(Build).encode(build),
            "grounds": Codec(Grounds).encode(grounds),
            "tree": Codec(Tree).encode(tree),
            "pages": Codec(Pages).encode(pages),
        }
        texts["spare"] = self._twin(tree) if done.has_twin else self._texts.get("tree", "")
        self._cache.write(self._name, texts)

    def _twin(self, tree: Tree) -> str:
        """The tree of a spare site with the same files, which was made a while ago."""
        now = self._cache.now()
        sure = now.time - _TICK if now else 0
        return Codec(Tree).encode(tree.twin(self.spare.folder, sure))
