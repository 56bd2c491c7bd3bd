"""What git says about the folder of a project. Nothing is changed, and no network is asked.

Git runs without hooks, prompts, pagers and monitors, and forgets what the environment wants of it.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 10
_OPTIONS = (
    *("--no-optional-locks", "--no-pager"),
    *("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"),
)


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
        self._program = shutil.which("git")

    def ask(self, *arguments: str) -> str | None:
        """What git prints, without the line feed at its end; None when it fails."""
        done = self._run(arguments)
        return done.stdout.removesuffix("\n") if done and done.returncode == 0 else None

    def state(self, *paths: str) -> GitState | NoGit:
        """The state of the repository that the folder lies in; `paths` bound what is `changed`."""
        if self._program is None:
            return NoGit(reason="git is not installed")
        done = self._run(("rev-parse", "--show-toplevel", "--show-prefix"))
        if done is None:
            return NoGit(reason="git does not answer")
        if done.returncode:
            is_none = "not a git repository" in done.stderr
            first = (done.stderr.splitlines() or ["git failed"])[0]
            return NoGit(reason="this is no git repository" if is_none else first)
        top, _, folder = done.stdout.partition("\n")
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

    def _run(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str] | None:
        if self._program is None:
            return None
        try:
            return subprocess.run(  # noqa: S603 - git, found on the PATH, with fixed words
                [self._program, *_OPTIONS, *arguments],
                cwd=self._root,
                env=_environment(os.environ),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead git elsewhere, or make it speak another language."""
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _without_password(address: str) -> str:
    """`https://user:secret@host/path` as `https://host/path`."""
    scheme, colons, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{colons}{host.rpartition('@')[2]}{slash}{path}" if colons else address
