"""The check-in board of a week: who is in, what moved, what was said and decided.

Every number is as it stood when the week was over; no status is shown, because the status of a
past day would have to be scored again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import NamedTuple

from okrpress.insight.week_reports import Expected, Report, expected_in, reports_in
from okrpress.insight.weeks import Calendar, Week, calendar_of, cycles_in
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.site import urls
from okrpress.site.charts import Chart
from okrpress.site.planned import Planned
from okrpress.site.tracing import looked_up
from okrpress.site.views.changes import LedgerRow
from okrpress.site.views.empty import Empty, no_running_cycle
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import in_parts, part_links
from okrpress.site.views.weekly_rows import (
    MissingRow,
    MovedRow,
    Saying,
    Taken,
    coverage_chart,
    decisions_taken,
    missing_rows,
    moved_promises,
    moved_row,
    sayings,
)
from okrpress.site.views.weekly_units import UnitWeek, unit_week

_OBJECTIVES_A_PAGE = 250
_SHOWN = 12  # rows that a meeting has time for
_OPEN = 12  # units whose squares are open; those of more units are folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLink:
    """A week in the list of all weeks."""

    link: Link
    dates: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The weeks of a year, the newest first."""

    name: str
    weeks: tuple[WeekLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The board of one week, or one part of it.

    `moved` are the largest steps, `rest` the others; `falls` the deepest falls of confidence,
    `more_falls` the others. Where `folded`, a unit's squares open with a click.
    `coverage` is that of the whole week and stands on the first part; everything else is of the
    units that the part lists. `years` is the list of all weeks, on the page of the newest alone.
    """

    frame: Frame
    eyebrow: str
    title: str
    empty: Empty | None
    parts: tuple[Link, ...]
    part: int
    coverage: Chart | None
    not_due: str
    missing: tuple[MissingRow, ...]
    cadence_note: str
    moved: tuple[MovedRow, ...]
    rest: tuple[MovedRow, ...]
    rest_count: str
    unchanged: str
    blockers: tuple[Saying, ...]
    falls: tuple[MovedRow, ...]
    more_falls: tuple[MovedRow, ...]
    falls_count: str
    folded: bool
    taken: tuple[Taken, ...]
    kept: str
    promises: tuple[LedgerRow, ...]
    wins: tuple[Saying, ...]
    units: tuple[UnitWeek, ...]
    quiet: bool
    before: Link | None
    after: Link | None
    years: tuple[Year, ...]


class _Unit(NamedTuple):
    """A unit with its folders in a week."""

    unit: str
    folders: tuple[UnitCycle, ...]


class _Page(NamedTuple):
    """A page of a board: its units, the folders of the other pages, and where those are."""

    week: Week
    part: int
    units: tuple[_Unit, ...]
    others: tuple[UnitCycle, ...]
    paths: tuple[str, ...]
    before: Week | None
    after: Week | None


def week_pages(site: Site) -> Iterator[Planned]:
    """The newest week under the address that stays, then every week under its own."""
    paths = tuple(_pages(site))
    if not paths:
        here = Here(site, urls.CHECK_INS)
        yield Planned(urls.CHECK_INS, "weekly.html", partial(_empty_view, here))
    for path in paths:
        yield Planned(path, "weekly.html", partial(_view, Here(site, path)))


@looked_up
def _pages(site: Site) -> Mapping[str, _Page]:
    """Every page of every board by its path; that of the newest week has two."""
    calendar = calendar_of(site.scored)
    known: dict[tuple[UnitCycle, ...], list[tuple[_Unit, ...]]] = {}
    found: dict[str, _Page] = {}
    for place, week in enumerate(calendar.weeks):
        folders = _folders(site, calendar, week)
        parts = known.get(folders) or known.setdefault(folders, _parts(site, folders))
        before = calendar.weeks[place - 1] if place else None
        after = calendar.weeks[place + 1] if week != calendar.weeks[-1] else None
        for page in _of_week(week, parts, before, after):
            found[page.paths[page.part - 1]] = page
    if not found:
        return found
    newest = urls.week_path(calendar.weeks[-1].id)
    return {urls.CHECK_INS: found[newest], **found}


def _of_week(
    week: Week, parts: Sequence[tuple[_Unit, ...]], before: Week | None, after: Week | None
) -> Iterator[_Page]:
    paths = tuple(urls.week_path(week.id, number + 1) for number in range(len(parts)))
    for part, units in enumerate(parts, 1):
        rest = (one for other in parts if other is not units for one in other)
        others = tuple(folder for unit in rest for folder in unit.folders) if part == 1 else ()
        yield _Page(week, part, units, others, paths, before, after)


def _folders(site: Site, calendar: Calendar, week: Week) -> tuple[UnitCycle, ...]:
    """The folders of the cycles of a week, and those that somebody checked in for all the same."""
    folders = [
        folder
        for cycle in cycles_in(site.scored, week)
        for folder in site.cycle_folders.get(cycle, ())
    ]
    known = set(folders)
    return (*folders, *(one for one in calendar.check_ins_in(week) if one not in known))


def _parts(site: Site, folders: Iterable[UnitCycle]) -> list[tuple[_Unit, ...]]:
    """Units in their order, a page full at a time."""
    ordered = sorted(folders, key=lambda folder: (site.order[folder.unit], folder))
    units = [
        _Unit(unit, tuple(found)) for unit, found in groupby(ordered, key=lambda one: one.unit)
    ]

    def size(unit: _Unit) -> int:
        return sum(len(site.portfolio.by_folder.get(one, ())) for one in unit.folders)

    return in_parts(units, size, _OBJECTIVES_A_PAGE)


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def _empty_view(here: Here) -> WeekView:
    title = here.fmt.say("Check-ins")
    return WeekView(
        frame=make_frame(here, title),
        eyebrow="",
        title=title,
        empty=no_running_cycle(here),
        parts=(),
        part=1,
        coverage=None,
        not_due="",
        missing=(),
        cadence_note="",
        moved=(),
        rest=(),
        rest_count="",
        unchanged="",
        blockers=(),
        falls=(),
        more_falls=(),
        falls_count="",
        folded=False,
        taken=(),
        kept="",
        promises=(),
        wins=(),
        units=(),
        quiet=False,
        before=None,
        after=None,
        years=(),
    )


def _view(here: Here) -> WeekView:
    site, fmt, page = here.site, here.fmt, _pages(here.site)[here.path]
    week, part = page.week, page.part
    if week.last < site.as_of and here.path != urls.CHECK_INS:
        here = replace(here, until=week.last)  # so that the page of a week that is over stays
    folders = [folder for unit in page.units for folder in unit.folders]
    check_ins = _during(site, folders, week)
    reports = reports_in(site.scored, check_ins, week)
    told = [report for report in reports if report.says_something]
    expected = _expected(site, folders, week)
    everywhere = [*expected, *_expected(site, page.others, week)] if part == 1 else []
    moved = tuple(moved_row(here, report) for report in told)
    falls = _falls(here, told)
    taken, kept = decisions_taken(here, folders, week)
    title = fmt.dates(week.first, week.last)
    return WeekView(
        frame=make_frame(here, _frame_title(here, page), breadcrumb=_above(here)),
        eyebrow=fmt.say("Check-ins of week {week}", week=fmt.number(week.number)),
        title=title,
        empty=None,
        parts=part_links(here, page.paths, part),
        part=part,
        coverage=coverage_chart(fmt, everywhere, urls.section_id("coverage")),
        not_due=_not_due(here, everywhere, part),
        missing=missing_rows(here, expected),
        cadence_note=_cadence_note(here, page),
        moved=moved[:_SHOWN],
        rest=moved[_SHOWN:],
        rest_count=_rest_count(here, len(moved) - _SHOWN),
        unchanged=_unchanged(here, reports, told),
        blockers=sayings(here, check_ins, "blockers"),
        falls=falls[:_SHOWN],
        more_falls=falls[_SHOWN:],
        falls_count=_falls_count(here, len(falls) - _SHOWN),
        folded=len(page.units) > _OPEN,
        taken=taken,
        kept=_kept(here, kept),
        promises=moved_promises(
            here, (one for folder in folders for one in site.objectives(folder)), week
        ),
        wins=sayings(here, check_ins, "wins"),
        units=tuple(_squares(here, page)),
        quiet=not check_ins,
        before=_week_link(here, page.before) if page.before else None,
        after=_week_link(here, page.after) if page.after else None,
        years=_years(here) if here.path == urls.CHECK_INS else (),
    )


def _falls(here: Here, told: Iterable[Report]) -> tuple[MovedRow, ...]:
    """Where confidence fell so far that it asks for attention, the deepest fall first."""
    fell = [report for report in told if report.fell]
    fell.sort(key=lambda report: report.confidence_change or 0)
    return tuple(moved_row(here, report) for report in fell)


def _expected(site: Site, folders: Iterable[UnitCycle], week: Week) -> list[Expected]:
    return [one for folder in folders for one in expected_in(site.scored, folder, week)]


def _during(site: Site, folders: Iterable[UnitCycle], week: Week) -> list[CheckIn]:
    """What was checked in during a week."""
    return [
        one
        for folder in folders
        for one in site.portfolio.check_ins.get(folder, ())
        if week.holds(one.date) and one.date <= site.as_of
    ]


def _squares(here: Here, page: _Page) -> Iterator[UnitWeek]:
    """Of every unit that checked in."""
    is_newest = page.after is None
    for unit, folders in page.units:
        check_ins = _during(here.site, folders, page.week)
        if check_ins:
            yield unit_week(here, unit, folders, check_ins, page.week, is_newest=is_newest)


# ── its words ─────────────────────────────────────────────────────────────────────────────────


def _frame_title(here: Here, page: _Page) -> str:
    dates = here.fmt.dates(page.week.first, page.week.last)
    if here.path == urls.CHECK_INS:
        return here.fmt.say("Check-ins")
    if len(page.paths) == 1:
        return here.fmt.say("Check-ins {dates}", dates=dates)
    return here.fmt.say(
        "Check-ins {dates}, part {part} of {parts}",
        dates=dates,
        part=here.fmt.number(page.part),
        parts=here.fmt.number(len(page.paths)),
    )


def _above(here: Here) -> tuple[Link, ...]:
    if here.path == urls.CHECK_INS:
        return ()
    return (Link(here.fmt.say("Check-ins"), here.href(urls.CHECK_INS)),)


def _not_due(here: Here, everywhere: Sequence[Expected], part: int) -> str:
    if part > 1 or everywhere:
        return ""
    return here.fmt.say("No check-in was due in this week.")


def _rest_count(here: Here, rest: int) -> str:
    if rest < 1:
        return ""
    return here.fmt.count(rest, "{n} more key result moved", "{n} more key results moved")


def _falls_count(here: Here, rest: int) -> str:
    if rest < 1:
        return ""
    return here.fmt.count(
        rest,
        "Confidence fell in {n} more key result",
        "Confidence fell in {n} more key results",
    )


def _cadence_note(here: Here, page: _Page) -> str:
    """What a past week's list of the missing rests on: cadences have no history."""
    if page.after is None:
        return ""
    return here.fmt.say("What was due is judged by the cadence that each unit has today.")


def _unchanged(here: Here, reports: Sequence[Report], told: Sequence[Report]) -> str:
    rest = len(reports) - len(told)
    if not rest:
        return ""
    return here.fmt.count(
        rest,
        "{n} more key result was reported and has not changed.",
        "{n} more key results were reported and have not changed.",
    )


def _kept(here: Here, kept: int) -> str:
    if not kept:
        return ""
    return here.fmt.count(
        kept,
        "{n} key result was looked at in a mid-cycle review and kept as it is.",
        "{n} key results were looked at in mid-cycle reviews and kept as they are.",
    )


# ── other weeks ───────────────────────────────────────────────────────────────────────────────


def _week_link(here: Here, week: Week) -> Link:
    text = here.fmt.say("Week {week}", week=here.fmt.number(week.number))
    return Link(text, here.href(urls.week_path(week.id)))


def _years(here: Here) -> tuple[Year, ...]:
    calendar = calendar_of(here.site.scored)
    newest_first = reversed(calendar.weeks)
    return tuple(
        Year(name=str(year), weeks=tuple(_listed(here, calendar, week) for week in weeks))
        for year, weeks in groupby(newest_first, key=lambda week: week.year)
    )


def _listed(here: Here, calendar: Calendar, week: Week) -> WeekLink:
    count = sum(len(some) for some in calendar.check_ins_in(week).values())
    return WeekLink(
        link=_week_link(here, week),
        dates=here.fmt.dates(week.first, week.last),
        count=here.fmt.plural(count, "check-in") if count else here.fmt.say("no check-ins"),
    )
