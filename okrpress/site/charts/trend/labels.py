"""The labels of a trend: values, dates, and names beside what they name, never on each other."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from okrpress.site.charts.labels import Label, Segment, fitted, place, spread, text_width
from okrpress.site.charts.svg import XY, Box
from okrpress.site.charts.trend.data import Move, TrendData
from okrpress.site.charts.trend.frame import LEAD, SIZE, SPACE, Frame
from okrpress.site.charts.trend.marks import Lines
from okrpress.site.formatting import Formatter

_LATEST_SIZE = 14.0
_OFFSET = 8.0  # of a label from its point
_HALF = SIZE / 3  # from the middle of a line of text to its baseline
_WHOLE_NUMBER = 7  # as many characters of a value are shown before it is shortened
_MOVES_LABELLED = 2
_SEGMENTS_KEPT_CLEAR = 6


class EndLabel(NamedTuple):
    """A label at the right end of what it names: its class, its words, its value."""

    kind: str
    words: str
    value: Decimal


def in_short(value: Decimal, unit: str, fmt: Formatter) -> str:
    """A value in full while that is short."""
    words = fmt.number(value, unit)
    return words if len(words) <= _WHOLE_NUMBER else fmt.short(value, unit)


def end_labels(data: TrendData, fmt: Formatter) -> tuple[EndLabel, ...]:
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
    return tuple(ends)


def confidence_name(data: TrendData, fmt: Formatter) -> str:
    """The name of the confidence panel, with the last report; empty without one."""
    if not data.confidence:
        return ""
    return fmt.say("Confidence {value}", value=fmt.short(data.confidence[-1].value))


def labels_of(
    data: TrendData,
    frame: Frame,
    ends: Sequence[EndLabel],
    lines: Lines,
    fmt: Formatter,
) -> tuple[Label, ...]:
    """All labels of the chart; of those inside the plot, only such as find a free place."""
    today = _today(lines, frame, fmt)
    labels = [
        *_value_labels(data, frame),
        *_date_labels(data, frame, fmt),
        *today,
        *_ends(frame, ends),
        *_confidence(data, frame, fmt),
    ]
    if frame.plot and (lines.points or data.moves):
        room, clear = _plot_with_margin(frame.plot), _segments(lines)
        taken = [label.box() for label in today]  # all others lie around the plot
        for candidates in _wishes(data, frame, lines, fmt):
            found = place(candidates, room, taken, clear)
            if found:
                labels.append(found)
                taken.append(found.box())
    return tuple(labels)


# ── around the plot ───────────────────────────────────────────────────────────────────────────


def _value_labels(data: TrendData, frame: Frame) -> list[Label]:
    if frame.plot is None:
        return []
    x = frame.plot.left - SPACE
    labels = [
        Label(tick.words, XY(x, frame.y(tick.value) + _HALF), "end", SIZE, "axis")
        for tick in frame.ticks
    ]
    if data.unit != data.short_unit:
        unit = fitted(data.unit, SIZE, frame.width)
        labels.append(Label(unit, XY(0, SIZE), "start", SIZE, "axis"))
    return labels


def _date_labels(data: TrendData, frame: Frame, fmt: Formatter) -> list[Label]:
    """The due day, and round dates where it leaves room for them."""
    y, width = frame.bottom + SPACE + SIZE, frame.width
    labels: list[Label] = []
    taken: list[tuple[float, float]] = []
    if data.due:
        words = fmt.say("Due {day}", day=fmt.day(data.due))
        x, half = _held(words, frame.x(data.due), width)
        labels.append(Label(words, XY(x, y), "middle", SIZE, "due"))
        taken.append((x - half - SPACE, x + half + SPACE))
    for tick, words in zip(frame.dates, _dates_in_words(frame.dates, fmt), strict=True):
        x, half = _held(words, frame.x(tick), width)
        start, end = x - half, x + half
        if all(end <= left or right <= start for left, right in taken):
            labels.append(Label(words, XY(x, y), "middle", SIZE, "axis"))
            taken.append((start - SPACE, end + SPACE))
    return labels


def _dates_in_words(ticks: Sequence[date], fmt: Formatter) -> list[str]:
    """Days as days, firsts of a month as months, the year where it is new."""
    if any(tick.day != 1 for tick in ticks) or len(ticks) < 2:
        return [fmt.day(tick) for tick in ticks]
    if all(tick.month == 1 for tick in ticks):
        return [str(tick.year) for tick in ticks]
    return [
        fmt.month(tick) if at == 0 or tick.month == 1 else fmt.month_name(tick)
        for at, tick in enumerate(ticks)
    ]


def _today(lines: Lines, frame: Frame, fmt: Formatter) -> list[Label]:
    if not lines.today:
        return []
    top = lines.today[0]
    words = fmt.say("Today")
    x, _ = _held(words, top.x, frame.width)
    return [Label(words, XY(x, top.y - SPACE - 2), "middle", SIZE, "today")]


def _ends(frame: Frame, ends: Sequence[EndLabel]) -> list[Label]:
    """Names beside the plot, moved apart where their lines end close to each other."""
    if frame.plot is None:
        return []
    _, top, right, bottom = frame.plot
    places = spread([frame.y(end.value) for end in ends], LEAD, top + _HALF, bottom)
    return [
        Label(end.words, XY(right + SPACE, y + _HALF), "start", SIZE, end.kind)
        for end, y in zip(ends, places, strict=True)
    ]


def _confidence(data: TrendData, frame: Frame, fmt: Formatter) -> list[Label]:
    if frame.panel is None:
        return []
    left, top, right, bottom = frame.panel
    y = min(max(frame.y_confidence(data.confidence[-1].value), top + _HALF), bottom - _HALF)
    name = confidence_name(data, fmt)
    return [
        Label("10", XY(left - SPACE, top + _HALF), "end", SIZE, "axis"),
        Label("0", XY(left - SPACE, bottom + _HALF), "end", SIZE, "axis"),
        Label(name, XY(right + SPACE, y + _HALF), "start", SIZE, "confidence"),
    ]


def _held(words: str, x: float, width: float) -> tuple[float, float]:
    """The middle of centred words, moved as little as keeps them in the drawing, and their half."""
    half = text_width(words, SIZE) / 2
    return min(max(x, half), width - half), half


# ── inside the plot ───────────────────────────────────────────────────────────────────────────


def _wishes(data: TrendData, frame: Frame, lines: Lines, fmt: Formatter) -> list[list[Label]]:
    """For each label inside the plot, its places in order of preference."""
    wishes = []
    if lines.points:
        words = in_short(data.readings[-1].value, data.short_unit, fmt)
        wishes.append(_around(words, lines.points[-1], _LATEST_SIZE, "latest"))
    for move in data.moves[-_MOVES_LABELLED:]:
        words = _move_in_words(move, data.short_unit, fmt)
        wishes.append(_around(words, XY(frame.x(move.date), frame.y(move.after)), SIZE, "move"))
    return wishes


def _move_in_words(move: Move, unit: str, fmt: Formatter) -> str:
    return f"{in_short(move.before, '', fmt)} → {in_short(move.after, unit, fmt)}"


def _around(words: str, at: XY, size: float, kind: str) -> list[Label]:
    """Above, below, beside and across the corners of a point."""
    above, below, middle = at.y - _OFFSET, at.y + _OFFSET + size * 0.8, at.y + size / 3
    left, right = at.x - _OFFSET, at.x + _OFFSET
    places = (
        (XY(at.x, above), "middle"),
        (XY(at.x, below), "middle"),
        (XY(left, above), "end"),
        (XY(right, below), "start"),
        (XY(right, above), "start"),
        (XY(left, below), "end"),
        (XY(right, middle), "start"),
        (XY(left, middle), "end"),
    )
    return [Label(words, place, anchor, size, kind) for place, anchor in places]


def _segments(lines: Lines) -> list[Segment]:
    """What labels inside the plot stay off: of the readings only the last, where labels are."""
    paths = (
        lines.readings[-_SEGMENTS_KEPT_CLEAR - 1 :],
        lines.tail,
        lines.target,
        lines.expected,
        lines.baseline,
        lines.projection,
        lines.today,
    )
    return [Segment(start, end) for path in paths for start, end in pairwise(path)]


def _plot_with_margin(plot: Box) -> Box:
    """A label may stand above the plot and over its right edge, not over the axis."""
    return Box(plot.left, plot.top - LEAD, plot.right + SPACE, plot.bottom)
