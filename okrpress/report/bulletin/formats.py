"""The formats of a bulletin by name, each cut to what its place takes."""

import json
from collections.abc import Callable

from okrpress.report.bulletin.bulletin import Bulletin, cut, fitting
from okrpress.report.bulletin.data import bulletin_data
from okrpress.report.bulletin.html import bulletin_html
from okrpress.report.bulletin.markdown import bulletin_body, bulletin_markdown
from okrpress.report.bulletin.slack import has_too_many_blocks, slack_message
from okrpress.report.bulletin.teams import BYTES, teams_message
from okrpress.report.bulletin.text import bulletin_text
from okrpress.report.structured import Json, dump

READ = 8
"""Items of a section that somebody reads in a mail."""
CHAT = 5
"""The same in a chat."""
COMMENT = 60_000
"""Bytes of an issue or comment; GitHub takes 65 536 characters."""
_ALL = 10_000

CHATS = ("slack", "teams", "generic")
FORMATS = ("text", "markdown", "html", "slack", "teams", "json")


def render_bulletin(format: str, bulletin: Bulletin) -> str:
    """The bulletin in a format of `FORMATS`; what is left out for want of room is counted."""
    return _WRITERS[format](bulletin)


def message(chat: str, bulletin: Bulletin) -> str:
    """The JSON that is posted to a chat of `CHATS`."""
    return _generic(bulletin) if chat == "generic" else render_bulletin(chat, bulletin)


def issue_body(bulletin: Bulletin) -> str:
    """The Markdown of an issue: all items, as far as one takes them."""
    return fitting(bulletin, _ALL, bulletin_body, lambda text: len(text.encode()) > COMMENT)


def _generic(bulletin: Bulletin) -> str:
    """All data, with a text in Markdown for programs that show `text` and nothing else."""
    text = bulletin_markdown(cut(bulletin, CHAT))
    return compact({"text": text, **bulletin_data(bulletin)})


def _slack(bulletin: Bulletin) -> str:
    return compact(fitting(bulletin, CHAT, slack_message, has_too_many_blocks))


def _teams(bulletin: Bulletin) -> str:
    def write(short: Bulletin) -> str:
        return compact(teams_message(short))

    return fitting(bulletin, CHAT, write, lambda text: len(text) > BYTES)


def compact(value: Json) -> str:
    """JSON in ASCII on one line, which holds no command to a CI system's log."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("##", "#\\u0023")


_WRITERS: dict[str, Callable[[Bulletin], str]] = {
    "text": lambda bulletin: bulletin_text(cut(bulletin, READ)),
    "markdown": lambda bulletin: bulletin_markdown(cut(bulletin, READ)),
    "html": lambda bulletin: bulletin_html(cut(bulletin, READ)),
    "slack": _slack,
    "teams": _teams,
    "json": lambda bulletin: dump(bulletin_data(bulletin)),
}
