"""The one place that opens an author's files.

No link is ever followed and nothing but a regular file is ever read: what lies behind a link in a
contribution would otherwise end up on the site.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Place, Span
from okrpress.model.frozen import dataclass
from okrpress.model.maker import maker
from okrpress.rules.catalogue import finding
from okrpress.source.kinds import Identity, identify, is_skipped, misplaced
from okrpress.source.suggest import suggest
from okrpress.source.text import escape, quote

if sys.platform == "win32":  # pragma: no cover

    def _wait_for(handle: int) -> None:
        """Nothing: a folder cannot be locked there."""
else:
    import fcntl

    def _wait_for(handle: int) -> None:
        """Lock a folder, as soon as nobody else has."""
        fcntl.flock(handle, fcntl.LOCK_EX)


MAX_FILE = 256 * 1024
"""Bytes of a file that an author writes."""

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # each is missing on some system
    _FLAGS |= getattr(os, _name, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as found: its path relative to the project with forward slashes, and its bytes."""

    file: str
    data: bytes


_source = maker(Source)
_FILE, _ORDER, _NAME = attrgetter("file"), attrgetter("order"), attrgetter("name")


class Discovered(NamedTuple):
    """The content files in order of path, and what is wrong with what else lies there."""

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]


Found = tuple[str, Source | Finding]
"""What lies at a path, as the file system spells it: a content file, or what is wrong with it."""


def discover(root: Path, content: str) -> Discovered:
    """Every content file in the folder `content` of the project `root`.

    Whatever cannot be a content file is a finding, but for read-me files and names that begin with
    a dot. Raises OkrpressError when there is no content folder to look into.
    """
    return in_order(one for _, one in look(root, content))


def in_order(found: Iterable[Source | Finding]) -> Discovered:
    """Files in order of path, findings in order of place."""
    sources: list[Source] = []
    findings: list[Finding] = []
    for one in found:
        if isinstance(one, Source):
            sources.append(one)
        else:
            findings.append(one)
    sources.sort(key=_FILE)
    findings.sort(key=_ORDER)
    return Discovered(tuple(sources), tuple(findings))


def look(root: Path, content: str, folders: list[str] | None = None) -> Iterator[Found]:
    """Everything that `discover` finds, with its path, in no order.

    The `folders` to be looked into are in that list meanwhile; whoever takes some off it looks
    below these instead.
    """
    _require_folder(root, content)
    folders = [] if folders is None else folders
    folders.append(content)
    yield from look_below(root, content, folders)


def look_at(root: Path, content: str, path: str) -> tuple[str, list[Found]]:
    """What `look` finds at one path below the folder `content`, and at all paths below that.

    Where a folder on the way is none that is looked into, it is that folder that comes back as the
    path, with what is wrong with it. Raises OkrpressError when there is no content folder.
    """
    _require_folder(root, content)
    folder = content
    for name in path.removeprefix(f"{content}/").split("/"):
        inside = list(_look_into(root, folder, content, only=name))
        above, folder = folder, f"{folder}/{name}"
        if inside != [(folder, folder)]:
            unreadable = any(at == above for at, _ in inside)
            found = [(at, one) for at, one in inside if not isinstance(one, str)]
            return above if unreadable else folder, found
    return folder, list(look_below(root, content, [folder]))


def look_below(root: Path, content: str, folders: list[str]) -> Iterator[Found]:
    """The same in some folders and all below them; the list is empty in the end."""
    while folders:
        below: list[str] = []
        for path, found in _look_into(root, folders.pop(), content):
            if isinstance(found, str):
                below.append(found)
            else:
                yield path, found
        folders += reversed(below)  # nearly in order of path, which is sorted in no time


def _require_folder(root: Path, content: str) -> None:
    parts = content.split("/")
    folders = [root.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    try:
        is_linked = any(folder.is_symlink() for folder in folders)
        is_there = folders[-1].is_dir()
    except OSError as error:
        raise OkrpressError(f"{folders[-1]} cannot be read: {_reason(error)}") from error
    if is_linked:
        message = f"the content folder {quote(content)} is, or lies behind, a symbolic link"
        raise OkrpressError(message, help="put the folder itself in the link's place")
    if not is_there:
        raise OkrpressError(
            f"there is no content folder {quote(content)} in the project",
            help="begin with a file like content/2026-q4/me/health.md, or name the folder that has "
            "your files in okrpress.toml: [content] folder",
        )


def _look_into(
    root: Path, folder: str, content: str, *, only: str | None = None
) -> Iterator[tuple[str, Source | Finding | str]]:
    """The files of a folder as sources, its folders as paths, and findings, each at its path."""
    try:
        with os.scandir(f"{root}/{folder}") as entries:  # pathlib takes longer than the system
            found = sorted(entries, key=_NAME)
    except OSError as error:
        yield folder, _unreadable(folder, error)
        return
    for entry in found:
        name = entry.name
        if is_skipped(name) or (only is not None and only != name):
            continue
        file = f"{folder}/{name}"
        oddity = _oddity(file, entry)
        if oddity:
            yield file, oddity
        elif entry.is_dir():
            yield file, _folder_or_finding(file, name, content)
        elif mistake := misplaced(file, content):
            yield file, mistake
        else:
            data = read_at(entry.path, file)
            yield file, data if isinstance(data, Finding) else _source(file, data)


def _oddity(file: str, entry: os.DirEntry[str]) -> Finding | None:
    """What keeps something from being a file or folder of the content, whatever its name says."""
    if not entry.name.isprintable():
        message = f"the name {quote(_readable(entry.name))} holds more than letters"
        return _finding("FMT005", _readable(file), message, "rename it, with a-z, 0-9 and hyphens")
    if entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False):
        return None
    return _symbolic_link(file) if entry.is_symlink() else _special(file)


def _folder_or_finding(folder: str, name: str, content: str) -> str | Finding:
    """The folder when content can lie in it."""
    if name.casefold().endswith(".md"):
        message = f"{quote(name)} is a folder"
        return _finding("FMT002", folder, message, "rename the folder, or put a file in its place")
    if isinstance(identify(f"{folder}/index.md", content), Identity):
        return folder
    help = "move its files: below a cycle lie its units, and in a unit only checkins/"
    if suggest(name, ["checkins"]):
        help = "did you mean `checkins`?"
    return _finding("FMT020", folder, f"the folder {quote(name)} has no meaning here", help)


def read_file(root: Path, file: str) -> bytes | Finding:
    """The bytes of one file of the project, or why they cannot be had."""
    return read_at(f"{root}/{file}", file)


def read_at(path: str, file: str) -> bytes | Finding:
    """The same where the whole path of the file is known."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        return _symbolic_link(file) if Path(path).is_symlink() else _unreadable(file, error)
    try:
        return _read_open(descriptor, file)
    finally:
        os.close(descriptor)


def _read_open(descriptor: int, file: str) -> bytes | Finding:
    status = os.fstat(descriptor)
    size = status.st_size
    if not stat.S_ISREG(status.st_mode):
        return _special(file)
    data = b""
    if size <= MAX_FILE:
        data = os.read(descriptor, size + 1)
        if len(data) != size:  # it is being written, or the system gave a part
            os.lseek(descriptor, 0, os.SEEK_SET)
            with open(descriptor, "rb", closefd=False) as opened:
                data = opened.read(MAX_FILE + 1)
    if size > MAX_FILE or len(data) > MAX_FILE:
        message = f"the file has more than {MAX_FILE // 1024} KiB"
        return _finding("FMT004", file, message, "shorten it, or move it out of the content")
    return data


def read_optional(root: Path, file: str) -> bytes | Finding | None:
    """The same for a file that may be missing; None when it is."""
    return read_file(root, file) if os.path.lexists(root / file) else None


def _readable(name: str) -> str:
    """A name of any bytes as text on one line, those that are no UTF-8 as escapes."""
    return escape(os.fsencode(name).decode("utf-8", "backslashreplace"))


def _symbolic_link(file: str) -> Finding:
    help = "put the file itself in the link's place: links are not followed"
    return _finding("FMT003", file, "this is a symbolic link", help)


def _special(file: str) -> Finding:
    return _finding("FMT002", file, "this is neither a file nor a folder", "delete or move it")


def _unreadable(file: str, error: OSError) -> Finding:
    help = "give the user that runs okrpress the right to read it"
    return _finding("FMT001", file, f"this cannot be read: {_reason(error)}", help)


def _reason(error: OSError) -> str:
    return os.strerror(error.errno or 0).lower()


def _finding(code: str, file: str, message: str, help: str) -> Finding:
    return finding(code, Place(file=file, span=Span(1, 1, 1, 1)), message, help)


# ── files that an import reads and writes ─────────────────────────────────────────────────────


def read_text(path: Path) -> str:
    """The text of a file that the user names. Raises OkrpressError when there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OkrpressError(f"{path} cannot be read: {_reason(error)}") from error
    except UnicodeDecodeError as error:
        raise OkrpressError(f"{path} is not UTF-8", help="save the file as UTF-8") from error


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, and its folders. Raises OkrpressError otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OkrpressError(f"{path} cannot be written: {_reason(error)}") from error


# ── files that are written again ──────────────────────────────────────────────────────────────


def replace_file(root: Path, file: str, before: bytes, after: bytes) -> None:
    """Change a file of the project, unless it is no longer what it was when it was read.

    Raises OkrpressError when it cannot be done; the file is then untouched.
    """
    path = root / file
    with alone_in(path.parent), _written_beside(path, after) as beside:
        if read_file(root, file) != before:
            raise OkrpressError(f"{file} has changed in the meantime", help="run the command again")
        beside.replace(path)


def rewrite(path: Path, data: bytes) -> None:
    """Put new bytes into a file, all at once or not at all; who may read it stays as it was.

    Raises OkrpressError when it cannot be done; the file is then untouched.
    """
    with _written_beside(path, data) as beside:
        beside.replace(path)


@contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """A whole file beside the one that it is to become; it is gone afterwards if it did not."""
    beside = beside_name(path)
    try:
        beside.unlink(missing_ok=True)  # of a run that was killed
        write_whole(beside, data)
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        yield beside
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def beside_name(path: Path) -> Path:
    """A name that no reader of the content looks at, and no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, down to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def unwritable(path: Path, error: OSError) -> OkrpressError:
    """What is said where something cannot be written, and was left as it was."""
    return OkrpressError(f"{path} cannot be written: {_reason(error)}", help="nothing has changed")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make other okrpress commands wait that want to write in the folder.

    So the second of two sees what the first has written. The lock ends with the process. Where a
    folder cannot be locked there is only the look at the file, right before it is replaced.
    """
    descriptor = -1
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        _wait_for(descriptor)
    try:
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)
