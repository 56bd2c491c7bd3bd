"""The site before the published one, kept to become the next: most of it is already there.

Two sites that follow each other differ in a few pages. So the folder that a build has taken out of
the way is not deleted: the next build gives it the pages that have changed since, and puts it in
the place of the published one. The files themselves are there once, under two names.
"""

import errno
import os
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from okrpress.model.frozen import dataclass
from okrpress.publish.aside import Aside
from okrpress.publish.stamps import MISSING, Tree, look, number_of, stamped

_YES, _NO = b"y", b"n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """The old site: what lies in `folder`, which belongs to okrpress alone, if it is there at all.

    `files` and `folders` are what was found there; `same` has the sizes of those of the files that
    are the very files of the published site, and `root` is the stamp of the folder. All are empty
    where it is of no use. `site` is the number of the published site's folder when it was looked
    at, and `is_site_known` whether it is known what lay there: if not, the folder is of no use as
    the next spare one.
    """

    folder: Path
    files: AbstractSet[str] = frozenset()
    folders: AbstractSet[str] = frozenset()
    same: Mapping[str, int] = field(default_factory=dict)
    root: tuple[int, ...] = ()
    site: int = 0
    is_site_known: bool = True

    def is_untouched(self) -> bool:
        """Whether it is still there as it was found: another build may have used it meanwhile."""
        try:
            return stamped(os.lstat(self.folder)) == self.root
        except FileNotFoundError:
            return False

    def take(self, to: Path) -> bool:
        """Put it where the new site is written; whether its files are still the same ones.

        They are others where the output is mounted from elsewhere by now: then they are copied.
        """
        try:
            os.rename(self.folder, to)  # noqa: PTH104 - one system call, as it says
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            import shutil

            shutil.copytree(self.folder, to)
            return False
        return True

    def leave(self, old: Path) -> None:
        """Keep the old site for the next build, where its folder can be moved there."""
        with suppress(OSError):
            self._make_room()
            os.rename(old, self.folder)  # noqa: PTH104

    def make(self, fill: Callable[[Path], None]) -> bool:
        """Have one made of the site that was just published; whether that could be done.

        So the first edit after a first build finds it, and need not make as many folders.
        """
        try:
            self._make_room()
            fill(self.folder)
        except OSError:  # no links, no room, another device: there is none, and none is needed
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
            return False
        return True

    def _make_room(self) -> None:
        """The folder above is there, and nothing lies where the spare site is to be."""
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.is_dir() and not self.folder.is_symlink():
            import shutil

            shutil.rmtree(self.folder)
        else:
            self.folder.unlink(missing_ok=True)


class Sought:
    """A spare site in `folder` that is looked at from now on, if it is there: as it was `left`?"""

    def __init__(self, folder: Path, left: Tree) -> None:
        self.folder = folder
        self.left = left
        (self.root,) = look(str(folder), [""])  # what another build does from now on is seen in it
        self._is_left = Aside(self._as_left, len(left.folders) + len(left.files))

    def _as_left(self) -> bytes:
        return _YES if self.root != MISSING and self.left.is_at(self.folder) else _NO

    def found(self, output: Path, published: Tree) -> Spare:
        """What the folder is good for: something only where it is as it was left.

        `published` is what the last build has left in `output`.
        """
        site = number_of(output)
        if self._is_left.result() != _YES:
            return Spare(folder=self.folder, site=site, is_site_known=published.may_be(site))
        now = published.by_file()
        stamps = self.left.by_file().items()
        return Spare(
            folder=self.folder,
            files=frozenset(self.left.files),
            folders=frozenset(self.left.folders),
            same={path: stamp[0] for path, stamp in stamps if now.get(path) == stamp},
            root=self.root,
            site=site,
            is_site_known=published.may_be(site),
        )
