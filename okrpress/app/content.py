"""Read a project's content: files to one linked portfolio, with every finding in its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.model.finding import Finding, Level
from okrpress.model.portfolio import Portfolio
from okrpress.source.assemble import assemble
from okrpress.source.files import Source, discover
from okrpress.source.parse import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the files say, in so far as they can be used, and all that is wrong with them."""

    portfolio: Portfolio
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]


def read_content(project: Project, watch: Watcher, typed: Source | None = None) -> Content:
    """Read, parse and link all content files; findings come in order of place.

    A file that is being `typed` stands in for the one on disk, which need not be there yet.
    """
    settings = project.settings
    watch.stage("read")
    sources, unread = discover(project.root, settings.content)
    if typed:
        others = (source for source in sources if source.file != typed.file)
        sources = tuple(sorted((typed, *others), key=lambda source: source.file))
    watch.stage("parse")
    parsed = [
        parse(source.file, source.data, content=settings.content)
        for source in watch.each(sources, total=len(sources))
    ]
    watch.stage("assemble")
    assembled = assemble(parsed, settings)
    in_files = (finding for one in parsed for finding in one.findings)
    linked = located(assembled.findings, sources)
    findings = (*project.findings, *unread, *in_files, *linked)
    return Content(
        portfolio=assembled.portfolio,
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        sources=sources,
    )


def has_errors(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether any finding is an error; with `strict`, or a warning."""
    bad = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in bad for finding in findings)
