"""The page of a unit, a team or a person with objectives: all of its cycles."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Person, Team
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.scoring.result import ScoredObjective
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, later
from okrpress.site.planned import Planned
from okrpress.site.tracing import looked_up
from okrpress.site.views.empty import Empty, no_check_ins, no_unit_objectives
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Day, Here, Link, Site
from okrpress.site.views.notices import left_out
from okrpress.site.views.prose import prose
from okrpress.site.views.pursuits import Pursuit, pursuits_of
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
from okrpress.site.views.words import StatusView, status_view

if TYPE_CHECKING:
    from okrpress.site.views.attendance import Attendance
    from okrpress.site.views.attention import Concern
    from okrpress.site.views.explanations import ExplanationView
    from okrpress.site.views.figures import Figure
    from okrpress.site.views.reviews import LessonView
    from okrpress.site.views.unit_health import HealthRow
    from okrpress.site.views.unit_past import PastCycle
    from okrpress.site.views.unit_ties import Ties

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
    explanations: "tuple[ExplanationView, ...]"
    groups: tuple[ObjectiveGroup, ...]
    listed: tuple[ListedObjective, ...]


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
    concerns: "tuple[Concern, ...]"
    running: tuple[RunningCycle, ...]
    ties: "Ties | None"
    by_value: "tuple[Figure, ...]"
    empty: Empty | None
    health: "tuple[HealthRow, ...]"
    attendance: "Attendance | None"
    agenda: Link | None
    check_ins: tuple[CheckInView, ...]
    older: tuple[CheckInView, ...]
    older_count: str
    no_check_ins: Empty | None
    past: "tuple[PastCycle, ...]"
    cycles: tuple[Pursuit, ...]
    lessons: "tuple[LessonView, ...]"
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
    said = _Said(check_ins=later(_worded, site, now or other[:1]))
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
        ties=later(_ties, here, id, now),
        by_value=later(_by_value, here, now),
        running=later(_all_running, here, now),
        empty=None if now else no_unit_objectives(here, id),
        health=later(_health, here, unit),
        cycles=later(pursuits_of, here, id),
        attendance=later(_attendance, here, now),
        agenda=later(_agenda, here, id),
        check_ins=later(_newest, here, said),
        older=later(_older, here, said),
        older_count=later(_older_count, here, said),
        no_check_ins=later(_no_check_ins, here, now, said),
        past=later(_past, here, other),
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
    from okrpress.insight.due import next_check_in_day

    rhythm = here.fmt.every(unit.cadence or here.site.settings.cadence)
    day = next_check_in_day(here.site.scored, _AHEAD, folders) if folders else None
    if day is None:
        return rhythm
    return here.fmt.say("{rhythm}, next on {day}", rhythm=rhythm, day=here.fmt.date(day))


def _left_out(here: Here, unit: str) -> str:
    files = here.site.portfolio.left_out
    return left_out(here, [one for one in files if one.unit_cycle and one.unit_cycle.unit == unit])


def _below(here: Here, id: str) -> tuple[Link, ...]:
    return tuple(here.unit(one) for one in _units_below(here.site).get(id, ()))


@looked_up
def _units_below(site: Site) -> Mapping[str, tuple[str, ...]]:
    """The teams and other units right below each, in their order."""
    found: dict[str, list[str]] = {}
    for unit in site.portfolio.units.values():
        if unit.parent is not None and unit.kind is not UnitKind.PERSON:
            found.setdefault(unit.parent, []).append(unit.id)
    return {above: tuple(sorted(some, key=site.order.__getitem__)) for above, some in found.items()}


def _people(here: Here, declared: Team | Person | None) -> tuple[Link, ...]:
    members = declared.members if isinstance(declared, Team) else ()
    return tuple(here.person(member) for member in members)


# ── what it pursues ───────────────────────────────────────────────────────────────────────────


def _concerns(here: Here, folders: tuple[UnitCycle, ...]) -> "tuple[Concern, ...]":
    """All of them: other pages show the first few and lead here."""
    from okrpress.site.views import attention

    objectives = [one for folder in folders for one in here.site.objectives(folder)]
    concerns = attention.concerns_of(here, objectives) + attention.blockers_of(here, folders)
    return tuple(sorted(concerns, key=lambda one: one.urgency))


def _by_value(here: Here, folders: tuple[UnitCycle, ...]) -> "tuple[Figure, ...]":
    from okrpress.site.views.by_value import value_figures

    objectives = (one for folder in folders for one in here.site.objectives(folder))
    return value_figures(here, (one for one in objectives if is_pursued(one)))


def _all_running(here: Here, folders: tuple[UnitCycle, ...]) -> tuple[RunningCycle, ...]:
    return tuple(_running(here, folder) for folder in folders)


def _running(here: Here, folder: UnitCycle) -> RunningCycle:
    from okrpress.site.views.explanations import group_explanations

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


def _ties(here: Here, id: str, folders: tuple[UnitCycle, ...]) -> "Ties | None":
    from okrpress.site.views.unit_ties import unit_ties

    return unit_ties(here, id, folders)


def _past(here: Here, folders: tuple[UnitCycle, ...]) -> "tuple[PastCycle, ...]":
    from okrpress.site.views.unit_past import past_cycles

    return past_cycles(here, folders)


# ── health and check-ins ──────────────────────────────────────────────────────────────────────


def _health(here: Here, unit: Unit) -> "tuple[HealthRow, ...]":
    from okrpress.site.views.unit_health import unit_health

    return unit_health(here, unit)


def _attendance(here: Here, folders: tuple[UnitCycle, ...]) -> "Attendance | None":
    from okrpress.site.views.attendance import unit_attendance

    return unit_attendance(here, folders)


def _agenda(here: Here, id: str) -> Link | None:
    from okrpress.site.views.weekly_calendar import agenda_link

    return agenda_link(here, id)


@dataclass(frozen=True, kw_only=True)
class _Said(Lazy):
    """What the unit said in the cycles that count now, the newest first."""

    check_ins: tuple[CheckIn, ...]


def _worded(site: Site, folders: Iterable[UnitCycle]) -> tuple[CheckIn, ...]:
    """Check-in files of folders; a value in an objective's own file is no page of its own."""
    all_of = (one for folder in folders for one in site.check_ins(folder))
    return tuple(one for one in all_of if "/checkins/" in one.file)


def _newest(here: Here, said: _Said) -> tuple[CheckInView, ...]:
    return tuple(_check_in(here, one) for one in said.check_ins[:_CHECK_INS_SHOWN])


def _older(here: Here, said: _Said) -> tuple[CheckInView, ...]:
    return tuple(_check_in(here, one) for one in said.check_ins[_CHECK_INS_SHOWN:])


def _older_count(here: Here, said: _Said) -> str:
    return here.fmt.plural(len(said.check_ins) - _CHECK_INS_SHOWN, "older check-in")


def _no_check_ins(here: Here, now: tuple[UnitCycle, ...], said: _Said) -> Empty | None:
    return no_check_ins(here, now[0]) if now and not said.check_ins else None


def _lessons(here: Here, unit: str) -> "tuple[LessonView, ...]":
    from okrpress.site.views.reviews import lessons

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
