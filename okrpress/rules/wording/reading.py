"""A title read once: its tokens, its figures and its first clause."""

from typing import NamedTuple

from okrpress.rules.wording.clause import Clause, read_clause
from okrpress.rules.wording.figures import COUNTING_ALL, MEASURING, Figure, find_figures
from okrpress.rules.wording.lexicon import Lexicon
from okrpress.rules.wording.opening import label_end
from okrpress.rules.wording.tokens import Token, read_tokens

_CHANGES = frozenset({"improve", "raise", "lower"})


class Reading(NamedTuple):
    """What every judgement of a title starts from."""

    text: str
    tokens: list[Token]
    figures: tuple[Figure, ...]
    clause: Clause
    tags: frozenset[str]  # of all its words
    nouns: frozenset[str]  # classes of all its nouns

    def measuring_figures(self) -> list[Figure]:
        """The figures that make a title measurable.

        In a wish for change, "every" and a rhythm count where they stand with the thing, not
        behind it: "shorten every report", but not "improve the mood at all levels".
        """
        edge = self._core_end() if self.clause.verb_class in _CHANGES else len(self.text)
        return [
            figure
            for figure in self.figures
            if figure.kind in MEASURING
            or figure.kind == "none"
            or (figure.kind in COUNTING_ALL and self.tokens[figure.first].start < edge)
        ]

    def _core_end(self) -> int:
        """Where the verb and what it is done to end, in the text."""
        thing = self.clause.thing
        at = max(self.clause.verb or 0, thing.head if thing is not None else 0)
        return self.clause.line[at].end


def read_title(text: str, lexicon: Lexicon) -> Reading:
    """The reading of a key result's or an objective's title."""
    tokens = read_tokens(text, lexicon)
    tokens = tokens[label_end(tokens) :]
    return Reading(
        text,
        tokens,
        find_figures(tokens),
        read_clause(tokens, lexicon),
        frozenset().union(*(token.entry.tags for token in tokens)),
        frozenset().union(*(token.entry.nouns for token in tokens)),
    )
