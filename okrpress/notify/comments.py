"""Keeps one comment on a pull or merge request up to date: written once, changed from then on.

https://docs.github.com/rest/issues/comments, https://docs.gitlab.com/api/notes/
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.notify.github import GitHub
from okrpress.notify.gitlab import GitLab
from okrpress.notify.http import Json, Request, UnsureError, Wire
from okrpress.notify.issues import PAGE, as_list

_PAGES = 30
_LOOKS = 3


class Said(StrEnum):
    """What was done about the comment."""

    WRITTEN = "written"
    CHANGED = "changed"
    SAME = "same"


class Talk(Protocol):
    """The comments on one proposal."""

    def list(self, page: int) -> Request:
        """Ask for a page of comments, the oldest first."""

    def write(self, body: str) -> Request:
        """Write a comment; not repeatable."""

    def change(self, number: int, body: str) -> Request:
        """Change what a comment says."""

    def is_own(self, found: Mapping[str, Json]) -> bool:
        """Whether a comment is one that a job wrote: anybody can begin one with our marker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request on GitHub."""

    at: GitHub
    number: int

    def list(self, page: int) -> Request:
        """Ask for a page of comments."""
        path = f"/issues/{self.number}/comments?per_page={PAGE}&page={page}"
        return self.at.request("GET", path)

    def write(self, body: str) -> Request:
        """Write a comment."""
        path = f"/issues/{self.number}/comments"
        return self.at.request("POST", path, {"body": body}, repeatable=False)

    def change(self, number: int, body: str) -> Request:
        """Change a comment."""
        return self.at.request("PATCH", f"/issues/comments/{number}", {"body": body})

    def is_own(self, found: Mapping[str, Json]) -> bool:
        """Whether a bot wrote it: a job's token may change the comments of others too."""
        user = found.get("user")
        return isinstance(user, dict) and user.get("type") == "Bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """A merge request on GitLab; `author` is the number of the token's user."""

    at: GitLab
    number: int
    author: int

    def list(self, page: int) -> Request:
        """Ask for a page of comments."""
        query = f"?sort=asc&order_by=created_at&per_page={PAGE}&page={page}"
        return self._request("GET", query)

    def write(self, body: str) -> Request:
        """Write a comment."""
        return self._request("POST", "", {"body": body}, repeatable=False)

    def change(self, number: int, body: str) -> Request:
        """Change a comment."""
        return self._request("PUT", f"/{number}", {"body": body})

    def is_own(self, found: Mapping[str, Json]) -> bool:
        """Whether the token's user wrote it."""
        author = found.get("author")
        return isinstance(author, dict) and author.get("id") == self.author

    def _request(
        self,
        method: str,
        path: str,
        said: Mapping[str, str] | None = None,
        *,
        repeatable: bool = True,
    ) -> Request:
        whole = f"{self.at.home}/merge_requests/{self.number}/notes{path}"
        return self.at.request(method, whole, said, repeatable=repeatable)


def find_pull_request(wire: Wire, at: GitHub, head: str, commit: str) -> PullRequest | None:
    """The open pull request from `owner:branch` that ends with this commit, if there is one."""
    path = f"/pulls?state=open&head={quote(head, safe=':')}&per_page={PAGE}"
    for found in as_list(wire.send(at.request("GET", path)).json()):
        if not isinstance(found, dict):
            continue
        newest, number = found.get("head"), found.get("number")
        if isinstance(newest, dict) and newest.get("sha") == commit and isinstance(number, int):
            return PullRequest(at=at, number=number)
    return None


def open_merge_request(wire: Wire, at: GitLab, number: int) -> MergeRequest:
    """The merge request of that number, as the token's user sees it."""
    user = wire.send(at.request("GET", "/user")).json()
    author = user.get("id") if isinstance(user, dict) else None
    if not isinstance(author, int):
        raise OkrpressError(
            "GitLab does not say whose token this is",
            help="use a token of a project or of a person, with the scope api",
        )
    return MergeRequest(at=at, number=number, author=author)


def keep_comment(wire: Wire, talk: Talk, marker: str, body: str) -> Said:
    """Make the one comment that begins with the marker say this.

    After an answer that leaves open whether it was written, it looks again before it writes again.
    """
    for look in range(_LOOKS):
        try:
            return _keep(wire, talk, marker, body)
        except UnsureError:
            if look == _LOOKS - 1:
                raise
            wire.sleep(wire.patience.wait_first * 2**look)
    raise AssertionError("the last look returns or raises")


def _keep(wire: Wire, talk: Talk, marker: str, body: str) -> Said:
    for found in _comments(wire, talk):
        number, there = found.get("id"), found.get("body")
        if not isinstance(number, int) or not isinstance(there, str):
            continue
        if there.startswith(marker) and talk.is_own(found):
            if there.split() == body.split():
                return Said.SAME
            wire.send(talk.change(number, body))
            return Said.CHANGED
    wire.send(talk.write(body))
    return Said.WRITTEN


def _comments(wire: Wire, talk: Talk) -> Iterator[Mapping[str, Json]]:
    for page in range(1, _PAGES + 1):
        answer = wire.send(talk.list(page))
        listed = as_list(answer.json())
        yield from (one for one in listed if isinstance(one, dict))
        if len(listed) < PAGE and not answer.next:
            return
