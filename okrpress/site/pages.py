"""All pages of the site, one after the other: a view for each, drawn with its template."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jinja2 import Environment, Template

from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.theme import Theme, environment, template_mistake
from okrpress.site.views.archive import ArchiveView, archive_view
from okrpress.site.views.cycle import CycleView, cycle_parts, cycle_views
from okrpress.site.views.here import Options, Site, make_site
from okrpress.site.views.home import HomeView, home_view
from okrpress.site.views.method import MethodView, method_view
from okrpress.site.views.objective import ObjectiveView, objective_view
from okrpress.site.views.unit import UnitView, unit_view

__all__ = ["Options", "Page", "count_pages", "render"]

View = HomeView | CycleView | UnitView | ObjectiveView | ArchiveView | MethodView

TEMPLATES: dict[type[View], str] = {
    HomeView: "home.html",
    CycleView: "cycle.html",
    UnitView: "unit.html",
    ObjectiveView: "objective.html",
    ArchiveView: "archive.html",
    MethodView: "method.html",
}


class Page(NamedTuple):
    """A file of the site: its path, with forward slashes, and its bytes."""

    path: str
    data: bytes


def render(scored: ScoredPortfolio, theme: Theme, options: Options) -> Iterator[Page]:
    """Every file of the site, made when it is asked for: static files, then the pages.

    The same portfolio, theme and options give the same files in the same order.
    """
    for name, data in theme.static.items():
        yield Page(urls.static_path(name), data)
    pen = _Pen(theme, environment(theme))
    for path, view in _views(make_site(scored, options)):
        yield Page(path, pen.draw(view))


def count_pages(scored: ScoredPortfolio) -> int:
    """How many pages `render` will make, static files not among them."""
    site = make_site(scored, Options())
    units = sum(site.has_page(unit) for unit in site.portfolio.units.values())
    cycles = sum(len(cycle_parts(site, cycle)) for cycle in site.portfolio.cycles)
    return 3 + cycles + units + len(site.portfolio.objectives)


def _views(site: Site) -> Iterator[tuple[str, View]]:
    yield urls.HOME, home_view(site)
    yield urls.METHOD, method_view(site)
    yield urls.CYCLES, archive_view(site)
    for cycle in site.portfolio.cycles:
        yield from cycle_views(site, cycle)
    for unit in site.portfolio.units.values():
        if site.has_page(unit):
            yield urls.unit_path(unit.id, unit.kind), unit_view(site, unit.id)
    for ref in site.portfolio.objectives:
        yield urls.objective_path(ref), objective_view(site, ref)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Turns a view into the bytes of its page."""

    theme: Theme
    templates: Environment

    def draw(self, view: View) -> bytes:
        """The page; a mistake in one of the theme's templates raises `OkrpressError`."""
        try:
            return self._draw(view)
        except Exception as error:
            mistake = template_mistake(self.theme, error)
            if mistake is None:
                raise
            raise mistake from error

    def _draw(self, view: View) -> bytes:
        """The template sees `view`, `page` (its frame) and `stylesheets`."""
        template: Template = self.templates.get_template(TEMPLATES[type(view)])
        sheets = [view.frame.root + urls.static_path(sheet) for sheet in self.theme.stylesheets]
        return template.render(view=view, page=view.frame, stylesheets=sheets).encode()
