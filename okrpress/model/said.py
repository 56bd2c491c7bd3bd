"""Sentences: English texts that remember what they were made of.

A finding is read in a terminal, in a log, in an editor: there it is English. On a page it is read
in the language of the site, which needs the template and the values instead of the finished text.
So is a digest. What is said here is a text in every way, and carries both beside it. Whoever writes
a sentence down and reads it again has the text alone.

| Call | Is for |
|---|---|
| `said("{title} has no owner", title=quote(…))` | a sentence; the template is always a literal |
| `counted(n, "{n} day", "{n} days")` | a sentence that depends on a count |
| `Template("{title} holds two targets").said(…)` | a sentence of a table |
| `quoted(words)`, `row(parts)`, `amount(value, unit)`, `named_day(on, …)` | what fills them |
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

Value = str | int | Decimal | date
"""What fills a template: a text that is the same everywhere, one of this module's, or a number or
a day, which every language writes its own way."""


class Said(str):
    """A sentence: its template, or those for one and for many of a `number`."""

    __slots__ = ("context", "forms", "number", "values")

    forms: tuple[str, ...]
    values: Mapping[str, Value]
    context: str
    number: int


class Quoted(str):
    """Words in quotes: an author's, or an example for one."""

    __slots__ = ("words",)

    words: str


class Row(str):
    """Parts in a row, with something between; `closed` says that the last one follows an "and"."""

    __slots__ = ("between", "closed", "parts")

    parts: tuple[str, ...]
    between: str
    closed: bool


class Amount(str):
    """A number with its unit, which may be empty."""

    __slots__ = ("unit", "value")

    value: Decimal
    unit: str


class Day(str):
    """A day; `whole` says that its year is named."""

    __slots__ = ("on", "whole")

    on: date
    whole: bool


class Days(str):
    """The days from the first to the last one."""

    __slots__ = ("first", "last")

    first: date
    last: date


def said(template: str, /, *, context: str = "", **values: Value) -> Said:
    """A sentence. `context` tells what English has one word for and other languages have two."""
    return _said((template,), template, 0, context, values) if values else _as_is(template, context)


class Template(str):
    """A sentence that stands in a table, to be said later; always a literal."""

    __slots__ = ()

    def said(self, **values: Value) -> Said:
        """The sentence."""
        return _said((str(self),), self, 0, "", values) if values else _as_is(str(self), "")


def counted(n: int, one: str, many: str, /, *, context: str = "", **values: Value) -> Said:
    """A sentence that depends on a count, which fills its `{n}`."""
    return _said((one, many), one if n == 1 else many, n, context, {"n": n, **values})


def quoted(words: str) -> Quoted:
    """Words in quotes, in the other ones where they hold such themselves."""
    made = Quoted(f"'{words}'" if '"' in words else f'"{words}"')
    made.words = words
    return made


def row(parts: Sequence[str], *, between: str = ", ", closed: bool = False) -> Row:
    """Parts in a row: "a, b", or closed "a and b"."""
    *before, last = parts or ("",)
    made = Row(f"{', '.join(before)} and {last}" if closed and before else between.join(parts))
    made.parts, made.between, made.closed = tuple(parts), between, closed
    return made


def amount(value: Decimal, unit: str, english: str = "") -> Amount:
    """A number with its unit, in English as authors write it unless another text is given."""
    made = Amount(english or (f"{value} {unit}" if unit else f"{value}"))
    made.value, made.unit = value, unit
    return made


def named_day(on: date, english: str, *, whole: bool) -> Day:
    """A day by the name of its month."""
    made = Day(english)
    made.on, made.whole = on, whole
    return made


def named_days(first: date, last: date, english: str) -> Days:
    """Days in a row."""
    made = Days(english)
    made.first, made.last = first, last
    return made


def written_out(value: Decimal) -> Decimal:
    """The same number without a power of ten: 20, not 2E+1."""
    return Decimal(f"{value:f}")


@lru_cache(maxsize=512)
def _as_is(template: str, context: str) -> Said:
    """A sentence with nothing to fill in: the same for all who say it."""
    return _said((template,), template, 0, context, {})


def _said(
    forms: tuple[str, ...], form: str, number: int, context: str, values: Mapping[str, Value]
) -> Said:
    made = Said(form.format_map(values))
    made.forms, made.values, made.context, made.number = forms, values, context, number
    return made
