"""The cache folder of a project: texts under names, which can be lost at any time.

Whatever is wrong with the folder, the work is done without it. A file is written beside and
renamed, so that a reader sees the old one or the new one; its head has a digest of the rest, so
that a damaged one is known as such. Times and owners of files mean nothing here: a folder that
was copied from another machine is as good as one that was made on this.
"""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from okrpress.digests import blake2b

OWN = ".okrpress"
"""The folder in a project that is okrpress's own; git does not see it."""

Buffer = bytes | memoryview

_MAGIC = "okrpress-cache"
_LARGEST = 1 << 30  # bytes of one file: more is none of ours
_ABANDONED = 24 * 60 * 60  # seconds
_NO_PLACE = {errno.EROFS, errno.EACCES, errno.EPERM}  # a project that may only be read
_NOTHING_THERE = {errno.ENOENT, errno.ENOTDIR}

_ANEW = "it is made anew, and nothing has to be done"
_NOT_KEPT = "nothing is kept for the next time"

_TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of okrpress: it can be deleted at any time.
# See https://bford.info/cachedir/
"""


class Moment(NamedTuple):
    """A time by the clock of a file system, in nanoseconds, and the number of its device."""

    time: int
    device: int


class CacheFolder:
    """`.okrpress/cache` of a project. `note` is told, once, what is wrong with it.

    `version` says what made the texts: those of any other version do not exist. Where the folder
    is not `is_usable`, nothing is read or written. `spares` is where old sites are kept.
    """

    def __init__(
        self, root: Path, version: str, note: Callable[[str], None], *, is_used: bool = True
    ) -> None:
        self._own = root / OWN
        self._folder = self._own / "cache"
        self.spares = self._own / "spare"
        self._version = version
        self._note = note
        self._noted = self._is_tidy = False
        places = (self._own, self._folder, self.spares)
        linked = next((place for place in places if place.is_symlink()), None)
        self.is_usable = is_used and linked is None
        if is_used and linked is not None:
            self._say(f"{linked} is a symbolic link: {_NOT_KEPT} until you delete that link")

    def read(self, name: str) -> dict[str, str]:
        """The texts in the file of that name by their keys; none where there is no such file."""
        data = self._read(name) if self.is_usable else None
        if data is None:
            return {}
        head = data[: data.find(b"\n")]
        rest = memoryview(data)[len(head) + 1 :]
        if head != self._head(rest):
            self._say(self._why_not_used(name, head, rest))
            return {}
        try:
            lines = str(rest, "utf-8", "surrogatepass").split("\n") if rest else []
            return dict(zip(lines[::2], lines[1::2], strict=True))
        except ValueError:  # whoever wrote it knew how to write the head
            self._say(f"{self._folder / name} in the cache is damaged: {_ANEW}")
            return {}

    def write(self, name: str, texts: Mapping[str, str], *, quietly: bool = False) -> None:
        """Put texts into the file of that name: neither keys nor texts have a line feed.

        `quietly`: another process of the same run says it where nothing can be written.
        """
        if not self.is_usable:
            return
        rest = "\n".join(chain.from_iterable(texts.items())).encode(errors="surrogatepass")
        beside = self._folder / f".{name}.{os.getpid()}"
        try:
            self._make()
            beside.unlink(missing_ok=True)
            _write_new(beside, self._head(rest), b"\n", rest)
            self._tidy(beside)
            beside.replace(self._folder / name)
        except OSError as error:
            self.is_usable = False
            if error.errno not in _NO_PLACE and not quietly:
                self._say(self._why_not_written(name, error))
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def now(self) -> Moment | None:
        """The time by which files here are told to have changed; None where none can be written."""
        if not self.is_usable:
            return None
        beside = self._folder / f".clock.{os.getpid()}"
        try:
            self._make()
            beside.unlink(missing_ok=True)
            _write_new(beside, b"")
            found = beside.lstat()
            beside.unlink()
        except OSError:
            return None
        return Moment(found.st_mtime_ns, found.st_dev)

    def _read(self, name: str) -> bytes | None:
        file = self._folder / name
        try:
            found = file.lstat()
            if stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST:
                return file.read_bytes()
        except OSError as error:
            if error.errno not in _NOTHING_THERE:
                self._say(f"{file} in the cache cannot be read: {_reason(error)}; {_ANEW}")
            return None
        if not stat.S_ISDIR(found.st_mode):  # of a folder it is told that it is in the way
            self._say(f"{file} in the cache is no file of okrpress: {_ANEW}")
        return None

    def _why_not_used(self, name: str, head: bytes, rest: Buffer) -> str:
        if head.startswith(_MAGIC.encode()) and head.endswith(b" " + _digest(rest)):
            return f"the cache in {self._folder} is of another version of okrpress: {_ANEW}"
        return f"{self._folder / name} in the cache is damaged: {_ANEW}"

    def _why_not_written(self, name: str, error: OSError) -> str:
        file = self._folder / name
        for path, is_whole in (
            (self._own, self._own.is_dir()),
            (self._folder, self._folder.is_dir()),
            (file, not file.is_dir()),
        ):
            if not is_whole and os.path.lexists(path):
                return f"{path} is in the way of the cache: {_NOT_KEPT} until you delete it"
        return f"{file} in the cache cannot be written: {_reason(error)}; {_NOT_KEPT}"

    def _head(self, rest: Buffer) -> bytes:
        return f"{_MAGIC} {self._version} ".encode() + _digest(rest)

    def _make(self) -> None:
        self._own.mkdir(exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        for file, text in (
            (self._own / ".gitignore", "*\n"),
            (self._folder / "CACHEDIR.TAG", _TAG),
        ):
            if not file.exists():
                with suppress(FileExistsError):  # by now
                    _write_new(file, text.encode())

    def _tidy(self, new: Path) -> None:
        """Remove, once, what runs that were killed left long before a file that is new."""
        if not self._is_tidy:
            self._is_tidy = True
            before = new.stat().st_mtime - _ABANDONED
            for path in self._folder.glob(".*"):
                with suppress(FileNotFoundError):  # whoever wrote it has renamed it by now
                    if path.stat().st_mtime < before:
                        path.unlink()

    def _say(self, text: str) -> None:
        if not self._noted:
            self._noted = True
            self._note(text)


def _digest(rest: Buffer) -> bytes:
    return blake2b(rest, digest_size=16).hexdigest().encode()


def _reason(error: OSError) -> str:
    return (error.strerror or "").lower()


def _write_new(path: Path, *data: bytes) -> None:
    """Write a file that is not there yet; no link is followed."""
    with path.open("xb") as file:
        file.writelines(data)
