"""The check-in board of a week: who is in, what moved, what was said and decided.

Every number is as it stood when the week was over; no status is shown, because the status of a
past day would have to be scored again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from okrpress.insight.week_reports import Expected, Report, expected_in, reports_in
from okrpress.insight.weeks import Calendar, Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import UnitKind
from okrpress.site import urls
from okrpress.site.charts import Chart
from okrpress.site.views.changes import LedgerRow
from okrpress.site.views.empty import Empty
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.weekly_calendar import (
    WeekPage,
    check_ins_during,
    diary_links,
    unit_week_link,
    week_link,
    weeks_with_check_ins,
)
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

SHOWN = 12  # rows that a meeting has time for
_FOLDED = 60  # rows that are folded away below them
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


class UnitRow(NamedTuple):
    """A unit of an overview: its week in numbers; those that are 0 are empty."""

    unit: Link
    due: str
    reported: str
    missing: str
    moved: str
    falls: str
    blockers: str
    wins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What an overview leaves out, each a sentence or empty."""

    blockers: str = ""
    falls: str = ""
    moved: str = ""
    taken: str = ""
    promises: str = ""
    wins: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A week: of a few units with all that they reported, of many as an overview, or of one unit.

    `moved` are the largest steps, `rest` the others; `falls` the deepest falls of confidence,
    `more_falls` the others. `units` have their squares, which
    open with a click where `folded`; an overview has `rows` instead, which go
    on in `parts`, and says what it leaves out. `years` is the list of all weeks, on the page of
    the newest alone; `diaries` lead to the weeks of the unit that an agenda is of.
    """

    frame: Frame
    eyebrow: str
    title: str
    empty: Empty | None = None
    part: int = 1
    parts: tuple[Link, ...] = ()
    unit: Link | None = None
    is_person: bool = False
    coverage: Chart | None = None
    not_due: str = ""
    missing: tuple[MissingRow, ...] = ()
    cadence_note: str = ""
    moved: tuple[MovedRow, ...] = ()
    rest: tuple[MovedRow, ...] = ()
    rest_count: str = ""
    unchanged: str = ""
    blockers: tuple[Saying, ...] = ()
    falls: tuple[MovedRow, ...] = ()
    more_falls: tuple[MovedRow, ...] = ()
    falls_count: str = ""
    taken: tuple[Taken, ...] = ()
    kept: str = ""
    promises: tuple[LedgerRow, ...] = ()
    wins: tuple[Saying, ...] = ()
    left: Left = Left()
    rows: tuple[UnitRow, ...] = ()
    units: tuple[UnitWeek, ...] = ()
    folded: bool = False
    quiet: bool = False
    before: Link | None = None
    after: Link | None = None
    years: tuple[Year, ...] = ()
    diaries: tuple[Link, ...] = ()


def week_view(here: Here, page: WeekPage) -> WeekView:
    """The week of a few units, or of one as the agenda of its meeting."""
    site, fmt, week = here.site, here.fmt, page.week
    here = as_it_stood(here, page)
    is_own = bool(page.of)
    folders = [folder for unit in page.units for folder in unit.folders]
    check_ins = check_ins_during(site, folders, week, page.today)
    reports = reports_in(site.scored, check_ins, week)
    told = [report for report in reports if report.says_something]
    expected = _expected(site, folders, page)
    turnout = Counter(one.turnout for one in expected)
    rest = told[SHOWN:]
    falls = deepest_falls(told)
    taken, kept = decisions_taken(here, folders, week)
    eyebrow, title = week_in_words(here, page)
    return WeekView(
        frame=week_frame(here, page),
        eyebrow=eyebrow,
        title=title,
        unit=objectives_link(here, page.of) if page.of else None,
        is_person=is_own and site.portfolio.units[page.of].kind is UnitKind.PERSON,
        coverage=coverage_chart(fmt, turnout, urls.section_id("coverage")),
        not_due="" if expected else fmt.say("No check-in was due in this week."),
        missing=missing_rows(here, expected),
        cadence_note=cadence_note(here, page),
        moved=tuple(moved_row(here, report, is_own=is_own) for report in told[:SHOWN]),
        rest=tuple(moved_row(here, report, is_own=is_own) for report in rest[:_FOLDED]),
        rest_count=_rest_count(here, len(rest)),
        unchanged=unchanged_in_words(here, len(reports) - len(told)),
        blockers=sayings(here, check_ins, "blockers", is_own=is_own),
        falls=tuple(moved_row(here, report, is_own=is_own) for report in falls[:SHOWN]),
        more_falls=tuple(moved_row(here, report, is_own=is_own) for report in falls[SHOWN:]),
        falls_count=_falls_count(here, len(falls) - SHOWN),
        taken=taken,
        kept=kept_in_words(here, kept),
        promises=moved_promises(
            here, (one for folder in folders for one in site.objectives(folder)), week
        ),
        wins=sayings(here, check_ins, "wins", is_own=is_own),
        left=Left(moved=_on_objectives(here, len(rest) - _FOLDED)),
        units=tuple(_squares(here, page)),
        folded=len(page.units) > _OPEN,
        quiet=not check_ins,
        before=week_beside(here, page, page.before),
        after=week_beside(here, page, page.after),
        years=all_years(here),
        diaries=diary_links(here, page.of) if page.of else (),
    )


def as_it_stood(here: Here, page: WeekPage) -> Here:
    """At the address of a week that is over a page speaks of that week, so that it stays."""
    if page.today or page.of or here.path == urls.CHECK_INS:
        return here
    return replace(here, until=page.week.last)


def deepest_falls(told: Iterable[Report]) -> list[Report]:
    """Where confidence fell so far that it asks for attention, the deepest fall first."""
    fell = [report for report in told if report.fell]
    fell.sort(key=lambda report: report.confidence_change or 0)
    return fell


def _expected(site: Site, folders: Iterable[UnitCycle], page: WeekPage) -> list[Expected]:
    return [one for folder in folders for one in expected_in(site.scored, folder, page.week)]


def _squares(here: Here, page: WeekPage) -> Iterator[UnitWeek]:
    """Of every unit that checked in."""
    is_newest = page.after is None
    for unit, folders in page.units:
        check_ins = check_ins_during(here.site, folders, page.week, page.today)
        if check_ins:
            yield unit_week(here, unit, folders, check_ins, page.week, is_newest=is_newest)


# ── its words ─────────────────────────────────────────────────────────────────────────────────


def week_frame(here: Here, page: WeekPage) -> Frame:
    """The frame of a page of a week: its title names the unit, or the part."""
    say, dates = here.fmt.say, here.fmt.dates(page.week.first, page.week.last)
    above = (Link(say("Check-ins"), here.href(urls.CHECK_INS)),)
    if here.path == urls.CHECK_INS:
        return make_frame(here, say("Check-ins"))
    if page.of:
        name = here.site.portfolio.units[page.of].name
        title = say("Check-ins of {unit}, {dates}", unit=name, dates=dates)
    elif len(page.paths) == 1:
        title = say("Check-ins {dates}", dates=dates)
    else:
        part, parts = here.fmt.number(page.part), here.fmt.number(len(page.paths))
        title = say(
            "Check-ins {dates}, part {part} of {parts}", dates=dates, part=part, parts=parts
        )
    return make_frame(here, title, breadcrumb=above)


def week_in_words(here: Here, page: WeekPage) -> tuple[str, str]:
    """Two lines for a heading: which week it is, and its days; or its days, and the unit."""
    week, dates = page.week, here.fmt.dates(page.week.first, page.week.last)
    number = here.fmt.number(week.number)
    if page.of:
        name = here.site.portfolio.units[page.of].name
        text = here.fmt.say("Check-ins of week {week}, {dates}", week=number, dates=dates)
        return text, name
    return here.fmt.say("Check-ins of week {week}", week=number), dates


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


def _on_objectives(here: Here, left: int) -> str:
    if left < 1:
        return ""
    return here.fmt.count(
        left,
        "{n} smaller step is on the page of its objective.",
        "{n} smaller steps are on the pages of their objectives.",
    )


def cadence_note(here: Here, page: WeekPage) -> str:
    """What a past week's list of the missing rests on: cadences have no history."""
    if page.after is None:
        return ""
    return here.fmt.say("What was due is judged by the cadence that each unit has today.")


def unchanged_in_words(here: Here, count: int) -> str:
    """How many key results were reported and stay what they were."""
    if not count:
        return ""
    return here.fmt.count(
        count,
        "{n} more key result was reported and has not changed.",
        "{n} more key results were reported and have not changed.",
    )


def kept_in_words(here: Here, kept: int) -> str:
    """How many key results mid-cycle reviews left as they are."""
    if not kept:
        return ""
    return here.fmt.count(
        kept,
        "{n} key result was looked at in a mid-cycle review and kept as it is.",
        "{n} key results were looked at in mid-cycle reviews and kept as they are.",
    )


def objectives_link(here: Here, unit: str) -> Link:
    """From the weeks of a unit to its page."""
    link = here.unit(unit)
    return Link(here.fmt.say("Objectives of {unit}", unit=link.text), link.href)


# ── other weeks ───────────────────────────────────────────────────────────────────────────────


def week_beside(here: Here, page: WeekPage, week: Week | None) -> Link | None:
    """The week before or after: of everybody, or of the unit that the page is of."""
    if week is None:
        return None
    link = week_link(here, week)
    return Link(link.text, unit_week_link(here, page.of, week).href) if page.of else link


def all_years(here: Here) -> tuple[Year, ...]:
    """All weeks by year, the newest first: on the page of the newest alone."""
    if here.path != urls.CHECK_INS:
        return ()
    calendar = weeks_with_check_ins(here.site)
    newest_first = reversed(calendar.weeks)
    return tuple(
        Year(name=str(year), weeks=tuple(_listed(here, calendar, week) for week in weeks))
        for year, weeks in groupby(newest_first, key=lambda week: week.year)
    )


def _listed(here: Here, calendar: Calendar, week: Week) -> WeekLink:
    count = sum(len(some) for some in calendar.check_ins_in(week).values())
    return WeekLink(
        link=week_link(here, week),
        dates=here.fmt.dates(week.first, week.last),
        count=here.fmt.plural(count, "check-in") if count else here.fmt.say("no check-ins"),
    )
