"""Build the site: the whole pipeline, from files to published pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from okrpress import __version__
from okrpress.app.committed import commit_named, demand_committed
from okrpress.app.found import cache_of, find_files, has_errors
from okrpress.app.inputs import inputs_digest
from okrpress.app.last_build import Build, LastBuild
from okrpress.app.project import Project, read_project
from okrpress.app.publicity import refuse_publicity
from okrpress.app.watcher import Silence, Watcher
from okrpress.cache.folder import CacheFolder
from okrpress.errors import OkrpressError
from okrpress.model.audience import Audience
from okrpress.model.finding import Finding
from okrpress.model.portfolio import Portfolio
from okrpress.publish import Published, publish
from okrpress.publish.seal import Seal
from okrpress.scoring import score
from okrpress.site.theme import Theme, load_theme
from okrpress.source.files import Discovered


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build: the project's folder, and what the caller asks for beside its settings.

    `today` holds when neither `as_of` nor the settings say a date. `strict` treats warnings as
    errors; `keep_going` leaves broken files out instead of stopping. With the `cache`, only what
    has changed since the last build is made. `audience` is whom the site is for, None for what the
    settings say; the `environment` tells whether everybody would see it being made. `jobs`
    processes draw the pages, one for each processor unless it says otherwise. `commit` is the
    revision that the site is to name as what it was built from.
    """

    root: Path
    today: date
    as_of: date | None = None
    output: Path | None = None
    theme: str | None = None
    strict: bool = False
    keep_going: bool = False
    cache: bool = True
    audience: Audience | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    jobs: int | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of it: `published` is None when findings stopped the build.

    `failed` says that there are errors, even where the build kept going. `later` counts the
    check-ins that the site does not know of yet, because they are dated after its day. `findings`
    are about files that the audience may know of; `outside` says what it may of the others.
    """

    findings: tuple[Finding, ...]
    as_of: date
    failed: bool
    audience: Audience
    outside: str = ""
    left_out: int = 0
    later: int = 0
    published: Published | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is to be built, from what; `last` is what there is already."""

    request: BuildRequest
    project: Project
    audience: Audience
    found: Discovered
    theme: Theme
    seal: Seal
    cache: CacheFolder
    last: LastBuild

    @property
    def inputs(self) -> str:
        """A digest of all that the site depends on."""
        return inputs_digest(self.project, self.found, self.theme, self.seal)


def build(request: BuildRequest, watch: Watcher | None = None) -> BuildResult:
    """Read, judge, score, render and publish. Errors stop it, unless it is to keep going."""
    watch = watch or Silence()
    project = read_project(request.root)
    audience = request.audience or project.settings.audience
    refuse_publicity(audience, request.environment)
    found = find_files(project, watch)
    _refuse_nothing(found, project)
    theme = load_theme(request.theme or project.settings.theme, project.themes)
    cache = cache_of(project, watch, is_used=request.cache)
    work = _Work(
        request=request,
        project=project,
        audience=audience,
        found=found,
        theme=theme,
        seal=_seal(request, project, audience, theme),
        cache=cache,
        last=LastBuild(cache, project.root, request.output or project.output, audience),
    )
    inputs = work.inputs
    if work.last.is_current(inputs):
        return _result(work, work.last.build, work.last.published)
    return _make(work, inputs, watch)


def _seal(request: BuildRequest, project: Project, audience: Audience, theme: Theme) -> Seal:
    return Seal(
        version=__version__,
        audience=str(audience),
        as_of=request.as_of or project.settings.as_of or request.today,
        date_is_fixed=request.as_of is None and project.date_is_fixed,
        theme=theme.name,
        keep_going=request.keep_going,
        commit=commit_named(request.root, request.commit),
    )


def _make(work: _Work, inputs: str, watch: Watcher) -> BuildResult:
    from okrpress.app.audiences import shown_to
    from okrpress.app.content import read_files
    from okrpress.app.kept_pages import KeptPages
    from okrpress.app.quality import judgement
    from okrpress.app.seal import SealedPages
    from okrpress.app.workers import processors
    from okrpress.site.pages import Options, SitePages

    project, seal, last = work.project, work.seal, work.last
    content = read_files(project, work.found, watch, work.cache)
    shown = shown_to(work.audience, content)
    build = Build(
        inputs=inputs,
        findings=shown.findings,
        outside=shown.outside,
        left_out=len(shown.portfolio.left_out),
        later=_later(shown.portfolio, seal.as_of),
    )
    if _is_stopped(work.request, build):
        return _result(work, build, None)
    demand_committed(project, seal.commit, work.found.sources, shown.files)
    watch.stage("score")
    scored = score(shown.portfolio, project.settings, seal.as_of)
    watch.stage("render")
    options = Options(date_is_fixed=seal.date_is_fixed)
    site = SitePages(scored, work.theme, options, judgement(scored, content.sources))
    pages = KeptPages(site, content, last, work.request.jobs or processors())
    published = publish(
        watch.each(SealedPages(site, pages, seal), total=len(site.paths), user="publish"),
        last.output,
        sources=(project.content, project.themes),
        audience=str(work.audience),
        before=pages.before,
    )
    watch.stage("remember")
    build = replace(build, pages=published.pages, bytes=published.bytes)
    if last.is_kept:
        last.follow(build, pages.made)
    return _result(work, build, published)


def _refuse_nothing(found: Discovered, project: Project) -> None:
    if not found.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="begin with one like content/2026-q4/me/health.md; an old site stays as it is",
        )


def _result(work: _Work, build: Build, published: Published | None) -> BuildResult:
    return BuildResult(
        findings=build.findings,
        as_of=work.seal.as_of,
        failed=_has_failed(work.request, build),
        audience=work.audience,
        outside=build.outside,
        left_out=build.left_out,
        later=build.later,
        published=None if _is_stopped(work.request, build) else published,
    )


def _has_failed(request: BuildRequest, build: Build) -> bool:
    return bool(build.outside) or has_errors(build.findings, strict=request.strict)


def _is_stopped(request: BuildRequest, build: Build) -> bool:
    return _has_failed(request, build) and not request.keep_going


def _later(visible: Portfolio, as_of: date) -> int:
    """How many check-ins are dated after the day."""
    all_of = (one for check_ins in visible.check_ins.values() for one in check_ins)
    return sum(one.date > as_of for one in all_of)
