"""Where the inputs of an explanation were written, and how texts and numbers read in it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from okrpress.model.okr import Objective
from okrpress.scoring.arithmetic import ZERO
from okrpress.scoring.result import Dated, Explanation, Input, ScoredKeyResult
from okrpress.tuples import new

T = TypeVar("T")

THREE_PLACES = Decimal("0.001")
_AT_EACH_END = 3


def exact(value: Decimal) -> str:
    """A number as its author wrote it, with a true minus sign; no exponent."""
    return f"{value:f}".replace("-", "−")


def shown(value: Decimal) -> str:
    """A computed number with at most three decimals, halves away from zero."""
    places = value.quantize(THREE_PLACES, rounding=ROUND_HALF_UP) + ZERO  # no "−0"
    return str(places).rstrip("0").rstrip(".").replace("-", "−")


def term(text: str) -> str:
    """A number behind an operator: a negative one goes in brackets."""
    return f"({text})" if text[:1] == "−" else text


def series(terms: Sequence[T], write: Callable[[T], str] = str) -> str:
    """A sum written out, the middle of a long one left out: that is not put into words either."""
    if len(terms) <= 2 * _AT_EACH_END + 1:
        return " + ".join(map(write, terms))
    first, last = terms[:_AT_EACH_END], terms[-_AT_EACH_END:]
    return " + ".join([*map(write, first), "…", *map(write, last)])


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


class Written(NamedTuple):
    """A scored key result, the objective whose file it stands in, and who speaks of it."""

    scored: ScoredKeyResult
    objective: Objective
    speaker: Speaker

    def promised(self, name: str, value: Decimal | date | str) -> Input:
        """An input from the key result's own lines."""
        return new(Input, (name, value, self.objective.file))

    def graded(self, name: str, value: Decimal | str) -> Input:
        """An input from the folder's retrospective."""
        folder, _, _ = self.objective.file.rpartition("/")
        return Input(name, value, f"{folder}/retrospective.md")


def read(name: str, value: Decimal | str, reading: Dated) -> Input:
    """An input from a check-in, or from the objective's own `current`."""
    return new(Input, (name, value, reading[3]))
