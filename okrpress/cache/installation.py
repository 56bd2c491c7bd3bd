"""What an installation keeps for itself, beside what Python has compiled of it.

Whoever can write there can change okrpress itself, so what is read from there may be code: it is
trusted as far as the package is. A project's cache never is. Where Python is told to write no
bytecode, or may not, nothing is kept.
"""

import os
import sys
from contextlib import suppress
from typing import NamedTuple

from okrpress.digests import blake2b

_DIGEST = 16  # bytes
_BINARY = getattr(os, "O_BINARY", 0)  # Windows asks for it


class Kept(NamedTuple):
    """What was kept, and when, in nanoseconds by the clock of its file system."""

    data: bytes
    when: int


def kept(name: str) -> Kept | None:
    """What was kept by that name; None for nothing, and for what is damaged."""
    place = _place(name)
    if place is None:
        return None
    with suppress(OSError), open(place, "rb") as file:  # noqa: PTH123 - each build does
        data = file.read()
        found = data[_DIGEST:]
        if data[:_DIGEST] == _digest(found):
            return Kept(found, os.fstat(file.fileno()).st_mtime_ns)
    return None


def keep(name: str, data: bytes) -> None:
    """Keep it for later builds with this installation, where that can be done.

    Only whoever has built can read it: a theme may be nobody else's business.
    """
    place = _place(name)
    if place is None or sys.dont_write_bytecode:
        return
    beside = f"{place}.{os.getpid()}"
    with suppress(OSError):
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            with open(handle, "wb") as file:  # noqa: PTH123 - as above
                file.write(_digest(data) + data)
            os.replace(beside, place)  # noqa: PTH105 - as above
        except OSError:
            os.unlink(beside)  # noqa: PTH108 - as above


def _place(name: str) -> str | None:
    """Other versions of Python have files of their own, as they have of compiled modules.

    None where Python keeps no compiled modules, as of a package in an archive.
    """
    compiled = __spec__.cached
    folder = os.path.dirname(compiled) if compiled else ""  # noqa: PTH120 - as above
    return f"{folder}/{name}.{sys.implementation.cache_tag}" if folder else None


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
