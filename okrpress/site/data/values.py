"""Values as JSON has them. Shares are 0 to 1, dates ISO 8601, what cannot be said is null."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
JsonObject = dict[str, Json]

_KEPT = 4096
PLACES = Decimal("0.000001")
# A document holds no object inside itself: that is not looked for.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


@lru_cache(maxsize=_KEPT)  # confidences, weights and targets are the same again and again
def number(value: Decimal | None) -> int | float | None:
    """A number as authors write it: an integer where it is one."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def share(value: Decimal | None) -> int | float | None:
    """A computed share, to six decimals: more of them would mean nothing."""
    return None if value is None else number(value.quantize(PLACES))


@lru_cache(maxsize=_KEPT)
def day(value: date | None) -> str | None:
    """A date."""
    return None if value is None else value.isoformat()


def text(value: object) -> str | None:
    """A text or a reference; null for an empty one."""
    return str(value) if value else None


encoded = _ENCODER.encode
"""A value as JSON: the same value always gives the same text."""


def encode(value: JsonObject) -> bytes:
    """The bytes of a file."""
    return (encoded(value) + "\n").encode()
