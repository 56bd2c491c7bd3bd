"""Build the site: the whole pipeline, from files to published pages."""

from functools import partial
from typing import TYPE_CHECKING

from okrpress import __version__
from okrpress.app.build_request import BuildRequest, BuildResult
from okrpress.app.build_work import Work
from okrpress.app.found import cache_of
from okrpress.app.last_build import Build, LastBuild
from okrpress.app.listing import Listing
from okrpress.app.project import Project, read_project
from okrpress.app.publicity import refuse_publicity
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.publish.seal import Seal
from okrpress.site.theme import judge_theme, read_theme

if TYPE_CHECKING:
    from okrpress.app.quality import Wording

__all__ = ["BuildRequest", "BuildResult", "build"]


def build(request: BuildRequest, watch: Watcher | None = None) -> BuildResult:
    """Read, judge, score, render and publish. Errors stop it, unless it is to keep going.

    Nothing is done where nothing has changed, and little where somebody reported something.
    """
    watch = watch or Silence()
    work = _begun(request, watch)
    last = work.last
    if last.is_there and last.is_current(work.grounds):
        return work.result(last.build, last.published)
    last.seek_spare()
    if last.is_there and last.is_followed_by(work.grounds):
        from okrpress.app.mend import mended

        if done := mended(work, watch):
            return done
    return _made(work, watch)


def _begun(request: BuildRequest, watch: Watcher) -> Work:
    """The files as they were found, and what the last build has left."""
    project = read_project(request.root)
    audience = request.audience or project.settings.audience
    refuse_publicity(audience, request.environment)
    cache = cache_of(project, watch, is_used=request.cache)
    watch.stage("read")
    files = Listing(project, cache)
    _refuse_nothing(files, project)
    theme = read_theme(request.theme or project.settings.theme, project.themes)
    seal = Seal(
        version=__version__,
        audience=str(audience),
        as_of=request.as_of or project.settings.as_of or request.today,
        date_is_fixed=request.as_of is None and project.date_is_fixed,
        theme=theme.name,
        keep_going=request.keep_going,
        commit=_commit_named(request),
    )
    return Work(
        request=request,
        project=project,
        audience=audience,
        files=files,
        theme=theme,
        seal=seal,
        cache=cache,
        last=LastBuild(cache, project.root, request.output or project.output, audience),
    )


def _made(work: Work, watch: Watcher) -> BuildResult:
    """The site made from all files, but for the pages that would come out as they are."""
    from okrpress.app.audiences import shown_to
    from okrpress.app.content import read_files
    from okrpress.app.kept_pages import KeptPages
    from okrpress.app.kept_templates import KeptTemplates
    from okrpress.app.processors import processors
    from okrpress.app.publishing import published
    from okrpress.app.quality import judgement
    from okrpress.scoring import score
    from okrpress.scoring.as_asked import score_as_asked
    from okrpress.site.pages import Options, SitePages

    project, seal, is_kept = work.project, work.seal, work.last.is_kept
    judge_theme(work.theme, project.themes)
    found = work.read()
    content = read_files(project, found, watch, work.cache, jobs=work.request.jobs)
    shown = shown_to(work.audience, content)
    build = Build(
        inputs=work.grounds.digest() if is_kept else "",
        findings=shown.findings,
        outside=shown.outside,
        left_out=len(shown.portfolio.left_out),
        later=work.later(shown.portfolio),
        is_ahead=work.is_ahead(shown.portfolio),
    )
    if work.is_stopped(build):
        return work.result(build, None)
    if seal.commit:
        from okrpress.app.committed import demand_committed

        demand_committed(project, seal.commit, found.sources, shown.files)
    templates = KeptTemplates(work, len(content.sources))
    watch.stage("score")
    scoring = score_as_asked if work.last.pages.made else score
    scored = scoring(shown.portfolio, project.settings, seal.as_of)
    watch.stage("render")
    options = Options(date_is_fixed=seal.date_is_fixed, is_traced=is_kept)
    judge = judgement(scored, content.sources, partial(_wording, work) if is_kept else None)
    site = SitePages(scored, work.theme, options, judge)
    templates.take()
    pages = KeptPages(site, content, work.last, work.request.jobs or processors())
    return published(work, build, site, pages, watch)


def _wording(work: Work) -> "Wording":
    from okrpress.app.quality import Wording

    return Wording(work.cache, str(work.audience), work.promises)


def _commit_named(request: BuildRequest) -> str | None:
    if request.commit is None:
        return None
    from okrpress.app.committed import commit_named

    return commit_named(request.root, request.commit)


def _refuse_nothing(files: Listing, project: Project) -> None:
    if files.is_empty:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="begin with one like content/2026-q4/me/health.md; an old site stays as it is",
        )
