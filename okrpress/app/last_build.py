"""What the last build into a folder came to, and what it left there."""

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from okrpress.app.grounds import Grounds
from okrpress.app.ledger import Ledger, Made, Pages
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.digests import blake2b
from okrpress.model.audience import Audience
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.publish.folder import MARKER
from okrpress.publish.published import Published
from okrpress.publish.seal import SEAL, file_digest
from okrpress.publish.spare import Sought, Spare
from okrpress.publish.stamps import Tree, look, number_of, stamp_of, tree_at

T = TypeVar("T")

_TICK = 50_000_000  # nanoseconds; the clocks of file systems that sites are read from tick faster


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build came to, and a digest of all that it depended on, where it is remembered.

    `outside`, `left_out` and `later` are as in `BuildResult`; `is_ahead`: there is more that
    waits for a later day. `pages` and `bytes` were published.
    """

    inputs: str = ""
    findings: tuple[Finding, ...] = ()
    outside: str = ""
    left_out: int = 0
    later: int = 0
    is_ahead: bool = False
    pages: int = 0
    bytes: int = 0


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
        self._sought: Sought | None = None
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

    @property
    def is_there(self) -> bool:
        """Whether any build is remembered."""
        return bool(self.build.inputs)

    def seek_spare(self) -> Sought:
        """Have the spare site looked at from now on: a build that publishes will need it."""
        if self._sought is None:
            self._sought = Sought(self._cache.spares / self._name, self._spare_tree)
        return self._sought

    @cached_property
    def spare(self) -> Spare:
        """What the build before it left, as far as that is still so."""
        return self.seek_spare().found(self.output, self._tree)

    @cached_property
    def _astray(self) -> AbstractSet[str]:
        """The files that do not look as it left them."""
        others = [path for path in self._stamps if path not in self.spare.same]
        found = look(str(self.output), others)
        left = map(self._stamps.__getitem__, others)
        return {path for path, now, old in zip(others, found, left, strict=True) if now != old}

    @cached_property
    def ledger(self) -> Ledger:
        """What it made, and from what."""
        found = self._decoded("pages", Ledger())
        return found if found.is_sound() else Ledger()

    @cached_property
    def pages(self) -> Pages:
        """The same, all of it."""
        return self.ledger.pages()

    @cached_property
    def grounds(self) -> Grounds:
        """What it was made from."""
        return self._decoded("grounds", Grounds())

    def is_current(self, grounds: Grounds) -> bool:
        """Whether a build from these grounds would publish what is there, untouched."""
        return grounds.digest() == self.build.inputs and self._tree.is_at(self.output)

    def is_followed_by(self, grounds: Grounds) -> bool:
        """Whether all was well, and nothing has changed since but what was observed, and the day.

        Nothing else may have waited for a later day.
        """
        build, day = self.build, self.grounds.day
        is_clean = not (build.findings or build.outside or build.left_out or build.later)
        is_told = grounds.day == day or (grounds.day > day and not build.is_ahead)
        return is_clean and is_told and grounds.is_firm_since(self.grounds)

    def is_as_left(self, made: Made) -> bool:
        """Whether the file is the one that was published: untouched, or else the same inside."""
        if made.path in self._stamps and made.path not in self._astray:
            return True
        file = f"{self.output}/{made.path}"
        return stamp_of(file) is not None and file_digest(Path(file).read_bytes()) == made.digest

    def rows_astray(self) -> Iterator[int]:
        """The places in the ledger of the pages whose files are not those that were published."""
        paths = self.ledger.paths
        doubtful = {*paths} - (self._stamps.keys() - self._astray)
        rows = [row for row, path in enumerate(paths) if path in doubtful] if doubtful else []
        made = self.ledger.made_at(rows)
        return (row for row, one in zip(rows, made, strict=True) if not self.is_as_left(one))

    @property
    def published(self) -> Published:
        """What it published."""
        return Published(
            folder=self.output,
            files=len(self._stamps) - 1,  # the marker is no page
            pages=self.build.pages,
            bytes=self.build.bytes,
        )

    def follow(self, build: Build, grounds: Grounds, ledger: Ledger, done: Published) -> None:
        """Remember another build, which was just published, in the place of this one.

        What is the same as in the spare site need not be looked at. Where another build has
        published there by now, what lies there is not what this one knows.
        """
        if not self._cache.is_usable:
            return
        paths = [*ledger.paths, SEAL, MARKER]
        now = self._cache.now()
        sure = now.time - _TICK if now else 0
        tree = tree_at(self.output, paths, sure, self._spare_tree, done.same)
        if not tree.is_whole() or number_of(self.output) != done.number:
            return
        texts = {
            "build": Codec(Build).encode(build),
            "grounds": Codec(Grounds).encode(grounds),
            "tree": Codec(Tree).encode(tree),
            "pages": Codec(Ledger).encode(ledger),
        }
        texts["spare"] = self._twin(tree) if done.has_twin else self._texts.get("tree", "")
        self._cache.write(self._name, texts)

    def _twin(self, tree: Tree) -> str:
        """The tree of a spare site with the same files, which was made a while ago."""
        now = self._cache.now()
        sure = now.time - _TICK if now else 0
        return Codec(Tree).encode(tree.twin(self.spare.folder, sure))
