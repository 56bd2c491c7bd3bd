"""All files of the site: which there are, and each of them made when it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jinja2 import Environment, Template

from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.badges import badge_pages
from okrpress.site.calendar import calendar_pages
from okrpress.site.data import data_pages
from okrpress.site.feeds import feed_pages
from okrpress.site.planned import Planned, Planner
from okrpress.site.theme import Theme, dressed, environment, template_mistake
from okrpress.site.views.alignment import map_pages
from okrpress.site.views.archive import archive_view
from okrpress.site.views.cycle import cycle_pages
from okrpress.site.views.embed import embed_pages
from okrpress.site.views.here import Options, Site, make_site
from okrpress.site.views.home import home_view
from okrpress.site.views.method import method_view
from okrpress.site.views.not_found import not_found_view
from okrpress.site.views.objective import objective_view
from okrpress.site.views.one_page import one_page_pages
from okrpress.site.views.unit import unit_view
from okrpress.site.views.wall import wall_view
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
    _alone(urls.NOT_FOUND, "404.html", not_found_view),
    _alone(urls.WALL, "wall.html", wall_view),
    one_page_pages,
    embed_pages,
    data_pages,
    badge_pages,
    calendar_pages,
    feed_pages,
)


class SitePages:
    """The files of one site by their paths; each is made when it is drawn, and only then."""

    def __init__(self, scored: ScoredPortfolio, theme: Theme, options: Options) -> None:
        theme = self._theme = dressed(theme, scored.settings)
        site = make_site(scored, options)
        self._pen = _Pen(theme, environment(theme, site.fmt))
        self.static = {urls.static_path(name): data for name, data in theme.static.items()}
        self._planned: dict[str, Planned] = {}
        self._planning = self._plan(site)

    def _plan(self, site: Site) -> Iterator[Planned]:
        """Every page, as far as somebody asks: to name all of them takes long where many are."""
        for planner in PLANNERS:
            yield from planner(site)
        yield from well_known_pages(site, tuple(self._planned))

    def _plan_next(self) -> Planned | None:
        planned = next(self._planning, None)
        if planned:
            self._planned[planned.path] = planned
        return planned

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
        return self._pen.draw(self._planned[path])


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
        """The template sees `view`, `page` (its frame) and `stylesheets`."""
        template: Template = self.templates.get_template(name)
        page = getattr(view, "frame")  # noqa: B009 - every view has one; what kind it is matters not
        sheets = [page.root + urls.static_path(sheet) for sheet in self.theme.stylesheets]
        return template.render(view=view, page=page, stylesheets=sheets).encode()
