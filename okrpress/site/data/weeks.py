"""Check-ins as data: how each week went, unit by unit, and what a unit reported in a year."""

from collections.abc import Iterator
from functools import partial

from okrpress.insight.weeks import Week
from okrpress.model.observations import CheckIn
from okrpress.site import urls
from okrpress.site.data.documents import document, written_document
from okrpress.site.data.facts import said
from okrpress.site.data.values import JsonObject, day, encoded, number
from okrpress.site.data.written import listed, quoted, text
from okrpress.site.planned import Planned
from okrpress.site.views.here import Here, Site
from okrpress.site.views.weekly_calendar import (
    Pursuing,
    check_ins_during,
    diary_path,
    unit_tally,
    unit_years,
    week_paths,
    week_plan,
)


def week_data_pages(site: Site) -> Iterator[Planned]:
    """A document for each week, and one for each year of each unit."""
    for path in week_paths(site):
        yield Planned(urls.data_path(path), None, partial(_week_document, site, path))
    for path in unit_years(site):
        yield Planned(urls.data_path(path), None, partial(_year_document, site, path))


def _week_document(site: Site, path: str) -> bytes:
    """`checkins/<week>/index.json`: how many check-ins were due and came, by unit."""
    page = week_plan(site)[path]
    until = None if page.today else page.week.last  # a week that is over knows no later day
    here = Here(site, urls.data_path(path), until=until)
    return document(
        here,
        "week",
        {
            "week": page.week.id,
            "first": day(page.week.first),
            "last": day(page.week.last),
            "units": [_unit(here, unit, page.week) for unit in page.units],
        },
    )


def _unit(here: Here, unit: Pursuing, week: Week) -> JsonObject:
    one = unit_tally(here.site, unit, week)
    path = diary_path(here.site, unit.unit, week.year)
    return {
        "unit": unit.unit,
        "reported": one.reported,
        "coming": one.coming,
        "missing": [str(ref) for ref in one.missing],
        "moved": len(one.told),
        "confidence_fell": [str(told.ref) for told in one.fell],
        "blockers": sum([len(said.blockers) for said in one.check_ins]),
        "wins": sum([len(said.wins) for said in one.check_ins]),
        "check_ins": here.href(urls.data_path(path)) if path in unit_years(here.site) else None,
    }


def _year_document(site: Site, path: str) -> bytes:
    """`checkins/t/<unit>/<year>/index.json`: all that a unit reported, the newest week first."""
    page = unit_years(site)[path]
    here = Here(site, urls.data_path(path), until=page.until)
    weeks: list[str] = []
    for week, folders in page.weeks:
        today = page.today if page.today and week.holds(page.today) else None
        check_ins = check_ins_during(site, folders, week, today)
        weeks.append(f'{{"week":"{week.id}","check_ins":{listed(map(_check_in, check_ins))}}}')
    content = {"unit": encoded(page.unit), "year": encoded(page.year), "weeks": listed(weeks)}
    return written_document(here, "check-ins", content)


def _check_in(one: CheckIn) -> str:
    first: JsonObject = {
        "on": day(one.date),
        "cycle": one.unit_cycle.cycle,
        "author": one.author,
        "priorities": list(one.priorities),
        "blockers": list(one.blockers),
        "wins": list(one.wins),
        "health": {id: number(value) for id, value in one.health.items()},
    }
    readings = listed(
        [f'{{"key_result":{quoted(str(each.ref))},{said(each)}}}' for each in one.readings]
    )
    return f'{encoded(first)[:-1]},"readings":{readings},"body":{text(one.body)}}}'
