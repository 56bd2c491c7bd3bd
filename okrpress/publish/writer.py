"""Writing the files of the new site: regular files and folders that we made, and nothing else."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.ids import RESERVED
from okrpress.publish.errors import cannot, io_errors
from okrpress.publish.folder import Place
from okrpress.publish.spare import Spare
from okrpress.publish.stamps import number_of, parents
from okrpress.publish.verify import BrokenSiteError, Problem

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL  # a file is written once, and never through a link
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

# One case only, so that no two paths are the same on a file system that ignores case.
_SEGMENT = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9_-])?")


def is_site_path(path: str) -> bool:
    """Whether a file of the site may have this path.

    Relative, with forward slashes; each part up to 100 of `a-z 0-9 . _ -`, beginning with a
    letter or digit, not ending in a dot, and no name that some system keeps for itself. The one
    exception is `.nojekyll`.
    """
    return all(map(_is_segment, path.split("/"))) or path == ".nojekyll"


@lru_cache(maxsize=4096)  # all pages of a unit have most of their paths in common
def _is_segment(part: str) -> bool:
    return _SEGMENT.fullmatch(part) is not None and part.partition(".")[0] not in RESERVED


class Writer:
    """Writes files below the sibling folder, which it makes. Modes do not depend on the umask.

    `same` are the files and folders that are, in the end, as they were in the spare site.
    """

    def __init__(self, place: Place, spare: Spare | None = None) -> None:
        """Begins with the `spare` folder where there is one, and ends without what it had more."""
        self._shown = place.shown
        self._root = str(place.new)
        self._folders: set[str] = set()
        self._old: set[str] = set()  # files that were in it, and are not of the new site so far
        self._old_folders: set[str] = set()  # the same of folders
        self._spare_folders: AbstractSet[str] = frozenset()
        self._same: Mapping[str, int] = {}
        self._site = spare.site if spare else 0
        self._is_moved = True
        self._touched = {""}  # folders in which something was made or removed
        self._paths: list[str] = []
        self.same: set[str] = set()
        self._marker = ""
        self._is_masked: bool | None = None  # whether the system gives folders other modes
        self.pages = 0
        self.bytes = 0
        with io_errors("write beside", place.shown):
            if spare and spare.files:
                self._demand(is_untouched=spare.is_untouched())
                self._is_moved = spare.take(place.new)
                self._spare_folders = spare.folders
                self._old_folders |= spare.folders
                self._old |= spare.files
                self._same = spare.same
            else:
                self._make_folder(self._root)

    def write(self, path: str, data: bytes) -> None:
        """Write one file of the site; no path comes twice."""
        if not is_site_path(path):
            raise BrokenSiteError((Problem(page=path, link="", reason="no path a page may have"),))
        try:
            self._make_room(path)
            self._write(path, data)
        except OSError as error:
            raise cannot("write", self._shown / path, error) from error
        self._paths.append(path)
        self.pages += path.endswith(".html")
        self.bytes += len(data)

    @property
    def files(self) -> int:
        """How many files were written or kept, the marker aside."""
        return len(self._paths)

    def keep(self, paths: AbstractSet[str], old: Path) -> None:
        """Take over files as they lie in the folder `old`, without copying them if that can be."""
        same = paths & self._same.keys()
        folders = parents(same)  # all of them are there
        self._folders |= folders
        self._old_folders -= folders
        self._old -= same
        self.same |= same
        self.bytes += sum(map(self._same.__getitem__, same))
        for path in paths - same:
            self._keep(path, old)
        self._paths += paths
        self.pages += sum(path.endswith(".html") for path in paths)

    def _keep(self, path: str, old: Path) -> None:
        if not is_site_path(path):
            raise BrokenSiteError((Problem(page=path, link="", reason="no path a page may have"),))
        try:
            self._demand(is_untouched=not self._site or number_of(old) == self._site)
            self._make_room(path)
            self.bytes += self._link(path, f"{old}/{path}")
        except OSError as error:
            raise cannot("write", self._shown / path, error) from error

    def finish(self, name: str, data: bytes) -> None:
        """Write the marker file, which is no page and not counted; remove what is not wanted."""
        with io_errors("write", self._shown / name):
            self._make_room(name)
            self._write(name, data)
            for path in sorted(self._old, reverse=True):
                self._remove(path)
        if self._is_moved:
            self.same |= self._spare_folders & self._folders - self._touched
        else:
            self.same.clear()
        self._marker = name

    def link_all(self, site: Path, to: Path) -> None:
        """Make another folder with all files of the `site` that was finished: links to them."""
        own, published, link = str(to), str(site), os.link
        for folder in ("", *sorted(self._folders)):
            self._make_folder(f"{own}/{folder}")
        for path in (*self._paths, self._marker):
            link(f"{published}/{path}", f"{own}/{path}", follow_symlinks=False)

    def _demand(self, *, is_untouched: bool) -> None:
        """Nothing is taken over from a site that was published since anybody looked at it."""
        if not is_untouched:
            raise OkrpressError(
                f"another build has written {self._shown} meanwhile", help="build again"
            )

    def _remove(self, path: str) -> None:
        """Remove a file that the new site does not have, and the folders that it leaves empty."""
        with suppress(FileNotFoundError, NotADirectoryError):  # a file is where its folder was
            os.unlink(f"{self._root}/{path}")  # noqa: PTH108
            while (path := path.rpartition("/")[0]) and not os.listdir(f"{self._root}/{path}"):  # noqa: PTH208
                os.rmdir(f"{self._root}/{path}")  # noqa: PTH106
                self._touched.add(path.rpartition("/")[0])
            self._touched.add(path)

    def _make_room(self, path: str) -> None:
        """Make the folders of a file, and remove whatever is in its place."""
        folder = path.rpartition("/")[0]
        self._make_folders(folder)
        self._touched.add(folder)
        if path in self._old:
            self._old.remove(path)
            os.unlink(f"{self._root}/{path}")  # noqa: PTH108
        elif path in self._old_folders:
            import shutil

            shutil.rmtree(f"{self._root}/{path}")

    def _make_folders(self, folder: str) -> None:
        if folder in self._folders or not folder:
            return
        self._make_folders(folder.rpartition("/")[0])
        if folder in self._old_folders:
            self._old_folders.remove(folder)
        else:
            self._make_room(folder)
            self._make_folder(f"{self._root}/{folder}")
            self._touched.add(folder)
        self._folders.add(folder)

    def _make_folder(self, folder: str) -> None:
        """Make a folder; what the system makes of the mode it does with all of them."""
        os.mkdir(folder, _FOLDER_MODE)  # noqa: PTH102 - paths as text: pathlib costs more than the call
        if self._is_masked is None:
            found = os.lstat(folder).st_mode
            self._is_masked = stat.S_IMODE(found) != _FOLDER_MODE
        if self._is_masked:
            os.chmod(folder, _FOLDER_MODE)  # noqa: PTH101

    def _link(self, path: str, old: str) -> int:
        """Give a file a second name; the first goes with the old site. Its size in bytes."""
        try:
            os.link(old, f"{self._root}/{path}", follow_symlinks=False)
            return os.lstat(old).st_size
        except OSError:  # a file system without links, or a file that has too many
            data = Path(old).read_bytes()
            self._write(path, data)
            return len(data)

    def _write(self, path: str, data: bytes) -> None:
        handle = os.open(f"{self._root}/{path}", _FLAGS, _FILE_MODE)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, _FILE_MODE)
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, memoryview(data)[written:])
        finally:
            os.close(handle)


@contextmanager
def make_parents(place: Place) -> Iterator[None]:
    """Make the folders that the output lies in; they go again if nothing comes to lie there."""
    missing: list[Path] = []
    try:
        with io_errors("make the folder of", place.shown):
            missing += [folder for folder in place.output.parents if not folder.exists()]
            for folder in reversed(missing):
                folder.mkdir(exist_ok=True)
        yield
    finally:
        for folder in missing:
            with suppress(OSError):  # holds something by now
                folder.rmdir()
