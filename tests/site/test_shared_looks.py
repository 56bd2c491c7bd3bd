"""What is found for many pages at once is what each of them would find alone."""

from datetime import date
from pathlib import Path

import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.insight.alignment_facts import supporters
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site.views.alignment_near import supported_by
from okrpress.site.views.here import Options, Site, make_site
from okrpress.site.views.past import site_of
from okrpress.site.views.weekly_calendar import check_ins_by_week, check_ins_during, unit_years

EXAMPLE = read_content(read_project(Path(__file__).parents[2]), Silence(), cache=False).everything


@pytest.fixture
def site() -> Site:
    return make_site(score(EXAMPLE, Settings(), date(2026, 11, 18)), Options())


def test_supporters_are_those_of_each_objective_on_pages_of_closed_cycles_too(site: Site) -> None:
    found = 0
    for ref in site.portfolio.objectives:
        then = site_of(site, ref.cycle)
        assert supported_by(then, ref) == supporters(then.portfolio, ref)
        found += bool(supported_by(then, ref)) + (then is not site)
    assert found > 20


def test_the_check_ins_of_a_year_are_those_of_its_weeks(site: Site) -> None:
    found = 0
    for page in unit_years(site).values():
        by_week = check_ins_by_week(site, page)
        for week, folders in page.weeks:
            today = page.today if page.today and week.holds(page.today) else None
            expected = check_ins_during(site, folders, week, today)
            assert [*by_week.get(week, ())] == expected
            found += len(expected)
        assert {*by_week} <= {week for week, _ in page.weeks}
    assert found > 50
