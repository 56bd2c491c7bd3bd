"""How many digits of a number are shown, in whatever language and place."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_WRITTEN = 6  # decimals that an author may write; more are computed


def half_up(value: Decimal, digits: int) -> Decimal:
    """The value with that many decimals, half up (away from zero), never a negative zero."""
    result = value.quantize(_place(digits), ROUND_HALF_UP)
    return result or abs(result)


@lru_cache(maxsize=64)
def _place(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def figures(value: Decimal) -> str:
    """Plain figures as written, thousands apart: "-1,234.5"; no trailing zeros, no negative zero.

    What has more decimals than anyone may write was computed: it has two of them, or three
    significant figures where it is small.
    """
    text = _plain(value)
    if len(text) > _WRITTEN and len(text.partition(".")[2]) > _WRITTEN:
        text = _plain(half_up(value, max(2, 2 - value.adjusted())))
    return text


def _plain(value: Decimal) -> str:
    text = str(value)  # in a third of the time, and the same for most
    whole, point, _ = text.partition(".")
    if len(whole) > 3 or "E" in text:
        text = f"{value:,f}"
        _, point, _ = text.partition(".")
    if point and text[-1] == "0":
        text = text.rstrip("0").rstrip(".")
    if text[0] == "-" and not text.strip("-0.,"):
        return text[1:]
    return text
