"""The health metrics of a unit: what they are, and what they are to stay within."""

from dataclasses import replace
from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.observations import CheckIn
from okrpress.model.okr import HealthMetric
from okrpress.model.portfolio import Unit
from okrpress.scoring.bands import outside
from okrpress.scoring.result import Status
from okrpress.site.views.here import Day, Here
from okrpress.site.views.words import StatusView, status_view


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRow:
    """A health metric: the band to stay in, and the latest level."""

    title: str
    keep: str
    latest: str
    day: Day | None
    verdict: StatusView


def unit_health(here: Here, unit: Unit) -> tuple[HealthRow, ...]:
    """All of them, each with its latest level."""
    return tuple(_health(here, unit.id, metric) for metric in unit.health)


def _health(here: Here, unit: str, metric: HealthMetric) -> HealthRow:
    found = _latest(here, unit, metric)
    level = found.health[metric.id] if found else None
    return HealthRow(
        title=metric.title,
        keep=here.fmt.keep(metric.keep.min, metric.keep.max, metric.unit),
        latest=here.fmt.number(level, metric.unit),
        day=here.day(found.date) if found else None,
        verdict=health_verdict(here, metric, level),
    )


def health_verdict(here: Here, metric: HealthMetric, level: Decimal | None) -> StatusView:
    """A level inside its band looks like on track, one outside like off track."""
    fmt = here.fmt
    if level is None:
        return replace(status_view(Status.NO_DATA, fmt), word=fmt.say("Not reported"))
    beyond = outside(metric.keep, level)
    if not beyond:
        return replace(status_view(Status.ON_TRACK, fmt), word=fmt.say("Inside"))
    by = fmt.signed(beyond, metric.unit)
    return replace(status_view(Status.OFF_TRACK, fmt), word=fmt.say("{by} outside", by=by))


def _latest(here: Here, unit: str, metric: HealthMetric) -> CheckIn | None:
    """The newest check-in of the unit that reports the metric, in whatever cycle."""
    reports = [
        one
        for folder in here.site.unit_folders.get(unit, ())
        for one in here.site.check_ins(folder)
        if metric.id in one.health
    ]
    return max(reports, key=lambda one: (one.date, one.file), default=None)
