"""Comments: those of YAML in front matter, and those in the text below that speak to okrpress."""

import re
from collections.abc import Iterator
from contextlib import suppress

SPEAKS = "okrpress:"
"""What a comment begins with that is meant for okrpress."""

_START = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_IN_BODY = re.compile(rf"<!--[ \t]*{SPEAKS}(.*?)(?:-->|\Z)", re.DOTALL)
_FENCED = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*\n(?:.*?^ {0,3}\1|.*)", re.MULTILINE | re.DOTALL)


def comments(block: str) -> Iterator[tuple[int, int]]:
    """Where each comment of a front matter lies: from its `#` to the end of its line."""
    texts = [*_texts(block), (len(block), len(block))]
    at = 0
    for start, end in texts:
        while found := _START.search(block, at, start):
            line_end = block.find("\n", found.start())
            at = len(block) if line_end < 0 else line_end
            yield found.start(), at
        at = max(at, end)


def _texts(block: str) -> Iterator[tuple[int, int]]:
    """Where the texts lie, in which a `#` is one; of broken YAML those before the break."""
    from yaml import MarkedYAMLError
    from yaml.events import ScalarEvent

    from okrpress.source.front_matter.events import events, stretch

    with suppress(MarkedYAMLError):
        for event in events(block):
            if isinstance(event, ScalarEvent):
                start, end = stretch(event)
                if event.style in {"|", ">"}:  # a comment may stand behind the sign
                    start = block.find("\n", start, end) if "\n" in block[start:end] else end
                yield start, end


def body_comments(body: str) -> Iterator[re.Match[str]]:
    """The comments in a text that speak to okrpress, but for examples in fenced code."""
    if SPEAKS not in body:
        return
    fenced = [match.span() for match in _FENCED.finditer(body)]
    for comment in _IN_BODY.finditer(body):
        if not any(start <= comment.start() < end for start, end in fenced):
            yield comment


def without_comments(body: str) -> str:
    """A text without the comments that speak to okrpress; its lines stay where they are."""
    parts: list[str] = []
    at = 0
    for comment in body_comments(body):
        parts += [body[at : comment.start()], "\n" * comment[0].count("\n")]
        at = comment.end()
    return "".join([*parts, body[at:]]) if parts else body
