"""Keeps one issue in a tracker up to date: opened, changed, closed, and never two of them."""

from enum import StrEnum
from typing import Protocol

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.notify.http import Json, Request, UnsureError, Wire

LABEL = "okrpress-reminder"
PAGE = 100
"""Issues of one answer."""
_PAGES = 20
_LOOKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue as the tracker knows it; `number` is how its address and people name it."""

    number: int
    title: str
    body: str
    labels: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an issue is to say."""

    title: str
    body: str


class Tracker(Protocol):
    """A tracker of issues: the requests it takes, and how it tells of an issue."""

    @property
    def service(self) -> str:
        """What messages call it."""

    def list(self, page: int) -> Request:
        """Ask for a page of the open issues with our label, the oldest first."""

    def open(self, notice: Notice) -> Request:
        """Open an issue with our label; not repeatable."""

    def update(self, number: int, notice: Notice) -> Request:
        """Change what an issue says."""

    def close(self, number: int) -> Request:
        """Close an issue."""

    def read(self, found: Json) -> Issue | None:
        """An issue from what the tracker says of it; None for what is no issue."""


class Done(StrEnum):
    """What was done about the issue."""

    OPENED = "opened"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    NONE = "none"  # there was none, and none is needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of it; `number` and `url` are empty where there is no issue."""

    done: Done
    number: int | None = None
    url: str = ""


def issue_of(number: Json, title: Json, body: Json, labels: list[Json], url: Json) -> Issue | None:
    """An issue from what a tracker said of it; None where that has no number or no title."""
    if not isinstance(number, int) or not isinstance(title, str):
        return None
    return Issue(
        number=number,
        title=title,
        body=body if isinstance(body, str) else "",
        labels=tuple(one for one in labels if isinstance(one, str)),
        url=url if isinstance(url, str) else "",
    )


def as_list(found: Json) -> list[Json]:
    """A list that an answer should hold; empty for anything else."""
    return found if isinstance(found, list) else []


def marker(name: str) -> str:
    """The first line of an issue's text, which nobody sees: whose issue it is."""
    return f"<!-- okrpress:remind {name} -->"


def keep_issue(wire: Wire, tracker: Tracker, name: str, notice: Notice | None) -> Kept:
    """Make the one issue of that name say the notice, or close it where there is none to give.

    What is already so is left alone. After an answer that leaves open whether an issue was opened,
    it looks again before it opens another.
    """
    for look in range(_LOOKS):
        try:
            return _keep(wire, tracker, name, notice)
        except UnsureError:
            if look == _LOOKS - 1:
                raise
            wire.sleep(wire.patience.wait_first * 2**look)
    raise AssertionError("the last look returns or raises")


def marked(name: str, notice: Notice) -> Notice:
    """The notice with its marker."""
    return Notice(title=notice.title, body=f"{marker(name)}\n{notice.body}")


def _keep(wire: Wire, tracker: Tracker, name: str, notice: Notice | None) -> Kept:
    known = _find(wire, tracker, name)
    for double in known[1:]:
        wire.send(tracker.close(double.number))
    if notice is None:
        if not known:
            return Kept(done=Done.NONE)
        wire.send(tracker.close(known[0].number))
        return _kept(Done.CLOSED, known[0])
    wanted = marked(name, notice)
    if not known:
        return _open(wire, tracker, wanted)
    if _says(known[0], wanted):
        return _kept(Done.UNCHANGED, known[0])
    wire.send(tracker.update(known[0].number, wanted))
    return _kept(Done.UPDATED, known[0])


def _find(wire: Wire, tracker: Tracker, name: str) -> list[Issue]:
    """The open issues with our label and this marker, the oldest first."""
    found: list[Issue] = []
    for page in range(1, _PAGES + 1):
        answer = wire.send(tracker.list(page))
        listed = answer.json()
        if not isinstance(listed, list):
            raise _strange(tracker)
        issues = (tracker.read(one) for one in listed)
        found += [one for one in issues if one and one.body.startswith(marker(name))]
        if len(listed) < PAGE and not answer.next:
            break
    return sorted(found, key=lambda one: one.number)


def _open(wire: Wire, tracker: Tracker, notice: Notice) -> Kept:
    """Open an issue. One that cannot have the label could not be found again: it is closed."""
    opened = tracker.read(wire.send(tracker.open(notice)).json())
    if opened is None:
        raise _strange(tracker)
    if LABEL not in opened.labels:
        wire.send(tracker.close(opened.number))
        raise OkrpressError(
            f"{tracker.service} did not give the issue the label {LABEL!r}",
            help="make that label once by hand, or give the token the right to label",
        )
    return _kept(Done.OPENED, opened)


def _says(issue: Issue, notice: Notice) -> bool:
    """Whether the issue says the same already; trackers may store other ends of lines."""
    lines = [line.rstrip() for line in issue.body.strip().splitlines()]
    wanted = [line.rstrip() for line in notice.body.strip().splitlines()]
    return (issue.title, lines) == (notice.title, wanted)


def _kept(done: Done, issue: Issue) -> Kept:
    return Kept(done=done, number=issue.number, url=issue.url)


def _strange(tracker: Tracker) -> OkrpressError:
    return OkrpressError(
        f"{tracker.service} answers with something that is no issue",
        help="check that its address is that of the API",
    )
