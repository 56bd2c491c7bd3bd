"""A bulletin as a Teams message: an Adaptive Card, within the 28 kB that a webhook takes.

Every text is a `TextRun`, in which nothing is Markdown; a mention would need an entity beside it.
"""

from collections.abc import Iterator

from okrpress.report.bulletin.bulletin import (
    Bulletin,
    Item,
    Section,
    heading_text,
    said_text,
)
from okrpress.report.structured import Json, JsonObject

BYTES = 28 * 1024 - 1024
"""Of the message as it is sent; a kilobyte is left to whatever carries it."""

_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_VERSION = "1.4"


def teams_message(bulletin: Bulletin) -> JsonObject:
    """The card in its envelope."""
    card: dict[str, Json] = {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": _VERSION,
        "msteams": {"width": "Full"},
        "body": [*_body(bulletin)],
    }
    if bulletin.href:
        card["actions"] = [_open(bulletin.href, title=bulletin.invitation)]
    attachment: JsonObject = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _body(bulletin: Bulletin) -> Iterator[JsonObject]:
    yield _block(_run(bulletin.title, weight="Bolder", size="Large"))
    for line in bulletin.lines:
        yield _block(_run(line), spacing="Small")
    for section in bulletin.sections:
        yield from _section(bulletin, section)


def _section(bulletin: Bulletin, section: Section) -> Iterator[JsonObject]:
    heading = _run(heading_text(section), weight="Bolder", size="Medium")
    yield {**_block(heading, spacing="Medium"), "separator": True}
    for item in section.items:
        yield _block(*_item(item), spacing="Small")
    if section.left_out:
        yield _block(_run(bulletin.left_out(section), isSubtle=True), spacing="Small")


def _item(item: Item) -> Iterator[JsonObject]:
    linked: JsonObject = {"selectAction": _open(item.href)} if item.href else {}
    yield {**_run(item.text, weight="Bolder"), **linked}
    if said := said_text(item):
        yield _run(f": {said}")
    if item.detail:
        yield _run(f"\n{item.detail}", italic=True)


def _block(*runs: JsonObject, spacing: str = "Default") -> JsonObject:
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": runs}


def _run(text: str, **style: Json) -> JsonObject:
    # `{{DATE(…)}}` would be filled in by the program that shows the card
    return {"type": "TextRun", "text": text.replace("{{", "{\u200b{"), **style}


def _open(url: str, **more: Json) -> JsonObject:
    return {"type": "Action.OpenUrl", "url": url, **more}
