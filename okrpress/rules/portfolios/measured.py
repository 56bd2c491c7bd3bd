"""What a key result measures: content words, unit, direction and start; and whether two agree."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from okrpress.model.okr import KeyResult, Metric
from okrpress.rules.words import Words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# What two sets of content words share, of all their words. Found on a labelled set of pairs
# (tests/rules/portfolios/overlap.csv): there nothing is taken for the same that is not.
_SAME_WORDS = 3 / 4
_SAME_WORDS_OR_FEWER = 2 / 3  # where one set holds all words of the other
_SAME_START = Decimal("0.1")


class Measured(NamedTuple):
    """What a key result measures.

    words      its content words, without endings
    unit       its unit of measurement; empty where none is given
    direction  1 up, -1 down, 0 not said
    start      its baseline, if it has one
    """

    words: frozenset[str]
    unit: str
    direction: int
    start: Decimal | None


def measured(key_result: KeyResult, words: Words) -> Measured:
    """What the key result measures, by its title and its measure."""
    said, direction = _read(key_result.title, words)
    measure = key_result.measure
    start = measure.baseline if isinstance(measure, Metric) else None
    if isinstance(measure, Metric) and start is not None:
        direction = 1 if measure.target > start else -1
    return Measured(said, _unit(key_result.unit, words), direction, start)


def is_same(one: Measured, other: Measured) -> bool:
    """Whether the two measure the same thing, as far as words and numbers can tell.

    What only one of them says does not tell them apart. A single word is too little, unless both
    start from the same number.
    """
    return (
        are_same_words(one.words, other.words)
        and (not one.unit or not other.unit or one.unit == other.unit)
        and one.direction * other.direction >= 0
        and _is_same_start(one.start, other.start)
        and (len(one.words | other.words) > 1 or None not in {one.start, other.start})
    )


def are_same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of content words mean the same thing."""
    shared = len(one & other)
    either = len(one) + len(other) - shared
    if not shared or shared < _SAME_WORDS_OR_FEWER * either:
        return False
    return shared >= _SAME_WORDS * either or shared == min(len(one), len(other))


def signs(words: Iterable[str], rarity: Callable[[str], tuple[int, str]]) -> list[tuple[str, ...]]:
    """Pairs of rare words of a set: two sets that mean the same have one of them in common.

    At least 2n/3 of the words of such a set of n are shared, two or more. Whatever the order that
    both follow, the first two shared words are then among the first n - 2n/3 + 2 of each set.
    """
    in_order = sorted(words, key=rarity)
    if len(in_order) < 2:
        return [tuple(in_order)]
    first = len(in_order) - math.ceil(_SAME_WORDS_OR_FEWER * len(in_order)) + 2
    return list(combinations(in_order[:first], 2))


def _is_same_start(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= _SAME_START * max(abs(one), abs(other))


@lru_cache(maxsize=4096)  # units that do the same work call their key results the same
def _read(title: str, words: Words) -> tuple[frozenset[str], int]:
    """The content words of a title, and the direction that its other words give."""
    content: set[str] = set()
    direction = 0
    for word in _words(title.lower(), words):
        if word in words.rising:
            direction = direction or 1
        elif word in words.falling:
            direction = direction or -1
        elif word not in words.noise and word not in words.units and len(word) > 1:
            content.add(words.stem(word))
    return frozenset(content), direction


def _words(title: str, words: Words) -> Iterator[str]:
    """The words of a title; one with a hyphen is two, unless the language knows it as one."""
    for word in _WORD.findall(title):
        if "-" in word and words.stem(word) not in words.alike.values():
            yield from word.split("-")
        else:
            yield word


def _unit(unit: str, words: Words) -> str:
    said = unit.strip().lower()
    return words.units.get(said) or words.stem(said)
