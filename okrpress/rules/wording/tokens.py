"""A title as words, numbers and marks, each with its place and what the word tables say of it."""

import re
from typing import NamedTuple

from okrpress.rules.wording.lexicon import UNKNOWN, Entry, Lexicon

_DATE = r"\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{4}-[QHqh][1-4]"
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)"
_NUMBER = (
    rf"(?:[$€£¥]\s?)?{_DIGITS}(?:(?:\s?[-–—~]\s?|/){_DIGITS})?\+?"
    r"(?P<suffix>\s?[%‰]|-?[^\W\d_]+(?:-[^\W\d_]+)*)?\+?"
)
_HOLE = r"\?{2,}\s?%?|_{2,}|(?<!\w)(?:[XYZN]\s?%|X{2,4}|Y{2,4}|Z{2,4})(?!\w)"
_TOKEN = re.compile(
    rf"""
    (?P<private> \$N\b | \[N\d*\] )
  | (?P<hole> {_HOLE} )
  | (?P<date> {_DATE} )
  | (?P<always> 24/7 )
  | (?P<number> {_NUMBER} )
  | (?P<word> [^\W\d_](?:[\w'’&+.{{}}-]*[\w+}}])? )
  | (?P<arrow> [→⟶➔➜⇒] | [-=]+> )
  | (?P<bound> [<>]=? | [≥≤⩾⩽] )
  | (?P<stop> [.!?;\n]+ )
  | (?P<open> [(\[{{] )
  | (?P<close> [)\]}}] )
  | (?P<comma> , )
  | (?P<colon> : )
  | (?P<slash> [/&|] )
  | (?P<sign> [+−-](?=[$€£]?\d) )
  | (?P<dash> [-–—−] )
  | (?P<hash> \# )
  | (?P<about> [~≈] )
  | (?P<quote> ["“”„«»*_`] )
    """,
    re.VERBOSE,
)
_SCALES = "KMBX"  # capitals behind a number that do not make it a name
# Tags of words that are never the head of a noun phrase.
_CLOSED = frozenset(
    {
        "determiner",
        "possessive",
        "we",
        "pronoun",
        "be",
        "have",
        "modal",
        "become",
        "preposition",
        "conjunction",
        "relative",
        "adverb",
        "adjective",
        "every",
        "none",
        "number",
        "comparative",
        "direction",
        "bound",
        "about",
        "anchor",
        "effect",
        "undefined",
        "rhythm",
        "period",
        "hedge",
        "times",
        "share",
    }
)


class Token(NamedTuple):
    """One expression of a title, from `start` to before `end` in the text."""

    text: str
    low: str  # in lower case, the apostrophe straight
    start: int
    end: int
    kind: str  # word, number, date, hole, private, or the name of the mark
    entry: Entry  # of a word; of a number's suffix
    suffix: str = ""  # of a number, as written: %, x, k, h, -day …

    def has(self, tag: str) -> bool:
        """Whether the word tables give the expression this tag."""
        return tag in self.entry.tags

    @property
    def is_nounish(self) -> bool:
        """A noun, or a word that no table knows."""
        entry = self.entry
        return self.kind == "word" and (
            bool(entry.nouns) or not (entry.forms or entry.tags & _CLOSED)
        )

    @property
    def is_capitalised(self) -> bool:
        """Whether it is written like a name."""
        return self.text[:1].isupper()


def read_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a text; expressions of several words are one token."""
    return _joined([_token(found, lexicon) for found in _TOKEN.finditer(text)], text, lexicon)


def _token(found: re.Match[str], lexicon: Lexicon) -> Token:
    kind, text, suffix = str(found.lastgroup), found.group(), ""
    low, entry = text.lower(), UNKNOWN
    if kind == "word":
        low = low.replace("’", "'")
        entry = lexicon.entry(low)
    elif kind == "number":
        if low in lexicon.words:  # "1:1s"
            kind, entry = "word", lexicon.words[low]
        elif found["suffix"]:
            suffix = found["suffix"].strip()
            if len(suffix) > 1 or not suffix.isupper() or suffix in _SCALES:  # not "5S"
                entry = lexicon.words.get(suffix.lower().removeprefix("-"), UNKNOWN)
    return Token(text, low, found.start(), found.end(), kind, entry, suffix)


def _joined(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.kind == "word" and token.low in lexicon.expressions:
            token, index = _expression(token, tokens, index, text, lexicon)
        joined.append(token)
    return joined


def _expression(
    first: Token, tokens: list[Token], index: int, text: str, lexicon: Lexicon
) -> tuple[Token, int]:
    """The longest expression that begins with `first`, and the index behind it."""
    second = tokens[index].low if index < len(tokens) else ""
    for rest, entry in lexicon.expressions[first.low]:
        if rest[0] != second:  # nearly always: only then is it worth to look further
            continue
        end = index + len(rest)
        if end <= len(tokens) and all(
            token.low == word for token, word in zip(tokens[index:end], rest, strict=True)
        ):
            last = tokens[end - 1]
            words = text[first.start : last.end]
            return Token(words, words.lower(), first.start, last.end, "word", entry), end
    return first, index
