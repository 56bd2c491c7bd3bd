"""What made a thing in the cache: another version of it makes other things."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from okrpress.cache.installation import keep, kept
from okrpress.digests import blake2b

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("pydantic", "PyYAML", "python-frontmatter", "markdown-it-py", "jinja2", "Babel")
_NAME = "version"
YOUNG = 2_500_000_000
"""Nanoseconds; the coarsest clock of a file system ticks every 2 s."""


@cache
def code_version() -> str:
    """A digest of okrpress, of Python and of the libraries that decide what is made of a file.

    The files of the package are looked at, not only its version: whoever works on okrpress need
    not think of the cache. They are read only where they do not look as they did.
    """
    looks, newest = _looks()
    known = kept(_NAME) if looks else None
    if known and known.when - newest > YOUNG and known.data[: len(looks)] == looks:
        return known.data[len(looks) :].decode()
    version = _digest_of_files()
    if looks:
        keep(_NAME, looks + version.encode())
    return version


def _looks() -> tuple[bytes, int]:
    """A digest of how all that counts looks, and when the newest of it changed, in nanoseconds.

    Nothing on Windows, which does not tell when a file was last changed in any way.
    """
    if sys.platform == "win32":
        return b"", 0
    seen = [
        (path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        for path, found in _files_in(str(_PACKAGE))
    ]
    newest = max(changed for _, _, _, changed, _ in seen)
    looks = repr((sorted(seen), _around())).encode(errors="surrogateescape")
    return blake2b(looks, digest_size=16).digest(), newest


def _files_in(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if not entry.name.startswith((".", "_")):
                    yield from _files_in(entry.path)
            else:
                yield entry.path, entry.stat()


def _digest_of_files() -> str:
    digest = blake2b(digest_size=8)
    digest.update(_around().encode())
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        digest.update(f"\0{'/'.join(folders)}\0".encode())
        for file in sorted(files):
            digest.update(f"\0{file}\0".encode())
            with open(f"{folder}/{file}", "rb") as opened:  # noqa: PTH123 - at half the cost
                digest.update(opened.read())
    return digest.hexdigest()


def _around() -> str:
    """The versions of Python and of the libraries."""
    found = _installed()
    libraries = ((one, found.get(_plain(one)) or _version(one)) for one in _LIBRARIES)
    names = "".join(f" {library} {version}" for library, version in libraries)
    return f"{sys.version_info[:2]} {unicodedata.unidata_version}{names}"


def _installed() -> dict[str, str]:
    """What is installed, by the names of the folders that tell of it: `babel-2.17.0.dist-info`."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - names alone
                if entry.endswith(".dist-info"):
                    name, _, version = entry.removesuffix(".dist-info").rpartition("-")
                    found.setdefault(_plain(name), version)
    return found


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _version(library: str) -> str:
    """The version of a library that is installed in some other way."""
    from importlib import metadata  # noqa: PLC0415 - takes as long as all the rest of this

    return metadata.version(library)
