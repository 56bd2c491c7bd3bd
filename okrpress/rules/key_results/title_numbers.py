"""The numbers that a title gives for its measure: where it starts, where it should end, its bound.

Only forms that leave no doubt are read: "from 31 % to 45 %", "31 → 45", "reach 1,200", "at or below
4". Everything else may be a number about something else.
"""

import re
from decimal import Decimal
from typing import NamedTuple

_NUMBER = r"(?P<{0}>[-−–]?\s?(?:[$€£¥]\s?)?\d+(?:[,  \u202f]\d{{3}})*(?:\.\d+)?)(?![\d:/])"
_UNIT = r"(?P<{0}>\s?(?:%|‰|[^\W\d_]+))?"
_ABOUT = r"(?:(?:about|around|roughly|approximately|only|just|an? average of|[~≈])\s*)?"
_BOUND = r"(?:(?:at least|at most|below|under|above|over|less than|more than|[<>≤≥]=?)\s*)?"
_START, _END = _NUMBER.format("start"), _NUMBER.format("end")
_ONE = _NUMBER.format("one") + _UNIT.format("one_unit")

_FROM_TO = re.compile(
    rf"\bfrom {_ABOUT}{_START}{_UNIT.format('start_unit')}(?:\s[^\W\d_]+){{0,3}}?"
    rf"\s(?:(?:up|down)\s)?to {_ABOUT}{_BOUND}{_END}{_UNIT.format('end_unit')}",
    re.IGNORECASE,
)
_ARROW = re.compile(
    rf"{_START}{_UNIT.format('start_unit')}\s?(?:→|⟶|➔|➜|⇒|[-=]+>)\s?{_END}{_UNIT.format('end_unit')}"
)
_TO = re.compile(rf"(?<!\bup )\b(?:to|reach|reaches|hits?) {_ABOUT}{_BOUND}{_ONE}", re.IGNORECASE)
_WITHIN = re.compile(
    rf"(?:\b(?:at or (?:below|above|under|over)|at most|at least|no(?:t)? more than"
    rf"|no(?:t)? less than|no fewer than)|[≤≥]|[<>]=)\s*{_ONE}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_YEARS = range(1990, 2060)  # "from 2026 to 2027" is a time
_MULTIPLES = (0, 2, -2, 3, -3, 6, -6, 9, -9)


class Claim(NamedTuple):
    """What a title says of its measure: the level to reach or to keep, its unit, and the start."""

    end: Decimal
    unit: str
    start: Decimal | None = None


def read_change(title: str) -> Claim | None:
    """Start and end, where the title names one change: "from 31 % to 45 %"."""
    found = [*_FROM_TO.finditer(title), *_ARROW.finditer(title)]
    if len(found) != 1:
        return None
    start_unit, end_unit = (found[0][name] or "" for name in ("start_unit", "end_unit"))
    start, end = _value(found[0]["start"]), _value(found[0]["end"])
    if _differ(start_unit, end_unit) or (start in _YEARS and end in _YEARS):
        return None
    unit = (end_unit or start_unit).strip()
    return Claim(end, unit, start)


def read_target(title: str) -> Claim | None:
    """The level to reach, where it is the only number of the title."""
    return _only(_TO, title)


def names_end(title: str) -> bool:
    """Whether a level to reach stands in the title, whatever else does: "to 10 by January"."""
    return read_change(title) is not None or _TO.search(title) is not None


def read_bound(title: str) -> Claim | None:
    """The level not to pass, where it is the only number of the title."""
    return _only(_WITHIN, title)


def same_scale(*pairs: tuple[Decimal, Decimal]) -> bool:
    """Whether each pair is one number, read in one scale: 1.2 may be 1200, 45 % may be 0.45.

    The first of a pair may be rounded.
    """
    return any(
        all(_equal(written, measured.scaleb(power)) for written, measured in pairs)
        for power in _MULTIPLES
    )


def _equal(written: Decimal, measured: Decimal) -> bool:
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)  # a finite number
    rounding = Decimal(1).scaleb(min(0, exponent)) / 2
    return written == measured or (exponent <= 0 and abs(written - measured) <= rounding)


def _only(form: re.Pattern[str], title: str) -> Claim | None:
    found = form.search(title)
    if found is None or len(_DIGITS.findall(title)) != 1:
        return None
    return Claim(_value(found["one"]), (found["one_unit"] or "").strip())


def _differ(start_unit: str, end_unit: str) -> bool:
    """Whether start and end are no one scale: "from 2 weeks to 3 days", "from 900 to 1.2k"."""
    if start_unit:
        start, end = (unit.strip().lower().removesuffix("s") for unit in (start_unit, end_unit))
        return bool(end) and start != end
    return end_unit.lower() in {"k", "m", "bn"}


def _value(written: str) -> Decimal:
    digits = re.sub(r"[^\d.]", "", written)
    return Decimal(digits) * (-1 if written[0] in "-−–" else 1)
