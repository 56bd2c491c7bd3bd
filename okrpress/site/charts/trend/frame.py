"""The frame of a trend: its panels, its scales, and the room its labels need."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from okrpress.site.charts.labels import text_width
from okrpress.site.charts.scale import extent, number_scale, round_ticks
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.axis import WIDTH, Span, TimeAxis, time_axis
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.lettering import LETTERS, LINE, SPACE
from okrpress.site.formatting import Formatter

HEIGHT = 240.0

_EDGE = 2.0  # between labels and the end of the drawing
_MARGINS = 6.0  # margins are multiples of it, so that many trends share a time axis
_CONFIDENCE_HEIGHT = 40.0
_LOWEST, _HIGHEST = Decimal(0), Decimal(10)  # of a confidence
_ONLY_CONFIDENCE = 90.0
_VALUE_TICKS = 5


class Tick(NamedTuple):
    """A round value: how it reads and where it lies."""

    words: str
    y: float


class Frame(NamedTuple):
    """Where the panels lie, and how dates and values become coordinates.

    `plot` holds the values, `panel` the confidence; each is None when there is none. `panels` are
    those there are, from above; `edges` lie around them.
    """

    height: float
    plot: Box | None
    panel: Box | None
    panels: tuple[Box, ...]
    edges: Box
    span: Span
    axis: TimeAxis
    y: Callable[[Decimal], float]
    y_confidence: Callable[[Decimal], float]
    ticks: tuple[Tick, ...]


def frame_of(data: TrendData, names: Sequence[str], fmt: Formatter) -> Frame:
    """Divide the drawing among the panels and the labels; `names` stand at their right."""
    low, high = extent(_shown(data))
    has_values = data.has_values
    values = round_ticks(low, high, _VALUE_TICKS) if has_values else ()
    words = _in_words(values, data.short_unit, fmt)
    height = HEIGHT if has_values else _ONLY_CONFIDENCE
    edges = Box(
        _margin(["10", *words]),
        _top(data),
        WIDTH - _margin(names),
        height - 2 * SPACE - LETTERS,
    )
    plot, panel = _panels(data, edges)
    of_values, of_confidence = plot or edges, panel or edges
    y, span = number_scale(low, high, of_values.bottom, of_values.top), _span(data)
    return Frame(
        height=height,
        plot=plot,
        panel=panel,
        panels=tuple([box for box in (plot, panel) if box]),
        edges=edges,
        span=span,
        axis=time_axis(span, edges, fmt),
        y=y,
        y_confidence=number_scale(_LOWEST, _HIGHEST, of_confidence.bottom, of_confidence.top),
        ticks=tuple(map(Tick, words, map(y, values))),
    )


def _shown(data: TrendData) -> list[Decimal]:
    """Every value the scale has room for; a projection only as far as it does not rule it."""
    values = [value for _, value in data.readings]
    values += [expected for _, expected, _, _ in data.pace]
    values += [value for move in data.moves for value in (move.before, move.after)]
    values += [value for value in (data.baseline, data.target) if value is not None]
    if data.keep:
        values += [bound for bound in (data.keep.min, data.keep.max) if bound is not None]
    if data.projection and values:
        low, high = min(values), max(values)
        room = (high - low) / 2
        values.append(min(max(data.projection.value, low - room), high + room))
    return values


def _in_words(ticks: Sequence[Decimal], unit: str, fmt: Formatter) -> list[str]:
    """Round values as short as they can be told apart."""
    words = [fmt.short(value, unit) for value in ticks]
    if len(set(words)) < len(words):
        return [fmt.number(value, unit) for value in ticks]
    return words


def _margin(words: Sequence[str]) -> float:
    """The room beside the panels for labels."""
    widest = max([text_width(one, LETTERS) for one in words], default=0.0)
    return _MARGINS * ceil((_EDGE + widest + SPACE) / _MARGINS)


def _top(data: TrendData) -> float:
    """A line for today's label, and one for a unit too long to stand with every number."""
    lines = 1 + (data.unit != data.short_unit and data.has_values)
    return LINE * lines + SPACE


def _panels(data: TrendData, edges: Box) -> tuple[Box | None, Box | None]:
    if not data.confidence:
        return edges, None
    if not data.has_values:
        return None, edges
    left, top, right, bottom = edges
    divide = bottom - _CONFIDENCE_HEIGHT
    return Box(left, top, right, divide - 2 * SPACE), Box(left, divide, right, bottom)


def _span(data: TrendData) -> Span:
    """The key result's own time, and readings before and after it."""
    days: list[date] = [data.start, data.due or data.start]
    for points in (data.readings, data.confidence):  # each in order of its dates
        if points:
            days += (points[0][0], points[-1][0])
    return Span(min(days), max(days), data.due, data.as_of)
