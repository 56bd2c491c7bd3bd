"""Check-ins as data: how each week went, unit by unit, and what a unit reported in a year."""

from collections.abc import Iterator
from functools import partial

from okrpress.insight.week_tallies import Tally
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import CheckIn
from okrpress.site import urls
from okrpress.site.data import values
from okrpress.site.data.documents import document
from okrpress.site.data.facts import said
from okrpress.site.data.values import encoded
from okrpress.site.data.written import (
    day,
    listed,
    text,
    word,
    words,
)
from okrpress.site.planned import Planned
from okrpress.site.views.here import Here, Site
from okrpress.site.views.weekly_calendar import (
    check_ins_by_week,
    unit_tallies,
    unit_year_data,
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
    tally, paths, year = unit_tallies(site), unit_year_data(site), str(page.week.year)
    units = [
        _unit(here, unit, tally(folders, page.week), paths.get((unit, year)))
        for unit, folders in page.units
    ]
    content = {
        "week": encoded(page.week.id),
        "first": day(page.week.first),
        "last": day(page.week.last),
        "units": listed(units),
    }
    return document(here, "week", content)


def _unit(here: Here, unit: str, one: Tally, path: str | None) -> str:
    return (
        f'{{"unit":{word(unit)},"reported":{one.reported},"coming":{one.coming},'
        f'"missing":{words([str(ref) for ref in one.missing])},"moved":{len(one.told)},'
        f'"confidence_fell":{words([fall.name for fall in one.fell])},'
        f'"blockers":{one.blockers},"wins":{one.wins},'
        f'"check_ins":{text(path and here.href(path))}}}'
    )


def _year_document(site: Site, path: str) -> bytes:
    """`checkins/t/<unit>/<year>/index.json`: all that a unit reported, the newest week first."""
    page = unit_years(site)[path]
    here = Here(site, urls.data_path(path), until=page.until)
    write, check_ins = partial(_check_in, _Names()), check_ins_by_week(site, page)
    weeks = [
        f'{{"week":"{week.id}","check_ins":{listed(map(write, check_ins.get(week, ())))}}}'
        for week, _ in page.weeks
    ]
    content = {"unit": encoded(page.unit), "year": encoded(page.year), "weeks": listed(weeks)}
    return document(here, "check-ins", content)


class _Names(dict[KeyResultRef, str]):
    """References as they are written, each once: check-ins name the same ones again and again."""

    def __missing__(self, ref: KeyResultRef) -> str:
        name = self[ref] = f'"{ref}"'
        return name


def _check_in(names: _Names, one: CheckIn) -> str:
    readings = [f'{{"key_result":{names[each[0]]},{said(each)}}}' for each in one.readings]
    health = {id: values.number(value) for id, value in one.health.items()}
    return (
        f'{{"on":{day(one.date)},"cycle":{word(one.unit_cycle.cycle)},'
        f'"author":{word(one.author)},"priorities":{words(one.priorities)},'
        f'"blockers":{words(one.blockers)},"wins":{words(one.wins)},'
        f'"health":{encoded(health) if health else "{}"},'
        f'"readings":{listed(readings)},"body":{text(one.body)}}}'
    )
