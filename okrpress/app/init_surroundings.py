"""What a new project finds around it: files that are there already, a repository, and ourselves."""

import os
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from okrpress import __version__
from okrpress.app.git_state import Git, NoGit
from okrpress.app.project import read_project
from okrpress.errors import OkrpressError
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass
from okrpress.source.files import discover
from okrpress.source.settings import FILE
from okrpress.writing.scaffold.ci import CODEOWNERS, Host
from okrpress.writing.scaffold.ci_pins import pins

_PACKAGE = Path(__file__).resolve().parents[1]
_LOCKS = (  # in the wheel, in a checkout
    _PACKAGE / "libraries.txt",
    _PACKAGE.parent / "requirements" / "runtime.txt",
)
_PLAIN_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*\Z")
_OWNERS = tuple(dict.fromkeys(chain(*CODEOWNERS.values())))
_USUAL_BRANCHES = ("main", "master", "trunk")
_REMOTE = re.compile(
    r"(?:(?:https?|ssh)://(?:[^/@]+@)?|[^/@:\s]+@)"
    r"(?P<host>[A-Za-z0-9.-]+)(?::[0-9]+(?=/))?[:/](?P<path>[A-Za-z0-9._~/-]+?)(?:\.git)?/?\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The folder of a project that is to begin.

    `content` and `output` are the folders that its settings name, if there are any. `is_top` says
    that no repository begins further up. `source_url` leads to the editor of a file on the host
    of the repository, `history_url` to its commits, `user` is the name that whoever sits here
    commits under, `codeowners` a file that is there already; each may be empty.
    """

    content: str
    output: str
    has_content: bool
    is_top: bool
    host: Host
    branch: str
    source_url: str
    history_url: str
    user: str
    codeowners: str


def surroundings(root: Path) -> Surroundings:
    """Look around. Raises OkrpressError when there are settings that cannot be used."""
    project = read_project(root)
    if any(finding.level is Level.ERROR for finding in project.findings):
        raise OkrpressError(f"{root / FILE} has errors", help="`okrpress check` lists them")
    git = Git(_nearest(root))
    state = git.state()
    inside, branch, remote = "", "main", ""
    if not isinstance(state, NoGit):
        inside = os.path.relpath(os.path.realpath(root), os.path.realpath(state.top))
        branch = _branch(state.default_branch, state.branch)
        remote = state.remote
    folder = "" if inside in {"", "."} else f"{Path(inside).as_posix()}/"
    return Surroundings(
        content=project.settings.content,
        output=project.settings.output,
        has_content=_has_content(root, project.settings.content),
        is_top=not folder,
        host=_host(remote),
        branch=branch,
        source_url=_address(remote, f"edit/{branch}/{folder}"),
        history_url=_address(remote, f"commits/{branch}/{folder}"),
        user=git.user_name(),
        codeowners=next((file for file in _OWNERS if (root / file).exists()), ""),
    )


def ci_pins(folder: str) -> Iterator[tuple[str, str]]:
    """The files in `folder` that say what CI installs: what this okrpress was tested with."""
    lock = next(path for path in _LOCKS if path.is_file())
    for name, text in pins(__version__, lock.read_text(encoding="utf-8")).items():
        yield f"{folder}/{name}", text


def _nearest(root: Path) -> Path:
    """The folder, or the closest one above it that exists."""
    whole = Path.cwd() / root
    return next(folder for folder in (whole, *whole.parents) if folder.is_dir())


def _has_content(root: Path, content: str) -> bool:
    if not (root / content).is_dir():
        return False
    sources, findings = discover(root, content)
    return bool(sources or findings)


def _branch(default: str, current: str) -> str:
    """The branch that is published; of a clone without a known one, the usual name."""
    branch = default or (current if current in _USUAL_BRANCHES else "")
    return branch if _PLAIN_BRANCH.match(branch) else "main"


def _host(remote: str) -> Host:
    found = _REMOTE.match(remote)
    return Host.GITLAB if found and "gitlab" in found["host"] else Host.GITHUB


def _address(remote: str, view: str) -> str:
    """Where the host shows a file in one of its views, as `edit/main/docs/`; empty if unknown."""
    found = _REMOTE.match(remote)
    if found is None or not re.fullmatch(r"[A-Za-z0-9._/-]*", view):
        return ""
    file = f"{view}{{path}}"
    if found["host"] == "github.com":
        return f"https://github.com/{found['path']}/{file}"
    return (
        f"https://{found['host']}/{found['path']}/-/{file}" if _host(remote) is Host.GITLAB else ""
    )
