"""All files of the site: which there are, and each of them made when it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jinja2 import Environment, Template

from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.planned import Planned, Planner
from okrpress.site.theme import Theme, environment, template_mistake
from okrpress.site.views.archive import archive_view
from okrpress.site.views.cycle import cycle_pages
from okrpress.site.views.here import Options, Site, make_site
from okrpress.site.views.home import home_view
from okrpress.site.views.method import method_view
from okrpress.site.views.objective import objective_view
from okrpress.site.views.unit import unit_view

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
)


class SitePages:
    """The files of one site by their paths; each is made when it is drawn, and only then."""

    def __init__(self, scored: ScoredPortfolio, theme: Theme, options: Options) -> None:
        self._theme = theme
        site = make_site(scored, options)
        self._pen = _Pen(theme, environment(theme), site.fmt.say)
        self._planned = {one.path: one for planner in PLANNERS for one in planner(site)}
        self._static = {urls.static_path(name): data for name, data in theme.static.items()}

    @property
    def paths(self) -> tuple[str, ...]:
        """Static files, then pages, always in the same order."""
        return (*self._static, *self._planned)

    def draw(self, path: str) -> bytes:
        """The bytes of one file; `KeyError` where the site has none of that path."""
        if path in self._static:
            return self._static[path]
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
    say: Callable[..., str]

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
        """The template sees `view`, `page` (its frame), `stylesheets` and `say` for its texts."""
        template: Template = self.templates.get_template(name)
        page = getattr(view, "frame")  # noqa: B009 - every view has one; what kind it is matters not
        sheets = [page.root + urls.static_path(sheet) for sheet in self.theme.stylesheets]
        return template.render(view=view, page=page, stylesheets=sheets, say=self.say).encode()
