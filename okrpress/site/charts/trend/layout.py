"""A trend laid out: from numbers and dates to a geometry."""

from typing import NamedTuple

from okrpress.site.charts.labels import Label
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.labels import labels_of
from okrpress.site.charts.trend.seen import Sightings, sightings
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.formatting import Formatter
from okrpress.tuples import new


class Trend(NamedTuple):
    """Geometry of a trend, in units of its drawing; `labels` are those inside the plot."""

    data: TrendData
    stage: Stage
    seen: Sightings
    labels: list[Label]


def trend(data: TrendData, stage: Stage, fmt: Formatter) -> Trend:
    """What was seen, laid out on the stage for it. Takes any number of readings of any size.

    Expects something to show: a value, a target, bounds, or a confidence.
    """
    seen = sightings(data, stage)
    return new(Trend, (data, stage, seen, labels_of(data, stage, seen, fmt)))
