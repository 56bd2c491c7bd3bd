"""A site that follows its files: the last good one stays while something is wrong with them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from okrpress.app.audiences import demand_person
from okrpress.app.content import has_errors
from okrpress.app.found import cache_of
from okrpress.app.project import Project, read_project
from okrpress.app.serve_edition import Edition
from okrpress.app.serve_problems import problem_of, problems_of
from okrpress.app.serve_request import ServeRequest
from okrpress.app.simulate_page import what_if_page
from okrpress.app.watcher import Silence, Watcher
from okrpress.app.workspace import Snapshot, Workspace
from okrpress.errors import OkrpressError
from okrpress.model.audience import Audience
from okrpress.model.audience_view import view_for
from okrpress.model.finding import Finding
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.serve.preview import Days, Problem, Version
from okrpress.site.theme import Theme, load_theme
from okrpress.source.settings import FILE

THEMES = "themes"
"""The folder of a project's own themes."""


class LivePreview:
    """What `serve` shows: see `okrpress.serve.preview.Preview`.

    Raises OkrpressError where there is nothing to begin with: no content folder, no such theme.
    Broken content is no reason not to begin: what can be used of it is shown.
    """

    def __init__(self, request: ServeRequest, watch: Watcher | None = None) -> None:
        self._request = request
        self._root = request.root.resolve()
        project = read_project(self._root)
        self._workspace = Workspace(project, cache_of(project, watch or Silence()))
        everything = self._workspace.snapshot.content.everything
        demand_person(self._audience(project), everything)
        self._theme = self._load_theme(project)
        self._theme_is_old = False  # whether its files may have changed since
        self._edition = self._edition_of(self._workspace.snapshot)
        self._before: Edition | None = None
        self._mistakes: dict[tuple[str, date], OkrpressError] = {}
        self._faults: tuple[OkrpressError, ...] = ()
        self._found: tuple[Problem, ...] = problems_of(self._workspace.snapshot)
        self.places = places_of(project)
        self.version = Version()

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    @property
    def days(self) -> Days:
        """The day the site is about, and the cycles around it."""
        return self._edition.days

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out of what is shown because it had errors."""
        return not _is_broken(self._edition.snapshot)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the newest files from being shown, then what was found in them."""
        return (*map(problem_of, self.faults), *self._found)

    @property
    def faults(self) -> tuple[OkrpressError, ...]:
        """What is wrong beside the findings: no content folder, a mistake in a template."""
        return (*self._faults, *dict.fromkeys(self._mistakes.values()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the authors' files, in order of place."""
        return self._workspace.snapshot.content.findings

    @property
    def hidden(self) -> int:
        """How many objectives are for others than the audience, and so not shown."""
        whole = self._edition.snapshot.content.whole
        return len(whole.everything.objectives) - len(self._edition.portfolio.objectives)

    def what_if(self, query: str) -> str:
        """The content of the what-if page: of what is shown, on the day that the site is about."""
        return what_if_page(self._scored(self._edition.snapshot, self.days.base), query)

    def has(self, path: str, day: date) -> bool:
        """Whether the site has such a file as of a day."""
        return self._edition.has(path, day)

    def file(self, path: str, day: date) -> bytes | None:
        """A file of the site as of a day; None where there is none.

        Where a template has a mistake it is the file as it was before, if it can be had, else
        OkrpressError.
        """
        if not self._edition.has(path, day):
            return None
        try:
            return self._edition.draw(path, day)
        except OkrpressError as mistake:
            self._note(path, day, mistake)
            if self._before is None or not self._before.has(path, day):
                raise
            return self._before.draw(path, day)

    def _note(self, path: str, day: date, mistake: OkrpressError) -> None:
        before = self.problems
        self._mistakes[path, day] = mistake
        self._count(problems=before != self.problems)

    # ── following the files ───────────────────────────────────────────────────────────────────

    def refresh(self, changed: Iterable[Path] | None) -> None:
        """Follow what changed on disk; None: anything may have."""
        before = self.problems
        paths = None if changed is None else [*map(self._relative, changed)]
        if paths is None or any(f"{path}/".startswith(f"{THEMES}/") for path in paths):
            self._theme_is_old = True
        try:
            self._follow(paths)
        except OkrpressError as error:
            self._faults = (error,)
        self._count(problems=before != self.problems)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _follow(self, changed: list[str] | None) -> None:
        snapshot = self._workspace.refresh(changed)
        self._faults = ()
        self._found = problems_of(snapshot)
        shown = self._edition.snapshot
        self.places = tuple(
            dict.fromkeys((*places_of(snapshot.project), *places_of(shown.project)))
        )
        if not _is_broken(snapshot) or _is_broken(shown):
            shown = snapshot
        self._theme = self._theme_now(shown.project)
        self._show(shown)

    def _show(self, snapshot: Snapshot) -> None:
        """Make what is to be shown, unless it is shown already."""
        if snapshot is not self._edition.snapshot or self._theme is not self._edition.theme:
            old, self._edition = self._edition, self._edition_of(snapshot)
            if not self._mistakes:
                self._before = old
            self._draw_again()
            self._count(
                pages=True,
                styles=old.static(".css") != self._edition.static(".css"),
                scripts=old.static(".js") != self._edition.static(".js"),
            )

    def _draw_again(self) -> None:
        """See which of the pages that could not be drawn still cannot."""
        waiting, self._mistakes = self._mistakes, {}
        for path, day in waiting:
            try:
                if self._edition.has(path, day):
                    self._edition.draw(path, day)
            except OkrpressError as mistake:
                self._mistakes[path, day] = mistake

    def _count(
        self,
        *,
        pages: bool = False,
        styles: bool = False,
        scripts: bool = False,
        problems: bool = False,
    ) -> None:
        more = (pages, styles, scripts, problems)
        self.version = Version(
            *(one + is_new for one, is_new in zip(self.version, more, strict=True))
        )

    # ── making ────────────────────────────────────────────────────────────────────────────────

    def _theme_now(self, project: Project) -> Theme:
        """The theme, read again if it may have changed."""
        name = self._request.theme or project.settings.theme
        if name == self._theme.name and not self._theme_is_old:
            return self._theme
        theme = self._load_theme(project)
        self._theme_is_old = False
        return self._theme if theme == self._theme else theme

    def _load_theme(self, project: Project) -> Theme:
        return load_theme(self._request.theme or project.settings.theme, project.themes)

    def _edition_of(self, snapshot: Snapshot) -> Edition:
        fixed = snapshot.project.settings.as_of
        return Edition(
            snapshot,
            self._theme,
            self._request.as_of or fixed or self._request.today(),
            date_is_fixed=self._request.as_of is None and fixed is not None,
            score=self._scored,
        )

    @property
    def audience(self) -> Audience:
        """Whom the site is for."""
        return self._edition.portfolio.audience

    def _audience(self, project: Project) -> Audience:
        return self._request.audience or project.settings.audience

    def _scored(self, snapshot: Snapshot, day: date) -> ScoredPortfolio:
        """The numbers on a day; the newest snapshot's are known in large part."""
        if snapshot is self._workspace.snapshot:
            return self._workspace.scored(day, self._audience(snapshot.project))
        visible = view_for(self._audience(snapshot.project), snapshot.content.whole)
        return score(visible, snapshot.project.settings, day)


def places_of(project: Project) -> tuple[Path, ...]:
    """The files and folders that the site of a project is made from; some may be missing."""
    return project.root / FILE, project.content, project.themes


def _is_broken(snapshot: Snapshot) -> bool:
    return has_errors(snapshot.content.findings, strict=False)
