"""Values that are shown again and again, each put into words once in a language."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import partial

from okrpress.memo import Known
from okrpress.model.frozen import dataclass
from okrpress.scoring import written
from okrpress.scoring.arithmetic import HUNDRED
from okrpress.scoring.figures import figures, half_up
from okrpress.site.language import Language

_THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
_KEPT = 8192
_UNITS = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Values:
    """How values read that are shown again and again, by what they are.

    Equal ones read the same, however they are written. `numbers` are by their units, `percents` by
    their decimals. There are many more computed numbers than there are when they are rounded:
    these are known by how Python writes them, as `shown` always is, because to hash a number for
    the first time takes several times as long.
    """

    numbers: Known[str, Known[Decimal | int, str]]
    short: Known[tuple[Decimal | int, str], str]
    shown: Known[str, str]
    rounded: Known[Decimal, str]
    percents: Known[int, Known[Decimal, str]]
    scores: Known[Decimal, str]
    confidences: Known[Decimal, str]
    dates: Known[date, str]
    days: Known[date, str]


def values_in(said: Language, confidence: Callable[[Decimal], str]) -> Values:
    """Nothing is known yet; `confidence` says how one reads."""
    plain: Known[str, str] = Known(lambda text: said.digits(figures(Decimal(text))), _KEPT)
    shares: Known[str, str] = Known(lambda text: said.with_unit(plain[text], "%"), _KEPT)
    return Values(
        numbers=Known(lambda unit: Known(partial(_number, said, unit), _KEPT), _UNITS),
        short=Known(lambda of: _short(said, *of), _KEPT),
        shown=Known(lambda text: said.digits(written.shown(Decimal(text))), _KEPT),
        rounded=Known(lambda value: plain[str(round(value, 3))], _KEPT),
        percents=Known(lambda digits: Known(partial(_percent, shares, digits), _KEPT), _UNITS),
        scores=Known(partial(_score, said), _KEPT),
        confidences=Known(confidence, _KEPT),
        dates=Known(partial(said.day, skeleton="yMMMd"), _KEPT),
        days=Known(partial(said.day, skeleton="MMMd"), _KEPT),
    )


def _score(said: Language, score: Decimal) -> str:
    text = str(half_up(score, 2))
    return said.digits(text.removesuffix("0") if text.endswith("0") else text)


def _number(said: Language, unit: str, value: Decimal | int) -> str:
    digits = said.digits(figures(value if type(value) is Decimal else Decimal(value)))
    return said.with_unit(digits, unit) if unit else digits


def _short(said: Language, value: Decimal | int, unit: str) -> str:
    rough = _THREE_DIGITS.create_decimal(value)
    if rough.adjusted() == 3:
        return said.with_unit(said.digits(figures(half_up(Decimal(value), 0))), unit)
    for power, letters in said.customs.magnitudes if rough and rough.adjusted() > 3 else ():
        if rough.adjusted() >= power:
            digits = said.digits(figures(rough.scaleb(-power)))
            return said.with_unit(digits + letters, unit)
    return said.with_unit(said.digits(figures(rough)), unit)


def _percent(shares: Known[str, str], digits: int, share: Decimal) -> str:
    return shares[str(half_up(share * HUNDRED, digits))]
