"""An author's files as they were in a revision, read straight from git's objects.

Nothing is checked out, and no hook, filter, text conversion, pager or monitor of the repository's
configuration runs: `ls-tree` and `cat-file` hand out objects and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1, sha256
from pathlib import Path
from typing import NamedTuple

from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Place, Span
from okrpress.model.frozen import dataclass
from okrpress.rules.catalogue import finding
from okrpress.source.files import MAX_FILE, Source
from okrpress.source.git_run import run_git
from okrpress.source.kinds import identify
from okrpress.source.text import escape, quote

_FULL_DEPTH = "fetch the whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab"
_MAIN = ("origin/main", "origin/master", "main", "master")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A file of a revision: how git keeps it, its object and how many bytes it has."""

    path: bytes
    mode: str
    object: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The repository that holds a project; `prefix` leads from its top to the project."""

    root: Path
    prefix: str

    def commit(self, revision: str) -> str:
        """The commit that a branch, tag or other revision names.

        Raises OkrpressError when there is none, and says so where history was cut off.
        """
        named = f"{revision}^{{commit}}"
        arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", named)
        done = run_git(self.root, *arguments)
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip()
        raise OkrpressError(
            f"git knows no revision {quote(revision)}",
            help=_FULL_DEPTH if self.is_shallow() else "`git branch --all` lists the branches",
        )

    def main_branch(self) -> str:
        """The branch that pull requests go to. Raises OkrpressError when none is found."""
        at_origin = run_git(
            self.root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"
        )
        named = at_origin.stdout.decode("utf-8", "surrogateescape").split()
        for name in (*named, *_MAIN):
            if run_git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").stdout:
                return name
        raise OkrpressError(
            "there is no branch called main or master, here or at origin",
            help=_FULL_DEPTH
            if self.is_shallow()
            else "name the revision to compare with: `okrpress diff BASE`",
        )

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which two commits went apart.

        Raises OkrpressError when there is none, and says so where history was cut off.
        """
        done = run_git(self.root, "merge-base", one, other)
        if done.returncode == 0:
            return done.stdout.decode("ascii").split()[0]
        raise OkrpressError(
            f"{one[:12]} and {other[:12]} have no commit in common",
            help=_FULL_DEPTH if self.is_shallow() else "name two revisions of one history",
        )

    def is_shallow(self) -> bool:
        """Whether the clone has only the newest part of the history."""
        return run_git(self.root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def blobs(self, commit: str, folder: str = "") -> list[Blob]:
        """Every entry below a folder of the project, in the order of git."""
        inside = self.prefix + folder
        arguments = ("-r", "-z", "-l", "--full-tree", commit, "--", inside or ".")
        done = run_git(self.root, "--literal-pathspecs", "ls-tree", *arguments)
        if done.returncode:
            raise OkrpressError(f"git cannot read {commit[:12]}: {_said(done.stderr)}")
        return [_blob(entry) for entry in done.stdout.split(b"\0") if entry]

    def read(self, objects: Iterable[str]) -> Iterator[bytes]:
        """The bytes of objects, in their order; one git answers for all."""
        asked = list(objects)
        if not asked:
            return
        done = run_git(self.root, "cat-file", "--batch", stdin="\n".join(asked).encode() + b"\n")
        if done.returncode:
            raise OkrpressError(f"git cannot read its objects: {_said(done.stderr)}")
        position = 0
        for name in asked:
            end = done.stdout.index(b"\n", position)
            header = done.stdout[position:end].split()
            if len(header) != 3:
                raise OkrpressError(
                    f"git does not have the object {name}",
                    help="fetch it: a partial clone leaves objects out",
                )
            size = int(header[2])
            yield done.stdout[end + 1 : end + 1 + size]
            position = end + 1 + size + 1


def repository(root: Path) -> Repository:
    """The repository that the project is in. Raises OkrpressError when it is in none."""
    done = run_git(root, "rev-parse", "--show-prefix")
    if done.returncode:
        raise OkrpressError(
            f"{root} is in no git repository that can be read: {_said(done.stderr)}",
            help="run the command inside a clone of the project",
        )
    return Repository(root=root, prefix=done.stdout.decode("utf-8", "replace").rstrip("\n"))


def file_at(repo: Repository, commit: str, file: str) -> bytes | None:
    """The bytes of one file of the project in a commit; None where it is not there."""
    blobs = [blob for blob in repo.blobs(commit, file) if blob.mode.startswith("100")]
    return next(repo.read([blobs[0].object])) if blobs else None


class Listed(NamedTuple):
    """The content files of a commit by path, not read yet; what is wrong with what else is there.

    Both are in order of path, as `discover` finds them on disk.
    """

    blobs: dict[str, Blob]
    findings: tuple[Finding, ...]


def list_at(repo: Repository, commit: str, content: str) -> Listed:
    """What lies in the folder `content` of a commit."""
    blobs: dict[str, Blob] = {}
    findings: list[Finding] = []
    for blob in repo.blobs(commit, content + "/"):
        match _sorted_out(blob, repo.prefix, content):
            case str() as file:
                blobs[file] = blob
            case Finding() as found:
                findings.append(found)
    in_order = tuple(sorted(findings, key=lambda found: found.order))
    return Listed(dict(sorted(blobs.items())), in_order)


def read_listed(repo: Repository, blobs: Mapping[str, Blob]) -> Iterator[Source]:
    """The files with their bytes, in the order in which they are listed."""
    read = repo.read(blob.object for blob in blobs.values())
    for file, data in zip(blobs, read, strict=True):
        yield Source(file=file, data=data)


def object_name(data: bytes, like: str) -> str:
    """What git calls a file with these bytes, in a repository with an object called `like`."""
    made = sha256() if len(like) == 64 else sha1(usedforsecurity=False)
    made.update(b"blob %d\0" % len(data))
    made.update(data)
    return made.hexdigest()


def _sorted_out(blob: Blob, prefix: str, content: str) -> str | Finding | None:
    """The path of a content file; a finding for what cannot be one; None for what is skipped."""
    readable = escape(blob.path.decode("utf-8", "backslashreplace")).removeprefix(prefix)
    try:
        file = blob.path.decode("utf-8").removeprefix(prefix)
    except UnicodeDecodeError:
        file = ""
    if not file.isprintable() or not file:
        message = f"the name {quote(readable)} holds more than letters"
        return _finding("FMT005", readable, message, "rename it, with a-z, 0-9 and hyphens")
    identity = identify(file, content)
    if identity is None:
        return None
    if blob.mode == "120000":
        return _finding("FMT003", file, "this is a symbolic link", "put the file itself there")
    if not blob.mode.startswith("100"):
        return _finding("FMT002", file, "this is a submodule", "put its files there themselves")
    if isinstance(identity, Finding):
        return identity
    if blob.size > MAX_FILE:
        message = f"the file has more than {MAX_FILE // 1024} KiB"
        return _finding("FMT004", file, message, "shorten it, or move it out of the content")
    return file


def _finding(code: str, file: str, message: str, help: str) -> Finding:
    return finding(code, Place(file=file, span=Span(1, 1, 1, 1)), message, help)


def _blob(entry: bytes) -> Blob:
    """One entry of `ls-tree -l -z`: mode, type, object, size, a tab, path; no size is `-`."""
    about, _, path = entry.partition(b"\t")
    mode, _, object_, size = about.decode("ascii").split()
    return Blob(path=path, mode=mode, object=object_, size=0 if size == "-" else int(size))


def _said(stderr: bytes) -> str:
    """Git's words on one line, safe to print."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or [""]
    return escape(lines[-1].removeprefix("fatal: "))
