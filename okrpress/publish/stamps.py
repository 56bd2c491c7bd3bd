"""What the files of a published site look like from outside: whether they are as they were left."""

import os
import stat
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """Size in bytes, time of the last change in nanoseconds, and the number of the file."""

    size: int
    changed: int
    inode: int


def stamp_of(path: str) -> Stamp | None:
    """The stamp of a regular file; None for anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def stamps(folder: Path) -> dict[str, Stamp | None]:
    """The stamps of everything below a folder but its folders, by path inside it."""
    found: dict[str, Stamp | None] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(f"{folder}/{inside}") as entries:  # pathlib would double the cost
                for entry in entries:
                    path = inside + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{path}/")
                    else:
                        found[path] = stamp_of(entry.path)
        except OSError:
            found[inside] = None
    return found
