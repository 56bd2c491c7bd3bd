"""Publish the pages of a build, and remember it for the next one."""

from dataclasses import replace

from okrpress.app.build_request import BuildResult
from okrpress.app.build_work import Work
from okrpress.app.coming import Coming
from okrpress.app.kept_templates import keep_templates
from okrpress.app.last_build import Build
from okrpress.app.seal import SealedPages
from okrpress.app.watcher import Watcher
from okrpress.publish.publishing import publish
from okrpress.publish.seal import PAGE
from okrpress.site.pages import SitePages


def published(
    work: Work, build: Build, site: SitePages, pages: Coming, watch: Watcher
) -> BuildResult:
    """Publish them; `site` has the page that tells of the build, where there is one."""
    project, last = work.project, work.last
    done = publish(
        watch.each(SealedPages(site, pages, work.seal), total=len(pages), user="publish"),
        last.output,
        sources=(project.content, project.themes),
        audience=str(work.audience),
        before=pages.before,
        kept=pages.kept - {PAGE},
        outline=pages.outline,
        spare=last.spare if last.is_kept else None,
    )
    watch.stage("remember")
    keep_templates(work, site.drawings)
    build = replace(build, pages=done.pages, bytes=done.bytes)
    if last.is_kept:
        last.follow(build, work.grounds, pages.made, done)
    return work.result(build, done)
