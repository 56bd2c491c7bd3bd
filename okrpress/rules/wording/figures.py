"""The figures of a title: which numbers measure something, and which only name or date it."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from okrpress.rules.wording.tokens import Token

FigureKind = Literal[
    "level",  # a value to reach or to keep: "under 3 days", "95 % of"
    "count",  # so many things: "4 workshops"
    "relative",  # a change against an unnamed start: "by 20 %", "3x more"
    "step",  # a change by so many units: "by two weeks", "lose 10 kg"
    "pair",  # start and end: "from 46 % to 60 %"
    "every",  # all, each, every
    "none",  # no, zero, nobody
    "rhythm",  # weekly, twice a year
    "private",  # a number that the source keeps to itself: "$N"
    "hole",  # a placeholder: "X %", "TBD"
    "name",  # no measure: "tier 1", "Q3 2026", "2-day"
]
MEASURING = frozenset({"level", "count", "relative", "step", "pair", "private"})
COUNTING_ALL = frozenset({"every", "none", "rhythm"})

_PAIRED = MEASURING | {"hole", "rhythm"}
_YEARS = range(1990, 2060)
_ROUND_YEAR = 2000  # "2000 readers" is more likely than the year
_SPAN_IN_WORDS = 7  # tokens from "from" to the end of "from days to single-digit hours"


class Figure(NamedTuple):
    """One figure: tokens `first` to `last`, both included."""

    kind: FigureKind
    first: int
    last: int


def find_figures(tokens: Sequence[Token]) -> tuple[Figure, ...]:
    """Every figure of a title, from left to right; start and end of one change are one figure."""
    reader = _Reader(tokens)
    found: list[Figure] = []
    for index in range(len(tokens)):
        if not found or found[-1].last < index:
            figure = reader.figure(index)
            if figure is not None:
                found.append(figure)
    if len(found) > 1:
        return _paired(_paired(found, reader, _is_from_to), reader, _is_anchored)
    return tuple(found)


def governor(tokens: Sequence[Token], index: int) -> Token | None:
    """The word that governs a number: the one before "about", "at least", "(", "+", "the"."""
    while index > 0:
        index -= 1
        token = tokens[index]
        if token.kind not in _BEFORE_NUMBER and not token.entry.tags & _QUALIFYING:
            return token
    return None


_BEFORE_NUMBER = frozenset({"sign", "bound", "about", "quote", "open"})
_QUALIFYING = frozenset({"about", "bound", "determiner"})


class _Reader:
    """Reads figures; each method answers one question about the token at an index."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def figure(self, index: int) -> Figure | None:
        token = self.tokens[index]
        if token.kind == "number" or token.has("number"):
            return self._number(index)
        if token.kind == "private":
            return Figure("private", index, index)
        if token.kind == "hole" or token.has("placeholder") or self._is_letter_hole(index):
            return Figure("hole", index, index)
        if token.kind == "always":
            return Figure("rhythm", index, index)
        return self._word(index) if token.entry.tags else None

    def _is_letter_hole(self, index: int) -> bool:
        """ "from X to Y"."""
        if self.tokens[index].text not in {"X", "Y", "Z", "N"}:
            return False
        before = self.at(index - 1)
        return before is None or before.has("preposition") or before.has("bound")

    def _word(self, index: int) -> Figure | None:
        token, before = self.tokens[index], self.at(index - 1)
        if token.has("from") and (last := self._span_in_words(index)):
            return Figure("pair", index, last)
        if token.has("rhythm"):  # but not "by a quarter"
            by = before is not None and before.has("by")
            return Figure("relative" if by else "rhythm", index, index)
        if token.has("none"):
            return Figure("none", index, index)
        if token.has("every"):
            return Figure("every", index, index)
        if token.has("times") or token.has("multiplies"):
            return Figure("relative", index, index)
        return self._share(index) if token.has("share") else None

    def _span_in_words(self, index: int) -> int:
        """ "from days to hours": the index of the second, 0 if there is none."""
        start = self.at(index + 1)
        if start is None or start.kind != "word" or not start.entry.tags & {"unit", "rhythm"}:
            return 0
        leads = False
        for at in range(index + 2, min(len(self.tokens), index + _SPAN_IN_WORDS)):
            token = self.tokens[at]
            if leads and token.entry.tags & {"unit", "rhythm"}:
                return at
            leads = leads or token.has("to")
        return 0

    def _share(self, index: int) -> Figure | None:
        """ "by a third", "in half": a change; "two thirds of": a level."""
        near, after = self.at(index - 1), self.at(index + 1)
        governing = governor(self.tokens, index)
        if governing is not None and (governing.has("by") or governing.has("in")):
            return Figure("relative", index, index)
        if after is None or not after.has("of") or (near is not None and near.has("adjective")):
            return None  # "the second half of 2026"
        return Figure("level", index, index)

    def _number(self, index: int) -> Figure | None:
        token, after = self.tokens[index], self.at(index + 1)
        if self._is_name(index):
            return Figure("name", index, index)
        if token.has("one") and not self._counts(index):
            return None
        if token.has("multiple") and after is not None and after.has("rhythm"):
            return Figure("rhythm", index, index + 1)  # "3x a week"
        last = index + 1 if self._has_unit(index) else index
        if self._is_relative(index, last):
            return Figure("relative", index, last)
        if self._is_step(index, last):
            return Figure("step", index, last)
        counts = last == index and self._counts(last) and not token.has("multiple")
        return Figure("count" if counts else "level", index, last)

    def _counts(self, index: int) -> bool:
        """Whether a thing follows: "4 guided tours", not "4 of them" nor "4."."""
        after = self.at(index + 1)
        return (
            after is not None
            and after.kind in {"word", "quote"}
            and not after.entry.tags & {"preposition", "conjunction", "relative"}
            and not self._is_percent(index)
        )

    def _has_unit(self, index: int) -> bool:
        after = self.at(index + 1)
        return after is not None and after.has("unit") and not self.tokens[index].has("percent")

    def _is_percent(self, index: int) -> bool:
        after = self.at(index + 1)
        return self.tokens[index].has("percent") or (after is not None and after.has("percent"))

    def _is_name(self, index: int) -> bool:
        token, before, after = self.tokens[index], self.at(index - 1), self.at(index + 1)
        if token.kind == "number" and self._has_naming_suffix(index):
            return True
        if before is not None:
            if before.has("selector") or before.kind == "hash":
                return True
            if before.has("selector_of_time") and after is not None and after.has("unit"):
                return True
            if self._is_version(before, after):
                return True
            if before.has("naming") and not before.entry.plural:
                return True
        dated = any(near is not None and near.has("date") for near in (before, after))
        return (dated and not token.suffix) or self._is_year(token, before)

    @staticmethod
    def _is_version(before: Token, after: Token | None) -> bool:
        """ "Postgres 16": a number behind a name that no table knows."""
        known = before.entry.tags or before.entry.nouns or before.entry.forms
        name = before.kind == "word" and before.is_capitalised and not before.text.isupper()
        return name and not known and (after is None or after.kind != "word")

    def _has_naming_suffix(self, index: int) -> bool:
        """ "1st", "2-day", "5S"; but not "10x", "3h"."""
        token = self.tokens[index]
        if token.suffix.startswith("-"):
            return not self._is_bounded(index)
        known = token.entry.tags & {"unit", "multiple"}
        return token.suffix.isalpha() and not known

    @staticmethod
    def _is_year(token: Token, before: Token | None) -> bool:
        if len(token.text) != 4 or not (token.text.isascii() and token.text.isdecimal()):
            return False
        year = int(token.text)
        if year == _ROUND_YEAR:
            return before is not None and before.has("preposition")
        return year in _YEARS

    def _is_relative(self, index: int, last: int) -> bool:
        token, after = self.tokens[index], self.at(last + 1)
        governing = governor(self.tokens, index)
        by = governing is not None and governing.has("by")
        if not (token.has("multiple") or self._is_percent(index)):
            return by and self._compares(after)
        if governing is not None and governing.has("governs_level"):
            return False
        if self._is_bounded(index) and after is not None and after.has("of"):
            return False  # "opened by at least 45 % of subscribers"
        if by or self._compares(after) or self._is_signed(index) or self._is_against(last):
            return True
        if after is not None and (after.has("of") or "goal" in after.entry.nouns):
            return False
        if token.has("multiple") and self._opens_title(index):
            return True
        return self._follows_change(index)

    @staticmethod
    def _compares(after: Token | None) -> bool:
        """ "20 % *more*", "15 % *year on year*"."""
        return after is not None and bool(after.entry.tags & _COMPARING)

    def _is_against(self, last: int) -> bool:
        """ "8 % *lower than* in Q1"."""
        after = self.at(last + 1)
        return after is not None and after.has("than")

    def _is_signed(self, index: int) -> bool:
        """ "+18 %", "up 15 %"."""
        before = self.at(index - 1)
        return before is not None and (before.kind == "sign" or before.has("direction"))

    def _is_bounded(self, index: int) -> bool:
        before = self.at(index - 1)
        return before is not None and (before.kind == "bound" or before.has("bound"))

    def _opens_title(self, index: int) -> bool:
        return not self._is_bounded(index) and not any(
            token.kind == "word" for token in self.tokens[:index]
        )

    def _follows_change(self, index: int) -> bool:
        """ "Increase chat leads 20 %", "tickets fall 25 %": nothing between but the thing."""
        if self._is_bounded(index):
            return False
        while (index := index - 1) >= 0:
            token = self.tokens[index]
            if token.entry.verb in {"raise", "lower"}:
                return True
            if token.has("per") or token.has("of"):
                continue
            if token.kind not in {"word", "open", "close", "about"} or token.has("preposition"):
                return False
        return False

    def _is_step(self, index: int, last: int) -> bool:
        """ "by two weeks", "lose 10 kg"."""
        governing = governor(self.tokens, index)
        if governing is None or self._is_bounded(index):
            return False
        if governing.has("by"):
            return last > index or bool(self.tokens[index].suffix)
        return governing.has("step") and last > index


_COMPARING = frozenset({"comparative", "direction", "period"})


def _paired(
    found: Sequence[Figure], reader: _Reader, is_pair: Callable[[Figure, Figure, _Reader], bool]
) -> tuple[Figure, ...]:
    joined: list[Figure] = []
    for figure in found:
        if joined and _may_pair(joined[-1], figure) and is_pair(joined[-1], figure, reader):
            joined.append(Figure("pair", joined.pop().first, figure.last))
        else:
            joined.append(figure)
    return tuple(joined)


def _may_pair(start: Figure, end: Figure) -> bool:
    kinds = {start.kind, end.kind}
    return kinds <= _PAIRED and kinds not in ({"hole"}, {"pair"})


def _is_from_to(start: Figure, end: Figure, reader: _Reader) -> bool:
    """ "from 46 % to 60 %", "46 % → 60 %", "from weekly to daily"."""
    between = reader.tokens[start.last + 1 : end.first]
    if any(token.kind == "stop" for token in between):
        return False
    if any(token.kind == "arrow" for token in between):
        return True
    governing = governor(reader.tokens, start.first)
    return governing is not None and governing.has("from") and _leads_to(reader, end)


def _leads_to(reader: _Reader, end: Figure) -> bool:
    """Whether "to", "below" … stands before the figure."""
    near = reader.tokens[max(0, end.first - 2) : end.first]
    return any(token.has("to") or token.has("bound") for token in near)


def _is_anchored(_start: Figure, end: Figure, reader: _Reader) -> bool:
    """ "60 % (from 46 %)", "4.2, up from 3.6", "9 instead of 13"."""
    governing = governor(reader.tokens, end.first)
    return governing is not None and governing.has("anchor")
