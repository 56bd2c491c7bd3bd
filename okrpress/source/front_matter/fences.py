"""Where front matter begins and ends in a file."""

import re
from typing import NamedTuple, NoReturn

from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import quote

MAX_BLOCK = 64 * 1024
"""Bytes of front matter."""


class Parts(NamedTuple):
    """The text between the fences; where the first fence, that text and the body begin."""

    block: str
    fence: int
    start: int
    body: int


_BOUNDARY = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_WIDEST = 4  # bytes of a character
_LFS_POINTER = "version https://git-lfs"
_FENCE_LIKE = re.compile(r"[ \t]*(?:-{3}|\+{3}|;{3}|[—–]-?)")


def split(text: str) -> Parts:
    """Take a text apart at its fences. Raises Refused when they are not there, or too far apart."""
    end = text.find("\n---", 3)
    is_plain = text.startswith("---\n") and text.startswith("\n", end + 4)
    if is_plain and 0 < end * _WIDEST <= MAX_BLOCK:  # as nearly all are
        return Parts(text[4 : end + 1], 0, 4, end + 5)
    blank = len(text) - len(text.lstrip(" \t\n"))
    start = text.rfind("\n", 0, blank) + 1
    opening = _FENCE.match(text, start)
    if opening is None:
        _refuse_beginning(text, start)
    try:
        block, body = _split(text)
    except ValueError:
        message = "the front matter that begins here is never closed"
        help = "write a line of exactly `---` below its last key"
        raise Refused("FMT012", start, start + 3, message, help) from None
    if len(block) * _WIDEST > MAX_BLOCK < len(block.encode()):
        message = f"the front matter has more than {MAX_BLOCK // 1024} KiB"
        help = "move text below the front matter, or split the file"
        raise Refused("FMT014", start, start + 3, message, help)
    return Parts(block, start, opening.end(), len(text) - len(body))


def _split(text: str) -> tuple[str, str]:
    """What lies between the fences and below them. Raises ValueError where there is no second."""
    end = text.find("\n---", 3)
    if end > 0 and text.startswith("---\n") and text.startswith("\n", end + 4):
        return text[4 : end + 1], text[end + 5 :]
    from frontmatter.default_handlers import BaseHandler

    class Handler(BaseHandler):
        """python-frontmatter's way to split a text, at lines of exactly three hyphens.

        A fence takes one line feed with it and no more, so that lines can be counted.
        """

        FM_BOUNDARY = _BOUNDARY

    block, body = Handler().split(text)
    return block, body


def _refuse_beginning(text: str, start: int) -> NoReturn:
    line = text[start:].partition("\n")[0]
    message = "the file is empty"
    help = "begin with a line `---`, then `key: value` lines, then a line `---`"
    if _FENCE_LIKE.match(line):
        message = f"{quote(line)} is no fence of front matter"
        help = "write exactly `---`, at the start of the line and with nothing after it"
        raise Refused("FMT011", start, start + len(line), message, help)
    if line.startswith(_LFS_POINTER):
        message = "the file is a pointer of Git LFS, and its text is elsewhere"
        help = "fetch it by `git lfs pull`, in CI by `lfs: true` where it checks out"
    elif line.strip():
        message = f"the file begins with {quote(line)} and not with front matter"
    raise Refused("FMT010", start, start + len(line), message, help)
