"""The labels of a trend: values, dates, and names beside what they name, never on each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from okrpress.site.charts.labels import Label, Segment, fitted, place, spread, text_width
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.axis import WIDTH
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import Frame
from okrpress.site.charts.trend.lettering import HALF, LATEST, LETTERS, LINE, SPACE
from okrpress.site.charts.trend.marks import Lines
from okrpress.site.formatting import Formatter

_OFFSET = 8.0  # of a label from its point
_WHOLE_NUMBER = 7  # as many characters of a value are shown before it is shortened
_MOVES_LABELLED = 2
_SEGMENTS_KEPT_CLEAR = 6


class Inner(NamedTuple):
    """What is laid out before the labels are; `moves` are the places where the target moved."""

    data: TrendData
    frame: Frame
    lines: Lines
    moves: Sequence[Place]


class EndLabel(NamedTuple):
    """A label at the right end of what it names: its class, its words, its value."""

    kind: str
    words: str
    value: Decimal


def in_short(value: Decimal, unit: str, fmt: Formatter) -> str:
    """A value in full while that is short."""
    words = fmt.number(value, unit)
    return words if len(words) <= _WHOLE_NUMBER else fmt.short(value, unit)


def end_labels(data: TrendData, fmt: Formatter) -> list[EndLabel]:
    """What is named beside its right end."""
    unit = data.short_unit
    ends = []
    if data.target is not None:
        words = fmt.say("Target {value}", value=in_short(data.target, unit, fmt))
        ends.append(EndLabel("target", words, data.target))
    if data.keep and data.keep.max is not None:
        words = fmt.say("at most {value}", value=in_short(data.keep.max, unit, fmt))
        ends.append(EndLabel("target", words, data.keep.max))
    if data.keep and data.keep.min is not None:
        words = fmt.say("at least {value}", value=in_short(data.keep.min, unit, fmt))
        ends.append(EndLabel("target", words, data.keep.min))
    if data.projection:
        value = data.projection.value
        words = fmt.say("Projected {value}", value=fmt.short(value, unit))
        ends.append(EndLabel("projection", words, value))
    if data.pace:
        ends.append(EndLabel("expected", fmt.say("Expected"), data.pace[-1].expected))
    if data.baseline is not None:
        words = fmt.say("Baseline {value}", value=in_short(data.baseline, unit, fmt))
        ends.append(EndLabel("baseline", words, data.baseline))
    return ends


def confidence_name(data: TrendData, fmt: Formatter) -> str:
    """The name of the confidence panel, with the last report; empty without one."""
    if not data.confidence:
        return ""
    return fmt.say("Confidence {value}", value=fmt.short(data.confidence[-1][1]))


def labels_of(
    inner: Inner, ends: Sequence[EndLabel], confidence: str, fmt: Formatter
) -> tuple[Label, ...]:
    """All labels but those of the axis; of those inside the plot, only such as find a free place.

    `confidence` is the name of its panel.
    """
    data, frame, lines, moves = inner
    labels = [
        *_value_labels(data, frame),
        *_ends(frame, ends),
        *_confidence(data, frame, confidence),
    ]
    if frame.plot and (lines.points or moves):
        today = frame.axis.today_label
        taken = [today.box()] if today else []  # all others lie around the plot
        room = _plot_with_margin(frame.plot)
        for words, at, size, kind in _wishes(inner, fmt):
            wide = text_width(words, size) + _OFFSET
            clear = _segments(lines, at, wide, size + _OFFSET)
            found = place(_around(words, at, size, kind), room, taken, clear)
            if found:
                labels.append(found)
                taken.append(found.box())
    return tuple(labels)


# ── around the plot ───────────────────────────────────────────────────────────────────────────


def _value_labels(data: TrendData, frame: Frame) -> list[Label]:
    if frame.plot is None:
        return []
    x = frame.plot.left - SPACE
    labels = [Label(words, (x, y + HALF), "end", LETTERS, "axis") for words, y in frame.ticks]
    if data.unit != data.short_unit:
        unit = fitted(data.unit, LETTERS, WIDTH)
        labels.append(Label(unit, (0, LETTERS), "start", LETTERS, "axis"))
    return labels


def _ends(frame: Frame, ends: Sequence[EndLabel]) -> list[Label]:
    """Names beside the plot, moved apart where their lines end close to each other."""
    if frame.plot is None:
        return []
    _, top, right, bottom = frame.plot
    x, y = right + SPACE, frame.y
    places = spread([y(value) for _, _, value in ends], LINE, top + HALF, bottom)
    return [
        Label(words, (x, at + HALF), "start", LETTERS, kind)
        for (kind, words, _), at in zip(ends, places, strict=True)
    ]


def _confidence(data: TrendData, frame: Frame, name: str) -> list[Label]:
    if frame.panel is None:
        return []
    left, top, right, bottom = frame.panel
    y = min(max(frame.y_confidence(data.confidence[-1][1]), top + HALF), bottom - HALF)
    return [
        Label("10", (left - SPACE, top + HALF), "end", LETTERS, "axis"),
        Label("0", (left - SPACE, bottom + HALF), "end", LETTERS, "axis"),
        Label(name, (right + SPACE, y + HALF), "start", LETTERS, "confidence"),
    ]


# ── inside the plot ───────────────────────────────────────────────────────────────────────────


def _wishes(inner: Inner, fmt: Formatter) -> Iterator[tuple[str, Place, float, str]]:
    """What is to be said inside the plot: words, the point they belong to, size, class."""
    data, _, lines, moves = inner
    unit = data.short_unit
    if lines.points:
        words = in_short(data.readings[-1][1], unit, fmt)
        yield words, lines.points[-1], LATEST, "latest"
    for move, at in zip(data.moves[-_MOVES_LABELLED:], moves[-_MOVES_LABELLED:], strict=True):
        words = f"{in_short(move.before, '', fmt)} → {in_short(move.after, unit, fmt)}"
        yield words, at, LETTERS, "move"


def _around(words: str, at: Place, size: float, kind: str) -> Iterator[Label]:
    """Above, below, beside and across the corners of a point."""
    x, y = at
    above, below, middle = y - _OFFSET, y + _OFFSET + size * 0.8, y + size / 3
    left, right = x - _OFFSET, x + _OFFSET
    yield Label(words, (x, above), "middle", size, kind)
    yield Label(words, (x, below), "middle", size, kind)
    yield Label(words, (left, above), "end", size, kind)
    yield Label(words, (right, below), "start", size, kind)
    yield Label(words, (right, above), "start", size, kind)
    yield Label(words, (left, below), "end", size, kind)
    yield Label(words, (right, middle), "start", size, kind)
    yield Label(words, (left, middle), "end", size, kind)


def _segments(lines: Lines, at: Place, wide: float, high: float) -> list[Segment]:
    """What labels around a point stay off: of the readings only the last, where labels are."""
    paths = (
        lines.readings[-_SEGMENTS_KEPT_CLEAR - 1 :],
        lines.tail,
        lines.target,
        lines.expected,
        lines.baseline,
        lines.projection,
        lines.today,
    )
    x, y = at
    left, top, right, bottom = x - wide, y - high, x + wide, y + high
    return [
        Segment(start, end)
        for path in paths
        for start, end in pairwise(path)
        if (start[0] <= right or end[0] <= right)
        and (start[0] >= left or end[0] >= left)
        and (start[1] <= bottom or end[1] <= bottom)
        and (start[1] >= top or end[1] >= top)
    ]


def _plot_with_margin(plot: Box) -> Box:
    """A label may stand above the plot and over its right edge, not over the axis."""
    return Box(plot.left, plot.top - LINE, plot.right + SPACE, plot.bottom)
