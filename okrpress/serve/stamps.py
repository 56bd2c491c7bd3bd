"""What files look like from outside, to find changes that the system did not tell of."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int]
"""Time of the last change in nanoseconds, size, and number of the file on its disk."""


class Stamps:
    """Files and folders as they were when they were last looked at."""

    def __init__(self, places: Iterable[Path]) -> None:
        self.places = tuple(places)
        self._known = dict(_stamps(self.places))

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._known)

    def note(self, paths: Iterable[Path]) -> None:
        """Take these files as they are now: somebody is about to read them."""
        for name in map(str, paths):
            stamp = _stamp(name)
            if stamp:
                self._known[name] = stamp
            else:
                self._known.pop(name, None)

    def changes(self) -> set[Path]:
        """What is new, gone or different since the last look at it."""
        now = dict(_stamps(self.places))
        names = {*now, *self._known}
        changed = {Path(name) for name in names if now.get(name) != self._known.get(name)}
        self._known = now
        return changed


def _stamps(places: Iterable[Path]) -> Iterator[tuple[str, Stamp]]:
    for place in places:
        if place.is_dir():
            for folder, _, names in os.walk(place):
                yield from _look(f"{folder}{os.sep}{name}" for name in names)
        else:
            yield from _look([str(place)])


def _look(names: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    for name in names:
        stamp = _stamp(name)
        if stamp:
            yield name, stamp


def _stamp(name: str) -> Stamp | None:
    try:
        status = os.lstat(name)
    except OSError:  # gone, or never there
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
