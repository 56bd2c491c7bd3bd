"""Build the site: the whole pipeline, from files to published pages."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from okrpress.app.found import cache_of, find_files, has_errors
from okrpress.app.inputs import inputs_digest
from okrpress.app.last_build import Build, LastBuild
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import public_view
from okrpress.model.finding import Finding
from okrpress.model.portfolio import Portfolio
from okrpress.publish import Published, publish
from okrpress.scoring import score
from okrpress.site.theme import load_theme
from okrpress.source.files import Discovered


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build: the project's folder, and what the caller asks for beside its settings.

    `today` holds when neither `as_of` nor the settings say a date. `strict` treats warnings as
    errors; `keep_going` leaves broken files out instead of stopping. With the `cache`, only what
    has changed since the last build is made.
    """

    root: Path
    today: date
    as_of: date | None = None
    output: Path | None = None
    theme: str | None = None
    strict: bool = False
    keep_going: bool = False
    cache: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of it: `published` is None when findings stopped the build.

    `failed` says that there are errors, even where the build kept going. `later` counts the
    check-ins that the site does not know of yet, because they are dated after its day.
    """

    findings: tuple[Finding, ...]
    as_of: date
    failed: bool
    left_out: int = 0
    later: int = 0
    published: Published | None = None


def build(request: BuildRequest, watch: Watcher | None = None) -> BuildResult:
    """Read, judge, score, render and publish. Errors stop it, unless it is to keep going."""
    watch = watch or Silence()
    project = read_project(request.root)
    as_of = request.as_of or project.settings.as_of or request.today
    date_is_fixed = request.as_of is None and project.date_is_fixed
    output = request.output or project.output
    found = find_files(project, watch)
    _refuse_nothing(found, project)
    theme = load_theme(request.theme or project.settings.theme, project.themes)
    cache = cache_of(project, watch, is_used=request.cache)
    last = LastBuild(cache, project.root, output)
    inputs = inputs_digest(project, found, as_of, date_is_fixed, theme)
    if last.is_current(inputs):
        return _result(request, as_of, last.build, last.published)

    from okrpress.app.content import read_files
    from okrpress.app.kept_pages import KeptPages
    from okrpress.app.quality import judgement
    from okrpress.site.pages import Options, SitePages

    content = read_files(project, found, watch, cache)
    visible = public_view(content.portfolio)
    build = Build(
        inputs=inputs,
        findings=content.findings,
        left_out=len(content.portfolio.left_out),
        later=_later(visible, as_of),
    )
    if _is_stopped(request, build):
        return _result(request, as_of, build, None)
    watch.stage("score")
    scored = score(visible, project.settings, as_of)
    watch.stage("render")
    options = Options(date_is_fixed=date_is_fixed)
    site = SitePages(scored, theme, options, judgement(scored, content.sources))
    pages = KeptPages(site, content, last)
    published = publish(
        watch.each(pages, total=len(site.paths), user="publish"),
        output,
        sources=(project.content, project.themes),
        before=pages.before,
    )
    watch.stage("remember")
    build = replace(build, pages=published.pages, bytes=published.bytes)
    last.follow(build, pages.made)
    return _result(request, as_of, build, published)


def _refuse_nothing(found: Discovered, project: Project) -> None:
    if not found.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="begin with one like content/2026-q4/me/health.md; an old site stays as it is",
        )


def _result(
    request: BuildRequest, as_of: date, build: Build, published: Published | None
) -> BuildResult:
    return BuildResult(
        findings=build.findings,
        as_of=as_of,
        failed=has_errors(build.findings, strict=request.strict),
        left_out=build.left_out,
        later=build.later,
        published=None if _is_stopped(request, build) else published,
    )


def _is_stopped(request: BuildRequest, build: Build) -> bool:
    return has_errors(build.findings, strict=request.strict) and not request.keep_going


def _later(visible: Portfolio, as_of: date) -> int:
    """How many check-ins are dated after the day."""
    all_of = (one for check_ins in visible.check_ins.values() for one in check_ins)
    return sum(one.date > as_of for one in all_of)
