"""The names at the right ends of a trend's lines."""

from collections.abc import Sequence
from decimal import Decimal

from okrpress.site.charts.labels import spread
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.lettering import HALF, LINE
from okrpress.site.formatting import Formatter

_WHOLE_NUMBER = 7  # as many characters of a value are shown before it is shortened


Name = tuple[str, str, Decimal]
"""What is named beside its right end: the class of its label, its words, its value."""

PlacedName = tuple[str, str, float]
"""The same, with the height of the middle of its label."""


def in_short(value: Decimal, unit: str, fmt: Formatter) -> str:
    """A value in full while that is short."""
    words = fmt.number(value, unit)
    return words if len(words) <= _WHOLE_NUMBER else fmt.short(value, unit)


def names_of(data: TrendData, fmt: Formatter) -> list[Name]:
    """The names of all lines that have one."""
    aim, projection = data.aim, data.projection
    unit = aim.short_unit
    names: list[Name] = []
    if aim.target is not None:
        words = fmt.say("Target {value}", value=in_short(aim.target, unit, fmt))
        names.append(("target", words, aim.target))
    if aim.keep and aim.keep.max is not None:
        words = fmt.say("at most {value}", value=in_short(aim.keep.max, unit, fmt))
        names.append(("target", words, aim.keep.max))
    if aim.keep and aim.keep.min is not None:
        words = fmt.say("at least {value}", value=in_short(aim.keep.min, unit, fmt))
        names.append(("target", words, aim.keep.min))
    if projection is not None:
        words = fmt.say("Projected {value}", value=fmt.short(projection.value, unit))
        names.append(("projection", words, projection.value))
    if aim.pace:
        expected = aim.on_the_way(aim.pace.turns[-1].expected)
        names.append(("expected", fmt.say("Expected"), expected))
    if aim.baseline is not None:
        words = fmt.say("Baseline {value}", value=in_short(aim.baseline, unit, fmt))
        names.append(("baseline", words, aim.baseline))
    return names


def place_names(names: Sequence[Name], plot: Box, y: NumberScale) -> list[PlacedName]:
    """Each at its height, moved apart where lines end close to each other."""
    wanted = y.inner([value for _, _, value in names])
    places = spread(wanted, LINE, plot.top + HALF, plot.bottom)
    return [(kind, words, at) for (kind, words, _), at in zip(names, places, strict=True)]
