"""Where the inputs of an explanation were written, and how texts and numbers read in it."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from okrpress.model.okr import Objective
from okrpress.scoring.arithmetic import ZERO
from okrpress.scoring.result import Dated, Explanation, Input, ScoredKeyResult

_THREE_PLACES = Decimal("0.001")
_AT_EACH_END = 3


def exact(value: Decimal) -> str:
    """A number as its author wrote it, with a true minus sign; no exponent."""
    return f"{value:f}".replace("-", "−")


def shown(value: Decimal) -> str:
    """A computed number with at most three decimals, halves away from zero."""
    places = value.quantize(_THREE_PLACES, rounding=ROUND_HALF_UP) + ZERO  # no "−0"
    return f"{places:f}".rstrip("0").rstrip(".").replace("-", "−")


def term(text: str) -> str:
    """A number behind an operator: a negative one goes in brackets."""
    return f"({text})" if text.startswith("−") else text


def series(terms: Sequence[str]) -> str:
    """A sum written out, the middle of a long one left out."""
    if len(terms) > 2 * _AT_EACH_END + 1:
        terms = [*terms[:_AT_EACH_END], "…", *terms[-_AT_EACH_END:]]
    return " + ".join(terms)


class Speaker(Protocol):
    """What says an explanation: its texts, written in English, and its numbers and dates."""

    def __hash__(self) -> int:
        """As for everything that is equal only to itself, or stays as it is."""

    def say(self, text: str, /, *, context: str = "", **values: object) -> str:
        """A text with its `{names}` filled in; always a literal, so that it can be found."""

    def exact(self, value: Decimal, /) -> str:
        """A number as its author wrote it."""

    def shown(self, value: Decimal, /) -> str:
        """A computed number, with at most three decimals."""

    def date(self, day: date, /) -> str:
        """A day."""


class English:
    """English as it stands in the code; dates as authors write them."""

    def say(self, text: str, /, *, context: str = "", **values: object) -> str:
        """A text with its `{names}` filled in."""
        return text.format_map(values)

    def exact(self, value: Decimal, /) -> str:
        """A number as its author wrote it."""
        return exact(value)

    def shown(self, value: Decimal, /) -> str:
        """A computed number, with at most three decimals."""
        return shown(value)

    def date(self, day: date, /) -> str:
        """A day: "2026-11-22"."""
        return day.isoformat()


ENGLISH = English()


@lru_cache(maxsize=256)  # key results of a cycle have the same reasons
def because(reason: str) -> Explanation:
    """A sentence where there is no number to show."""
    return Explanation(reason=reason)


def _input(name: str, value: Decimal | date | str, file: str, keys: tuple[str | int, ...]) -> Input:
    return tuple.__new__(Input, (name, value, file, keys))  # a page has dozens


class Written(NamedTuple):
    """A scored key result, the objective whose file it stands in, and who speaks of it.

    `place` is where it stands there, `name` what other files of the folder call it.
    """

    scored: ScoredKeyResult
    objective: Objective
    speaker: Speaker
    file: str
    place: int
    name: str

    def promised(self, name: str, value: Decimal | date | str, *keys: str | int) -> Input:
        """An input from the key result's own lines."""
        return _input(name, value, self.file, ("key_results", self.place, *keys))

    def read(self, name: str, value: Decimal | str, reading: Dated, key: str) -> Input:
        """An input from a check-in, or from the objective's own `current`."""
        file = reading.file
        if file == self.file:
            return self.promised(name, value, "current")
        return _input(name, value, file, ("key_results", self.name, key))

    def graded(self, name: str, value: Decimal | str, key: str) -> Input:
        """An input from the folder's retrospective."""
        folder, _, _ = self.file.rpartition("/")
        return Input(name, value, f"{folder}/retrospective.md", ("grades", self.name, key))


def written(scored: ScoredKeyResult, objective: Objective, speaker: Speaker = ENGLISH) -> Written:
    """A scored key result of an objective, as somebody speaks of it."""
    id = scored.key_result.id
    place = [one.id for one in objective.key_results].index(id)
    name = f"{objective.ref.objective}#{id}"
    return Written(scored, objective, speaker, objective.file, place, name)
