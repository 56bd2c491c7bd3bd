"""Authors' titles in findings: quoted, cut, and compared."""

import re

from okrpress.model.said import Quoted, quoted

QUOTED = 60
"""Characters of an author's text that a message repeats."""

_MARK = re.compile(r"\s*(?:[(;:]|[,.](?=\s))")
_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")


def shorten(text: str) -> str:
    """The text on one line, cut at 60 characters, with everything unprintable as an escape."""
    cut = text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"
    if cut.isprintable():
        return cut
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in cut
    )


def quote(text: str) -> Quoted:
    """An author's text for a message: shortened, in quotes."""
    return quoted(shorten(text))


def begun(text: str) -> str:
    """The author's words, for a text that goes on behind them: "Interview 25 candidates".

    Of a long text only what stands before a mark is kept, where that still says something.
    """
    kept = text.rstrip(".;,! ")
    if len(kept) > QUOTED:
        before_mark = _MARK.split(kept, maxsplit=1)[0]
        kept = before_mark if before_mark.count(" ") > 1 else kept
    return shorten(kept)


def folded(text: str) -> tuple[str, ...]:
    """Words and numbers of a title, without case and punctuation: two titles with the same say
    the same.

    >>> folded("Raise NPS, to 4.5!")
    ('raise', 'nps', 'to', '4.5')
    """
    return tuple(_WORD.findall(text.casefold()))
