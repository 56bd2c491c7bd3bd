"""A cycle as a line: how much of it has passed, and what is still to come.

Places are percents of the width, so that text keeps its size. Labels are laid out for the
narrowest width: what keeps apart there keeps apart at every greater one.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrpress.site.charts.labels import Label, overlap, text_width
from okrpress.site.charts.scale import date_scale
from okrpress.site.charts.svg import XY, Box, drawing, text

NARROWEST = 320.0

_SIZE = 12.0
_LEAD = 16.0
_SPACE = 8.0
_TODAY = 12.0  # baseline of today's label
_BAR_TOP, _BAR = 22.0, 8.0
_FIRST_LANE = _BAR_TOP + _BAR + _SPACE + _SIZE


class Event(NamedTuple):
    """Something on a day: a review, the retrospective."""

    date: date
    words: str


class Mark(NamedTuple):
    """An event on the line, in percent of the width; whether its day has come."""

    percent: float
    has_come: bool


class Timeline(NamedTuple):
    """Geometry of a timeline; places to the right are percents, labels' too."""

    height: float
    start: float
    end: float
    elapsed: float
    today: float | None
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def timeline(
    start: Event, end: Event, events: Sequence[Event], today: Event, *, has_ended: bool
) -> Timeline:
    """The line from the first to the last of the days; the cycle is the part from start to end.

    Labels: the cycle's ends in the first lane under the line, events in the first one with room
    for them, today above.
    """
    days = [start.date, end.date, *(event.date for event in events)]
    percent = date_scale(min(days), max(days), 0.0, 100.0)
    runs = start.date <= today.date and not has_ended
    labels: list[Label] = []
    for event in (start, end, *events):
        labels.append(_in_free_lane(event.words, percent(event.date), labels))
    if runs:
        labels.append(_label(today.words, percent(today.date), _TODAY, "today"))
    return Timeline(
        height=max(label.at[1] for label in labels) + _SIZE / 2,
        start=percent(start.date),
        end=percent(end.date),
        elapsed=percent(min(max(today.date, start.date), end.date)),
        today=percent(today.date) if runs else None,
        marks=tuple([Mark(percent(one.date), one.date <= today.date) for one in events]),
        labels=tuple(labels),
    )


def box_at(label: Label, width: float) -> Box:
    """The room a label takes where the timeline is that wide."""
    percent, y = label.at
    return label._replace(at=(percent * width / 100, y)).box()


def _in_free_lane(words: str, percent: float, others: Sequence[Label]) -> Label:
    taken = [box_at(other, NARROWEST) for other in others]
    lane = 0
    while True:
        label = _label(words, percent, _FIRST_LANE + lane * _LEAD, "axis")
        box = box_at(label, NARROWEST)
        apart = box._replace(left=box.left - _SPACE, right=box.right + _SPACE)
        if not any(overlap(apart, other) for other in taken):
            return label
        lane += 1


def _label(words: str, percent: float, y: float, kind: str) -> Label:
    """Centred on its place, or beside it where that would leave the drawing."""
    width, x = text_width(words, _SIZE), percent * NARROWEST / 100
    if width / 2 <= x <= NARROWEST - width / 2:
        anchor = "middle"
    else:
        anchor = "start" if x + width <= NARROWEST else "end"
    return Label(words, XY(percent, y), anchor, _SIZE, kind)


def draw_timeline(shape: Timeline, ids: str, title: str, finding: str) -> str:
    """The bar, what has passed of it, today, events as diamonds, labels."""
    parts = [
        _bar("chart-track", shape.start, shape.end, ' fill-opacity=".14"'),
        _bar("chart-elapsed", shape.start, shape.elapsed, ' fill-opacity=".55"'),
        "" if shape.today is None else _at(shape.today, _TODAY_MARK),
        *(_at(mark.percent, _PASSED if mark.has_come else _COMING) for mark in shape.marks),
        *(
            text(one.text, one.at, anchor=one.anchor, kind=f"chart-label-{one.kind}", unit="%")
            for one in shape.labels
        ),
    ]
    size = f'width="100%" height="{shape.height:.4g}" font-size="{_SIZE:.4g}" overflow="visible"'
    return drawing("chart-timeline", size, ids, title, "".join(parts), finding=finding)


def _bar(kind: str, left: float, right: float, look: str) -> str:
    return (
        f'<rect class="{kind}" x="{left:.4g}%" y="{_BAR_TOP:.4g}" width="{right - left:.4g}%"'
        f' height="{_BAR:.4g}" rx="2"{look}/>'
    )


def _at(percent: float, mark: str) -> str:
    return f'<svg x="{percent:.4g}%" y="{_BAR_TOP + _BAR / 2:.4g}" overflow="visible">{mark}</svg>'


_TODAY_MARK = '<path class="chart-today" d="M-1-8h2v16h-2Z"/>'
_DIAMOND = "M0-6l6 6-6 6-6-6Z"
_PASSED = f'<path class="chart-event" d="{_DIAMOND}" stroke="Canvas" stroke-width="1.5"/>'
_COMING = (
    f'<path class="chart-event chart-coming" d="{_DIAMOND}" fill="Canvas" stroke="currentColor"'
    ' stroke-width="1.5"/>'
)
