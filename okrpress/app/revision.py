"""A project as it stands in a revision, or in the folder: read and linked alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from okrpress.app.content import Content, link_content
from okrpress.app.found import cache_of, find_files
from okrpress.app.project import Project
from okrpress.app.records import parse_files
from okrpress.app.watcher import Watcher
from okrpress.memo import Memo
from okrpress.source.files import Discovered, Source
from okrpress.source.git import Repository, discover_at, file_at
from okrpress.source.parse import Parsed, parse
from okrpress.source.settings import FILE, parse_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFiles:
    """The files of a project at one point of its history; `name` is what people call it."""

    name: str
    project: Project
    found: Discovered


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The same, read and linked."""

    name: str
    project: Project
    content: Content


def files_in_folder(project: Project, watch: Watcher) -> RevisionFiles:
    """What lies in the folder, committed or not."""
    return RevisionFiles(name="the working tree", project=project, found=find_files(project, watch))


def files_at(repo: Repository, name: str, commit: str, watch: Watcher) -> RevisionFiles:
    """What a commit holds, with the settings of that commit."""
    watch.stage("read")
    read = parse_settings(file_at(repo, commit, FILE) or b"")
    project = Project(root=repo.root, settings=read.settings, findings=read.findings)
    found = discover_at(repo, commit, project.settings.content)
    return RevisionFiles(name=name, project=project, found=found)


def read_both(
    base: RevisionFiles, head: RevisionFiles, watch: Watcher
) -> tuple[Revision, Revision]:
    """The older and the newer revision; what they have in common is the same objects.

    The newer one is parsed through the project's cache, which the next build finds as it needs it.
    Of the older one only what differs is parsed and linked.
    """
    if base.project.settings == head.project.settings:
        base = replace(base, project=replace(base.project, settings=head.project.settings))
    folder, memo = head.project.settings.content, Memo()
    watch.stage("parse")
    cache = cache_of(head.project, watch)
    parsed = parse_files(head.found.sources, content=folder, cache=cache, watch=watch)
    newer = _linked(head, parsed, watch, memo)
    known = dict(zip(head.found.sources, zip(head.found.sources, parsed, strict=True), strict=True))
    return _older(
        base, known if base.project.settings.content == folder else {}, watch, memo
    ), newer


def _older(
    base: RevisionFiles, known: Mapping[Source, tuple[Source, Parsed]], watch: Watcher, memo: Memo
) -> Revision:
    """The older revision, made of what is known from the newer one where the bytes are the same."""
    watch.stage("parse")
    folder, sources = base.project.settings.content, base.found.sources
    pairs = [
        known.get(source) or (source, parse(source.file, source.data, content=folder))
        for source in watch.each(sources, total=len(sources))
    ]
    found = base.found._replace(sources=tuple(source for source, _ in pairs))
    return _linked(replace(base, found=found), [parsed for _, parsed in pairs], watch, memo)


def _linked(files: RevisionFiles, parsed: list[Parsed], watch: Watcher, memo: Memo) -> Revision:
    watch.stage("assemble")
    content = link_content(files.project, files.found, parsed, memo)
    return Revision(name=files.name, project=files.project, content=content)
