"""What files look like from outside: whether they are as they were left."""

import os
import stat
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.publish.aside import Aside, is_of_use


class Stamp(NamedTuple):
    """Size in bytes, time of the last change in nanoseconds, and the number of the file."""

    size: int
    changed: int
    inode: int


MISSING = Stamp(0, 0, 0)
"""The stamp of nothing, of what cannot be looked at, and of what is not to be known again."""

_WIDTH = len(MISSING)
_FIELD, _SIZE = "Q", 8  # the kind of array that has numbers of eight bytes
_LARGEST = (1 << 64) - 1
stamped = attrgetter("st_size", "st_mtime_ns", "st_ino")
"""The fields of a stamp, of what the system says of a file or folder."""


def stamp_of(path: str) -> Stamp | None:
    """The stamp of a regular file; None for anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def number_of(folder: Path) -> int:
    """The number of a folder; 0 where there is none."""
    try:
        return os.lstat(folder).st_ino
    except OSError:
        return 0


def look(
    folder: str, paths: Iterable[str], fields: "attrgetter[tuple[int, ...]]" = stamped
) -> list[tuple[int, ...]]:
    """The stamps of these files and folders below a folder: of thousands in a moment.

    Links are not followed. `fields` are those that count, of what the system says of a file.
    """
    lstat = os.lstat
    found: list[tuple[int, ...]] = []
    for path in paths:
        try:
            found.append(fields(lstat(f"{folder}/{path}" if path else folder)))
        except OSError:
            found.append(MISSING)
    return found


def look_at_all(
    folder: str,
    paths: Sequence[str],
    fields: "attrgetter[tuple[int, ...]]" = stamped,
    width: int = _WIDTH,
) -> bytes:
    """The same, `packed`: of tens of thousands, half of them by another process."""
    middle = len(paths) // 2
    if not is_of_use(middle):
        return _looked(folder, paths, fields, width)
    others = Aside(partial(_looked, folder, paths[middle:], fields, width), middle)
    return _looked(folder, paths[:middle], fields, width) + others.result()


def _looked(
    folder: str, paths: Iterable[str], fields: "attrgetter[tuple[int, ...]]", width: int
) -> bytes:
    nothing = (0,) * width
    return packed(nothing if one is MISSING else one for one in look(folder, paths, fields))


def differing(one: bytes, other: bytes, width: int = _WIDTH) -> Iterator[int]:
    """The places of the stamps in which two tables of the same length differ."""
    size = width * _SIZE
    parts = [(0, len(one) // size)]
    while parts:
        start, end = parts.pop()
        if one[start * size : end * size] == other[start * size : end * size]:
            continue
        middle = (start + end) // 2
        if middle == start:
            yield start
        else:
            parts += [(middle, end), (start, middle)]


def packed(stamps: Iterable[tuple[int, ...]]) -> bytes:
    """The fields of many stamps, one after the other, in eight bytes each."""
    fields = [*chain.from_iterable(stamps)]
    try:
        return _in_order(array(_FIELD, fields)).tobytes()
    except OverflowError:  # times before 1970, numbers of files of some systems
        return _in_order(array(_FIELD, [each & _LARGEST for each in fields])).tobytes()


def unpacked(data: bytes, width: int = _WIDTH) -> Iterator[tuple[int, ...]]:
    """The stamps, of so many fields each."""
    return zip(*(iter(_in_order(array(_FIELD, data))),) * width, strict=True)


def _in_order(fields: "array[int]") -> "array[int]":
    """Little-endian, or back: a cache may come from a machine of another kind."""
    if sys.byteorder == "big":  # pragma: no cover
        fields.byteswap()
    return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All that lies below a folder, the folder itself included, by paths inside it.

    `stamps` are of the `folders` and then of the `files`, `packed`. A folder that looks the same
    holds the same names.
    """

    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    stamps: bytes = b""

    def is_at(self, folder: Path) -> bool:
        """Whether just this lies there, untouched."""
        if not self.files or not number_of(folder):
            return False
        found = bytearray(look_at_all(str(folder), (*self.folders, *self.files)))
        young = self._young()
        for place in young:
            found[place * _WIDTH * _SIZE : (place + 1) * _WIDTH * _SIZE] = bytes(_WIDTH * _SIZE)
        if found != self.stamps:
            return False
        inside = self._inside({self.folders[place] for place in young})
        return all(
            _names_in(f"{folder}/{path}".rstrip("/")) == names for path, names in inside.items()
        )

    def may_be(self, number: int) -> bool:
        """Whether the folder with this number may be the one, for all that is known of it."""
        return bool(self.files) and next(unpacked(self.stamps))[-1] in {0, number}

    def twin(self, folder: Path, sure: int) -> "Tree":
        """The tree of a folder that was just filled with links to these files."""
        found = look(str(folder), self.folders)
        stamps = (MISSING if one[1] >= sure else one for one in found)
        files = islice(unpacked(self.stamps), len(self.folders), None)
        return replace(self, stamps=packed(chain(stamps, files)))

    def is_whole(self) -> bool:
        """Whether all of its files were there."""
        return MISSING not in islice(unpacked(self.stamps), len(self.folders), None)

    def _young(self) -> list[int]:
        """The places of the folders that cannot be known by their stamps."""
        folders = islice(unpacked(self.stamps), len(self.folders))
        return [place for place, stamp in enumerate(folders) if stamp == MISSING]

    def _inside(self, folders: AbstractSet[str]) -> dict[str, set[str]]:
        """The names in these folders."""
        found: dict[str, set[str]] = {folder: set() for folder in folders}
        for path in chain(self.folders, self.files) if folders else ():
            folder, _, name = path.rpartition("/")
            if name and folder in found:
                found[folder].add(name)
        return found

    def by_path(self) -> dict[str, tuple[int, ...]]:
        """The stamps of everything."""
        return dict(zip(chain(self.folders, self.files), unpacked(self.stamps), strict=True))

    def by_file(self) -> dict[str, tuple[int, ...]]:
        """The stamps of the files."""
        stamps = islice(unpacked(self.stamps), len(self.folders), None)
        return dict(zip(self.files, stamps, strict=True))


NOTHING = Tree()
"""The tree of nothing."""


def tree_at(
    folder: Path,
    files: Iterable[str],
    sure: int,
    known: Tree = NOTHING,
    same: AbstractSet[str] = frozenset(),
) -> Tree:
    """The tree of these files and their folders, as it is; of the `same` the stamps are `known`.

    A folder that was changed later than `sure`, in nanoseconds, gets no stamp: the clock may not
    have ticked since, and the names in it tell.
    """
    files = tuple(sorted(files))
    is_known = files == known.files
    folders = known.folders if is_known else tuple(sorted({"", *parents(files)}))
    paths = (*folders, *files)
    before = unpacked(known.stamps) if is_known else map(known.by_path().get, paths)
    stamps = [
        stamp if stamp and path in same else MISSING
        for path, stamp in zip(paths, before, strict=True)
    ]
    new = [place for place, stamp in enumerate(stamps) if stamp == MISSING]
    for place, stamp in zip(new, look(str(folder), map(paths.__getitem__, new)), strict=True):
        stamps[place] = stamp
    for place, (_, changed, _) in enumerate(stamps[: len(folders)]):
        if changed >= sure:
            stamps[place] = MISSING
    return Tree(folders=folders, files=files, stamps=packed(stamps))


def _names_in(folder: str) -> set[str]:
    try:
        return set() if os.path.islink(folder) else {*os.listdir(folder)}  # noqa: PTH114, PTH208
    except OSError:
        return set()


def parents(paths: Iterable[str]) -> set[str]:
    """The folders that paths lie in, below the uppermost, and those that these lie in."""
    found: set[str] = set()
    above = {path.rpartition("/")[0] for path in paths}
    while above := above - found - {""}:
        found |= above
        above = {path.rpartition("/")[0] for path in above}
    return found
