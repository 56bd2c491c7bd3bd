"""The seal of a site: a digest of all its files, and what it was built from.

The digest hangs on nothing but the files' paths and bytes. Anybody can compute it without
okrpress: it is what `sha256sum` says of the lines that `sha256sum` writes about the files, sorted
by path as bytes and with each digest cut to half. The seal itself, the page that shows it and the
marker are left out.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from okrpress.digests import sha256
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.publish.folder import MARKER

SEAL = "okrpress-site.json"
PAGE = "build/index.html"
UNSEALED = frozenset({SEAL, PAGE, MARKER})
"""Files that the digest leaves out."""

_TOOL = "okrpress"
_HOW = "sha256sum of: sha256sum of the files by path, each cut to 32 digits"
_HALF = 32  # of 64 digits: what builds keep of each file


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a site says about itself: all that one needs to build it again.

    `as_of` is its day, and `date_is_fixed` where the settings say it; `theme` the name of its
    theme. `keep_going`: files with errors were left out. `commit` is the one it was built from, if
    its publisher wanted that to be known.
    """

    version: str
    audience: str
    as_of: date
    date_is_fixed: bool
    theme: str
    keep_going: bool
    commit: str | None
    files: int = 0
    digest: str = ""


def file_digest(data: bytes) -> str:
    """The digest of one file: the first half of what `sha256sum` says of it."""
    return sha256(data)[:_HALF]


def site_digest(files: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """The digest of files, given as path and digest, and how many of them count."""
    lines = [
        f"{digest}  {path}\n"  # texts sort as their bytes do
        for path, digest in sorted(files)
        if path not in UNSEALED
    ]
    return sha256("".join(lines).encode()), len(lines)


def seal_bytes(seal: Seal) -> bytes:
    """The seal as the file that is published."""
    words = {"tool": _TOOL, **asdict(seal), "as_of": seal.as_of.isoformat(), "how": _HOW}
    return (json.dumps(words, indent=2) + "\n").encode()


def read_seal(data: bytes) -> Seal:
    """The seal that a file holds. Raises OkrpressError for anything else."""
    try:
        words = json.loads(data)
        tool, _ = words.pop("tool"), words.pop("how")
        seal = Seal(**{**words, "as_of": date.fromisoformat(words["as_of"])})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        tool = seal = None
    if tool != _TOOL or seal is None or not _is_typed(seal):
        raise OkrpressError(
            f"{SEAL} is no seal of okrpress", help="build the site again: okrpress build"
        )
    return seal


def _is_typed(seal: Seal) -> bool:
    texts = (seal.version, seal.audience, seal.theme, seal.digest, seal.commit or "")
    return (
        all(isinstance(one, str) for one in texts)
        and all(isinstance(one, bool) for one in (seal.date_is_fixed, seal.keep_going))
        and isinstance(seal.files, int)
    )
