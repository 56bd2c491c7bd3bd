"""The names at the right ends of a trend's lines."""

from collections.abc import Sequence
from decimal import Decimal

from okrpress.site.charts.labels import Label, spread
from okrpress.site.charts.scale import NumberScale
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.data import Aim
from okrpress.site.charts.trend.lettering import HALF, LETTERS, LINE, SPACE
from okrpress.site.formatting import Formatter

_WHOLE_NUMBER = 7  # as many characters of a value are shown before it is shortened


Name = tuple[str, str, Decimal]
"""What is named beside its right end: the class of its label, its words, its value."""


def in_short(value: Decimal, unit: str, fmt: Formatter) -> str:
    """A value in full while that is short."""
    words = fmt.number(value, unit)
    return words if len(words) <= _WHOLE_NUMBER else fmt.short(value, unit)


def names_of(aim: Aim, projected: Decimal | None, fmt: Formatter) -> list[Name]:
    """The names of all lines that have one."""
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
    if projected is not None:
        words = fmt.say("Projected {value}", value=fmt.short(projected, unit))
        names.append(("projection", words, projected))
    if aim.pace:
        expected = aim.on_the_way(aim.pace.turns[-1].expected)
        names.append(("expected", fmt.say("Expected"), expected))
    if aim.baseline is not None:
        words = fmt.say("Baseline {value}", value=in_short(aim.baseline, unit, fmt))
        names.append(("baseline", words, aim.baseline))
    return names


def end_labels(names: Sequence[Name], plot: Box, y: NumberScale) -> list[Label]:
    """Names beside the plot, moved apart where their lines end close to each other."""
    _, top, right, bottom = plot
    x = right + SPACE
    places = spread([y(value) for _, _, value in names], LINE, top + HALF, bottom)
    new = tuple.__new__
    return [
        new(Label, (words, (x, at + HALF), "start", LETTERS, kind))
        for (kind, words, _), at in zip(names, places, strict=True)
    ]
