"""Putting the new site in the place of the old one, and undoing what a killed build left."""

import ctypes
import os
import stat
import sys
from pathlib import Path

from okrpress.publish.folder import Place

_HERE = -100  # AT_FDCWD: paths are taken as they are
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


def swap(place: Place) -> Path | None:
    """Make the new site the published one. Where the old one is left, to be removed, if any.

    Where the system can exchange two folders, there is no moment without a site. Elsewhere there
    is one between two renames; a build killed right there is undone by `recover`.
    """
    if _kind(place.output) is None:
        os.rename(place.new, place.output)  # noqa: PTH104 - one system call, as it says
        return None
    if exchange(place.new, place.output):
        return place.new
    os.rename(place.output, place.old)  # noqa: PTH104
    os.rename(place.new, place.output)  # noqa: PTH104
    return place.old


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where that cannot be done, for whatever reason."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except AttributeError:  # a C library without it
        return False
    done: int = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def recover(place: Place) -> None:
    """Bring a site back that a killed build took away, and remove what it left behind."""
    if _kind(place.old) == stat.S_IFDIR and _kind(place.output) is None:
        os.rename(place.old, place.output)  # noqa: PTH104
    for leftover in (place.new, place.old):
        _remove(leftover)


def _kind(path: Path) -> int | None:
    """What has that name, links not followed; None for nothing. Raises when it cannot be told."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except FileNotFoundError:
        return None


def _remove(leftover: Path) -> None:
    """Remove a folder, or whatever else has its name, and never what a link in it leads to."""
    if _kind(leftover) == stat.S_IFDIR:
        import shutil

        shutil.rmtree(leftover)
    else:
        leftover.unlink(missing_ok=True)
