"""A bulletin as Markdown: for a wiki, a comment, or an issue that mentions nobody."""

from collections.abc import Iterator

from okrpress.report.bulletin.bulletin import (
    Bulletin,
    Item,
    Section,
    heading_text,
    said_text,
)
from okrpress.report.markdown_text import code_span, inline


def bulletin_markdown(bulletin: Bulletin) -> str:
    """The whole of it below a heading of its own."""
    return f"# {inline(bulletin.title)}\n\n{bulletin_body(bulletin)}"


def bulletin_body(bulletin: Bulletin) -> str:
    """All but the title, which an issue has apart."""
    return "\n\n".join(_blocks(bulletin))


def _blocks(bulletin: Bulletin) -> Iterator[str]:
    if bulletin.lines:
        yield "\\\n".join(_line(line) for line in bulletin.lines)
    for section in bulletin.sections:
        yield f"## {inline(heading_text(section))}"
        yield "\n".join(_lines(bulletin, section))
    if bulletin.href:
        yield f"[{bulletin.invitation}](<{bulletin.href}>)"


def _lines(bulletin: Bulletin, section: Section) -> Iterator[str]:
    yield from (f"- {_item(item)}" for item in section.items)
    if section.left_out:
        yield f"- {bulletin.left_out(section)}"


def _item(item: Item) -> str:
    text = inline(item.text)
    linked = f"[{text}](<{item.href}>)" if item.href else f"**{text}**"
    said = said_text(item)
    first = f"{linked}: {inline(said)}" if said else linked
    return f"{first}\\\n  {_line(item.detail)}" if item.detail else first


def _line(text: str) -> str:
    """Words that begin a line: with a slash they would be a command to GitLab."""
    return code_span(text) if text.startswith("/") else inline(text)
