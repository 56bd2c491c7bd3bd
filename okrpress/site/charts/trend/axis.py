"""The time axis of a trend: most key results of a cycle have the same."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.labels import Label, text_width
from okrpress.site.charts.scale import date_ticks, shared_date_scale
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.lettering import LETTERS, SPACE, draw_labels
from okrpress.site.formatting import Formatter

WIDTH = 360.0
"""Of the whole drawing."""

_TICKS = 5
_KEPT = 1024


class Span(NamedTuple):
    """The days of a trend: the first and last of the axis, the due day, the one it speaks of."""

    first: date
    last: date
    due: date | None
    as_of: date


class TimeAxis(NamedTuple):
    """Where days lie, and what the axis shows of them.

    `ticks` are the places of its round dates; `today` the ends of a line, if it is in sight.
    `drawn_ticks` is path data, `drawn` the labels as SVG.
    """

    x: Callable[[date], float]
    ticks: tuple[Place, ...]
    today: tuple[Place, ...]
    today_label: Label | None
    labels: tuple[Label, ...]
    drawn_ticks: str
    drawn: str


@lru_cache(maxsize=_KEPT)
def time_axis(span: Span, edges: Box, fmt: Formatter) -> TimeAxis:
    """The axis along the lower edge; `edges` are those around all panels."""
    x = shared_date_scale(span.first, span.last, edges.left, edges.right)
    dates = date_ticks(span.first, span.last, _TICKS)
    sees_today = span.first <= span.as_of <= span.last
    at = x(span.as_of)
    today = ((at, edges.top), (at, edges.bottom)) if sees_today else ()
    today_label = _today_label(at, edges.top, fmt) if sees_today else None
    labels = _date_labels(span.due, dates, x, edges.bottom, fmt)
    if today_label:
        labels.append(today_label)
    return TimeAxis(
        x=x,
        ticks=tuple([(x(day), edges.bottom) for day in dates]),
        today=today,
        today_label=today_label,
        labels=tuple(labels),
        drawn_ticks="".join([f"M{x(day):.4g} {edges.bottom:.4g}v4" for day in dates]),
        drawn=draw_labels(labels),
    )


def _today_label(at: float, top: float, fmt: Formatter) -> Label:
    words = fmt.say("Today")
    x, _ = _held(words, at)
    return Label(words, (x, top - SPACE - 2), "middle", LETTERS, "today")


def _date_labels(
    due: date | None,
    ticks: Sequence[date],
    place: Callable[[date], float],
    bottom: float,
    fmt: Formatter,
) -> list[Label]:
    """The due day, and round dates where it leaves room for them."""
    y = bottom + SPACE + LETTERS
    labels: list[Label] = []
    taken: list[tuple[float, float]] = []
    if due:
        words = fmt.say("Due {day}", day=fmt.day(due))
        x, half = _held(words, place(due))
        labels.append(Label(words, (x, y), "middle", LETTERS, "due"))
        taken.append((x - half - SPACE, x + half + SPACE))
    for tick, words in zip(ticks, _dates_in_words(ticks, fmt), strict=True):
        x, half = _held(words, place(tick))
        start, end = x - half, x + half
        if all(end <= left or right <= start for left, right in taken):
            labels.append(Label(words, (x, y), "middle", LETTERS, "axis"))
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
