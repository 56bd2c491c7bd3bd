"""Values as JSON has them, as the text that stands for them there.

Key results and what was reported of them make up most of the data: they are written at once,
without the objects that the rest of a document is made of.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from okrpress import __version__
from okrpress.memo import Known
from okrpress.site.data import values

__all__ = [
    "FLAGS",
    "NULL",
    "day",
    "head",
    "listed",
    "name",
    "number",
    "quoted",
    "share",
    "text",
    "word",
    "words",
]

NULL = "null"
FLAGS = {None: NULL, True: "true", False: "false"}
_EXACT = 16  # characters; a share of so many is written as the float that it becomes
_TINY = ("0.0000", "-0.0000")  # that float is 0, or has an exponent
_KEPT = 8192  # values of a kind: as many as the readings of some thousand key results have


def _number(value: Decimal | None) -> str:
    return NULL if value is None else repr(values.number(value))


def _share(value: Decimal | None) -> str:
    if value is None:
        return NULL
    found = str(value.quantize(values.PLACES))
    if len(found) > _EXACT or found.startswith(_TINY):
        return repr(values.share(value))
    return found.rstrip("0").rstrip(".")


def _day(value: date | None) -> str:
    return NULL if value is None else f'"{value.isoformat()}"'


def _word(value: str | None) -> str:
    return NULL if value is None else quoted(value)


def _name(value: Enum | None) -> str:
    return NULL if value is None else f'"{value.value}"'


number = Known[Decimal | None, str](_number, _KEPT).__getitem__
"""A number as authors write it."""
share = Known[Decimal | None, str](_share, _KEPT).__getitem__
"""A computed share: how far a key result is, is said of it several times."""
day = Known[date | None, str](_day, _KEPT).__getitem__
"""A date."""
word = Known[str | None, str](_word, _KEPT).__getitem__
"""A name or an id, of which there are not many."""
name = Known[Enum | None, str](_name, _KEPT).__getitem__
"""A word of ours."""


def text(value: object) -> str:
    """A text or a reference; null for an empty one."""
    return quoted(str(value)) if value else NULL


def words(some: Sequence[str]) -> str:
    """Several texts."""
    return listed(map(quoted, some)) if some else "[]"


def listed(some: Iterable[str]) -> str:
    """Several values that are written already."""
    return f"[{','.join(some)}]"


@lru_cache(maxsize=64)  # documents of a kind mostly lie equally deep
def head(schema: str, version: int, site: str, as_of: date) -> str:
    """What a document begins with, up to its own keys; `schema` is the address of its schema."""
    start: values.JsonObject = {
        "$schema": schema,
        "version": version,
        "okrpress": __version__,
        "site": site,
        "as_of": values.day(as_of),
    }
    return values.encoded(start)[:-1]
