"""Word tables: what a language's words tell about a key result, read once from its data file."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple, cast

from okrpress.model.frozen import dataclass


class Entry(NamedTuple):
    """Every reading of one expression; the grammar chooses among them."""

    lemma: str = ""
    verb: str = ""  # what the verb claims: think, make, raise … ("" where it is no verb)
    forms: frozenset[str] = frozenset()  # base, third, past, participle, ing
    serves: bool = False  # a verb of customers and users: "buy", "recommend"
    nouns: frozenset[str] = frozenset()  # paper, event, measure …
    plural: bool = False
    tags: frozenset[str] = frozenset()  # determiner, every, bound …


UNKNOWN = Entry()


class Expression(NamedTuple):
    """Several words with one meaning: the words behind the first, and the meaning."""

    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Lexicon:
    """The words of one language, in every form."""

    words: Mapping[str, Entry]
    expressions: Mapping[str, tuple[Expression, ...]]  # by first word, longest first
    overrides: Mapping[tuple[str, str], str]  # (verb, noun class) -> verb class
    guesses: tuple[tuple[re.Pattern[str], Entry], ...]  # by an unknown word's ending

    def entry(self, word: str) -> Entry:
        """What is known of a word in lower case; of "co-develop" what is known of "develop"."""
        found = self.words.get(word)
        if found is None and "-" in word:
            found = self.words.get(word.rpartition("-")[2])
            if found is not None:
                found = found._replace(tags=UNKNOWN.tags)  # "week-one" is no number
        if found is not None:
            return found
        return next((entry for ending, entry in self.guesses if ending.search(word)), UNKNOWN)


@dataclass(slots=True)
class _Draft:
    lemma: str = ""
    verb: str = ""
    forms: set[str] = field(default_factory=set)
    serves: bool = False
    nouns: set[str] = field(default_factory=set)
    plural: bool = False
    tags: set[str] = field(default_factory=set)

    def entry(self) -> Entry:
        return Entry(
            self.lemma,
            self.verb,
            frozenset(self.forms),
            self.serves,
            frozenset(self.nouns),
            self.plural,
            frozenset(self.tags),
        )


class _Inflection:
    """How a language makes word forms: patterns from its data file, and the exceptions."""

    def __init__(self, rules: Mapping[str, object]) -> None:
        self._patterns = {
            name: [(re.compile(find), put) for find, put in cast("list[list[str]]", pairs)]
            for name, pairs in rules.items()
            if isinstance(pairs, list) and name != "guesses"
        }
        self._doubles = set(cast("str", rules["doubles"]).split())
        self._verbs = cast("Mapping[str, str]", rules["irregular"])
        self._plurals = cast("Mapping[str, str]", rules["plurals"])

    def _make(self, form: str, word: str) -> str:
        for find, put in self._patterns[form]:
            made, count = find.subn(put, word, count=1)
            if count:
                return made
        return word

    def verb_forms(self, base: str) -> Iterator[tuple[str, str]]:
        yield base, "base"
        yield self._make("third", base), "third"
        stem = base + base[-1] if base in self._doubles else base
        yield self._make("ing", stem), "ing"
        irregular = self._verbs.get(base, "").split()
        past = irregular[0] if irregular else self._make("past", stem)
        yield past, "past"
        yield irregular[-1] if irregular else past, "participle"

    def plural(self, singular: str) -> str:
        return self._plurals.get(singular) or self._make("plural", singular)


class _Builder:
    """Collects the readings of every expression, then freezes them."""

    def __init__(self, inflection: _Inflection) -> None:
        self._inflection = inflection
        self._drafts: dict[str, _Draft] = {}

    def draft(self, expression: str) -> _Draft:
        return self._drafts.setdefault(expression.lower(), _Draft())

    def add_verb(self, kind: str, expression: str) -> None:
        first, underscore, rest = expression.partition("_")
        for made, form in self._inflection.verb_forms(first):
            draft = self.draft(made + underscore + rest)
            draft.forms.add(form)
            draft.lemma = draft.lemma or expression
            if kind == "use":
                draft.serves = True
            draft.verb = draft.verb if draft.verb and kind == "use" else kind

    def add_noun(self, kind: str, expression: str) -> None:
        before, underscore, last = expression.lower().rpartition("_")
        self.draft(expression).nouns.add(kind)
        plural = self.draft(before + underscore + self._inflection.plural(last))
        plural.nouns.add(kind)
        plural.plural = True

    def finish(self) -> tuple[dict[str, Entry], dict[str, tuple[Expression, ...]]]:
        words: dict[str, Entry] = {}
        several: dict[str, list[Expression]] = {}
        for expression, draft in self._drafts.items():
            first, *rest = expression.split("_")
            if rest:
                several.setdefault(first, []).append(Expression(tuple(rest), draft.entry()))
                words.setdefault(expression.replace("_", "-"), draft.entry())
            else:
                words[first] = draft.entry()
        by_length = {
            first: tuple(sorted(found, key=lambda one: (-len(one.rest), one.rest)))
            for first, found in several.items()
        }
        return words, by_length


def _each(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((kind, expression) for kind, text in table.items() for expression in text.split())


def read_lexicon(text: str) -> Lexicon:
    """The lexicon that a data file describes (its format: the comments in `en.toml`)."""
    data = tomllib.loads(text)
    builder = _Builder(_Inflection(data["inflection"]))
    for kind, expression in _each(data["verbs"]):
        builder.add_verb(kind, expression)
    for kind, expression in _each(data["nouns"]):
        builder.add_noun(kind, expression)
    for tag, expression in _each(data["words"]):
        builder.draft(expression).tags.add(tag)
    words, expressions = builder.finish()
    overrides = {
        (pair.split()[0], pair.split()[1]): kind for pair, kind in data["overrides"].items()
    }
    guesses = tuple(
        (re.compile(guess["pattern"]), _guessed(guess)) for guess in data["inflection"]["guesses"]
    )
    return Lexicon(words=words, expressions=expressions, overrides=overrides, guesses=guesses)


def _guessed(guess: Mapping[str, Any]) -> Entry:
    return Entry(
        verb=guess.get("verb", ""),
        forms=frozenset(guess.get("forms", "").split()),
        nouns=frozenset(guess.get("nouns", "").split()),
        plural=guess.get("plural", False),
        tags=frozenset(guess.get("tags", "").split()),
    )
