"""A calendar of what is owed, on the as-of day, and of what comes next."""

from collections.abc import Iterable

from okrpress.insight.due import Debt, DebtKind, Upcoming
from okrpress.site import urls
from okrpress.site.calendar import calendar_of, cycle_url, entry_of
from okrpress.site.formatting import Phrase
from okrpress.site.plain_calendar import Entry
from okrpress.site.views.here import Here, Site

_OWED = {
    DebtKind.CHECK_IN: Phrase("Check-in of {unit} is missing since {day}, {cycle}"),
    DebtKind.MID_CYCLE_REVIEW: Phrase("Mid-cycle review of {unit} is missing since {day}, {cycle}"),
    DebtKind.RETROSPECTIVE: Phrase("Retrospective of {unit} is missing since {day}, {cycle}"),
    DebtKind.GRADES: Phrase("Grades of {unit} are missing since {day}, {cycle}"),
}


def debts_calendar(site: Site, debts: Iterable[Debt], ahead: Iterable[Upcoming]) -> bytes:
    """The debts of today and the days ahead as iCalendar."""
    here = Here(site, urls.CALENDAR)
    owed = [_entry(here, debt) for debt in debts]
    return calendar_of(here, site.name, [*owed, *(entry_of(here, one) for one in ahead)])


def _entry(here: Here, debt: Debt) -> Entry:
    """A debt has the same identity until it is settled: a new file moves it to the new day."""
    folder = debt.folder
    summary = here.fmt.phrase(
        _OWED[debt.kind],
        unit=here.unit(folder.unit).text,
        day=here.fmt.date(debt.since),
        cycle=here.cycle(folder.cycle).text,
    )
    person = debt.person or "team"
    return Entry(
        uid=f"{folder.cycle}.{folder.unit}.{debt.kind.value}.{person}.{debt.since:%Y%m%d}.owed@okrpress",
        on=here.site.as_of,
        summary=summary,
        url=cycle_url(here, folder.cycle),
        description=here.site.person(debt.person),
    )
