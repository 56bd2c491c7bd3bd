"""The frame of a trend: its panels, its scales, and the room its labels need."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.labels import text_width
from okrpress.site.charts.scale import date_scale, date_ticks, extent, number_scale, round_ticks
from okrpress.site.charts.svg import Box
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.formatting import Formatter

# One size for phones and desks: on a phone a unit is a little less than a pixel; where there is
# more room the theme lets the drawing grow and its letters not, so that labels only drift apart.
WIDTH, HEIGHT = 360.0, 240.0
SIZE = 12.0  # of a label's text, in units of the drawing
LEAD = 15.0  # from one line of text to the next
SPACE = 8.0  # between a label and what it belongs to

_EDGE = 2.0  # between labels and the end of the drawing
_CONFIDENCE_HEIGHT = 40.0
_LOWEST, _HIGHEST = Decimal(0), Decimal(10)  # of a confidence
_ONLY_CONFIDENCE = 90.0
_VALUE_TICKS, _DATE_TICKS = 5, 5


class Tick(NamedTuple):
    """A round value and how it reads."""

    value: Decimal
    words: str


class Frame(NamedTuple):
    """Where the panels lie, and how dates and values become coordinates.

    `plot` holds the values, `panel` the confidence; each is None when there is none. `panels` are
    those there are, from above; `left`, `top`, `right` and `bottom` the edges around them.
    """

    height: float
    plot: Box | None
    panel: Box | None
    panels: tuple[Box, ...]
    left: float
    top: float
    right: float
    bottom: float
    first: date
    last: date
    x: Callable[[date], float]
    y: Callable[[Decimal], float]
    y_confidence: Callable[[Decimal], float]
    ticks: tuple[Tick, ...]
    dates: tuple[date, ...]

    @property
    def width(self) -> float:
        """The width of the whole drawing."""
        return WIDTH


def frame_of(data: TrendData, names: Sequence[str], fmt: Formatter) -> Frame:
    """Divide the drawing among the panels and the labels; `names` stand at their right."""
    low, high = extent(_shown(data))
    ticks = _ticks(low, high, data, fmt) if data.has_values else ()
    left = max([text_width(words, SIZE) for words in ("10", *[tick.words for tick in ticks])])
    right = max([text_width(words, SIZE) for words in ("", *names)])
    height = HEIGHT if data.has_values else _ONLY_CONFIDENCE
    edges = Box(
        _EDGE + left + SPACE,
        _top(data),
        WIDTH - right - SPACE - _EDGE,
        height - 2 * SPACE - SIZE,
    )
    plot, panel = _panels(data, edges)
    first, last = _days(data)
    values, confidence = plot or edges, panel or edges
    return Frame(
        height=height,
        plot=plot,
        panel=panel,
        panels=tuple([box for box in (plot, panel) if box]),
        left=edges.left,
        top=edges.top,
        right=edges.right,
        bottom=edges.bottom,
        first=first,
        last=last,
        x=date_scale(first, last, edges.left, edges.right),
        y=number_scale(low, high, values.bottom, values.top),
        y_confidence=number_scale(_LOWEST, _HIGHEST, confidence.bottom, confidence.top),
        ticks=ticks,
        dates=date_ticks(first, last, _DATE_TICKS),
    )


def _shown(data: TrendData) -> list[Decimal]:
    """Every value the scale has room for; a projection only as far as it does not rule it."""
    values = [value for _, value in data.readings]
    values += [one.expected for one in data.pace]
    values += [value for move in data.moves for value in (move.before, move.after)]
    values += [value for value in (data.baseline, data.target) if value is not None]
    if data.keep:
        values += [bound for bound in (data.keep.min, data.keep.max) if bound is not None]
    if data.projection and values:
        low, high = min(values), max(values)
        room = (high - low) / 2
        values.append(min(max(data.projection.value, low - room), high + room))
    return values


def _ticks(low: Decimal, high: Decimal, data: TrendData, fmt: Formatter) -> tuple[Tick, ...]:
    """Round values as short as they can be told apart."""
    values = round_ticks(low, high, _VALUE_TICKS)
    words = [fmt.short(value, data.short_unit) for value in values]
    if len(set(words)) < len(words):
        words = [fmt.number(value, data.short_unit) for value in values]
    return tuple([Tick(value, word) for value, word in zip(values, words, strict=True)])


def _top(data: TrendData) -> float:
    """A line for today's label, and one for a unit too long to stand with every number."""
    lines = 1 + (data.unit != data.short_unit and data.has_values)
    return LEAD * lines + SPACE


def _panels(data: TrendData, edges: Box) -> tuple[Box | None, Box | None]:
    if not data.confidence:
        return edges, None
    if not data.has_values:
        return None, edges
    divide = edges.bottom - _CONFIDENCE_HEIGHT
    return edges._replace(bottom=divide - 2 * SPACE), edges._replace(top=divide)


def _days(data: TrendData) -> tuple[date, date]:
    """The key result's own time, and readings before and after it."""
    seen = [one.date for points in (data.readings, data.confidence) for one in points]
    first, last = min([data.start, *seen]), max([data.due or data.start, *seen])
    return first, last
