"""The stage of a trend: all of it that does not hang on single readings."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from okrpress.site.charts.labels import fitted, text_width
from okrpress.site.charts.scale import extent, settled
from okrpress.site.charts.trend.axis import WIDTH, Span
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.ends import PlacedName, confidence_name, names_of, place_names
from okrpress.site.charts.trend.held import Held, held_of
from okrpress.site.charts.trend.ladder import VALUE_TICKS, Rungs, ladder_of, rungs_of
from okrpress.site.charts.trend.lettering import HALF, LETTERS, SPACE
from okrpress.site.charts.trend.room import Needs, Room, room_of
from okrpress.site.formatting import Formatter
from okrpress.tuples import new

_EDGE = 2.0  # between labels and the end of the drawing
_MARGINS = 6.0  # margins are multiples of it, so that many trends share a room
_ROOM = Decimal("0.03")  # beyond the values; more is added
_TEN = text_width("10", LETTERS)  # the greatest confidence


class Stage(NamedTuple):
    """Where values and days lie, and what the readings are held against.

    `rungs` are round values; they end in `short`, or `unit` stands once above them where it is too
    long for that. `names` are those of what is held against, and of the confidence, at the right
    ends of their lines.
    """

    room: Room
    rungs: Rungs
    short: str
    unit: str
    names: Sequence[PlacedName]
    held: Held


def stage_of(data: TrendData, fmt: Formatter) -> Stage:
    """The stage for what is shown."""
    aim, beliefs, has_values = data.aim, data.confidence, data.has_values
    unit, short = aim.unit, aim.short_unit
    names = names_of(data, short, fmt)
    confidence, right = confidence_name(beliefs[-1][1], fmt) if beliefs else ("", 0.0)
    right = max([right, *[width for _, (_, width), _ in names]])
    low, high = settled(*extent(_shown(data), _ROOM), VALUE_TICKS)
    ladder = ladder_of(str(low), str(high), short if has_values else None, fmt)
    has_unit = has_values and unit != short
    left = _margin(max(ladder.width, _TEN))
    needs = new(Needs, (left, _margin(right), has_values, bool(confidence), has_unit))
    room = room_of(_span(data), needs, fmt)
    plot = room.plot or room.edges
    rungs = rungs_of(ladder, plot.top, plot.bottom)
    placed = place_names(names, plot, rungs.y) if room.plot else []
    if confidence:
        placed.append(("confidence", confidence, _beside(room, beliefs[-1][1])))
    shown_unit = fitted(unit, LETTERS, WIDTH) if has_unit else ""
    return new(Stage, (room, rungs, short, shown_unit, placed, held_of(aim, room, rungs.y)))


def _shown(data: TrendData) -> Sequence[Decimal]:
    """What the scale has room for; a projection only as far as it does not rule it."""
    (_, _, _, baseline, target, moves, keep, pace), _, readings, _, projection, _, _ = data
    values = [one[1] for one in readings]
    if baseline is not None:
        values.append(baseline)
    if target is not None:
        values.append(target)
        if pace and baseline is not None and not pace.is_between:
            values += [baseline + share * (target - baseline) for share in pace.reach]
    for move in moves:
        values += (move.before, move.after)
    if keep:
        values += [bound for bound in (keep.min, keep.max) if bound is not None]
    if projection is None or not values:
        return values
    low, high = min(values), max(values)
    room = (high - low) / 2
    return low, high, min(max(projection.value, low - room), high + room)


def _span(data: TrendData) -> Span:
    """The key result's own time, and readings before and after it."""
    (start, due, *_), as_of, readings, confidence, *_ = data
    first, last = start, due or start
    if last < first:
        first, last = last, first
    for points in (readings, confidence):  # each in order of its dates
        if points and not (first <= points[0][0] and points[-1][0] <= last):
            first, last = min(first, points[0][0]), max(last, points[-1][0])
    return new(Span, (first, last, due, as_of))


def _margin(width: float) -> float:
    """The room beside the panels for labels."""
    return _MARGINS * ceil((_EDGE + width + SPACE) / _MARGINS)


def _beside(room: Room, confidence: Decimal) -> float:
    """The height of the name of a confidence, within its panel."""
    _, top, _, bottom = room.panel or room.edges
    least, most, at = top + HALF, bottom - HALF, room.beliefs[confidence]
    return at if least < at < most else least if at <= least else most
