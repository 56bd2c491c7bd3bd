"""What made a thing in the cache: another version of it makes other things."""

import os
import sys
import unicodedata
from functools import cache
from hashlib import blake2b
from importlib import metadata
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
    for library in _LIBRARIES:
        digest.update(f" {library} {metadata.version(library)}".encode())
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        digest.update(f"\0{'/'.join(folders)}\0".encode())
        for file in sorted(files):
            digest.update(f"\0{file}\0".encode())
            with open(f"{folder}/{file}", "rb") as opened:  # noqa: PTH123 - at half the cost
                digest.update(opened.read())
    return digest.hexdigest()
