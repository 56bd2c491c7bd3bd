"""Noun phrases: what a verb is done to, who does it, what is counted."""

from collections.abc import Sequence
from typing import NamedTuple

from okrpress.rules.wording.tokens import Token

NOTHING: frozenset[str] = frozenset()

_FIGURES = frozenset({"number", "private", "hole", "sign", "bound", "about", "quote", "date"})
_BEFORE_HEAD = frozenset(
    {
        "determiner",
        "possessive",
        "every",
        "none",
        "number",
        "adverb",
        "bound",
        "about",
        "rhythm",
        "comparative",
        "share",
        "times",
        "selector",
        "date",
        "direction",
    }
)
_BEFORE_NOUN = frozenset({"adjective", "determiner", "undefined", "possessive"})
_PORTIONS = frozenset({"every", "none", "number", "share"})


class Phrase(NamedTuple):
    """Tokens `first` to `last` of a clause, both included; `head` is the noun that is meant."""

    first: int
    last: int
    head: int
    classes: frozenset[str]  # of the head, or heads: "plans and budgets"
    around: frozenset[str]  # classes of all its nouns
    counted: bool  # a number stands before the noun: "four workshops"
    portion: bool  # … and it is a share: "two thirds of the feedback"
    article: str  # definite, indefinite, every, none or bare
    plural: bool


def read_phrase(line: Sequence[Token], index: int) -> Phrase | None:
    """The noun phrase that begins at `index`, behind adverbs and one preposition."""
    first = _skip(line, index)
    last, heads = _extent(line, first)
    if not heads:
        return None
    head = heads[-1]
    phrase = _phrase(line, first, last, heads)
    if head + 1 < len(line) and line[head].has("partitive") and line[head + 1].has("of"):
        inner = read_phrase(line, head + 2)  # "a series of photos"
        if inner is not None:
            return inner._replace(first=first, counted=inner.counted or phrase.counted)
    return phrase


def is_conjunction(token: Token) -> bool:
    """ "and", "or", "&", "/"."""
    return token.kind == "slash" or token.has("conjunction")


def _phrase(line: Sequence[Token], first: int, last: int, heads: list[int]) -> Phrase:
    head = heads[-1]
    nouns = [line[at].entry.nouns for at in range(first, last + 1) if line[at].is_nounish]
    numbers = [token for token in line[first:head] if _is_number(token)]
    return Phrase(
        first=first,
        last=last,
        head=head,
        classes=NOTHING.union(*(_classes(line[one], nouns) for one in heads)),
        around=NOTHING.union(*nouns),
        counted=bool(numbers),
        portion=any(token.has("percent") or "/" in token.text for token in numbers),
        article=_article(line[first : head + 1]),
        plural=line[head].entry.plural,
    )


def _skip(line: Sequence[Token], index: int) -> int:
    while index < len(line) and (line[index].has("adverb") or line[index].kind == "quote"):
        index += 1
    if index < len(line) and line[index].has("preposition") and not line[index].has("bound"):
        index += not line[index].has("with")  # "launch with …" is not done to it
    return index


def _extent(line: Sequence[Token], first: int) -> tuple[int, list[int]]:
    """The last token of the phrase, and its heads: two in "plans and budgets"."""
    heads: list[int] = []
    last, joined = first, True
    for index in range(first, len(line)):
        token = line[index]
        if is_conjunction(token) or token.kind == "comma":
            if not _goes_on(line, index, has_head=bool(heads)):
                break
            joined = True
            continue
        if not _belongs(line, index, has_head=bool(heads)):
            break
        last = index
        if token.is_nounish or _stands_as_noun(line, index, first):
            heads = [*(heads if joined else heads[:-1]), index]
            joined = False
    return last, heads


def _goes_on(line: Sequence[Token], index: int, *, has_head: bool) -> bool:
    """Whether another noun is joined, not another command: "plans and budgets"."""
    if index + 1 >= len(line) or (has_head and line[index].kind == "comma"):
        return False
    after = line[index + 1]
    if line[index].kind == "slash" and after.has("unit"):  # "hires/month"
        return False
    return after.is_nounish or after.has("adjective")


def _belongs(line: Sequence[Token], index: int, *, has_head: bool) -> bool:
    token = line[index]
    if token.kind in _FIGURES:
        return not has_head or line[index - 1].has("adjective")
    if token.kind != "word" or token.has("relative"):
        return False
    if token.is_nounish or token.has("adjective") or token.has("undefined"):
        return True
    if token.entry.tags & _BEFORE_HEAD:
        return not has_head
    if token.has("of"):
        return not has_head and index > 0 and _is_portion(line[index - 1])
    if has_head:
        return _stands_between_nouns(line, index)
    opens = bool(token.entry.forms & {"participle", "ing"}) and index + 1 < len(line)
    return opens or _stands_as_noun(line, index, 0)


def _is_portion(token: Token) -> bool:
    """ "All of", "95 % of", "two thirds of"."""
    return token.kind == "number" or bool(token.entry.tags & _PORTIONS)


def _stands_between_nouns(line: Sequence[Token], index: int) -> bool:
    """ "Company *themed* talks"."""
    return (
        "participle" in line[index].entry.forms
        and index + 1 < len(line)
        and line[index + 1].is_nounish
        and not line[index - 1].entry.plural
    )


def _stands_as_noun(line: Sequence[Token], index: int, first: int) -> bool:
    """A verb in a noun's place: "a large *scale* test", "a better *build*", "2 *Go* meetups"."""
    token = line[index]
    if "base" not in token.entry.forms or index == 0:
        return False
    if token.is_capitalised and not line[index - 1].is_capitalised:
        return True
    return index > first and bool(line[index - 1].entry.tags & _BEFORE_NOUN)


def _is_number(token: Token) -> bool:
    if token.kind == "number":
        return not token.suffix.startswith("-")
    return token.kind in {"private", "hole"} or token.has("number")


def _classes(head: Token, nouns: Sequence[frozenset[str]]) -> frozenset[str]:
    """The classes of a head; of a colourless one ("the pricing *side*") those of its modifier."""
    known = head.entry.nouns - {"plain"}
    if known or not head.entry.nouns:
        return known
    return next((rest for one in reversed(nouns) if (rest := one - {"plain"})), head.entry.nouns)


def _article(tokens: Sequence[Token]) -> str:
    for token in tokens:
        for tag in ("every", "none", "indefinite"):
            if token.has(tag):
                return tag
        if token.has("determiner") or token.has("possessive"):
            return "definite"
    return "bare"
