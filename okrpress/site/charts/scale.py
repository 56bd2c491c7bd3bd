"""Scales: where a number or a date lies in a drawing, and the round ones worth a tick."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_ZERO, _ONE = Decimal(0), Decimal(1)
_ROOM = Decimal("0.06")
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_DAY_STEPS = (1, 2, 7, 14)
_DAYS_COUNTED = 45  # beyond, months say more
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class NumberScale:
    """From numbers to coordinates, straight; numbers beyond the ends stay at the ends.

    `low` lies at `start`, and `high`, which is greater, at `end`. Differences are taken before
    anything is rounded, so that a small change of a large number shows: a number lies at
    `start` + (number − `low`) · `factor`.
    """

    __slots__ = ("_least", "_most", "factor", "low", "start")

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float) -> None:
        self.low = low
        self.start = start
        self.factor = (end - start) / float(high - low)
        self._least, self._most = (start, end) if start < end else (end, start)

    def __call__(self, value: Decimal) -> float:
        """Where a number lies."""
        at = self.start + float(value - self.low) * self.factor
        least, most = self._least, self._most
        return at if least < at < most else least if at <= least else most

    def inner(self, values: Iterable[Decimal]) -> list[float]:
        """Where numbers lie that are all between the ends."""
        low, start, factor = self.low, self.start, self.factor
        return [start + float(value - low) * factor for value in values]


def date_scale(first: date, last: date, start: float, end: float) -> Callable[[date], float]:
    """From dates to coordinates; dates beyond the ends stay at the ends.

    Where there is only one day, everything lies at the start.
    """
    origin, length = first.toordinal(), (last - first).days
    factor = (end - start) / max(length, 1)

    def place(day: date) -> float:
        passed = day.toordinal() - origin
        if passed <= 0 or not length:
            return start
        return start + passed * factor if passed < length else end

    return place


class Places(dict[K, V]):
    """A scale that remembers where what it was asked for lies, as a number or as it is written."""

    def __init__(self, scale: Callable[[K], V]) -> None:
        self._scale = scale

    def __missing__(self, key: K) -> V:
        place = self[key] = self._scale(key)
        return place


def extent(values: Sequence[Decimal], room: Decimal = _ROOM) -> tuple[Decimal, Decimal]:
    """The lowest and highest number to show, with some room, and never without a distance.

    `room` is a share of the distance, at both ends.

    Zero stays the lower end when nothing lies below it: there is nothing to show there.
    """
    low, high = (min(values), max(values)) if values else (_ZERO, _ONE)
    margin = (high - low) * room if high > low else abs(high) / 2 or _ONE
    if _ZERO <= low <= margin:
        return _ZERO, high + margin
    return low - margin, high + margin


def settled(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, Decimal]:
    """The same ends, moved apart to quarters of the step between their round values.

    Expects low < high. There are few such scales: charts share what was made for them.
    """
    grain = _step(low, high, most) / 4
    least, greatest = low // grain * grain, high // grain * grain  # towards zero
    return (
        least if least <= low else least - grain,
        greatest if greatest >= high else greatest + grain,
    )


def round_ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """At most `most` multiples of 1, 2 or 5 times a power of ten, from low to high.

    Expects low < high. There is at least one, when `most` is at least four.
    """
    step = _step(low, high, most)
    tick = low // step * step  # towards zero
    if tick < low:
        tick += step
    ticks = []
    while tick <= high:
        ticks.append(tick)
        tick += step
    return tuple(ticks)


def _step(low: Decimal, high: Decimal, most: int) -> Decimal:
    least = (high - low) / (most - 1)
    return next(filter(least.__le__, _steps(least.adjusted())))


@lru_cache(maxsize=64)
def _steps(power: int) -> tuple[Decimal, ...]:
    unit = _ONE.scaleb(power)
    return tuple([unit * factor for factor in _STEPS])


def date_ticks(first: date, last: date, most: int) -> tuple[date, ...]:
    """At most `most` dates that people count by: days, Mondays, firsts of a month or of a year."""
    days = (last - first).days
    for step in _DAY_STEPS if days <= _DAYS_COUNTED else ():
        if days // step < most:
            return _days(first, last, step)
    for step in _MONTH_STEPS:
        if days // (step * 28) < most:
            return _months(first, last, step)
    return _years(first, last, next(step for step in _YEAR_STEPS if days // (step * 365) < most))


def _days(first: date, last: date, step: int) -> tuple[date, ...]:
    monday = timedelta(days=-first.weekday() % 7 if step >= 7 else 0)
    count = (last - first - monday).days // step + 1
    return tuple(first + monday + timedelta(days=step * number) for number in range(count))


def _months(first: date, last: date, step: int) -> tuple[date, ...]:
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % step
    ticks = []
    while number < last.year * 12 + last.month:
        ticks.append(date(number // 12, number % 12 + 1, 1))
        number += step
    return tuple(ticks)


def _years(first: date, last: date, step: int) -> tuple[date, ...]:
    year = first.year + (first > date(first.year, 1, 1))
    return tuple(date(one, 1, 1) for one in range(year + -year % step, last.year + 1, step))
