"""Whether a folder is a site as it may be published, whoever made it and whatever became of it.

The build verifies the pages that it writes; this looks at what lies there now: after a download,
a deployment, or an edit by hand.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.publish.canary import Canaries
from okrpress.publish.errors import io_errors
from okrpress.publish.folder import MARKER
from okrpress.publish.seal import SEAL, Seal, file_digest, read_seal, site_digest
from okrpress.publish.verify import LARGEST_FILE, BrokenSiteError, Problem, Verifier

LARGEST_PAGE = 2_000_000
LARGEST_SITE = 1_000_000_000
"""Bytes: what static hosts accept with certainty, and more of a page than anybody reads."""

_DOT_FILES = frozenset({MARKER, ".nojekyll"})
_POLICY = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.IGNORECASE
)
_LOADS = re.compile(rb"<(?:script|link|style|img|iframe|object)\b", re.IGNORECASE)
_DEMANDED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_SOURCES = frozenset({"'none'", "'self'"})
_TRUSTED = frozenset({"require-trusted-types-for", "trusted-types"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a folder holds, and all that is wrong with it."""

    seal: Seal
    files: int
    pages: int
    bytes: int
    problems: tuple[Problem, ...]


def verify_site(
    folder: Path,
    *,
    audience: str | None = None,
    canaries: Canaries | None = None,
    places: Iterable[str] = (),
) -> Verified:
    """Look at every file. `places` are paths of this machine that no file may speak of.

    Raises OkrpressError where it is no site of okrpress, or one for another audience than the one
    that is asked for.
    """
    seal = seal_of(folder)
    if audience is not None and seal.audience != audience:
        raise OkrpressError(
            f"{folder} is the site for {seal.audience}, not for {audience}",
            help="do not publish it there; build one for each audience in a folder of its own",
        )
    looking = _Looking(folder, canaries or Canaries(()), tuple(places))
    looking.look()
    looking.compare(seal)
    return Verified(
        seal=seal,
        files=len(looking.digests),
        pages=looking.pages,
        bytes=looking.bytes,
        problems=tuple(looking.problems),
    )


def seal_of(folder: Path) -> Seal:
    """The seal of a site. Raises OkrpressError where there is none."""
    file = folder / SEAL
    with io_errors("look at", folder):
        is_file = folder.is_dir() and file.is_file() and not file.is_symlink()
        data = file.read_bytes() if is_file else None
    if data is None:
        raise OkrpressError(
            f"{folder} is no site of okrpress: it has no {SEAL}",
            help="name the folder that okrpress build wrote, or build it again",
        )
    return read_seal(data)


def file_digests(folder: Path) -> dict[str, str]:
    """The digest of every regular file below a folder, by path."""
    return {
        path: file_digest((folder / path).read_bytes())
        for path, kind in _files(folder)
        if stat.S_ISREG(kind.st_mode)
    }


class _Looking:
    """Everything that is found in one folder."""

    def __init__(self, folder: Path, canaries: Canaries, places: tuple[str, ...]) -> None:
        self._folder = folder
        self._canaries = canaries
        self._places = [place.encode() for place in places]
        self._verifier = Verifier()
        self.digests: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.pages = self.bytes = 0

    def look(self) -> None:
        """Take in all files, in order of path; pages of a folder follow each other."""
        for path, kind in _files(self._folder):
            if stat.S_ISLNK(kind.st_mode):
                self._report(path, "is a symbolic link")
            elif not stat.S_ISREG(kind.st_mode):
                self._report(path, "is no regular file")
            elif kind.st_size > LARGEST_FILE:
                self._report(path, f"is larger than {LARGEST_FILE // 1_000_000} MB")
            else:
                self._take(path, (self._folder / path).read_bytes())
        try:
            self._verifier.finish()
        except BrokenSiteError as error:
            self.problems.extend(error.problems)
        if self.bytes > LARGEST_SITE:
            self._report(".", f"is larger than {LARGEST_SITE // 1_000_000} MB")

    def _take(self, path: str, data: bytes) -> None:
        self.digests[path] = file_digest(data)
        self.bytes += len(data)
        if path.startswith(".") or "/." in path:
            if path not in _DOT_FILES:
                self._report(path, "is a hidden file")
        else:
            self._verifier.add(path, data)
        for number in self._canaries.found_in(data):
            self._report(path, f"has canary {number} in it")
        if any(place in data for place in self._places):
            self._report(path, "names a folder of this machine")
        if path.endswith(".html"):
            self.pages += 1
            self._take_page(path, data)

    def _take_page(self, path: str, data: bytes) -> None:
        if len(data) > LARGEST_PAGE:
            self._report(path, f"is a page of more than {LARGEST_PAGE // 1_000_000} MB")
        for reason in policy_problems(data):
            self._report(path, reason)

    def compare(self, seal: Seal) -> None:
        """Hold the files against the seal, and the seal against the marker."""
        digest, files = site_digest(self.digests.items())
        if files != seal.files:
            self._report(SEAL, f"was made for {seal.files} files, and there are {files}")
        elif digest != seal.digest:
            self._report(SEAL, "has another digest than the files: one of them was changed")
        marker = self._folder / MARKER
        if MARKER in self.digests and f'"{seal.audience}"'.encode() not in marker.read_bytes():
            self._report(MARKER, f"is that of another audience than {seal.audience}")

    def _report(self, path: str, reason: str) -> None:
        self.problems.append(Problem(page=path, link="", reason=reason))


def policy_problems(page: bytes) -> Iterator[str]:
    """What is wrong with the content security policy of a page."""
    found = _POLICY.search(page)
    if found is None:
        yield "has no content security policy"
        return
    loaded = _LOADS.search(page)
    if loaded and loaded.start() < found.start():
        yield "loads something before its content security policy"
    policy = _directives(unescape(found[1].decode("utf-8", "replace")))
    for name, value in _DEMANDED.items():
        if policy.get(name) != [value]:
            yield f"has a content security policy without {name} {value}"
    for name, values in policy.items():
        if name not in _TRUSTED and not _SOURCES.issuperset(values):
            yield f"has a content security policy that allows more in {name}"


def _directives(policy: str) -> dict[str, list[str]]:
    """The first of each name holds, as in browsers."""
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        if words := directive.split():
            found.setdefault(words[0].lower(), words[1:])
    return found


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below a folder but its folders, in order of path; no link is followed."""
    with io_errors("read", folder):
        for inside, folders, files in os.walk(folder):
            folders.sort()
            links = [name for name in folders if (Path(inside) / name).is_symlink()]
            for name in sorted((*files, *links)):
                file = Path(inside) / name
                yield file.relative_to(folder).as_posix(), file.lstat()
