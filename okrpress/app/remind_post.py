"""Send a reminder: to a chat, or into the one issue that says what is owed."""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from okrpress.app.remind import RemindResult
from okrpress.model.frozen import dataclass
from okrpress.notify.github import github_from
from okrpress.notify.gitlab import gitlab_from
from okrpress.notify.http import Patience, Request, Wire, checked_address, host_of
from okrpress.notify.issues import Done, Kept, Notice, Tracker, keep_issue, marked
from okrpress.notify.state import fingerprint, last_posted, note_posted
from okrpress.notify.webhook import post, webhook_request
from okrpress.report.bulletin import message
from okrpress.report.bulletin.bulletin import shortened
from okrpress.report.bulletin.formats import issue_body
from okrpress.report.status_words import own_words

TRACKERS = ("github", "gitlab")
_TITLE = 250
"""Characters of an issue's title; both trackers take five more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What lies outside of the process: its environment, time that passes, and how much of it."""

    environment: Mapping[str, str]
    sleep: Callable[[float], None]
    patience: Patience = field(default_factory=Patience)

    @property
    def wire(self) -> Wire:
        """What requests go through."""
        return Wire(sleep=self.sleep, patience=self.patience)


# ── chats ─────────────────────────────────────────────────────────────────────────────────────


def post_reminder(
    result: RemindResult, chat: str, webhook_env: str, state: Path | None, outside: Outside
) -> str:
    """Post what is owed, once as long as it stays the same where a state file remembers it.

    A sentence on what was done. Raises OkrpressError when it did not arrive.
    """
    url = checked_address(outside.environment.get(webhook_env, ""), webhook_env)
    posted = _fingerprint(result, chat) if result.debts else ""
    if not result.debts and not result.unsure:
        if state and last_posted(state):
            note_posted(state, "")
        return "nothing is owed: nothing was posted"
    if not result.debts:
        return "it is not known whether anything is owed: nothing was posted"
    if state and last_posted(state) == posted:
        return "the same is owed as at the last post: nothing was posted"
    post(outside.wire, url, message(chat, result.bulletin), _service(webhook_env))
    if state:
        note_posted(state, posted)
    return f"posted to {host_of(url)}"


def _fingerprint(result: RemindResult, chat: str) -> str:
    """Of what is owed by whom, not of how it is told."""
    owed = (f"{one.folder} {one.kind} {one.person} {one.since}" for one in result.debts)
    of = (" ".join(map(str, one.key_results)) for one in result.debts)
    return fingerprint(chat, result.name, *owed, *of)


def _service(webhook_env: str) -> str:
    return f"the webhook in {webhook_env}"


# ── issues ────────────────────────────────────────────────────────────────────────────────────


def keep_reminder(result: RemindResult, tracker: str, outside: Outside) -> tuple[str, str]:
    """Make the issue say what is owed, or close it; a sentence, and the issue's address.

    While files cannot be read nobody can say that nothing is owed, so the issue is not closed.
    """
    where = _tracker(tracker, outside.environment)
    if not result.debts and result.unsure:
        return "it is not known whether anything is owed: the issue was left as it is", ""
    kept = keep_issue(outside.wire, where, result.name, _notice(result))
    return _told(kept), own_words(kept.url)


def _tracker(name: str, environment: Mapping[str, str]) -> Tracker:
    return github_from(environment) if name == "github" else gitlab_from(environment)


def _notice(result: RemindResult) -> Notice | None:
    if not result.debts:
        return None
    title = shortened(f"OKRs: {result.bulletin.title}", _TITLE)
    return Notice(title=title, body=f"{issue_body(result.bulletin)}\n")


def _told(kept: Kept) -> str:
    sentences = {
        Done.OPENED: "opened issue {number}",
        Done.UPDATED: "updated issue {number}",
        Done.UNCHANGED: "issue {number} says so already",
        Done.CLOSED: "nothing is owed: closed issue {number}",
        Done.NONE: "nothing is owed, and no issue is open",
    }
    return sentences[kept.done].format(number=kept.number)


# ── what would be sent ────────────────────────────────────────────────────────────────────────


def planned_post(result: RemindResult, chat: str, webhook_env: str, outside: Outside) -> str:
    """The request that would post the reminder, without the secret part of its address."""
    url = checked_address(outside.environment.get(webhook_env, ""), webhook_env)
    if not result.debts:
        return "# nothing is owed: nothing would be posted"
    request = webhook_request(url, message(chat, result.bulletin), _service(webhook_env))
    return f"{request.method} {host_of(url)}/… (from {webhook_env})\n{request.content}"


def planned_issue(result: RemindResult, tracker: str, outside: Outside) -> str:
    """The requests about the issue, without their token. Nothing is asked: both ways are told."""
    where = _tracker(tracker, outside.environment)
    notice = _notice(result)
    parts = [_shown(where.list(1))]
    if notice is None:
        parts.append(f"# if an issue is open: {_shown(where.close(0))}")
    else:
        said = marked(result.name, notice)
        parts.append(f"# if none is open: {_shown(where.open(said))}")
        change = _shown(where.update(0, said)).partition("\n")[0]
        parts.append(f"# if one is open and says something else: {change}, with the same text")
    return "\n".join(parts)


def _shown(request: Request) -> str:
    """A tracker's address is no secret, its token stands in a header."""
    url = request.url.replace("/issues/0", "/issues/NUMBER")
    return f"{request.method} {url}" + (f"\n{request.content}" if request.content else "")
