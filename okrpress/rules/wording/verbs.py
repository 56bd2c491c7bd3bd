"""Finding the verb of a clause: commands, statements, and nouns that only look like verbs."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from okrpress.rules.wording.tokens import Token

_SCAN = 24  # tokens within which a clause's verb is looked for
_NEAR = 5  # tokens within which a verb still belongs to the word that opens the clause
_PEOPLE_BEFORE_TO = 4

_OPENS_OBJECT = frozenset(
    {
        "determiner",
        "possessive",
        "every",
        "none",
        "number",
        "pronoun",
        "adjective",
        "bound",
        "comparative",
        "undefined",
        "about",
    }
)
_OPENS_COMPLEMENT = _OPENS_OBJECT | {"direction", "adverb", "rhythm", "complements"}
_FINITE = frozenset({"base", "third", "past"})
_AUXILIARY = frozenset({"be", "have", "modal"})
_LEVEL_MARKS = frozenset({"bound", "colon", "arrow", "sign"})
_CHANGES = frozenset({"raise", "lower", "improve"})


class Finite(NamedTuple):
    """The verb of a statement: `start` is where the verb group begins, `verb` its full verb."""

    form: Literal["state", "passive", "participle", "assigned"]
    start: int
    verb: int


def is_command(line: Sequence[Token], index: int) -> bool:
    """Whether the clause at `index` opens with a command: "Test …", not "Test coverage is …"."""
    token = line[index]
    after = line[index + 1] if index + 1 < len(line) else None
    if "base" not in token.entry.forms:
        return _is_unknown_command(token, after)
    if after is None:
        return not token.entry.nouns
    if _reads_as_noun(token, after):
        return False
    if after.has("conjunction") and _is_base(line, index + 2):  # "recruit and train …"
        return True
    if token.entry.verb in {"raise", "lower"} and not token.has("noun_first"):
        return not (after.has("in") or after.has("of"))
    if not (token.entry.nouns or token.has("noun_first")) or after.entry.tags & _OPENS_OBJECT:
        return True
    if after.has("preposition"):
        return not (after.has("attaches") or after.has("bound"))
    return after.kind in {"number", "private", "hole"} or not _opens_statement(line, index)


def is_second_command(line: Sequence[Token], index: int) -> bool:
    """Whether a joined word is another command: "draft it and *send* it", not "and *plans*"."""
    token = line[index]
    if not _is_base(line, index) or token.is_capitalised or not is_command(line, index):
        return False
    return not token.entry.nouns or (
        index + 1 < len(line) and bool(line[index + 1].entry.tags & _OPENS_OBJECT)
    )


def _is_base(line: Sequence[Token], index: int) -> bool:
    return index < len(line) and "base" in line[index].entry.forms


def _is_unknown_command(token: Token, after: Token | None) -> bool:
    """A word that no table knows, in front of "the" or "our"."""
    if after is None or token.kind != "word" or not token.is_nounish or token.entry.nouns:
        return False
    return after.has("determiner") or after.has("possessive")


def _reads_as_noun(token: Token, after: Token) -> bool:
    """ "Report: …", "Review of …", "Test coverage …", "Support is …"."""
    may_be_noun = bool(token.entry.nouns) or token.has("noun_first")
    if after.kind in _LEVEL_MARKS or after.has("of"):
        return may_be_noun
    if token.has("noun_first") and "measure" in after.entry.nouns and not after.entry.plural:
        return token.entry.verb not in _CHANGES
    return after.has("be") or after.has("modal")


def _opens_statement(line: Sequence[Token], index: int) -> bool:
    """Whether the word is part of a statement's subject: "*Design* reviews take two days"."""
    finite = find_finite(line, index)
    if line[index].has("noun_first"):
        return finite is not None or _is_measured(line, index + 1)
    near = index + 1 if finite is not None and finite.form == "participle" else index + _NEAR
    return finite is not None and finite.start <= near  # "*budget* approved"


def _is_measured(line: Sequence[Token], index: int) -> bool:
    """ "Test *coverage above 80 %*", "Order *value: 40*": a level behind bare nouns."""
    while index < len(line) and line[index].is_nounish:
        index += 1
    if index >= len(line):
        return False
    token = line[index]
    return (
        token.kind in _LEVEL_MARKS
        or token.has("bound")
        or (token.has("direction") and not token.entry.forms)
    )


def find_finite(line: Sequence[Token], first: int) -> Finite | None:
    """The verb of the statement that begins at `first`.

    A verb that cannot be a noun is taken at once; one that can ("needs", "plans") gives way to an
    auxiliary behind it, a participle to any of them.
    """
    doubtful: Finite | None = None
    in_relative = False
    for index in range(first + 1, min(len(line), first + _SCAN)):
        token = line[index]
        if token.has("effect") or token.has("subordinate"):
            break
        if token.has("relative"):
            in_relative = True
        elif in_relative:
            in_relative = not (_is_auxiliary(token) or token.entry.forms & _FINITE)
        elif _is_auxiliary(token) or token.has("become"):
            return _behind_auxiliary(line, index)
        elif doubtful is None or doubtful.form == "participle":
            found = _full_verb_at(line, index, first)
            if found is not None and found.form != "participle" and not token.entry.nouns:
                return found
            if doubtful is None or (found is not None and found.form != "participle"):
                doubtful = found
    return doubtful


def _full_verb_at(line: Sequence[Token], index: int, first: int) -> Finite | None:
    token = line[index]
    forms = token.entry.forms
    if token.has("to") and _is_assignment(line, index, first):
        return Finite("assigned", index, index + 1)
    if "third" in forms and _is_third_person(line, index, first):
        return Finite("state", index, index)
    if "base" in forms and _is_plural_verb(line, index, first):
        return Finite("state", index, index)
    if "participle" in forms and _is_predicate(line, index):
        return Finite("participle", index, index)
    return None


def _is_assignment(line: Sequence[Token], index: int, first: int) -> bool:
    """ "Designer to interview candidates": people, and what they are to do."""
    return (
        bool(line[index - 1].entry.nouns & {"inside", "staff"})
        and index - first <= _PEOPLE_BEFORE_TO
        and _is_base(line, index + 1)
    )


def _is_auxiliary(token: Token) -> bool:
    if token.has("date") and token.is_capitalised:  # "by May"
        return False
    return bool(token.entry.tags & _AUXILIARY)


def _behind_auxiliary(line: Sequence[Token], start: int) -> Finite:
    """The full verb behind "has been", "will", "is already": or the auxiliary itself."""
    opening = line[start]
    passive = opening.has("be") or opening.has("become")
    index = start + 1
    while index < len(line) and line[index].entry.tags & {"adverb", "be", "infinitive"}:
        passive = passive or not line[index].has("adverb")
        index += 1
    if index < len(line):
        forms = line[index].entry.forms
        if passive and "participle" in forms:
            return Finite("passive", start, index)
        if "ing" in forms or (opening.has("modal") and "base" in forms):
            return Finite("state", start, index)
        if opening.has("have") and "participle" in forms and not _is_attribute(line, index):
            return Finite("state", start, index)
    return Finite("state", start, start)


def _is_third_person(line: Sequence[Token], index: int, first: int) -> bool:
    """ "The handbook outlines …": a verb, unless it reads as a plural noun."""
    token, before = line[index], line[index - 1]
    if not (before.is_nounish or before.has("adverb") or before.has("pronoun")):
        return False
    if not token.entry.nouns:
        return True
    if index + 1 >= len(line):
        return False
    single = not before.entry.plural and not line[first].has("rhythm")
    return _opens_complement(line[index + 1]) or (single and line[index + 1].is_nounish)


def _is_plural_verb(line: Sequence[Token], index: int, first: int) -> bool:
    """ "Volunteers contribute …", "Support tickets per account fall …"."""
    token, before = line[index], line[index - 1]
    if before.has("pronoun"):
        return True
    if not (before.is_nounish or before.has("adverb") or before.kind in {"number", "date"}):
        return False
    if not any(_may_be_many(one) for one in line[first:index]):
        return False
    if not (token.entry.nouns or token.has("adjective") or token.has("noun_first")):
        return True
    if index + 1 >= len(line):
        return token.entry.verb in _CHANGES
    after = line[index + 1]
    if before.entry.plural and after.is_nounish:  # "customers run reports"
        return True
    return _opens_complement(after) or ("ing" in after.entry.forms and not after.entry.nouns)


def _may_be_many(token: Token) -> bool:
    """A plural, or a team."""
    return token.entry.plural or "inside" in token.entry.nouns


def _opens_complement(token: Token) -> bool:
    return token.kind in {"number", "bound", "sign", "private", "hole"} or bool(
        token.entry.tags & _OPENS_COMPLEMENT
    )


def _is_predicate(line: Sequence[Token], index: int) -> bool:
    """ "Supplier audits *completed*", not "*completed* audits"."""
    token, before = line[index], line[index - 1]
    if "base" in token.entry.forms and token.entry.nouns:
        return False
    follows = before.is_nounish or before.has("adverb") or before.kind in {"close", "number"}
    return follows and not _is_attribute(line, index)


def _is_attribute(line: Sequence[Token], index: int) -> bool:
    """ "qualified leads": a participle in front of its noun."""
    if index + 1 >= len(line):
        return False
    after, before = line[index + 1], line[index - 1]
    if before.is_nounish and before.entry.plural:
        return False
    return after.is_nounish or after.has("adjective")
