"""Build the site: the whole pipeline, from files to published pages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrpress.app.content import has_errors, read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import public_view
from okrpress.model.finding import Finding
from okrpress.publish import Published, publish
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build: the project's folder, and what the caller asks for beside its settings.

    `today` holds when neither `as_of` nor the settings say a date. `strict` treats warnings as
    errors; `keep_going` leaves broken files out instead of stopping.
    """

    root: Path
    today: date
    as_of: date | None = None
    output: Path | None = None
    theme: str | None = None
    strict: bool = False
    keep_going: bool = False


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
    content = read_content(project, watch)
    if not content.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="begin with one like content/2026-q4/me/health.md; an old site stays as it is",
        )
    failed = has_errors(content.findings, strict=request.strict)
    if failed and not request.keep_going:
        return BuildResult(findings=content.findings, as_of=as_of, failed=True)

    theme = load_theme(request.theme or project.settings.theme, project.themes)
    watch.stage("score")
    visible = public_view(content.portfolio)
    scored = score(visible, project.settings, as_of)
    watch.stage("render")
    pages = SitePages(
        scored, theme, Options(date_is_fixed=request.as_of is None and project.date_is_fixed)
    )
    published = publish(
        watch.each(render(pages), total=len(pages.paths), user="publish"),
        request.output or project.output,
        sources=(project.content, project.themes),
    )
    return BuildResult(
        findings=content.findings,
        as_of=as_of,
        failed=failed,
        left_out=len(content.portfolio.left_out),
        later=sum(
            check_in.date > as_of
            for check_ins in visible.check_ins.values()
            for check_in in check_ins
        ),
        published=published,
    )
