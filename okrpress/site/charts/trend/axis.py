"""The time axis of a trend: most key results of a cycle have the same."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrpress.site.charts.labels import Label, text_width
from okrpress.site.charts.scale import Places, date_scale, date_ticks
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.lettering import LETTERS, SPACE
from okrpress.site.formatting import Formatter

WIDTH = 360.0
"""Of the whole drawing."""

_TICKS = 5


class Span(NamedTuple):
    """The days of a trend: the first and last of the axis, the due day, the one it speaks of."""

    first: date
    last: date
    due: date | None
    as_of: date


class TimeAxis(NamedTuple):
    """Where days lie, and what the axis shows of them.

    `ticks` are the places of its round dates, `dates` their labels; `names` are those of the due
    day and of today. `today` are the ends of a line, if it is in sight, `today_box` is the room
    of its label.
    """

    x: Places[date, float]
    ticks: tuple[Place, ...]
    today: tuple[Place, ...]
    today_box: tuple[Box, ...]
    dates: tuple[Label, ...]
    names: tuple[Label, ...]


def time_axis(span: Span, edges: Box, fmt: Formatter) -> TimeAxis:
    """The axis along the lower edge; `edges` are those around all panels."""
    x = Places(date_scale(span.first, span.last, edges.left, edges.right))
    dates = date_ticks(span.first, span.last, _TICKS)
    labels = _date_labels(span.due, dates, x, edges.bottom, fmt)
    at, sees_today = x[span.as_of], span.first <= span.as_of <= span.last
    if sees_today:
        labels.append(_today_label(at, edges.top, fmt))
    return TimeAxis(
        x=x,
        ticks=tuple([(x[day], edges.bottom) for day in dates]),
        today=((at, edges.top), (at, edges.bottom)) if sees_today else (),
        today_box=(labels[-1].box(),) if sees_today else (),
        dates=tuple([label for label in labels if label.kind == "axis"]),
        names=tuple([label for label in labels if label.kind != "axis"]),
    )


def _today_label(at: float, top: float, fmt: Formatter) -> Label:
    words = fmt.say("Today")
    x, _ = _held(words, at)
    return Label(words, (x, top - SPACE - 2), "middle", LETTERS, "today")


def _date_labels(
    due: date | None,
    ticks: Sequence[date],
    x: Places[date, float],
    bottom: float,
    fmt: Formatter,
) -> list[Label]:
    """The due day, and round dates where it leaves room for them."""
    y = bottom + SPACE + LETTERS
    labels: list[Label] = []
    taken: list[tuple[float, float]] = []
    if due:
        words = fmt.say("Due {day}", day=fmt.day(due))
        middle, half = _held(words, x[due])
        labels.append(Label(words, (middle, y), "middle", LETTERS, "due"))
        taken.append((middle - half - SPACE, middle + half + SPACE))
    for tick, words in zip(ticks, _dates_in_words(ticks, fmt), strict=True):
        middle, half = _held(words, x[tick])
        start, end = middle - half, middle + half
        if all(end <= left or right <= start for left, right in taken):
            labels.append(Label(words, (middle, y), "middle", LETTERS, "axis"))
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


def _held(words: str, x: float) -> tuple[float, float]:
    """The middle of centred words, moved as little as keeps them in the drawing, and their half."""
    half = text_width(words, LETTERS) / 2
    return min(max(x, half), WIDTH - half), half
