"""Authors' titles in findings: quoted, cut, and compared."""

import re

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


def quote(text: str) -> str:
    """An author's text for a message: shortened, in quotes."""
    return _in_quotes(shorten(text))


def _in_quotes(shown: str) -> str:
    return f"'{shown}'" if '"' in shown else f'"{shown}"'


def rewritten(text: str, put: str) -> str:
    """The author's words with more behind them, in quotes: `"Interview 25 candidates, so that …"`.

    Of a long text only what stands before a mark is kept, where that still says something.
    """
    kept = text.rstrip(".;,! ")
    if len(kept) > QUOTED:
        before_mark = _MARK.split(kept, maxsplit=1)[0]
        kept = before_mark if before_mark.count(" ") > 1 else kept
    return _in_quotes(f"{shorten(kept)}{put}")


def folded(text: str) -> tuple[str, ...]:
    """Words and numbers of a title, without case and punctuation: two titles with the same say
    the same.

    >>> folded("Raise NPS, to 4.5!")
    ('raise', 'nps', 'to', '4.5')
    """
    return tuple(_WORD.findall(text.casefold()))
