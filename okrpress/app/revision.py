"""A project as it stands in a revision, or in the folder: read and linked alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from okrpress.app.content import Content, read_content
from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.model.finding import Finding
from okrpress.source.assemble import assemble
from okrpress.source.files import Source
from okrpress.source.git import Repository, discover_at, file_at
from okrpress.source.parse import Parsed, parse
from okrpress.source.settings import FILE, parse_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A project at one point of its history; `commit` is empty for the folder as it is."""

    name: str
    commit: str
    project: Project
    content: Content


def folder_as_it_is(project: Project, watch: Watcher) -> Revision:
    """What lies in the folder, committed or not."""
    content = read_content(project, watch)
    return Revision(name="the working tree", commit="", project=project, content=content)


def read_revision(repo: Repository, name: str, commit: str, watch: Watcher) -> Revision:
    """What a commit holds."""
    watch.stage("read")
    read = parse_settings(file_at(repo, commit, FILE) or b"")
    project = Project(root=repo.root, settings=read.settings, findings=read.findings)
    sources, unread = discover_at(repo, commit, project.settings.content)
    watch.stage("parse")
    parsed = list(_parsed(watch.each(sources, total=len(sources)), project.settings.content))
    watch.stage("assemble")
    assembled = assemble(parsed, project.settings)
    found: list[Finding] = [*project.findings, *unread]
    found += (finding for one in parsed for finding in one.findings)
    found += located(assembled.findings, sources)
    content = Content(
        portfolio=assembled.portfolio,
        findings=tuple(sorted(found, key=lambda finding: finding.order)),
        sources=sources,
    )
    return Revision(name=name, commit=commit, project=project, content=content)


def _parsed(sources: Iterable[Source], content: str) -> Iterator[Parsed]:
    for source in sources:
        yield parse(source.file, source.data, content=content)
