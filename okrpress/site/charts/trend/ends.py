"""The names at the right ends of a trend's lines."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from okrpress.site.charts.labels import spread, text_width
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.lettering import HALF, LETTERS, LINE
from okrpress.site.formatting import Formatter

_WHOLE_NUMBER = 7  # as many characters of a value are shown before it is shortened
_KEPT = 4096

Wide = tuple[str, float]
"""Words, and how wide they are."""

Name = tuple[str, Wide, Decimal]
"""What is named beside its right end: the class of its label, its words, its value."""

PlacedName = tuple[str, str, float]
"""The same, with the height of the middle of its label."""


def in_short(value: Decimal, unit: str, fmt: Formatter) -> str:
    """A value in full while that is short."""
    words = fmt.number(value, unit)
    return words if len(words) <= _WHOLE_NUMBER else fmt.short(value, unit)


def names_of(data: TrendData, unit: str, fmt: Formatter) -> list[Name]:
    """The names of all lines that have one; `unit` stands with each of their values."""
    (_, _, _, baseline, target, _, keep, pace), projection = data.aim, data.projection
    names: list[Name] = []
    if target is not None:
        names.append(("target", _target(target, unit, fmt), target))
    if keep and keep.max is not None:
        words = fmt.say("at most {value}", value=in_short(keep.max, unit, fmt))
        names.append(("target", _wide(words), keep.max))
    if keep and keep.min is not None:
        words = fmt.say("at least {value}", value=in_short(keep.min, unit, fmt))
        names.append(("target", _wide(words), keep.min))
    if projection is not None:
        words = fmt.say("Projected {value}", value=fmt.short(projection.value, unit))
        names.append(("projection", _wide(words), projection.value))
    if pace:
        expected = data.aim.on_the_way(pace.turns[-1].expected)
        names.append(("expected", _wide(fmt.say("Expected")), expected))
    if baseline is not None:
        names.append(("baseline", _baseline(baseline, unit, fmt), baseline))
    return names


def _wide(words: str) -> Wide:
    return words, text_width(words, LETTERS)


# The key results of a portfolio begin and end at a few thousand values.


@lru_cache(maxsize=_KEPT)
def _target(value: Decimal, unit: str, fmt: Formatter) -> Wide:
    return _wide(fmt.say("Target {value}", value=in_short(value, unit, fmt)))


@lru_cache(maxsize=_KEPT)
def _baseline(value: Decimal, unit: str, fmt: Formatter) -> Wide:
    return _wide(fmt.say("Baseline {value}", value=in_short(value, unit, fmt)))


@lru_cache(maxsize=64)
def confidence_name(value: Decimal, fmt: Formatter) -> Wide:
    """The name of the confidence panel, with the last report."""
    return _wide(fmt.say("Confidence {value}", value=fmt.short(value)))


def place_names(names: Sequence[Name], plot: Box, y: NumberScale) -> list[PlacedName]:
    """Each at its height, moved apart where lines end close to each other."""
    wanted = y.inner([value for _, _, value in names])
    places = spread(wanted, LINE, plot.top + HALF, plot.bottom)
    return [(kind, words, at) for (kind, (words, _), _), at in zip(names, places, strict=True)]
