"""Decimal arithmetic shared by all of scoring: one precision, one way to meet a threshold."""

from collections.abc import Callable, Iterable
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

# Numbers are written with at most 21 digits: sums and differences of them are exact in 40, and a
# quotient is right to far more places than any threshold is given with.
_CONTEXT = Context(
    prec=40,
    rounding=ROUND_HALF_EVEN,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
_TWELVE_PLACES = Decimal("1e-12")
_APART = 2 * _TWELVE_PLACES  # numbers further from each other stay so when they are rounded


class arithmetic:  # noqa: N801 - read as a verb: `with arithmetic():`, `@arithmetic()`
    """Compute with 40 digits, whatever the caller's decimal context is; also a decorator."""

    __slots__ = ("_caller",)

    def __enter__(self) -> None:
        self._caller = getcontext()
        setcontext(_CONTEXT.copy())

    def __exit__(self, *_: object) -> None:
        setcontext(self._caller)

    def __call__(self, compute: Callable[P, T]) -> Callable[P, T]:
        """The function, computing like this."""

        @wraps(compute)
        def computed(*arguments: P.args, **options: P.kwargs) -> T:
            caller = getcontext()
            setcontext(_CONTEXT)  # not a copy of it, as nobody changes it: a page computes often
            try:
                return compute(*arguments, **options)
            finally:
                setcontext(caller)

        return computed


def rounded(value: Decimal) -> Decimal:
    """`value` with 12 decimals, halves away from zero: for comparing only, never for showing.

    Three thirds of 0.7 are 0.7 again, so that a verdict never hangs on the order of operations.
    """
    return value.quantize(_TWELVE_PLACES, rounding=ROUND_HALF_UP)


def at_least(value: Decimal, bound: Decimal) -> bool:
    """Whether `value` reaches `bound`, both rounded to 12 decimals."""
    if value >= bound:
        return True
    return bound - value <= _APART and rounded(value) >= rounded(bound)


def at_most(value: Decimal, bound: Decimal) -> bool:
    """Whether `value` stays within `bound`, both rounded to 12 decimals."""
    if value <= bound:
        return True
    return value - bound <= _APART and rounded(value) <= rounded(bound)


def clamp(value: Decimal) -> Decimal:
    """`value` held between 0 and 1."""
    if value < ZERO:
        return ZERO
    return min(value, ONE)


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """Σ v / n, as `weighted_mean` gives it where all weights are 1."""
    in_order = sorted(values)
    return sum(in_order, ZERO) / len(in_order) if in_order else None


def weighted_mean(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Σ w·v / Σ w of (v, w) pairs; None when there are none, or all weights are 0.

    The pairs are summed in order of size: the mean does not depend on the order they come in.
    """
    in_order = sorted(pairs)
    if not in_order:
        return None
    total = sum([weight for _, weight in in_order], ZERO)
    if not total:
        return None
    return sum([value * weight for value, weight in in_order], ZERO) / total
