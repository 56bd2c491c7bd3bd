"""Health metrics in words and drawings: levels against the band to stay in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from okrpress.insight.days import days_after
from okrpress.insight.health import DAYS_SHOWN, Dimension, HealthHistory
from okrpress.model.frozen import dataclass
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.charts.band_history import Range, Say, band_history_chart
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.dots import Dot, dots_chart
from okrpress.site.charts.plot import Text
from okrpress.site.charts.radar import MOST, radar_chart
from okrpress.site.views.figures import Figure
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.words import StatusView, status_view

DAYS_IN_DAYS = 45
"""Longer times are told in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """A health metric on a line. `since` says how long it has been outside."""

    verdict: StatusView
    title: str
    unit: Link
    latest: str
    keep: str
    day: Day | None
    breaches: str
    since: str


def level_row(here: Here, history: HealthHistory) -> LevelRow:
    """Where a metric stands."""
    fmt, metric, latest = here.fmt, history.metric, history.latest
    return LevelRow(
        verdict=_verdict(here, history),
        title=metric.title,
        unit=here.unit(history.unit),
        latest=fmt.number(latest.value, metric.unit) if latest else fmt.missing,
        keep=_keep(here, history),
        day=here.day(latest.date) if latest else None,
        breaches=_breaches(here, history),
        since=fmt.say("since {day}", day=fmt.date(history.since.date)) if history.since else "",
    )


def _verdict(here: Here, history: HealthHistory) -> StatusView:
    fmt, beyond = here.fmt, history.outside_now
    if beyond is None:
        return replace(status_view(Status.NO_DATA, fmt), word=fmt.say("Not reported"))
    if not beyond:
        return replace(status_view(Status.ON_TRACK, fmt), word=fmt.say("Inside"))
    by = fmt.signed(beyond, history.metric.unit)
    return replace(status_view(Status.OFF_TRACK, fmt), word=fmt.say("{by} outside", by=by))


def _keep(here: Here, history: HealthHistory) -> str:
    metric = history.metric
    return here.fmt.keep(metric.keep.min, metric.keep.max, metric.unit)


def _breaches(here: Here, history: HealthHistory) -> str:
    """How many of the levels were outside."""
    if not history.levels:
        return here.fmt.missing
    return here.fmt.say(
        "{n} of {total}",
        n=here.fmt.number(len(history.breaches)),
        total=here.fmt.number(len(history.levels)),
    )


# ── over time ─────────────────────────────────────────────────────────────────────────────────


def level_figure(here: Here, history: HealthHistory) -> Figure:
    """The levels of the last year; expects at least one."""
    fmt, metric = here.fmt, history.metric
    first = max(history.levels[0].date, days_after(here.site.as_of, -DAYS_SHOWN))
    last = here.site.as_of
    return Figure(
        title=metric.title,
        note=here.unit(history.unit),
        chart=band_history_chart(
            history.levels,
            Range(metric.keep.min, metric.keep.max),
            (first, last),
            Say(number=partial(fmt.short, unit=metric.unit), day=_day(here, first, last)),
            ids=urls.section_id("level", history.unit, metric.id),
            words=Text(
                _over_time(here, history),
                _finding(here, history),
                _table(here, history),
            ),
        ),
    )


def _over_time(here: Here, history: HealthHistory) -> str:
    return here.fmt.say(
        "{metric} over time: {unit}",
        metric=history.metric.title,
        unit=here.unit(history.unit).text,
    )


def _day(here: Here, first: date, last: date) -> Callable[[date], str]:
    """How dates on an axis read: months, where there are many of them."""
    return here.fmt.day if (last - first).days <= DAYS_IN_DAYS else here.fmt.month_name


def _finding(here: Here, history: HealthHistory) -> str:
    fmt, keep, breaches = here.fmt, _keep(here, history), history.breaches
    latest, since = history.latest, history.since
    assert latest is not None  # only what was reported is drawn
    now = fmt.number(latest.value, history.metric.unit)
    if since:
        return fmt.say(
            "{now}, outside its range ({keep}) since {day}.",
            now=now,
            day=fmt.date(since.date),
            keep=keep,
        )
    if breaches:
        return fmt.count(
            len(breaches),
            "{now}, inside its range ({keep}); {n} of {total} readings was not, on {day}.",
            "{now}, inside its range ({keep}); {n} of {total} readings were not, the last on "
            "{day}.",
            now=now,
            total=fmt.number(len(history.levels)),
            day=fmt.date(breaches[-1].date),
            keep=keep,
        )
    return fmt.count(
        len(history.levels),
        "{now}; the only reading is inside its range ({keep}).",
        "{now}; all {n} readings are inside their range ({keep}).",
        now=now,
        keep=keep,
    )


def _table(here: Here, history: HealthHistory) -> Table:
    fmt, unit, breaches = here.fmt, history.metric.unit, {one.date for one in history.breaches}
    inside, outside = fmt.say("Inside"), fmt.say("Outside")
    return Table(
        caption=_over_time(here, history),
        columns=(
            Column(fmt.say("Date")),
            Column(fmt.say("Level"), is_number=True),
            Column(fmt.say("Range")),
        ),
        rows=tuple(
            (
                fmt.date(one.date),
                fmt.number(one.value, unit),
                outside if one.date in breaches else inside,
            )
            for one in reversed(history.levels)
        ),
    )


# ── by dimension ──────────────────────────────────────────────────────────────────────────────


def dimension_figures(here: Here, dimensions: tuple[Dimension, ...]) -> Iterator[Figure]:
    """The dot plot of what is protected, and a radar beside it where there are enough axes."""
    if not dimensions:
        return
    fmt = here.fmt
    words = Text(
        fmt.say("Health by dimension"),
        _weakest(here, dimensions),
        _dimension_table(here, dimensions),
    )
    in_order = sorted(dimensions, key=lambda one: (one.share, one.title.casefold(), one.id))
    how = fmt.say(
        "A dimension is a health metric, taken together over all units that protect it. Its value "
        "is the share of the readings of the last 13 weeks that lie inside their ranges. The "
        "number of readings stands beside it: with few of them, one more moves the share far."
    )
    yield Figure(
        title=fmt.say("Readings inside their range"),
        chart=dots_chart(
            [_dot(here, one) for one in in_order],
            (fmt.say("none inside"), fmt.say("all inside")),
            urls.section_id("dimensions"),
            words,
        ),
        how=how,
    )
    axes = [_dot(here, one) for one in dimensions[:MOST]]
    radar = radar_chart(axes, urls.section_id("dimensions-radar"), words)
    if radar:
        yield Figure(
            title=fmt.say("The same at a glance"),
            chart=radar,
            how=fmt.say(
                "At most eight dimensions, those that most units protect first. The outer ring is "
                "all inside, the middle none. The area says nothing: it depends on the order of "
                "the axes."
            ),
        )


def _dot(here: Here, one: Dimension) -> Dot:
    fmt = here.fmt
    number = fmt.say("{n} of {total}", n=fmt.number(one.inside), total=fmt.number(one.levels))
    return Dot(one.title, one.share, number)


def _weakest(here: Here, dimensions: tuple[Dimension, ...]) -> str:
    fmt = here.fmt
    weakest = min(dimensions, key=lambda one: (one.share, one.title.casefold(), one.id))
    if weakest.share == 1:
        return fmt.say("Every reading of the last 13 weeks is inside its range.")
    return fmt.say(
        "Furthest from its range is “{title}”: {inside} of {total} readings are inside.",
        title=weakest.title,
        inside=fmt.number(weakest.inside),
        total=fmt.number(weakest.levels),
    )


def _dimension_table(here: Here, dimensions: tuple[Dimension, ...]) -> Table:
    fmt = here.fmt
    return Table(
        caption=fmt.say("Health by dimension"),
        columns=(
            Column(fmt.say("Dimension")),
            Column(fmt.say("Units"), is_number=True),
            Column(fmt.say("Readings"), is_number=True),
            Column(fmt.say("Inside"), is_number=True),
        ),
        rows=tuple(
            (one.title, fmt.number(one.units), fmt.number(one.levels), fmt.percent(one.share))
            for one in dimensions
        ),
    )
