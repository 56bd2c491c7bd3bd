"""What files look like from outside: whether they are as they were left."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from okrpress.model.frozen import dataclass


class Stamp(NamedTuple):
    """Size in bytes, time of the last change in nanoseconds, and the number of the file."""

    size: int
    changed: int
    inode: int


MISSING = Stamp(0, 0, 0)
"""The stamp of nothing, of what cannot be looked at, and of what is not to be known again."""

_WIDTH = len(MISSING)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All that lies below a folder, the folder itself included, by paths inside it.

    `stamps` are of the `folders` and then of the `files`; the fields of all follow each other. A
    folder that looks the same holds the same names.
    """

    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    stamps: tuple[int, ...] = ()

    def is_at(self, folder: Path) -> bool:
        """Whether just this lies there, untouched."""
        if not self.files or not number_of(folder):
            return False
        found = look(str(folder), chain(self.folders, self.files))
        young = self._young()
        for place in young:
            found[place] = MISSING
        if [*chain.from_iterable(found)] != [*self.stamps]:
            return False
        inside = self._inside({self.folders[place] for place in young})
        return all(
            _names_in(f"{folder}/{path}".rstrip("/")) == names for path, names in inside.items()
        )

    def may_be(self, number: int) -> bool:
        """Whether the folder with this number may be the one, for all that is known of it."""
        return bool(self.files) and self.stamps[_WIDTH - 1] in {0, number}

    def twin(self, folder: Path, sure: int) -> "Tree":
        """The tree of a folder that was just filled with links to these files."""
        found = look(str(folder), self.folders)
        stamps = (MISSING if one[1] >= sure else one for one in found)
        files = self.stamps[_WIDTH * len(self.folders) :]
        return Tree(
            folders=self.folders, files=self.files, stamps=(*chain.from_iterable(stamps), *files)
        )

    def _young(self) -> list[int]:
        """The places of the folders that cannot be known by their stamps."""
        numbers = self.stamps[_WIDTH - 1 : _WIDTH * len(self.folders) : _WIDTH]
        return [place for place, number in enumerate(numbers) if not number]

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
        return dict(zip(chain(self.folders, self.files), _stamps_of(self.stamps), strict=True))

    def by_file(self) -> dict[str, tuple[int, ...]]:
        """The stamps of the files."""
        first = _WIDTH * len(self.folders)
        return dict(zip(self.files, _stamps_of(self.stamps[first:]), strict=True))


def _stamps_of(fields: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Stamps whose fields follow each other."""
    return zip(*(iter(fields),) * _WIDTH, strict=True)


def tree_at(
    folder: Path, files: Iterable[str], sure: int, known: Mapping[str, tuple[int, ...]]
) -> Tree:
    """The tree of these files and their folders, as it is; the stamps of some are `known`.

    A folder that was changed later than `sure`, in nanoseconds, gets no stamp: the clock may not
    have ticked since, and the names in it tell.
    """
    files = sorted(files)
    folders = sorted({"", *chain.from_iterable(map(_parents, files))})
    new = [path for path in chain(folders, files) if path not in known]
    found = {**known, **dict(zip(new, look(str(folder), new), strict=True))}
    found |= {path: MISSING for path in folders if found[path][1] >= sure}
    stamps = chain.from_iterable(map(found.__getitem__, chain(folders, files)))
    return Tree(folders=tuple(folders), files=tuple(files), stamps=tuple(stamps))


def _names_in(folder: str) -> set[str]:
    try:
        return set() if os.path.islink(folder) else {*os.listdir(folder)}  # noqa: PTH114, PTH208
    except OSError:
        return set()


def _parents(path: str) -> Iterator[str]:
    """The folders that a path lies in, below the uppermost."""
    while path := path.rpartition("/")[0]:
        yield path
