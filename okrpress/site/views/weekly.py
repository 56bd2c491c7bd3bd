"""The pages of check-ins: of weeks, and in large companies of units."""

from collections.abc import Iterator
from functools import partial

from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.views.empty import no_running_cycle
from okrpress.site.views.frame import make_frame
from okrpress.site.views.here import Here, Site
from okrpress.site.views.weekly_board import WeekView, week_view
from okrpress.site.views.weekly_calendar import diary_paths, unit_years, week_plan
from okrpress.site.views.weekly_diary import DiaryView, diary_view
from okrpress.site.views.weekly_overview import overview_view


def week_pages(site: Site) -> Iterator[Planned]:
    """The newest week under the address that stays, every week under its own, then units."""
    paths = tuple(week_plan(site))
    if not paths:
        here = Here(site, urls.CHECK_INS)
        yield Planned(urls.CHECK_INS, "weekly.html", partial(_empty_view, here))
    for path in paths:
        yield Planned(path, "weekly.html", partial(_week, Here(site, path)))
    for path in diary_paths(site):
        yield Planned(path, "weekly-diary.html", partial(_diary, Here(site, path)))


def _empty_view(here: Here) -> WeekView:
    title = here.fmt.say("Check-ins")
    return WeekView(
        frame=make_frame(here, title), eyebrow="", title=title, empty=no_running_cycle(here)
    )


def _week(here: Here) -> WeekView:
    page = week_plan(here.site)[here.path]
    return overview_view(here, page) if page.is_overview else week_view(here, page)


def _diary(here: Here) -> DiaryView:
    return diary_view(here, unit_years(here.site)[here.path])
