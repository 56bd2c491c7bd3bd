"""A bulletin as a Slack message: Block Kit, within its limits.

https://docs.slack.dev/reference/block-kit: 50 blocks, 150 characters of a header, 3 000 of any
other text. `verbatim` keeps Slack from making links of names; what could be a mention or link of
its own markup begins with `<`, which is escaped.
"""

from collections.abc import Iterator
from dataclasses import replace

from okrpress.report.bulletin.bulletin import (
    Bulletin,
    Item,
    Section,
    heading_text,
    said_text,
    shortened,
)
from okrpress.report.structured import JsonObject

BLOCKS = 50
HEADER = 150
TEXT = 3000
_PART = 100  # characters of each part of a line that is too long once it is escaped
_NO_MENTION = "@\u200b"  # Mattermost, which takes the same messages, mentions by the bare sign


def slack_message(bulletin: Bulletin) -> JsonObject:
    """The blocks, and a line for notifications and for programs that know no blocks."""
    return {"text": _fallback(bulletin), "blocks": [*_blocks(bulletin)]}


def has_too_many_blocks(message: JsonObject) -> bool:
    """Whether Slack would refuse it."""
    blocks = message["blocks"]
    return isinstance(blocks, list) and len(blocks) > BLOCKS


def _fallback(bulletin: Bulletin) -> str:
    link = f" <{bulletin.href}|{bulletin.invitation}>" if bulletin.href else ""
    return f"{_escaped(bulletin.title)}{link}"


def _blocks(bulletin: Bulletin) -> Iterator[JsonObject]:
    title = bulletin.title.replace("@", _NO_MENTION)
    short = shortened(title, HEADER)
    yield {"type": "header", "text": {"type": "plain_text", "text": short, "emoji": False}}
    yield from _texts([_escaped(line) for line in bulletin.lines])
    for section in bulletin.sections:
        yield from _texts(_lines(bulletin, section))
    if bulletin.href:
        yield from _texts([f"<{bulletin.href}|{bulletin.invitation}>"])


def _lines(bulletin: Bulletin, section: Section) -> list[str]:
    lines = [f"*{_escaped(heading_text(section))}*", *(_item(item) for item in section.items)]
    return [*lines, bulletin.left_out(section)] if section.left_out else lines


def _item(item: Item) -> str:
    line = _line(item)
    if len(line) <= TEXT:
        return line
    text, note, who, detail = (
        shortened(text, _PART) for text in (item.text, item.note, item.who, item.detail)
    )
    return _line(replace(item, text=text, note=note, who=who, detail=detail))


def _line(item: Item) -> str:
    text = _escaped(item.text)
    linked = f"<{item.href}|{text}>" if item.href else text
    said = _escaped(said_text(item))
    first = f"• {linked}: {said}" if said else f"• {linked}"
    return f"{first}\n      {_escaped(item.detail)}" if item.detail else first


def _texts(lines: list[str]) -> Iterator[JsonObject]:
    """Blocks of as many lines as one text takes; a line never stands in two."""
    held: list[str] = []
    size = 0
    for line in lines:
        if held and size + len(line) + 1 > TEXT:
            yield _text(held)
            held, size = [], 0
        held.append(line)
        size += len(line) + 1
    if held:
        yield _text(held)


def _text(lines: list[str]) -> JsonObject:
    text: JsonObject = {"type": "mrkdwn", "text": "\n".join(lines), "verbatim": True}
    return {"type": "section", "text": text}


def _escaped(text: str) -> str:
    """As Slack asks for: these three, and no others."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("@", _NO_MENTION)
