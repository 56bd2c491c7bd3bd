"""A bulletin as plain text for a mail: 72 columns, no markup."""

import textwrap
from collections.abc import Iterator

from okrpress.report.bulletin.bulletin import (
    Bulletin,
    Item,
    Section,
    heading_text,
    said_text,
)

WIDTH = 72


def bulletin_text(bulletin: Bulletin) -> str:
    """Title, lines and sections, with an empty line between sections."""
    head = [*_wrapped(bulletin.title), ""]
    head += [line for each in bulletin.lines for line in _wrapped(each)]
    blocks = [
        "\n".join(head).rstrip(),
        *("\n".join(_section(bulletin, one)) for one in bulletin.sections),
    ]
    if bulletin.href:
        blocks.append(bulletin.href)
    return "\n\n".join(blocks)


def _section(bulletin: Bulletin, section: Section) -> Iterator[str]:
    title = heading_text(section)
    yield title
    yield "-" * min(len(title), WIDTH)
    for item in section.items:
        yield from _item(item)
    if section.left_out:
        yield f"  {bulletin.left_out(section)}"


def _item(item: Item) -> Iterator[str]:
    yield from _wrapped(item.text, "* ", "  ")
    for line in (said_text(item), item.detail):
        yield from _wrapped(line, "  ", "  ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
