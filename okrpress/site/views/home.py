"""The home page: where are we, what needs attention, how is everything, what changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from markupsafe import Markup

from okrpress.insight import attention as insight
from okrpress.insight.due import UpcomingKind, upcoming
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import ScoredObjective
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, later
from okrpress.site.views import attention, changes
from okrpress.site.views.archive import CycleRow, cycle_rows
from okrpress.site.views.attention import Concern
from okrpress.site.views.changes import Change, Changes
from okrpress.site.views.empty import Empty, no_cycles, no_running_cycle
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Day, Here, Link, Site
from okrpress.site.views.notices import left_out
from okrpress.site.views.prose import prose
from okrpress.site.views.rows import ObjectiveRow, UnitRow, objective_row, unit_row
from okrpress.site.views.turnout import TurnoutView, turnout_view

_TEAMS_SHOWN = 40
_TOP_SHOWN = 12
_DATES_SHOWN = 8
_AHEAD = 92
"""Days that the next dates reach ahead: a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """Something that lies ahead."""

    day: Day
    text: str
    link: Link


@dataclass(frozen=True, kw_only=True)
class CycleSummary(Lazy):
    """A running cycle at a glance: its rows are objectives at the top, and units."""

    link: Link
    week: str
    timeline: Chart | None
    statuses: Chart | None
    turnout: TurnoutView | None
    objectives: tuple[ObjectiveRow, ...]
    objectives_left: str
    units: tuple[UnitRow, ...]
    units_left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One of the organisation's values."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCount:
    """A unit, and how many objectives it has in all cycles."""

    link: Link
    objectives: str


@dataclass(frozen=True, kw_only=True)
class HomeView(Lazy):
    """`where` and `decide` together are the sentence the page begins with."""

    frame: Frame
    announcement: str
    mission: str
    where: tuple[str, ...]
    decide: str
    empty: Empty | None
    left_out: str
    concerns: tuple[Concern, ...]
    concerns_left: str
    cycles: tuple[CycleSummary, ...]
    archive: tuple[CycleRow, ...]
    changes: tuple[Change, ...]
    changes_left: str
    dates: tuple[NextDate, ...]
    calendar: Link
    name: str
    values: tuple[ValueView, ...]
    about: Markup
    units: tuple[UnitCount, ...]


def home_view(site: Site) -> HomeView:
    """The page as of the site's date, over all running cycles."""
    here = Here(site, urls.HOME)
    organisation = site.portfolio.organisation
    now = _Now(
        concerns=later(_concerns, site),
        others=later(_others, site),
        happened=later(_happened, here),
    )
    return HomeView(
        frame=make_frame(here, site.name),
        announcement=site.settings.announcement,
        mission=organisation.mission,
        where=later(_where, here),
        decide=later(_decision, here, now),
        empty=later(_empty, here),
        left_out=later(left_out, here, here.site.portfolio.left_out),
        concerns=later(_most_urgent, here, now),
        concerns_left=later(_how_many_concerns, here, now),
        cycles=later(_summaries, here),
        archive=later(_archive, here),
        changes=later(_recent, now),
        changes_left=later(_changes_left, here, now),
        dates=later(_next_dates, here),
        calendar=Link(site.fmt.say("As a calendar"), here.href(urls.CALENDAR)),
        name=organisation.name or site.name,
        values=tuple(
            ValueView(name=one.name, description=one.description) for one in organisation.values
        ),
        about=later(prose, here, organisation.body, file=organisation.file, level=2, ids="_about"),
        units=later(_unit_counts, here),
    )


@dataclass(frozen=True, kw_only=True)
class _Now(Lazy):
    """What several parts of the page are about: what asks for attention, what has happened."""

    concerns: Sequence[insight.Concern]
    others: Sequence[insight.Concern]
    happened: Changes

    @property
    def shown(self) -> Sequence[insight.Concern]:
        """All that asks for attention, in no order."""
        return [*self.concerns, *self.others]


def _folders(site: Site) -> list[UnitCycle]:
    return [one for cycle in site.running for one in site.cycle_folders.get(cycle.id, ())]


def _objectives(site: Site) -> list[ScoredObjective]:
    return [one for folder in _folders(site) for one in site.objectives(folder)]


def _concerns(site: Site) -> Sequence[insight.Concern]:
    return [one for cycle in site.running for one in attention.urgent_in(site, cycle.id)]


def _others(site: Site) -> Sequence[insight.Concern]:
    return *insight.blockers(site.scored, _folders(site)), *insight.waiting(site.scored)


def _happened(here: Here) -> Changes:
    return changes.recent_changes(here, _objectives(here.site), _folders(here.site))


def _decision(here: Here, now: _Now) -> str:
    return _decide(here, sum(one.needs_decision for one in now.concerns))


def _most_urgent(here: Here, now: _Now) -> tuple[Concern, ...]:
    return attention.most_urgent(here, now.shown)


def _how_many_concerns(here: Here, now: _Now) -> str:
    return _concerns_left(here, len(now.shown))


def _recent(now: _Now) -> tuple[Change, ...]:
    return now.happened.shown


def _changes_left(here: Here, now: _Now) -> str:
    total = now.happened.total
    return _shown_of(here, changes.SHOWN, total, here.fmt.plural(total, "change"))


def _summaries(here: Here) -> tuple[CycleSummary, ...]:
    running = enumerate(here.site.running)
    return tuple(_summary(here, cycle, in_full=not place) for place, cycle in running)


def _archive(here: Here) -> tuple[CycleRow, ...]:
    return () if here.site.running else cycle_rows(here)


def _next_dates(here: Here) -> tuple[NextDate, ...]:
    return tuple(islice(_dates(here), _DATES_SHOWN))


def _unit_counts(here: Here) -> tuple[UnitCount, ...]:
    """Of all units with objectives, in their order."""
    site = here.site
    found = {unit: _objectives_of(site, folders) for unit, folders in site.unit_folders.items()}
    return tuple(
        UnitCount(link=here.unit(unit), objectives=here.fmt.plural(found[unit], "objective"))
        for unit in sorted(found, key=lambda one: site.order[one])
    )


def _objectives_of(site: Site, folders: Iterable[UnitCycle]) -> int:
    return sum(len(site.portfolio.by_folder.get(folder, ())) for folder in folders)


def _where(here: Here) -> tuple[str, ...]:
    """As in "Week 8 of 13", "22 Nov 2026": of the shortest running cycle."""
    site = here.site
    today = here.fmt.date(site.as_of)
    if not site.running:
        return (today,)
    cycle = site.running[0]
    assert cycle.start is not None and cycle.end is not None  # a running cycle is dated
    return (here.fmt.cycle_week(cycle.start, cycle.end, site.as_of), today)


def _decide(here: Here, concerns: int) -> str:
    site = here.site
    total = sum(site.scored.cycles[cycle.id].total for cycle in site.running)
    if not total:
        return here.fmt.say("No key result is being pursued")
    of = here.fmt.plural(total, "key result")
    if not concerns:
        return here.fmt.say("None of {total} needs a decision", total=of)
    return here.fmt.count(
        concerns, "{n} of {total} needs a decision", "{n} of {total} need a decision", total=of
    )


def _empty(here: Here) -> Empty | None:
    if not here.site.portfolio.cycles:
        return no_cycles(here)
    return None if here.site.running else no_running_cycle(here)


def _concerns_left(here: Here, total: int) -> str:
    if total <= attention.SHOWN:
        return ""
    return here.fmt.say(
        "{shown} of {total}, the most urgent first",
        shown=here.fmt.number(attention.SHOWN),
        total=here.fmt.plural(total, "thing"),
    )


def _shown_of(here: Here, shown: int, total: int, everything: str) -> str:
    """How many of all rows are shown; nothing where it is all of them."""
    if total <= shown:
        return ""
    return here.fmt.say("{shown} of {total}", shown=here.fmt.number(shown), total=everything)


# ── a running cycle ───────────────────────────────────────────────────────────────────────────


def _summary(here: Here, cycle: Cycle, *, in_full: bool) -> CycleSummary:
    site, fmt = here.site, here.fmt
    assert cycle.start is not None and cycle.end is not None  # a running cycle is dated
    counts = site.scored.cycles[cycle.id].counts
    top = _at_the_top(site, cycle)
    units = _units(site, cycle)
    units = units if len(units) > 1 and in_full else []
    return CycleSummary(
        link=here.cycle(cycle.id),
        week=fmt.cycle_week(cycle.start, cycle.end, site.as_of),
        timeline=_timeline(here, cycle) if in_full else None,
        statuses=charts.status_bar(counts, fmt, urls.section_id(cycle.id, "status"))
        if counts
        else None,
        turnout=later(turnout_view, here, cycle),
        objectives=tuple(
            objective_row(here, one, urls.section_id("top", *one.ref)) for one in top[:_TOP_SHOWN]
        ),
        objectives_left=_shown_of(here, _TOP_SHOWN, len(top), fmt.plural(len(top), "objective")),
        units=tuple(
            unit_row(here, folder.unit, cycle.id, site.objectives(folder))
            for folder in units[:_TEAMS_SHOWN]
        ),
        units_left=_shown_of(here, _TEAMS_SHOWN, len(units), fmt.plural(len(units), "team")),
    )


def _timeline(here: Here, cycle: Cycle) -> Chart | None:
    ids = urls.section_id(cycle.id, "timeline")
    return charts.cycle_timeline(cycle, here.site.as_of, here.fmt, ids)


def _at_the_top(site: Site, cycle: Cycle) -> list[ScoredObjective]:
    """Counted objectives that support no other of the cycle, of units with no unit above."""
    return [
        one
        for folder in site.cycle_folders.get(cycle.id, ())
        if site.portfolio.units[folder.unit].parent is None
        for one in counted_objectives(site.objectives(folder))
        if not any(above.cycle == cycle.id for above in one.objective.supports)
    ]


def _units(site: Site, cycle: Cycle) -> list[UnitCycle]:
    return [
        folder
        for folder in site.cycle_folders.get(cycle.id, ())
        if site.portfolio.units[folder.unit].kind is not UnitKind.PERSON
    ]


# ── what lies ahead ───────────────────────────────────────────────────────────────────────────


def _dates(here: Here) -> Iterator[NextDate]:
    """What cycles share, and what units have to do, counted for each day and cycle.

    Of check-ins the next day only: after that, it hangs on what is reported.
    """
    counts: dict[tuple[date, str, UpcomingKind], int] = {}
    for one in upcoming(here.site.scored, _AHEAD):
        key = (one.on, one.cycle, one.kind)
        counts[key] = counts.get(key, 0) + len(one.key_results)
    check_ins = [on for on, _, kind in counts if kind is UpcomingKind.CHECK_IN]
    for (on, cycle, kind), count in counts.items():
        if kind is not UpcomingKind.CHECK_IN or on == check_ins[0]:
            text = _event(here.fmt, kind, count)
            yield NextDate(day=here.day(on), text=text, link=here.cycle(cycle))


def _event(fmt: Formatter, kind: UpcomingKind, count: int) -> str:
    match kind:
        case UpcomingKind.CYCLE_BEGINS:
            return fmt.say("begins")
        case UpcomingKind.MID_CYCLE_REVIEW:
            return fmt.say("mid-cycle review")
        case UpcomingKind.CYCLE_ENDS:
            return fmt.say("ends")
        case UpcomingKind.RETROSPECTIVE:
            return fmt.say("retrospective")
        case UpcomingKind.KEY_RESULTS_DUE:
            return fmt.count(count, "{n} key result due", "{n} key results due")
        case UpcomingKind.CHECK_IN:
            return fmt.count(count, "{n} key result to check in", "{n} key results to check in")
