"""All files of the site: which there are, and each of them made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jinja2 import Environment, Template

from okrpress.rules.quality import Quality
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.badges import badge_pages
from okrpress.site.calendar import calendar_pages
from okrpress.site.data import data_pages
from okrpress.site.feeds import feed_pages
from okrpress.site.planned import Planned, Planner
from okrpress.site.search import search_pages
from okrpress.site.theme import Theme, dressed, environment, template_mistake
from okrpress.site.tracing import Read, gathering, reading
from okrpress.site.views.alignment import map_pages
from okrpress.site.views.analytics import analytics_view
from okrpress.site.views.archive import archive_view
from okrpress.site.views.board import board_pages
from okrpress.site.views.compare import compare_pages
from okrpress.site.views.cycle import cycle_pages
from okrpress.site.views.embed import embed_pages
from okrpress.site.views.health import health_view
from okrpress.site.views.here import Options, Site, make_site
from okrpress.site.views.home import home_view
from okrpress.site.views.lessons import lesson_pages
from okrpress.site.views.method import method_view
from okrpress.site.views.not_found import not_found_view
from okrpress.site.views.objective import objective_view
from okrpress.site.views.one_page import one_page_pages
from okrpress.site.views.quality import quality_view
from okrpress.site.views.review_pages import review_pages
from okrpress.site.views.unit import unit_view
from okrpress.site.views.wall import wall_view
from okrpress.site.views.weekly import week_pages
from okrpress.site.well_known import well_known_pages

__all__ = ["Options", "Page", "SitePages", "render"]


class Page(NamedTuple):
    """A file of the site: its path, with forward slashes, and its bytes."""

    path: str
    data: bytes


def _alone(path: str, template: str, view: Callable[[Site], object]) -> Planner:
    """A page of which there is one."""

    def plan(site: Site) -> Iterator[Planned]:
        yield Planned(path, template, partial(view, site))

    return plan


def _cycles(site: Site) -> Iterator[Planned]:
    for cycle in site.portfolio.cycles:
        yield from cycle_pages(site, cycle)


def _units(site: Site) -> Iterator[Planned]:
    for unit in site.portfolio.units.values():
        if site.has_page(unit):
            path = urls.unit_path(unit.id, unit.kind)
            yield Planned(path, "unit.html", partial(unit_view, site, unit.id))


def _objectives(site: Site) -> Iterator[Planned]:
    for ref in site.portfolio.objectives:
        path = urls.objective_path(ref)
        yield Planned(path, "objective.html", partial(objective_view, site, ref))


# Every kind of page, in the order in which they are made.
PLANNERS: tuple[Planner, ...] = (
    _alone(urls.HOME, "home.html", home_view),
    _alone(urls.METHOD, "method.html", method_view),
    _alone(urls.CYCLES, "archive.html", archive_view),
    _cycles,
    _units,
    _objectives,
    map_pages,
    week_pages,
    board_pages,
    review_pages,
    lesson_pages,
    compare_pages,
    search_pages,
    _alone(urls.HEALTH, "health.html", health_view),
    _alone(urls.ANALYTICS, "analytics.html", analytics_view),
    _alone(urls.NOT_FOUND, "404.html", not_found_view),
    _alone(urls.WALL, "wall.html", wall_view),
    one_page_pages,
    embed_pages,
    data_pages,
    badge_pages,
    calendar_pages,
    feed_pages,
)


class _Page(NamedTuple):
    """A page, and what was looked at to plan it and those beside it; None where nobody knows."""

    planned: Planned
    reads: AbstractSet[Read] | None


class SitePages:
    """The files of one site by their paths; each is made when it is drawn, and only then."""

    def __init__(
        self,
        scored: ScoredPortfolio,
        theme: Theme,
        options: Options,
        judge: Callable[[], Quality] | None = None,
    ) -> None:
        """With `judge`, there is a page about the quality of what is shown."""
        theme = self.theme = dressed(theme, scored.settings)
        site = self.site = make_site(scored, options)
        self._pen = _Pen(theme, environment(theme, site.fmt))
        self.static = {urls.static_path(name): data for name, data in theme.static.items()}
        self._planned: dict[str, _Page] = {}
        self._planning = _plan(site, judge, self._planned)

    def _plan_next(self) -> _Page | None:
        page = next(self._planning, None)
        if page:
            self._planned[page.planned.path] = page
        return page

    @property
    def paths(self) -> tuple[str, ...]:
        """Static files, then pages, always in the same order."""
        while self._plan_next():
            pass
        return (*self.static, *self._planned)

    def __contains__(self, path: str) -> bool:
        """Whether the site has a file of that path."""
        while path not in self._planned and path not in self.static:
            if self._plan_next() is None:
                return False
        return True

    def draw(self, path: str) -> bytes:
        """The bytes of one file; `KeyError` where the site has none of that path."""
        if path not in self:
            raise KeyError(path)
        if path in self.static:
            return self.static[path]
        return self._pen.draw(self._planned[path].planned)

    def draw_traced(self, path: str) -> tuple[bytes, AbstractSet[Read] | None]:
        """The same, and what was looked at to make it; None where nobody can tell.

        In the same world, a page that finds the same is the same page.
        """
        if path in self.static:
            return self.static[path], None
        planned, before = self._planned[path]
        with reading() as found:
            data = self._pen.draw(planned)
        return data, None if before is None else before | found


def _plan(
    site: Site, judge: Callable[[], Quality] | None, planned_before: Mapping[str, _Page]
) -> Iterator[_Page]:
    """Every page, as far as somebody asks: to name all of them takes long where many are."""
    for planner in PLANNERS:
        reads: set[Read] = set()
        for planned in gathering(planner(site), reads):
            yield _Page(planned, reads)
    if judge:
        make = partial(quality_view, site, judge)
        yield _Page(Planned(urls.QUALITY, "quality.html", make), None)
    for planned in well_known_pages(site, tuple(planned_before)):
        yield _Page(planned, None)


def render(pages: SitePages) -> Iterator[Page]:
    """Every file of the site, made when it is asked for.

    The same portfolio, theme and options give the same files in the same order.
    """
    for path in pages.paths:
        yield Page(path, pages.draw(path))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Turns what was planned into bytes."""

    theme: Theme
    templates: Environment

    def draw(self, planned: Planned) -> bytes:
        """The file; a mistake in one of the theme's templates raises `OkrpressError`."""
        made = planned.make()
        if planned.template is None:
            assert isinstance(made, bytes)
            return made
        try:
            return self._draw(planned.template, made)
        except Exception as error:
            mistake = template_mistake(self.theme, error)
            if mistake is None:
                raise
            raise mistake from error

    def _draw(self, name: str, view: object) -> bytes:
        """The template sees `view`, `page` (its frame), `stylesheets` and `scripts`."""
        template: Template = self.templates.get_template(name)
        page = getattr(view, "frame")  # noqa: B009 - every view has one; what kind it is matters not
        sheets = [page.root + urls.static_path(sheet) for sheet in self.theme.stylesheets]
        scripts = [page.root + urls.static_path(script) for script in self.theme.scripts]
        return template.render(view=view, page=page, stylesheets=sheets, scripts=scripts).encode()
