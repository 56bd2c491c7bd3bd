"""The output folder: which one, what lies beside it, and whether it is okrpress's to replace."""

import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.publish.errors import io_errors

MARKER = ".okrpress.json"
_TOOL = "okrpress"
_LARGEST_MARKER = 4096  # bytes; ours has some 150
_ELSEWHERE = "choose another output folder, such as `site` in the project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The output folder, resolved, and the names beside it that a build uses.

    `shown` is the folder as the user wrote it. `new` holds the site while it is written, and the
    old one once the two are exchanged; `old` holds the old one where exchanging takes two steps.
    """

    shown: Path
    output: Path

    @property
    def new(self) -> Path:
        """Where the new site is written."""
        return self._beside("new")

    @property
    def old(self) -> Path:
        """Where the old site waits while the new one takes its place."""
        return self._beside("old")

    @property
    def lock(self) -> Path:
        """The file whose lock says that a build is running."""
        return self._beside("lock")

    def _beside(self, purpose: str) -> Path:
        return self.output.with_name(f".{self.output.name}.okrpress-{purpose}")


def marker(audience: str, version: str) -> bytes:
    """The text of the marker file, by which the next build knows the folder as its own."""
    words = {
        "tool": _TOOL,
        "version": version,
        "audience": audience,
        "note": "okrpress replaces this folder as a whole; files added by hand are lost",
    }
    return (json.dumps(words, indent=2) + "\n").encode()


def checked_place(output: Path, sources: Iterable[Path]) -> Place:
    """The place of the output folder; raises for one whose replacement could only do harm."""
    with io_errors("find", output):
        if output.is_symlink():
            raise OkrpressError(
                f"the output folder {output} is a symbolic link", help="name the folder it leads to"
            )
        folder = Path(os.path.realpath(output))
        if folder == folder.parent:
            raise OkrpressError(
                f"the output folder {output} is the whole file system", help=_ELSEWHERE
            )
        for meaning, guarded in _guarded(sources):
            _refuse_overlap(output, folder, meaning, guarded)
    return Place(shown=output, output=folder)


def _guarded(sources: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    yield "the current folder", Path.cwd()
    yield "your home folder", Path(os.path.expanduser("~"))  # noqa: PTH111 - does not raise
    for source in sources:
        yield f"{source}, which the build reads", Path(os.path.realpath(source))


def _refuse_overlap(output: Path, folder: Path, meaning: str, guarded: Path) -> None:
    """Refuse an output folder that is, or holds, a guarded one; or lies in one that is read."""
    if _is_within(guarded, folder):
        raise OkrpressError(f"the output folder {output} is or holds {meaning}", help=_ELSEWHERE)
    if meaning.endswith("reads") and _is_within(folder, guarded):
        raise OkrpressError(f"the output folder {output} lies in {meaning}", help=_ELSEWHERE)


def _is_within(inner: Path, outer: Path) -> bool:
    """Whether `outer` is `inner` or a parent of it: by identity, whatever the spelling."""
    try:
        wanted = outer.stat()
    except FileNotFoundError:
        return False
    for folder in (inner, *inner.parents):
        try:
            found = folder.stat()
        except FileNotFoundError:
            continue
        if os.path.samestat(found, wanted):
            return True
    return False


def refuse_foreign(place: Place, audience: str) -> None:
    """Raise unless the output is missing, empty, or what a build for the same audience made."""
    with io_errors("look at", place.shown):
        try:
            kind = place.output.lstat()
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(kind.st_mode):
            raise OkrpressError(
                f"the output {place.shown} is not a folder", help="remove it or " + _ELSEWHERE
            )
        names = os.listdir(place.output)  # noqa: PTH208 - only the names, at one system call
        if not names:
            return
        if ".git" in names:
            raise OkrpressError(
                f"the output folder {place.shown} is a git checkout",
                help="publish into another folder and copy its files from there",
            )
        _refuse_other(place.shown, _read_marker(place.output / MARKER), audience)


def _refuse_other(shown: Path, found: object, audience: str) -> None:
    if not isinstance(found, dict) or found.get("tool") != _TOOL:
        raise OkrpressError(
            f"the output folder {shown} is not empty, and okrpress did not write it",
            help=f"empty it if nothing in it is needed, or {_ELSEWHERE}",
        )
    if found.get("audience") != audience:
        raise OkrpressError(
            f"the output folder {shown} holds the site for another audience "
            f"({str(found.get('audience'))[:20]!a})",
            help="give each audience an output folder of its own",
        )


def _read_marker(file: Path) -> object:
    """What the marker says; None when there is none, or it is not a small JSON file."""
    try:
        found = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_MARKER:
        return None
    try:
        words: object = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return None
    return words
