"""The page of a unit, a team or a person with objectives: all of its cycles."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from okrpress.insight.due import UpcomingKind, upcoming
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import HealthMetric, Person, Team
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.scoring.bands import outside
from okrpress.scoring.result import ScoredObjective, Status
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, later
from okrpress.site.planned import Planned
from okrpress.site.views import attention
from okrpress.site.views.attendance import Attendance, unit_attendance
from okrpress.site.views.attention import Concern
from okrpress.site.views.by_value import value_figures
from okrpress.site.views.empty import Empty, no_check_ins, no_unit_objectives
from okrpress.site.views.explanations import ExplanationView, group_explanations
from okrpress.site.views.figures import Figure
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Day, Here, Link, Site
from okrpress.site.views.notices import left_out
from okrpress.site.views.prose import prose
from okrpress.site.views.pursuits import Pursuit, pursuits_of
from okrpress.site.views.reviews import LessonView, lessons
from okrpress.site.views.rows import (
    KeyResultRow,
    ObjectiveRow,
    Share,
    in_order,
    is_pursued,
    key_result_row,
    objective_row,
    rollup_in_words,
)
from okrpress.site.views.unit_past import PastCycle, past_cycles
from okrpress.site.views.unit_ties import Ties, unit_ties
from okrpress.site.views.weekly_calendar import agenda_link
from okrpress.site.views.words import StatusView, status_view

_CHECK_INS_SHOWN = 3
_AHEAD = 92
"""Days in which the next check-in is looked for."""


@dataclass(frozen=True, kw_only=True)
class ObjectiveGroup(Lazy):
    """An objective with a row for each of its key results."""

    row: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedObjective:
    """An objective that is not pursued now: a draft, postponed or cancelled."""

    link: Link
    status: StatusView
    reason: str


@dataclass(frozen=True, kw_only=True)
class RunningCycle(Lazy):
    """What the unit pursues in one running cycle, and what it does not pursue now."""

    cycle: Link
    share: Share
    explanations: tuple[ExplanationView, ...]
    groups: tuple[ObjectiveGroup, ...]
    listed: tuple[ListedObjective, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRow:
    """A health metric: the band to stay in, and the latest level."""

    title: str
    keep: str
    latest: str
    day: Day | None
    verdict: StatusView


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """What the unit said about itself on a day."""

    day: Day
    author: Link
    reported: str
    priorities: tuple[str, ...]
    blockers: tuple[str, ...]
    wins: tuple[str, ...]
    body: Markup
    source: Link


@dataclass(frozen=True, kw_only=True)
class UnitView(Lazy):
    """One unit."""

    frame: Frame
    name: str
    kind: str
    is_person: bool
    above: Link
    below: tuple[Link, ...]
    lead: Link
    people: tuple[Link, ...]
    cadence: str
    about: Markup
    left_out: str
    concerns: tuple[Concern, ...]
    running: tuple[RunningCycle, ...]
    ties: Ties | None
    by_value: tuple[Figure, ...]
    empty: Empty | None
    health: tuple[HealthRow, ...]
    attendance: Attendance | None
    agenda: Link | None
    check_ins: tuple[CheckInView, ...]
    older: tuple[CheckInView, ...]
    older_count: str
    no_check_ins: Empty | None
    past: tuple[PastCycle, ...]
    cycles: tuple[Pursuit, ...]
    lessons: tuple[LessonView, ...]
    source: Link
    history: Link
    check_in: str

    @property
    def tells_check_ins(self) -> bool:
        """Whether there is anything to tell of the check-ins of other cycles."""
        return any(one.check_ins for one in self.past)


def unit_pages(site: Site) -> Iterator[Planned]:
    """The pages of all units that have one."""
    for unit in site.portfolio.units.values():
        if site.has_page(unit):
            path = urls.unit_path(unit.id, unit.kind)
            yield Planned(path, "unit.html", partial(unit_view, site, unit.id))


def unit_view(site: Site, id: str) -> UnitView:
    """The page as of the site's date."""
    unit = site.portfolio.units[id]
    here = Here(site, urls.unit_path(id, unit.kind))
    declared = site.portfolio.teams.get(id) or site.portfolio.people.get(id)
    now, other = _folders(site, id)
    worded = tuple(one for folder in now or other[:1] for one in _worded(site, folder))
    file = declared.file if declared else ""
    return UnitView(
        frame=make_frame(here, unit.name, breadcrumb=_breadcrumb(here, unit)),
        name=unit.name,
        kind=later(_kind, site.fmt, declared),
        is_person=unit.kind is UnitKind.PERSON,
        above=later(_above, here, unit, declared),
        below=later(_below, here, id),
        lead=here.person(declared.lead if isinstance(declared, Team) else None),
        people=later(_people, here, declared),
        cadence=later(_rhythm, here, unit, now),
        about=later(
            prose,
            here,
            declared.body if declared else "",
            file=file,
            level=1,
            ids=urls.section_id("about"),
        ),
        left_out=later(_left_out, here, id),
        concerns=later(_concerns, here, now),
        ties=later(unit_ties, here, id, now),
        by_value=later(_by_value, here, now),
        running=later(_all_running, here, now),
        empty=None if now else no_unit_objectives(here, id),
        health=later(_all_health, here, unit),
        cycles=later(pursuits_of, here, id),
        attendance=later(unit_attendance, here, now),
        agenda=later(agenda_link, here, id),
        check_ins=later(_check_ins, here, worded[:_CHECK_INS_SHOWN]),
        older=later(_check_ins, here, worded[_CHECK_INS_SHOWN:]),
        older_count=later(_older_count, here, worded),
        no_check_ins=no_check_ins(here, now[0]) if now and not worded else None,
        past=later(past_cycles, here, other),
        lessons=later(_lessons, here, id),
        source=later(here.source, file),
        history=later(here.history, file),
        check_in=here.check_in(now[0]) if now else "",
    )


def _folders(site: Site, unit: str) -> tuple[tuple[UnitCycle, ...], tuple[UnitCycle, ...]]:
    """The unit's folders in running cycles, and the others."""
    running = {cycle.id for cycle in site.running}
    folders = site.unit_folders.get(unit, ())
    now = [folder for folder in folders if folder.cycle in running]
    now.sort(key=lambda folder: [cycle.id for cycle in site.running].index(folder.cycle))
    return tuple(now), tuple(folder for folder in folders if folder.cycle not in running)


# ── who it is ─────────────────────────────────────────────────────────────────────────────────


def _kind(fmt: Formatter, declared: Team | Person | None) -> str:
    if isinstance(declared, Person):
        return declared.role or fmt.say("Person")
    return fmt.say("Team") if declared else fmt.say("Unit")


def _above(here: Here, unit: Unit, declared: Team | Person | None) -> Link:
    """The team above: a team's parent, a person's team."""
    above = declared.team if isinstance(declared, Person) else unit.parent
    if above is None or above not in here.site.portfolio.units:
        return Link("")
    return here.unit(above)


def _breadcrumb(here: Here, unit: Unit) -> tuple[Link, ...]:
    """The teams above, the highest first."""
    links: list[Link] = []
    seen = {unit.id}
    units = here.site.portfolio.units
    above = unit.parent
    while above is not None and above in units and above not in seen:
        seen.add(above)
        links.append(here.unit(above))
        above = units[above].parent
    return tuple(reversed(links))


def _rhythm(here: Here, unit: Unit, folders: tuple[UnitCycle, ...]) -> str:
    """How often it checks in, and when the next time is, unless that is overdue."""
    site, rhythm = here.site, here.fmt.every(unit.cadence or here.site.settings.cadence)
    ahead = upcoming(site.scored, _AHEAD, folders) if folders else ()
    days = [one.on for one in ahead if one.kind is UpcomingKind.CHECK_IN]
    if not days:
        return rhythm
    return here.fmt.say("{rhythm}, next on {day}", rhythm=rhythm, day=here.fmt.date(days[0]))


def _left_out(here: Here, unit: str) -> str:
    files = here.site.portfolio.left_out
    return left_out(here, [one for one in files if one.unit_cycle and one.unit_cycle.unit == unit])


def _below(here: Here, id: str) -> tuple[Link, ...]:
    site = here.site
    below = [
        unit.id
        for unit in site.portfolio.units.values()
        if unit.parent == id and unit.kind is not UnitKind.PERSON
    ]
    return tuple(here.unit(one) for one in sorted(below, key=lambda one: site.order[one]))


def _people(here: Here, declared: Team | Person | None) -> tuple[Link, ...]:
    members = declared.members if isinstance(declared, Team) else ()
    return tuple(here.person(member) for member in members)


# ── what it pursues ───────────────────────────────────────────────────────────────────────────


def _concerns(here: Here, folders: tuple[UnitCycle, ...]) -> tuple[Concern, ...]:
    """All of them: other pages show the first few and lead here."""
    objectives = [one for folder in folders for one in here.site.objectives(folder)]
    concerns = attention.concerns_of(here, objectives) + attention.blockers_of(here, folders)
    return tuple(sorted(concerns, key=lambda one: one.urgency))


def _by_value(here: Here, folders: tuple[UnitCycle, ...]) -> tuple[Figure, ...]:
    objectives = (one for folder in folders for one in here.site.objectives(folder))
    return value_figures(here, (one for one in objectives if is_pursued(one)))


def _all_running(here: Here, folders: tuple[UnitCycle, ...]) -> tuple[RunningCycle, ...]:
    return tuple(_running(here, folder) for folder in folders)


def _running(here: Here, folder: UnitCycle) -> RunningCycle:
    rollup, objectives = here.site.scored.folders[folder], here.site.objectives(folder)
    return RunningCycle(
        cycle=here.cycle(folder.cycle),
        share=rollup_in_words(here, rollup),
        explanations=group_explanations(here, rollup, objectives),
        groups=tuple(_group(here, one) for one in in_order(objectives) if is_pursued(one)),
        listed=tuple(_listed(here, one) for one in in_order(objectives) if not is_pursued(one)),
    )


def _listed(here: Here, scored: ScoredObjective) -> ListedObjective:
    return ListedObjective(
        link=here.objective(scored.ref),
        status=status_view(scored.status, here.fmt),
        reason=scored.objective.reason,
    )


def _group(here: Here, scored: ScoredObjective) -> ObjectiveGroup:
    ids = urls.section_id(scored.ref.cycle, scored.ref.objective)
    return ObjectiveGroup(
        row=objective_row(here, scored, ids),
        key_results=tuple(
            key_result_row(here, one, f"{ids}_{one.ref.key_result}") for one in scored.key_results
        ),
    )


# ── health and check-ins ──────────────────────────────────────────────────────────────────────


def _all_health(here: Here, unit: Unit) -> tuple[HealthRow, ...]:
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


def _worded(site: Site, folder: UnitCycle) -> Iterator[CheckIn]:
    """Check-in files of a folder; a value in an objective's own file is no page of its own."""
    return (one for one in site.check_ins(folder) if "/checkins/" in one.file)


def _check_ins(here: Here, worded: tuple[CheckIn, ...]) -> tuple[CheckInView, ...]:
    return tuple(_check_in(here, one) for one in worded)


def _older_count(here: Here, worded: tuple[CheckIn, ...]) -> str:
    return here.fmt.plural(len(worded) - _CHECK_INS_SHOWN, "older check-in")


def _lessons(here: Here, unit: str) -> tuple[LessonView, ...]:
    return lessons(here, here.site.unit_folders.get(unit, ()))


def _check_in(here: Here, check_in: CheckIn) -> CheckInView:
    ids = urls.section_id("checkin", check_in.unit_cycle.cycle, check_in.file.rpartition("/")[2])
    return CheckInView(
        day=here.day(check_in.date),
        author=here.person(check_in.author),
        reported=here.fmt.plural(len(check_in.readings), "key result"),
        priorities=check_in.priorities,
        blockers=check_in.blockers,
        wins=check_in.wins,
        body=prose(here, check_in.body, file=check_in.file, level=2, ids=ids),
        source=here.source(check_in.file),
    )
