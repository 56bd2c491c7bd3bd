"""All files of the site: which there are, and each of them made when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from okrpress.insight.last_words import LastWords
from okrpress.meter import is_metering, measuring
from okrpress.model.frozen import dataclass
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.drawings import Drawings, drawings
from okrpress.site.formatting import Formatter
from okrpress.site.kinds import KINDS, PLANNERS, QUALITY, SHARED, WELL_KNOWN, found, made_by
from okrpress.site.later import Look, View, look_together, looks_at
from okrpress.site.planned import Planned
from okrpress.site.theme import Theme, dressed
from okrpress.site.theme_file import check_pages
from okrpress.site.tracing import Read, end_reading, gathering, read_into, reading
from okrpress.site.views.here import Options, Site, make_site
from okrpress.tuples import new

if TYPE_CHECKING:
    from okrpress.rules.quality import Quality
    from okrpress.site.views.build import Built

__all__ = ["Options", "Page", "SitePages", "render"]


class Page(NamedTuple):
    """A file of the site: its path, with forward slashes, and its bytes."""

    path: str
    data: bytes


class Together(NamedTuple):
    """A file that was drawn with others, and what was looked at, None where nobody can tell.

    Its outline says all that whoever verifies it has to know; None where it has to be read whole.
    """

    data: bytes
    reads: AbstractSet[Read] | None
    outline: bytes | None


_Drawn = tuple[bytes, bytes | None]
"""The bytes of a file, and its outline, None where nobody knows it."""


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
        elsewhere: LastWords = MappingProxyType({}),
    ) -> None:
        """Without `judge`, the page about quality says that nobody has judged.

        `elsewhere` is as in `make_site`.
        """
        check_pages(theme.name, theme.reach, KINDS)
        theme = self.theme = dressed(theme, scored.settings)
        site = self.site = make_site(scored, options, elsewhere)
        self.drawings = drawings(theme, site.fmt)
        self._pen = _Pen(theme, site.fmt, self.drawings)
        self.static = {urls.static_path(name): data for name, data in theme.static.items()}
        self._planned: dict[str, _Page] = {}
        kinds = frozenset(theme.reach.pages or KINDS)
        self.planning: dict[str, AbstractSet[Read]] = {}
        """What was looked at to plan the pages of each kind, once all of them are planned; nothing
        where looks are not traced."""
        self._planning = _plan(site, kinds, judge, self._planned, self.planning)

    def _plan_next(self) -> _Page | None:
        page = next(self._planning, None)
        if page:
            self._planned[page.planned.path] = page
        return page

    @property
    def paths(self) -> tuple[str, ...]:
        """Static files, then pages, always in the same order."""
        planned = self._planned
        for page in self._planning:
            planned[page.planned.path] = page
        return (*self.static, *self._planned)

    def __contains__(self, path: str) -> bool:
        """Whether the site has a file of that path."""
        while path not in self._planned and path not in self.static:
            if self._plan_next() is None:
                return False
        return True

    def share(self, kind: str, *, is_traced: bool) -> Iterator[object]:
        """Make what all pages of a kind in `SHARED` have in common, step by step."""
        steps: Iterator[object] = found(SHARED[kind])(self.site)
        return gathering(steps, set()) if is_traced else steps

    def draw(self, path: str) -> bytes:
        """The bytes of one file; `KeyError` where the site has none of that path."""
        return self._drawn(path)[0]

    def _drawn(self, path: str) -> _Drawn:
        if path not in self:
            raise KeyError(path)
        if path in self.static:
            return self.static[path], None
        return self._pen.draw(self._planned[path].planned)

    def draw_built(self, built: "Built") -> bytes:
        """The page that says how the site was built, with what is known only then."""
        view = partial(found("views.build:build_view"), self.site, built)
        return self._pen.draw(Planned(urls.BUILD, "build.html", view))[0]

    def draw_traced(self, path: str) -> tuple[bytes, AbstractSet[Read] | None]:
        """The same, and what was looked at to make it; None where nobody can tell.

        In the same world, a page that finds the same is the same page, if what was looked at to
        plan its kind is the same too.
        """
        assert self.site.options.is_traced  # else it would seem to look at nothing
        return self._alone(path, is_traced=True)[:2]

    def _alone(self, path: str, *, is_traced: bool) -> Together:
        if not is_traced or not self.kind_of(path):
            data, outline = self._drawn(path)
            return Together(data, None, outline)
        with reading() as found:
            data, outline = self._drawn(path)
        return Together(data, found, outline)

    def draw_together(self, paths: Sequence[str], *, is_traced: bool) -> Iterator[Together]:
        """The same for several pages, quicker where they are alike; traced or not."""
        assert self.site.options.is_traced or not is_traced
        begun = {path: one for path in paths if (one := self._begun(path, is_traced=is_traced))}
        self._pen.look(begun.values())
        for path in paths:
            one = begun.pop(path, None)
            if one:
                data, outline = self._pen.finish(one)
                yield Together(data, one.reads, outline)
            else:
                yield self._alone(path, is_traced=is_traced)

    def _begun(self, path: str, *, is_traced: bool) -> "_Begun | None":
        page = self._planned.get(path)
        if page is None or not self._pen.knows(page.planned):
            return None
        return self._pen.begin(page.planned, set() if is_traced and page.kind else None)

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
        pages = planner(site)
        for planned in gathering(pages, reads) if site.options.is_traced else pages:
            yield new(_Page, (planned, kind))
    if QUALITY in kinds:
        make = partial(made_by, "views.quality:quality_view", site, judge)
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


class _Begun(NamedTuple):
    """A page of which there is a view."""

    template: str
    view: View
    reads: set[Read] | None


@dataclass(frozen=True, slots=True)
class _Pen:
    """Turns what was planned into bytes."""

    theme: Theme
    fmt: Formatter
    drawings: Drawings
    linked: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    looks: dict[str, tuple[Look, ...]] = field(default_factory=dict)

    def draw(self, planned: Planned) -> _Drawn:
        """The file and its outline; a mistake in the theme raises `OkrpressError`."""
        kind = planned.template or "." + planned.path.rpartition(".")[2]
        with measuring("view", planned.path, kind):
            made = planned.make()
        if planned.template is None:
            assert isinstance(made, bytes)
            return made, None
        with measuring("template", planned.path, kind):
            drawn = self._draw(planned.template, made)
        if isinstance(made, View) and planned.template not in self.looks:
            self.looks[planned.template] = looks_at(made)
        return drawn

    def knows(self, planned: Planned) -> bool:
        """Whether it is known what the template looks at, so that pages can be drawn together."""
        return planned.template in self.looks and not is_metering()

    def begin(self, planned: Planned, reads: set[Read] | None) -> "_Begun":
        """A page whose template is known; what it looks at counts for `reads`."""
        assert planned.template is not None
        token = read_into(reads)
        try:
            view = planned.make()
        finally:
            end_reading(token)
        assert isinstance(view, View)
        return _Begun(planned.template, view, reads)

    def look(self, begun: Iterable["_Begun"]) -> None:
        """Look at what the templates of several pages will look at."""
        pages = [*begun]
        templates = dict.fromkeys(one.template for one in pages)
        looks = dict.fromkeys(look for template in templates for look in self.looks[template])
        look_together([one.view for one in pages], looks, [one.reads for one in pages])

    def finish(self, begun: "_Begun") -> _Drawn:
        """The page, drawn, and its outline."""
        token = read_into(begun.reads)
        try:
            return self._draw(begun.template, begun.view)
        finally:
            end_reading(token)

    def _draw(self, name: str, view: object) -> _Drawn:
        drawing = self.drawings.drawing(name)
        if drawing is None:
            return self._draw_plainly(name, view), None
        try:
            return drawing(self._given(view))
        except Exception:  # noqa: BLE001 - what is wrong, and whether anything is, Jinja knows
            return self._draw_plainly(name, view), None

    def _draw_plainly(self, name: str, view: object) -> bytes:
        from okrpress.site.environments import environment, template_mistake

        templates = environment(self.theme, self.fmt)
        try:
            return templates.get_template(name).render(self._given(view)).encode()
        except Exception as error:
            mistake = template_mistake(self.theme, error)
            if mistake is None:
                raise
            raise mistake from error

    def _given(self, view: object) -> Mapping[str, object]:
        """The template sees `view`, `page` (its frame), `stylesheets` and `scripts`."""
        page = getattr(view, "frame")  # noqa: B009 - every view has one; what kind it is matters not
        sheets, scripts = self._linked(page.root)
        return {"view": view, "page": page, "stylesheets": sheets, "scripts": scripts}

    def _linked(self, root: str) -> tuple[list[str], list[str]]:
        """What pages of one depth link to: there are few depths."""
        if root not in self.linked:
            files = (self.theme.stylesheets, self.theme.scripts)
            sheets, scripts = ([root + urls.static_path(name) for name in one] for one in files)
            self.linked[root] = (sheets, scripts)
        return self.linked[root]
