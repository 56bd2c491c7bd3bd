"""Calendars: the days of cycles, reviews and check-ins, for people's own calendars."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from okrpress.insight.due import Upcoming, UpcomingKind, upcoming, upcoming_for_all
from okrpress.insight.folders import running_folders
from okrpress.model.portfolio import Unit
from okrpress.site import urls
from okrpress.site.formatting import Phrase
from okrpress.site.plain_calendar import Entry, plain_calendar
from okrpress.site.planned import Planned
from okrpress.site.views.here import Here, Site

AHEAD = 400
"""Days that a calendar looks ahead: a year, and the reviews behind its end."""
UNITS = 200
"""So many units of running cycles have their days in the calendar of everything, or none."""

_WHOLE = {
    UpcomingKind.CYCLE_BEGINS: Phrase("{cycle} begins"),
    UpcomingKind.CYCLE_ENDS: Phrase("{cycle} ends"),
    UpcomingKind.MID_CYCLE_REVIEW: Phrase("Mid-cycle review of {cycle}"),
    UpcomingKind.RETROSPECTIVE: Phrase("Retrospective of {cycle}"),
}
_OF_UNIT = {
    UpcomingKind.CHECK_IN: Phrase("Check-in of {unit}, {cycle}"),
    UpcomingKind.KEY_RESULTS_DUE: Phrase("Key results of {unit} are due, {cycle}"),
}


def calendar_pages(site: Site) -> Iterator[Planned]:
    """A calendar of everything, and one for each unit that pursues something."""
    yield Planned(urls.CALENDAR, None, partial(_site_calendar, site))
    for unit in site.portfolio.units.values():
        if site.unit_folders.get(unit.id) and site.has_page(unit):
            path = urls.calendar_path(urls.unit_path(unit.id, unit.kind))
            yield Planned(path, None, partial(_unit_calendar, site, unit))


def _site_calendar(site: Site) -> bytes:
    return calendar(Here(site, urls.CALENDAR), site.name, days_of_all(site))


def days_of_all(site: Site, units: int = UNITS) -> Sequence[Upcoming]:
    """What cycles share and what units do; where there are more `units`, what cycles share."""
    is_large = len(running_folders(site.scored)) > units
    return (upcoming_for_all if is_large else upcoming)(site.scored, AHEAD)


def _unit_calendar(site: Site, unit: Unit) -> bytes:
    """What the unit does, and what its cycles share."""
    mine = upcoming(site.scored, AHEAD, site.unit_folders[unit.id])
    path = urls.calendar_path(urls.unit_path(unit.id, unit.kind))
    return calendar(Here(site, path), unit.name, mine)


def calendar(here: Here, name: str, days: Iterable[Upcoming]) -> bytes:
    """The days as iCalendar: whole days, with identities that stay from build to build."""
    return calendar_of(here, name, (entry_of(here, day) for day in days))


def entry_of(here: Here, day: Upcoming) -> Entry:
    """A day that lies ahead."""
    url = cycle_url(here, day.cycle)
    return Entry(uid=_uid(day), on=day.on, summary=_summary(here, day), url=url)


def cycle_url(here: Here, cycle: str) -> str:
    """Where the page of a cycle is on the web; empty where nobody knows."""
    base = here.site.settings.url
    return base + urls.cycle_path(cycle) if base else ""


def calendar_of(here: Here, name: str, entries: Iterable[Entry]) -> bytes:
    """The entries as iCalendar."""
    entries = tuple(entries)
    as_of = here.site.as_of
    return plain_calendar(name, as_of, entries) or any_calendar(name, as_of, entries)


def any_calendar(name: str, as_of: date, entries: Iterable[Entry]) -> bytes:
    """The same, whatever is in them."""
    from icalendar import Calendar, Event

    stamp = datetime.combine(as_of, time(), UTC)
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//okrpress//EN")
    found.add("name", name)
    found.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("transp", "TRANSPARENT")
        if entry.description:
            event.add("description", entry.description)
        if entry.url:
            event.add("url", entry.url)
        found.add_component(event)
    data: bytes = found.to_ical()
    return data


def _uid(day: Upcoming) -> str:
    """The same day has the same identity in the next build; what moves is another one."""
    of = str(day.folder) if day.folder else day.cycle
    return f"{of.replace('/', '.')}.{day.kind.value}.{day.on:%Y%m%d}@okrpress"


def _summary(here: Here, day: Upcoming) -> str:
    cycle = here.cycle(day.cycle).text
    if day.folder is None:
        return here.fmt.phrase(_WHOLE[day.kind], cycle=cycle)
    phrase = (_OF_UNIT | _WHOLE)[day.kind]
    return here.fmt.phrase(phrase, cycle=cycle, unit=here.unit(day.folder.unit).text)
