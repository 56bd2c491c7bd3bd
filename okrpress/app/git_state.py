"""What git says about the folder of a project. Nothing is changed, and no network is asked."""

from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.source.git_run import run_git

_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class GitState:
    """A repository as its owner sees it.

    `folder` is the project's path inside the repository, with a slash at its end; empty at the
    top. `remote` is the address of `origin`, without a password. `default_branch` is the one that
    `origin` had when it was cloned. `changed` are files of the project that are not committed.
    """

    top: Path
    folder: str
    branch: str
    default_branch: str
    remote: str
    is_shallow: bool
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoGit:
    """Why there is no state to tell."""

    reason: str


class Git:
    """Asks git about a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def ask(self, *arguments: str) -> str | None:
        """What git prints, without the line feed at its end; None when it fails."""
        try:
            done = run_git(self._root, *arguments, seconds=_SECONDS)
        except OkrpressError:
            return None
        return _text(done.stdout).removesuffix("\n") if done.returncode == 0 else None

    def state(self, *paths: str) -> GitState | NoGit:
        """The state of the repository that the folder lies in; `paths` bound what is `changed`."""
        try:
            done = run_git(
                self._root, "rev-parse", "--show-toplevel", "--show-prefix", seconds=_SECONDS
            )
        except OkrpressError as error:
            return NoGit(reason=str(error))
        if done.returncode:
            said = _text(done.stderr)
            is_none = "not a git repository" in said
            first = (said.splitlines() or ["git failed"])[0]
            return NoGit(reason="this is no git repository" if is_none else first)
        top, _, folder = _text(done.stdout).partition("\n")
        return GitState(
            top=Path(top),
            folder=folder.removesuffix("\n"),
            branch=self.ask("symbolic-ref", "--short", "--quiet", "HEAD") or "",
            default_branch=self._default_branch(),
            remote=_without_password(self.ask("remote", "get-url", "origin") or ""),
            is_shallow=self.ask("rev-parse", "--is-shallow-repository") == "true",
            changed=self._changed(paths),
        )

    def ignores(self, path: str) -> bool:
        """Whether a path is kept out of commits by a `.gitignore`."""
        return self.ask("check-ignore", "--quiet", "--", path) is not None

    def user_name(self) -> str:
        """The name that this person commits under; empty when they have not said it."""
        return self.ask("config", "--get", "user.name") or ""

    def _default_branch(self) -> str:
        head = self.ask("symbolic-ref", "--short", "--quiet", "refs/remotes/origin/HEAD") or ""
        return head.removeprefix("origin/")

    def _changed(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        status = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
        said = self.ask(*status, "--", *paths) or ""
        return tuple(sorted(entry[3:] for entry in said.split("\0") if entry))


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")


def _without_password(address: str) -> str:
    """`https://user:secret@host/path` as `https://host/path`."""
    scheme, colons, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{colons}{host.rpartition('@')[2]}{slash}{path}" if colons else address
