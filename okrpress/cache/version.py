"""What made a thing in the cache: another version of it makes other things."""

import os
import sys
import unicodedata
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("pydantic", "PyYAML", "python-frontmatter", "markdown-it-py", "jinja2", "Babel")


@cache
def code_version() -> str:
    """A digest of okrpress, of Python and of the libraries that decide what is made of a file.

    The files of the package are looked at, not only its version: whoever works on okrpress need
    not think of the cache.
    """
    digest = blake2b(digest_size=8)
    digest.update(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    installed = _installed()
    for library in _LIBRARIES:
        digest.update(f" {library} {installed.get(_plain(library)) or _version(library)}".encode())
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        digest.update(f"\0{'/'.join(folders)}\0".encode())
        for file in sorted(files):
            digest.update(f"\0{file}\0".encode())
            with open(f"{folder}/{file}", "rb") as opened:  # noqa: PTH123 - at half the cost
                digest.update(opened.read())
    return digest.hexdigest()


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
