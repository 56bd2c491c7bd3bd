"""A room of trends as SVG: all that is the same in each of them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.site.charts.scale import Places
from okrpress.site.charts.svg import Box, brief, rules
from okrpress.site.charts.trend.axis import WIDTH, TimeAxis
from okrpress.site.charts.trend.lettering import HALF, LETTERS, SPACE, draw_labels
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.strokes import line
from okrpress.site.escaping import safe

BETWEEN_DOTS = "h0M"
"""A dot is a line without length, which ends before the next one begins."""

_KEPT = 1024


class RoomText(NamedTuple):
    """Where days and confidences lie, as it is written, and the parts of a drawing.

    size   of the whole drawing
    ground lines under the panels, the ticks of the axis, today
    rule   a line across, its height to be filled in; so is that of the line of a `baseline`
    ticks  begins the labels left of the panels, `names` those right of them: both half a line
           lower than what they belong to
    dates  the labels under the axis
    """

    days: Places[date, str]
    beliefs: Places[Decimal, str]
    size: str
    ground: str
    rule: str
    baseline: str
    ticks: str
    names: str
    dates: str


@lru_cache(maxsize=_KEPT)
def text_of(room: Room) -> RoomText:
    """It is made once for each room."""
    left, _, right, _ = room.edges
    axis, beliefs = room.axis, room.beliefs
    marks = "".join([f"M{brief(x)} {brief(y)}v4" for x, y in axis.ticks])
    return RoomText(
        days=Places(lambda day: brief(axis.x[day])),
        beliefs=Places(lambda value: brief(beliefs[value])),
        size=f'viewBox="0 0 {brief(WIDTH)} {brief(room.height)}" font-size="{brief(LETTERS)}"',
        ground=line("ground", rules(room.grounds, right) + marks) + _today(axis),
        rule=f"M{brief(left)} %sH{brief(right)}",
        baseline=line("baseline", f"M{left:.4g} %.4gH{right:.4g}"),
        ticks=_group("end", left - SPACE, HALF) + _ends_of_beliefs(room.panel),
        names=f'<g transform="{_moved(right + SPACE, HALF)}">',
        dates=_dates(axis) + draw_labels(axis.names),
    )


@lru_cache(maxsize=_KEPT)  # what belongs together is mostly read on the same days
def dots_on(days: tuple[date, ...], room: Room) -> str:
    """A dot on each day as path data, their heights to be filled in."""
    written = text_of(room).days
    return BETWEEN_DOTS.join([f"{written[day]} %.4g" for day in days])


def _today(axis: TimeAxis) -> str:
    if not axis.today:
        return ""
    (x, top), (_, bottom) = axis.today
    return line("today", f"M{brief(x)} {brief(top)}V{brief(bottom)}")


def _ends_of_beliefs(panel: Box | None) -> str:
    if panel is None:
        return ""
    return f'<text y="{brief(panel.top)}">10</text><text y="{brief(panel.bottom)}">0</text>'


def _dates(axis: TimeAxis) -> str:
    if not axis.dates:
        return ""
    texts = [f'<text x="{brief(at[0])}">{safe(words)}</text>' for words, at, *_ in axis.dates]
    return f"{_group('middle', 0, axis.dates[0].at[1])}{''.join(texts)}</g>"


def _group(anchor: str, x: float, y: float) -> str:
    moved = _moved(x, y)
    return f'<g class="chart-label-axis" text-anchor="{anchor}" transform="{moved}">'


def _moved(x: float, y: float) -> str:
    return f"translate({brief(x)} {brief(y)})"
