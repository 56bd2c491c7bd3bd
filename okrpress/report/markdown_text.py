"""Authors' words in Markdown that links, mentions, embeds and formats nothing.

Where a host makes more of a text than Markdown does (`@maria`, `#12`, `GH-12`, `:smile:`, a bare
address), a backslash does not stop it; a code span does. So every word that could mean something
stands in one, and only harmless words stand outside.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from okrpress.report.characters import one_line

_QUOTED = re.compile(r'(`[^`]+`|"[^"]+")')
_LIST_ITEM = re.compile(r"(?:[-+]+|\d+[.)])(?=\s|$)")
_WORDS = re.compile(r"\s+|\S+")
_HARMLESS = re.compile(r"""(?:\s|[^\W_]|[^\x00-\x7f]|[,.;:!?%'"()/-])+""")
# Addresses, tickets, commits, and signs that GitHub or GitLab read together with the next word.
_MEANINGFUL = re.compile(r"www\.|//|\b[a-z]+-\d|\b[0-9a-f]{7,}\b|[:!%]\w", re.IGNORECASE)
_NEEDS_NO_BLANKS = re.compile(r"[^` ](?:.*[^` ])?")


class _Piece(NamedTuple):
    is_code: bool
    text: str
    quoted: str = ""  # what stands between the quotation marks


def inline(text: str) -> str:
    """The text on one line; what is quoted in it is code, and so is any word that has to be."""
    written = []
    for is_code, group in groupby(_pieces(one_line(text).strip()), key=lambda piece: piece.is_code):
        pieces = list(group)
        joined = "".join(piece.text for piece in pieces)
        alone = len(pieces) == 1 and pieces[0].quoted
        written.append(code_span(alone or joined) if is_code else joined)
    return "".join(written)


def _pieces(text: str) -> Iterator[_Piece]:
    item = _LIST_ITEM.match(text)
    if item:
        yield _Piece(is_code=True, text=item[0])
        text = text[item.end() :]
    for index, part in enumerate(_QUOTED.split(text)):
        if index % 2:
            yield _Piece(is_code=True, text=part, quoted=part[1:-1])
            continue
        for word in _WORDS.findall(part):
            harmless = _HARMLESS.fullmatch(word) and not _MEANINGFUL.search(word)
            yield _Piece(is_code=not harmless, text=word)


def code_span(text: str) -> str:
    """The text as inline code, with a fence that is longer than any run of backticks in it."""
    shown = one_line(text).replace("<!-", "<\\x21-").replace("->", "-\\x3e")
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    blank = "" if _NEEDS_NO_BLANKS.fullmatch(shown) else " "
    return f"{fence}{blank}{shown}{blank}{fence}"
