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

from okrpress.site.data import values

__all__ = [
    "FLAGS",
    "NULL",
    "day",
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


@lru_cache(maxsize=4096)  # confidences, weights and targets are the same again and again
def number(value: Decimal | None) -> str:
    """A number as authors write it."""
    return NULL if value is None else repr(values.number(value))


def share(value: Decimal | None) -> str:
    """A computed share."""
    if value is None:
        return NULL
    found = str(value.quantize(values.PLACES))
    if len(found) > _EXACT or found.startswith(_TINY):
        return repr(values.share(value))
    return found.rstrip("0").rstrip(".")


@lru_cache(maxsize=4096)
def day(value: date | None) -> str:
    """A date."""
    return NULL if value is None else f'"{value.isoformat()}"'


def text(value: object) -> str:
    """A text or a reference; null for an empty one."""
    return quoted(str(value)) if value else NULL


@lru_cache(maxsize=4096)
def word(value: str | None) -> str:
    """A name or an id, of which there are not many."""
    return NULL if value is None else quoted(value)


def name(value: Enum | None) -> str:
    """A word of ours."""
    return NULL if value is None else f'"{value.value}"'


def words(some: Sequence[str]) -> str:
    """Several texts."""
    return listed(map(quoted, some)) if some else "[]"


def listed(some: Iterable[str]) -> str:
    """Several values that are written already."""
    return f"[{','.join(some)}]"
