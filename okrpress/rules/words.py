"""The words that rules about portfolios know, by language: `words/<language>.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from okrpress.model.frozen import dataclass

_FOLDER = files("okrpress.rules") / "words"
_SHORTEST_STEM = 3


class Phrases:
    """Words and groups of words to look for, in any case; `*` stands for the rest of a word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._signs = tuple(phrase.partition("*")[0] for phrase in phrases)
        written = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in phrases)
        self._pattern = re.compile(rf"\b(?:{written})\b")

    def are_in(self, text: str) -> bool:
        """Whether the text holds one of them as whole words."""
        low = text.lower().replace("\n", " ")
        # Most texts hold none: to look for each as it is costs a fifth of what the pattern costs.
        return any(sign in low for sign in self._signs) and bool(self._pattern.search(low))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of one language, all in lower case.

    Of measures: `noise` says nothing about what is measured; `rising` and `falling` give the
    direction; `units` maps a unit to the one that stands for it and its likes, and `alike` does
    so with stems. `overtime` finds a text about too many hours, `reward` one about pay or
    appraisal, `tie` what ties something to a result.
    """

    noise: frozenset[str]
    rising: frozenset[str]
    falling: frozenset[str]
    units: Mapping[str, str]
    alike: Mapping[str, str]
    inflected: re.Pattern[str]
    overtime: Phrases
    reward: Phrases
    tie: Phrases

    def stem(self, word: str) -> str:
        """What two forms of a word have in common: the word without its longest ending."""
        found = self.inflected.match(word)
        stem = found[1] if found else word
        return self.alike.get(stem, stem)


@cache
def words_of(language: str) -> Words | None:
    """The words of a language tag such as `en` or `en-GB`; None where nobody wrote them down."""
    name = f"{language.partition('-')[0].lower()}.toml"
    known = {file.name: file for file in _FOLDER.iterdir()}
    return _words(tomllib.loads(known[name].read_text(encoding="utf-8"))) if name in known else None


def _words(table: Mapping[str, Any]) -> Words:
    endings = "|".join(table["endings"].split())
    inflected = re.compile(rf"(.{{{_SHORTEST_STEM},}}?)(?:{endings})\Z")
    bare = Words(
        noise=frozenset(table["noise"].split()),
        rising=frozenset(table["rising"].split()),
        falling=frozenset(table["falling"].split()),
        units=_first_of_each(group.split() for group in table["units"]),
        alike={},
        inflected=inflected,
        overtime=Phrases(table["overtime"]),
        reward=Phrases(table["reward"]),
        tie=Phrases(table["tie"]),
    )
    stems = ([bare.stem(word) for word in group.split()] for group in table["alike"])
    return replace(bare, alike=_first_of_each(stems))


def _first_of_each(groups: Iterable[list[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups for word in group}
