"""The diary of a unit: what it said in each week of a year, and what its weeks came to."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from okrpress.insight.week_tallies import NOTHING, Tally, depth
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.maker import maker
from okrpress.model.portfolio import UnitKind
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link
from okrpress.site.views.weekly_board import objectives_link
from okrpress.site.views.weekly_calendar import (
    DiaryPage,
    agenda_path,
    diary_links,
    unit_tallies,
    week_id,
    week_name,
)
from okrpress.site.views.weekly_rows import turnout_sentence
from okrpress.site.views.weekly_units import Said, said_in

_NAMED = 5  # key results that are named; more are counted


class Fall(NamedTuple):
    """A key result in which confidence fell, and by how much."""

    link: Link
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryWeek:
    """A week of the unit. The texts `…_left` count what is not named; empty for nothing."""

    id: str
    week: Link
    dates: str
    standing: str
    moved: str = ""
    missing: tuple[Link, ...] = ()
    missing_left: str = ""
    falls: tuple[Fall, ...] = ()
    falls_left: str = ""
    blockers: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryView:
    """A year of a unit, the newest week first. `years` are its other ones."""

    frame: Frame
    title: str
    unit: Link
    agenda: Link
    is_person: bool
    weeks: tuple[DiaryWeek, ...]
    years: tuple[Link, ...]


def diary_view(here: Here, page: DiaryPage) -> DiaryView:
    """A page of the diary."""
    say, name = here.fmt.say, here.site.portfolio.units[page.unit].name
    here = replace(here, until=page.until) if page.until else here
    title = say("Check-ins of {unit} in {year}", unit=name, year=str(page.year))
    above = Link(say("Check-ins"), here.href(urls.CHECK_INS))
    return DiaryView(
        frame=make_frame(here, title, breadcrumb=(above,)),
        title=title,
        unit=objectives_link(here, page.unit),
        agenda=Link(say("The newest week"), here.href(agenda_path(here.site, page.unit))),
        is_person=here.site.portfolio.units[page.unit].kind is UnitKind.PERSON,
        weeks=_weeks(here, page),
        years=tuple(one for one in diary_links(here, page.unit) if one.text != str(page.year)),
    )


def _weeks(here: Here, page: DiaryPage) -> tuple[DiaryWeek, ...]:
    tally, fmt, root = unit_tallies(here.site), here.fmt, urls.root(here.path)
    key_result = cache(here.key_result)  # what is missing is so week after week
    found = []
    for week, folders in page.weeks:
        quiet, one = _quiet(fmt, root, week), tally(folders, week)
        found.append(quiet if one is NOTHING else _week(here, quiet, one, key_result))
    return tuple(found)


@lru_cache(maxsize=2048)  # every unit has the same weeks
def _quiet(fmt: Formatter, root: str, week: Week) -> DiaryWeek:
    """A week in which nothing was due or said, on a page so far below the site's root."""
    return DiaryWeek(
        id=week_id(week),
        week=Link(week_name(fmt, week), root + urls.week_path(week.id)),
        dates=fmt.dates(week.first, week.last),
        standing=fmt.say("No check-in was due in this week."),
    )


def _week(
    here: Here, quiet: DiaryWeek, one: Tally, key_result: Callable[[KeyResultRef], Link]
) -> DiaryWeek:
    """What a week came to that would be `quiet` otherwise."""
    fmt, check_ins, told = here.fmt, one.check_ins, len(one.told)
    fallen = sorted(one.fell, key=depth)
    return _diary_week(
        id=quiet.id,
        week=quiet.week,
        dates=quiet.dates,
        standing=_standing(fmt, one) if one.due else quiet.standing,
        moved=fmt.count(told, "{n} key result moved.", "{n} key results moved.") if told else "",
        missing=tuple([key_result(ref) for ref in one.missing[:_NAMED]]),
        missing_left=_left(here, len(one.missing)),
        falls=tuple(
            [
                Fall(key_result(each.ref), fmt.signed(each.change) if each.change else "")
                for each in fallen[:_NAMED]
            ]
        ),
        falls_left=_left(here, len(fallen)),
        blockers=tuple([text for each in check_ins for text in each.blockers]),
        wins=tuple([text for each in check_ins for text in each.wins]),
        priorities=tuple([text for each in check_ins for text in each.priorities]),
        said=tuple([said_in(here, each) for each in check_ins]),
    )


_diary_week = maker(DiaryWeek)


def _standing(fmt: Formatter, one: Tally) -> str:
    return turnout_sentence(fmt, one.reported, len(one.missing), one.coming)


def _left(here: Here, count: int) -> str:
    return here.fmt.say("{n} more", n=here.fmt.number(count - _NAMED)) if count > _NAMED else ""
