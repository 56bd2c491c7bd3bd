"""All files of the site: which there are, and each of them made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, Template

from okrpress.meter import measuring
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.environments import environment, quick_environment, template_mistake
from okrpress.site.formatting import Formatter
from okrpress.site.kinds import KINDS, PLANNERS, QUALITY, WELL_KNOWN, found
from okrpress.site.planned import Planned
from okrpress.site.theme import Theme, dressed
from okrpress.site.theme_file import check_pages
from okrpress.site.tracing import Read, gathering, reading
from okrpress.site.views.here import Options, Site, make_site

if TYPE_CHECKING:
    from okrpress.rules.quality import Quality
    from okrpress.site.views.build import Built

__all__ = ["Options", "Page", "SitePages", "render"]


class Page(NamedTuple):
    """A file of the site: its path, with forward slashes, and its bytes."""

    path: str
    data: bytes


class _Page(NamedTuple):
    """A page, and its kind; those of no kind are made from nobody knows what."""

    planned: Planned
    kind: str


class SitePages:
    """The files of one site by their paths; each is made when it is drawn, and only then."""

    def __init__(
        self,
        scored: ScoredPortfolio,
        theme: Theme,
        options: Options,
        judge: Callable[[], "Quality"] | None = None,
    ) -> None:
        """Without `judge`, the page about quality says that nobody has judged."""
        check_pages(theme.name, theme.reach, KINDS)
        theme = self.theme = dressed(theme, scored.settings)
        site = self.site = make_site(scored, options)
        self._pen = _Pen(theme, site.fmt, quick_environment(theme, site.fmt))
        self.static = {urls.static_path(name): data for name, data in theme.static.items()}
        self._planned: dict[str, _Page] = {}
        kinds = frozenset(theme.reach.pages or KINDS)
        self.planning: dict[str, AbstractSet[Read]] = {}
        """What was looked at to plan the pages of each kind, once all of them are planned."""
        self._planning = _plan(site, kinds, judge, self._planned, self.planning)

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

    def draw_built(self, built: "Built") -> bytes:
        """The page that says how the site was built, with what is known only then."""
        view = partial(found("views.build:build_view"), self.site, built)
        return self._pen.draw(Planned(urls.BUILD, "build.html", view))

    def draw_traced(self, path: str) -> tuple[bytes, AbstractSet[Read] | None]:
        """The same, and what was looked at to make it; None where nobody can tell.

        In the same world, a page that finds the same is the same page, if what was looked at to
        plan its kind is the same too.
        """
        kind = self.kind_of(path)
        if not kind:
            return self.draw(path), None
        with reading() as found:
            data = self._pen.draw(self._planned[path].planned)
        return data, found

    def kind_of(self, path: str) -> str:
        """The kind of a page that was planned; empty where nobody knows what it is made from."""
        page = self._planned.get(path)
        return page.kind if page else ""


def _plan(
    site: Site,
    kinds: AbstractSet[str],
    judge: Callable[[], "Quality"] | None,
    planned_before: Mapping[str, _Page],
    planning: dict[str, AbstractSet[Read]],
) -> Iterator[_Page]:
    """Every page, as far as somebody asks: to name all of them takes long where many are."""
    for kind, planner in PLANNERS.items():
        if kind not in kinds:
            continue
        reads: set[Read] = set()
        planning[kind] = reads
        for planned in gathering(planner(site), reads):
            yield _Page(planned, kind)
    if QUALITY in kinds:
        make = partial(found("views.quality:quality_view"), site, judge)
        yield _Page(Planned(urls.QUALITY, "quality.html", make), "")
    if WELL_KNOWN in kinds:
        for planned in found("well_known:well_known_pages")(site, tuple(planned_before)):
            yield _Page(planned, "")


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
    fmt: Formatter
    templates: Environment

    def draw(self, planned: Planned) -> bytes:
        """The file; a mistake in one of the theme's templates raises `OkrpressError`."""
        kind = planned.template or "." + planned.path.rpartition(".")[2]
        with measuring("view", planned.path, kind):
            made = planned.make()
        if planned.template is None:
            assert isinstance(made, bytes)
            return made
        with measuring("template", planned.path, kind):
            return self._draw(planned.template, made)

    def _draw(self, name: str, view: object) -> bytes:
        try:
            return self._rendered(self.templates, name, view)
        except Exception:  # noqa: BLE001 - what is wrong, and whether anything is, they know
            return self._draw_plainly(name, view)

    def _draw_plainly(self, name: str, view: object) -> bytes:
        templates = environment(self.theme, self.fmt)
        try:
            return self._rendered(templates, name, view)
        except Exception as error:
            mistake = template_mistake(self.theme, error)
            if mistake is None:
                raise
            raise mistake from error

    def _rendered(self, templates: Environment, name: str, view: object) -> bytes:
        """The template sees `view`, `page` (its frame), `stylesheets` and `scripts`."""
        template: Template = templates.get_template(name)
        page = getattr(view, "frame")  # noqa: B009 - every view has one; what kind it is matters not
        sheets = [page.root + urls.static_path(sheet) for sheet in self.theme.stylesheets]
        scripts = [page.root + urls.static_path(script) for script in self.theme.scripts]
        return template.render(view=view, page=page, stylesheets=sheets, scripts=scripts).encode()
