"""Every kind of page by its name, in the order in which pages are made.

The code of a kind is loaded once a page of it is made, or has to be found among many: a theme with
three kinds starts in a third of the time.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from okrpress.site import urls
from okrpress.site.planned import Planned, Planner

if TYPE_CHECKING:
    from okrpress.site.views.here import Site


def found(place: str) -> Any:
    """A function by its place in this package, as in `views.home:home_view`."""
    module, _, name = place.partition(":")
    return getattr(import_module(f"okrpress.site.{module}"), name)


def made_by(place: str, *given: object) -> object:
    """What a function gives, which is loaded now."""
    return found(place)(*given)


def _all_of(place: str) -> Planner:
    """Pages that a function plans."""

    def plan(site: "Site") -> Iterator[Planned]:
        planner: Planner = found(place)
        yield from planner(site)

    return plan


def _alone(path: str, template: str, place: str) -> Planner:
    """A page of which there is one."""

    def plan(site: "Site") -> Iterator[Planned]:
        yield Planned(path, template, partial(made_by, place, site))

    return plan


PLANNERS: Mapping[str, Planner] = {
    "home": _alone(urls.HOME, "home.html", "views.home:home_view"),
    "method": _alone(urls.METHOD, "method.html", "views.method:method_view"),
    "build": _alone(urls.BUILD, "build.html", "views.build:build_view"),
    "archive": _alone(urls.CYCLES, "archive.html", "views.archive:archive_view"),
    "cycle": _all_of("views.cycle:all_cycle_pages"),
    "unit": _all_of("views.unit:unit_pages"),
    "objective": _all_of("views.objective:objective_pages"),
    "map": _all_of("views.alignment:map_pages"),
    "weekly": _all_of("views.weekly:week_pages"),
    "board": _all_of("views.board:board_pages"),
    "review": _all_of("views.review_pages:review_pages"),
    "lessons": _all_of("views.lessons:lesson_pages"),
    "compare": _all_of("views.compare:compare_pages"),
    "search": _all_of("search:search_pages"),
    "health": _alone(urls.HEALTH, "health.html", "views.health:health_view"),
    "analytics": _alone(urls.ANALYTICS, "analytics.html", "views.analytics:analytics_view"),
    "404": _alone(urls.NOT_FOUND, "404.html", "views.not_found:not_found_view"),
    "wall": _alone(urls.WALL, "wall.html", "views.wall:wall_view"),
    "one-page": _all_of("views.one_page:one_page_pages"),
    "embed": _all_of("views.embed:embed_pages"),
    "data": _all_of("data:data_pages"),
    "badges": _all_of("badges:badge_pages"),
    "calendars": _all_of("calendar:calendar_pages"),
    "feeds": _all_of("feeds:feed_pages"),
}
SHARED: Mapping[str, str] = {"weekly": "views.weekly_calendar:tally_all"}
"""What makes, step by step, that which the pages of a kind have in common and would each take long
to make."""
EARLY = "objective"
"""A kind of many pages that ask for nothing of it: others can draw them while it is made."""
QUALITY, WELL_KNOWN = "quality", "well-known"
"""Made from more than the site: what its wording is worth, and which pages there are."""

KINDS = (*PLANNERS, QUALITY, WELL_KNOWN)
