"""A content file taken apart."""

import unicodedata

from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.source.front_matter.comments import without_comments
from okrpress.source.front_matter.fences import Parts, split
from okrpress.source.front_matter.plain import Node
from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Front matter as text, and the Markdown below it.

    Every scalar in `values` is the very text that was written (`no`, `1:30`, `010`), in NFC; an
    empty value is `""`. `body` has line feeds only and starts on line `body_line` of the file;
    comments for okrpress are taken out of it.
    """

    file: str
    values: dict[str, Node]
    body: str
    body_line: int


def read(file: str, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Take a file apart; None with the finding that says why it cannot be done.

    A document may come with warnings, about what YAML made of a text.
    """
    from okrpress.source.front_matter.values import comments_like_text, read_values

    text = decode(file, data)
    if isinstance(text, Finding):
        return None, (text,)
    offset = 0
    try:
        parts = split(text)
        offset = parts.start
        values = read_values(parts.block, text.count("\n", 0, offset))
    except Refused as refused:
        return None, (refused.as_finding(file, text, offset),)
    document = Document(
        file=file,
        values=values,
        body=body_of(text, parts),
        body_line=text.count("\n", 0, parts.body) + 1,
    )
    comments = comments_like_text(parts.block)
    return document, tuple(comment.as_finding(file, text, offset) for comment in comments)


def body_of(text: str, parts: Parts) -> str:
    """The Markdown of a file that was taken apart."""
    body = without_comments(text[parts.body :])
    return body if body.isascii() else unicodedata.normalize("NFC", body)
