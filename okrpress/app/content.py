"""Read a project's content: files to one linked portfolio, with every finding in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.portfolio import Portfolio
from okrpress.source.assemble import assemble
from okrpress.source.files import Source, discover
from okrpress.source.front_matter import locate
from okrpress.source.parse import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the files say, in so far as they can be used, and all that is wrong with them."""

    portfolio: Portfolio
    findings: tuple[Finding, ...]
    files: int


def read_content(project: Project, watch: Watcher) -> Content:
    """Read, parse and link all content files; findings come in order of place."""
    settings = project.settings
    watch.stage("read")
    sources, unread = discover(project.root, settings.content)
    watch.stage("parse")
    parsed = [
        parse(source.file, source.data, content=settings.content)
        for source in watch.each(sources, total=len(sources))
    ]
    watch.stage("assemble")
    assembled = assemble(parsed, settings)
    in_files = (finding for one in parsed for finding in one.findings)
    linked = _located(assembled.findings, sources)
    findings = (*project.findings, *unread, *in_files, *linked)
    return Content(
        portfolio=assembled.portfolio,
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        files=len(sources),
    )


def _located(findings: Iterable[Finding], sources: Iterable[Source]) -> list[Finding]:
    """Findings with lines and columns, which only the file's text can tell."""
    texts = {source.file: source.data for source in sources}

    def place(at: Place) -> Place:
        known = at.span is not None or at.file not in texts
        return at if known else at.located(locate(texts[at.file], at))

    return [replace(finding, at=place(finding.at)) for finding in findings]


def has_errors(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether any finding is an error; with `strict`, or a warning."""
    bad = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in bad for finding in findings)
