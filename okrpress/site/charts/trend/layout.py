"""A trend laid out: from numbers and dates to a geometry."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.site.charts.labels import Label, text_width
from okrpress.site.charts.scale import extent
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.labels import confidence_name, labels_of
from okrpress.site.charts.trend.lettering import LETTERS
from okrpress.site.charts.trend.seen import Sightings, sightings
from okrpress.site.charts.trend.stage import Scene, Scenery, Stage, stage_of
from okrpress.site.formatting import Formatter


class Trend(NamedTuple):
    """Geometry of a trend, in units of its drawing; `labels` are those that the stage lacks.

    `scenery` is the stage drawn.
    """

    stage: Stage
    scenery: Scenery
    seen: Sightings
    labels: list[Label]


def trend(data: TrendData, fmt: Formatter) -> Trend:
    """Lay the chart out. Takes any number of readings of any size.

    Expects something to show: a value, a target, bounds, or a confidence.
    """
    name, projection = confidence_name(data, fmt), data.projection
    low, high = extent(_shown(data))
    scene = Scene(
        data.aim,
        data.as_of,
        _days(data),
        low,
        high,
        data.has_values,
        projection.value if projection else None,
        text_width(name, LETTERS) if name else None,
    )
    stage, scenery = stage_of(scene, fmt)
    seen = sightings(data, stage)
    return Trend(stage, scenery, seen, labels_of(data, stage, seen, name, fmt))


def _shown(data: TrendData) -> list[Decimal]:
    """Every value the scale has room for; a projection only as far as it does not rule it."""
    _, _, _, baseline, target, moves, keep, pace = data.aim
    values = [value for _, value in data.readings]
    if pace and baseline is not None and target is not None:
        least, most = pace.reach
        values += (baseline + least * (target - baseline), baseline + most * (target - baseline))
    values += [value for move in moves for value in (move.before, move.after)]
    values += [value for value in (baseline, target) if value is not None]
    if keep:
        values += [bound for bound in (keep.min, keep.max) if bound is not None]
    if data.projection and values:
        low, high = min(values), max(values)
        room = (high - low) / 2
        values.append(min(max(data.projection.value, low - room), high + room))
    return values


def _days(data: TrendData) -> tuple[date, date]:
    """The key result's own time, and readings before and after it."""
    days: list[date] = [data.aim.start, data.aim.due or data.aim.start]
    for points in (data.readings, data.confidence):  # each in order of its dates
        if points:
            days += (points[0][0], points[-1][0])
    return min(days), max(days)
