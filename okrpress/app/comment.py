"""The comment on a review, from data that another job wrote: distrusted, said, and posted."""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from okrpress import __version__
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.notify.comments import (
    Said,
    Talk,
    find_pull_request,
    keep_comment,
    open_merge_request,
)
from okrpress.notify.github import github_from
from okrpress.notify.gitlab import gitlab_from
from okrpress.notify.http import Patience, Wire
from okrpress.report.changes.comment_json import LARGEST, DistrustedError, read_comment
from okrpress.report.changes.markdown_format import MARKER, markdown

HOSTS = ("github", "gitlab")
_WORDS = {
    Said.WRITTEN: "wrote the comment",
    Said.CHANGED: "changed the comment",
    Said.SAME: "the comment says so already",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRequest:
    """Where to: `head` is the `owner:branch` that a pull request comes from, `commit` its end."""

    host: str
    head: str
    commit: str
    environment: Mapping[str, str]
    sleep: Callable[[float], None]
    patience: Patience = field(default_factory=Patience)


def comment_text(file: Path, commit: str) -> str:
    """The comment as Markdown; `commit` is the one it has to be about, unless that is empty.

    Raises DistrustedError for a file that `okrpress diff` did not write, and OkrpressError for one
    that cannot be read.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise OkrpressError(f"{file} cannot be read: {error.strerror}") from error
    found = read_comment(data, __version__)
    if commit and found.commit != commit:
        raise DistrustedError(("it is about another commit",))
    return markdown(found)


def post_comment(text: str, request: PostRequest) -> str:
    """Make the one comment on the proposal say the text; what was done, in a few words.

    A pull request that is closed, or has gone on to another commit, gets no comment. Raises
    OkrpressError when it did not arrive.
    """
    wire = Wire(sleep=request.sleep, patience=request.patience)
    talk = (
        _pull_request(wire, request) if request.host == "github" else _merge_request(wire, request)
    )
    if talk is None:
        return "no open pull request ends with this commit: nothing was posted"
    return _WORDS[keep_comment(wire, talk, MARKER, text)]


def _pull_request(wire: Wire, request: PostRequest) -> Talk | None:
    at = github_from(request.environment)
    return find_pull_request(wire, at, request.head, request.commit)


def _merge_request(wire: Wire, request: PostRequest) -> Talk | None:
    number = request.environment.get("CI_MERGE_REQUEST_IID", "")
    if not (number.isascii() and number.isdigit()):
        raise OkrpressError(
            "CI_MERGE_REQUEST_IID names no merge request",
            help="run it in the pipeline of a merge request",
        )
    return open_merge_request(wire, gitlab_from(request.environment), int(number))
