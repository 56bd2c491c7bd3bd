"""Which pages check-ins have: those of weeks, and in large companies those of units.

The week of a few units is one page. Of more it is an overview, and each unit has two kinds of
pages of its own: its newest week as the agenda of its meeting, and a diary of each year.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from okrpress.insight.week_tallies import NOTHING, Tally, tallies_of, together
from okrpress.insight.weeks import Calendar, Week, calendar_of, cycles_in, week_of
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.tracing import Made, is_reading, looked_up, made_for_all, shared
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import in_parts
from okrpress.tuples import new

_UNITS_WHOLE, _OBJECTIVES_WHOLE = 20, 50
"""What a page has room for with all that was reported; the week of more is an overview."""
_UNITS_A_PAGE = 200


class Pursuing(NamedTuple):
    """A unit with its folders in a week."""

    unit: str
    folders: tuple[UnitCycle, ...]


class WeekPage(NamedTuple):
    """A page of a week.

    `units` are those that it is about, `here` those that a part of an overview lists. `today` is
    the as-of date as long as the week is not over. `of` is the unit of an agenda.
    """

    week: Week
    today: date | None
    is_overview: bool
    units: tuple[Pursuing, ...]
    here: tuple[Pursuing, ...]
    paths: tuple[str, ...]
    part: int = 1
    before: Week | None = None
    after: Week | None = None
    of: str = ""


class DiaryPage(NamedTuple):
    """A year of a unit, the newest week first.

    `today` is the as-of date as long as that week is not over; `until` the last day of a year
    that others have followed.
    """

    unit: str
    year: int
    today: date | None
    until: date | None
    weeks: tuple["_InWeek", ...]


class Weeks(NamedTuple):
    """The weeks that a folder is looked at in; `today` as in `WeekPage`."""

    weeks: tuple[Week, ...]
    today: date | None


@shared
def weeks_with_check_ins(site: Site) -> Calendar:
    """The weeks that have pages, and what was checked in during each."""
    return calendar_of(site.scored)


@looked_up
def week_plan(site: Site) -> Mapping[str, WeekPage]:
    """Every page of every week by its path; that of the newest week has two. Then the agendas."""
    calendar, weeks = weeks_with_check_ins(site), _pursuing(site)
    found: dict[str, WeekPage] = {}
    for place, (week, units) in enumerate(weeks.items()):
        before = calendar.weeks[place - 1] if place else None
        after = calendar.weeks[place + 1] if place + 1 < len(calendar.weeks) else None
        for page in _of_week(site, week, units, before, after):
            found[page.paths[page.part - 1]] = page
    if not found:
        return found
    newest = found[urls.week_path(calendar.weeks[-1].id)]
    return {urls.CHECK_INS: newest, **found, **dict(_agendas(site))}


@looked_up
def week_paths(site: Site) -> Mapping[str, str]:
    """The first page of every week, with its week."""
    return {urls.week_path(week.id): week.id for week in _pursuing(site)}


def _of_week(
    site: Site, week: Week, units: tuple[Pursuing, ...], before: Week | None, after: Week | None
) -> Iterator[WeekPage]:
    is_overview = not _is_small(site, units)
    parts = in_parts(units, lambda _: 1, _UNITS_A_PAGE) if is_overview else [units]
    paths = tuple(urls.week_path(week.id, number + 1) for number in range(len(parts)))
    for part, listed in enumerate(parts, 1):
        about = units if part == 1 else ()
        today = _today(site, week)
        yield WeekPage(week, today, is_overview, about, listed, paths, part, before, after)


def _today(site: Site, week: Week) -> date | None:
    return site.as_of if week.last >= site.as_of else None


def _is_small(site: Site, units: Sequence[Pursuing]) -> bool:
    objectives = sum(
        len(site.portfolio.by_folder.get(folder, ())) for unit in units for folder in unit.folders
    )
    return len(units) <= _UNITS_WHOLE and objectives <= _OBJECTIVES_WHOLE


@shared
def _pursuing(site: Site) -> dict[Week, tuple[Pursuing, ...]]:
    """The units of each week in their order, the oldest week first."""
    calendar = weeks_with_check_ins(site)
    known: dict[tuple[UnitCycle, ...], tuple[Pursuing, ...]] = {}
    found = {}
    for week in calendar.weeks:
        folders = _folders(site, calendar, week)
        if folders not in known:
            known[folders] = _by_unit(site, folders)
        found[week] = known[folders]
    return found


def _folders(site: Site, calendar: Calendar, week: Week) -> tuple[UnitCycle, ...]:
    """The folders of the cycles of a week, and those that somebody checked in for all the same."""
    folders = [
        folder
        for cycle in cycles_in(site.scored, week)
        for folder in site.cycle_folders.get(cycle, ())
    ]
    known = set(folders)
    return (*folders, *(one for one in calendar.check_ins_in(week) if one not in known))


def _by_unit(site: Site, folders: Iterable[UnitCycle]) -> tuple[Pursuing, ...]:
    ordered = sorted(folders, key=lambda folder: (site.order[folder.unit], folder))
    return tuple(
        Pursuing(unit, tuple(found)) for unit, found in groupby(ordered, key=lambda one: one.unit)
    )


# ── the pages of units ────────────────────────────────────────────────────────────────────────


class _InWeek(NamedTuple):
    week: Week
    folders: tuple[UnitCycle, ...]


@shared
def _weeks_by_unit(site: Site) -> dict[str, tuple[_InWeek, ...]]:
    """The weeks of each unit that has a page, the oldest first."""
    found: dict[str, list[_InWeek]] = {}
    for week, units in _pursuing(site).items():
        for unit, folders in units:
            found.setdefault(unit, []).append(_InWeek(week, folders))
    return {
        unit: tuple(some)
        for unit, some in found.items()
        if site.has_page(site.portfolio.units[unit])
    }


def _weeks_of_units(site: Site) -> dict[str, tuple[_InWeek, ...]]:
    """The same where units have pages of their own for their weeks."""
    weeks = set(_pursuing(site).values())
    return {} if all(_is_small(site, units) for units in weeks) else _weeks_by_unit(site)


def _agendas(site: Site) -> Iterator[tuple[str, WeekPage]]:
    for unit, some in _weeks_of_units(site).items():
        week, folders = some[-1]
        own, path = (Pursuing(unit, folders),), agenda_path(site, unit)
        before = some[-2].week if len(some) > 1 else None
        page = WeekPage(
            week=week,
            today=_today(site, week),
            is_overview=False,
            units=own,
            here=own,
            paths=(path,),
            before=before,
            of=unit,
        )
        yield path, page


@looked_up
def unit_years(site: Site) -> Mapping[str, DiaryPage]:
    """Every year of every unit that has a page, by the path that its diary would have."""
    found = {}
    for unit, some in _weeks_by_unit(site).items():
        years = tuple(dict.fromkeys(week.year for week, _ in reversed(some)))
        for year in years:
            own = tuple(one for one in reversed(some) if one.week.year == year)
            until = own[0].week.last if year != years[0] else None
            page = DiaryPage(unit, year, _today(site, own[0].week), until, own)
            found[diary_path(site, unit, year)] = page
    return found


@looked_up
def unit_year_data(site: Site) -> Mapping[tuple[str, str], str]:
    """The data of the years of each unit that has a page."""
    return {
        (page.unit, str(page.year)): urls.data_path(path) for path, page in unit_years(site).items()
    }


@looked_up
def diary_paths(site: Site) -> Mapping[str, str]:
    """The diaries of units that have pages of their own for their weeks, each with its unit."""
    own = _weeks_of_units(site)
    return {path: page.unit for path, page in unit_years(site).items() if page.unit in own}


class _Known(NamedTuple):
    """Where a unit tells of its weeks: the newest on its agenda, each year, the newest first."""

    name: str
    newest: Week
    agenda: str
    diaries: Mapping[int, str]


@looked_up
def _units_with_pages(site: Site) -> Mapping[str, _Known]:
    found = {}
    for unit, some in _weeks_of_units(site).items():
        years = dict.fromkeys([one.week.year for one in reversed(some)])
        diaries = {year: diary_path(site, unit, year) for year in years}
        name = site.portfolio.units[unit].name
        found[unit] = _Known(name, some[-1].week, agenda_path(site, unit), diaries)
    return found


def agenda_path(site: Site, unit: str) -> str:
    """The page of a unit's newest week."""
    return urls.agenda_path(unit, site.portfolio.units[unit].kind)


def diary_path(site: Site, unit: str, year: int) -> str:
    """The page of a unit's weeks in a year."""
    return urls.diary_path(unit, site.portfolio.units[unit].kind, year)


def unit_week_link(here: Here, unit: str, week: Week) -> Link:
    """A unit, with a link to its week: the agenda of the newest, or a place in its diary."""
    return unit_week_links(here, week)(unit)


def unit_week_links(here: Here, week: Week) -> Callable[[str], Link]:
    """The same for many units of a week."""
    pages, units, root = _units_with_pages(here.site), here.site.portfolio.units, here.root
    place, year = f"#{week_id(week)}", week.year  # on a diary, which leads to no week of its own

    def link(unit: str) -> Link:
        known = pages.get(unit)
        if known is None:
            return Link(units[unit].name)
        name, newest, agenda, diaries = known
        address = root + agenda if week == newest else root + diaries[year] + place
        return new(Link, (name, address))

    return link


def agenda_link(here: Here, unit: str) -> Link | None:
    """The way to a unit's newest week; None where that is on the page of everybody's."""
    if unit not in _units_with_pages(here.site):
        return None
    return Link(here.fmt.say("The newest week"), here.href(agenda_path(here.site, unit)))


def diary_links(here: Here, unit: str) -> tuple[Link, ...]:
    """The diaries of a unit that has pages of its own, the newest year first."""
    known = _units_with_pages(here.site).get(unit)
    return tuple(
        Link(str(year), here.href(path)) for year, path in (known.diaries if known else {}).items()
    )


def week_id(week: Week) -> str:
    """The id of a week's place on a page."""
    return urls.section_id(week.id)


def week_link(here: Here, week: Week) -> Link:
    """A link to the page of a week."""
    return Link(week_name(here.fmt, week), here.href(urls.week_path(week.id)))


def week_name(fmt: Formatter, week: Week) -> str:
    """As in "Week 7"."""
    return fmt.say("Week {week}", week=fmt.number(week.number))


# ── what weeks come to ────────────────────────────────────────────────────────────────────────


@looked_up
def _weeks_of_folders(site: Site) -> Mapping[UnitCycle, Weeks]:
    found: dict[UnitCycle, list[Week]] = {}
    for week, units in _pursuing(site).items():
        for unit in units:
            for folder in unit.folders:
                found.setdefault(folder, []).append(week)
    return {folder: Weeks(tuple(some), _today(site, some[-1])) for folder, some in found.items()}


@shared
def _tallied(_: Site) -> dict[UnitCycle, Made[Mapping[Week, Tally]]]:
    """What has been found of the folders of a site: it knows what each was made from."""
    return {}


def tallies_by(site: Site) -> Callable[[UnitCycle, Week], Tally]:
    """What a week of a folder comes to: found for all of its weeks at once."""
    tallied, is_read = _tallied(site), is_reading() is not None

    def tally(folder: UnitCycle, week: Week) -> Tally:
        made = tallied.get(folder)
        if made is None or is_read:
            made = tallied[folder] = made_for_all(made, partial(_tallies, site, folder))
        return made.result.get(week, NOTHING)

    return tally


def unit_tallies(site: Site) -> Callable[[Sequence[UnitCycle], Week], Tally]:
    """What a week of all folders of a unit comes to."""
    tally = tallies_by(site)

    def tally_of(folders: Sequence[UnitCycle], week: Week) -> Tally:
        if len(folders) == 1:  # as in all weeks but those in which one cycle follows another
            return tally(folders[0], week)
        return together([tally(folder, week) for folder in folders])

    return tally_of


def _tallies(site: Site, folder: UnitCycle) -> Mapping[Week, Tally]:
    return tallies_of(site.scored, folder, *_weeks_of_folders(site)[folder])


def tally_all(site: Site) -> Iterator[UnitCycle]:
    """Find what all weeks come to: overviews, diaries and data tell of each again and again.

    Each step finds those of a folder.
    """
    tally = tallies_by(site)
    for folder, (weeks, _) in _weeks_of_folders(site).items():
        tally(folder, weeks[0])
        yield folder


def check_ins_during(
    site: Site, folders: Iterable[UnitCycle], week: Week, today: date | None
) -> list[CheckIn]:
    """What was checked in during a week, up to today."""
    first, last = week.first, min(week.last, today or week.last)
    return [
        one
        for folder in folders
        for one in site.portfolio.check_ins.get(folder, ())
        if first <= one.date <= last
    ]


def check_ins_by_week(site: Site, page: DiaryPage) -> Mapping[Week, Sequence[CheckIn]]:
    """The same for each week of a unit's year."""
    found: dict[Week, list[CheckIn]] = {}
    for folder in sorted({folder for _, folders in page.weeks for folder in folders}):
        for one in site.portfolio.check_ins.get(folder, ()):
            if page.today is None or one.date <= page.today:
                found.setdefault(week_of(one.date), []).append(one)
    return found
