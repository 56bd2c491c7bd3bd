"""A project as it stands in a revision, or in the folder: read and linked alike."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from okrpress.app.content import Content, link_content
from okrpress.app.found import cache_of, find_files
from okrpress.app.observed import stand_alone
from okrpress.app.project import Project
from okrpress.app.records import parse_files
from okrpress.app.touched import Touched, touched
from okrpress.app.watcher import Watcher
from okrpress.memo import Memo
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.source.files import Discovered, Source
from okrpress.source.git import Repository, file_at, list_at, object_name, read_listed
from okrpress.source.parse import Parsed, parse
from okrpress.source.settings import FILE, parse_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFiles:
    """The files of a project at one point of its history; `name` is what people call it.

    `objects` has git's names of what is in the content files, by path and in order: where they
    are the same, so are the bytes. `read` gives files of these paths.
    """

    name: str
    project: Project
    objects: dict[str, str]
    findings: tuple[Finding, ...]
    read: Callable[[Collection[str]], Iterable[Source]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The same, read and linked."""

    name: str
    project: Project
    content: Content


def files_in_folder(project: Project, commit: str, watch: Watcher) -> RevisionFiles:
    """What lies in the folder, committed or not; `commit` is any of the repository."""
    found = find_files(project, watch)
    return RevisionFiles(
        name="the working tree",
        project=project,
        objects={source.file: object_name(source.data, commit) for source in found.sources},
        findings=found.findings,
        read=lambda files: [source for source in found.sources if source.file in files],
    )


def files_at(repo: Repository, name: str, commit: str, watch: Watcher) -> RevisionFiles:
    """What a commit holds, with the settings of that commit."""
    watch.stage("read")
    read = parse_settings(file_at(repo, commit, FILE) or b"")
    blobs, findings = list_at(repo, commit, read.settings.content)
    return RevisionFiles(
        name=name,
        project=Project(root=repo.root, settings=read.settings, findings=read.findings),
        objects={file: blob.object for file, blob in blobs.items()},
        findings=findings,
        read=lambda files: read_listed(
            repo, {file: blob for file, blob in blobs.items() if file in files}
        ),
    )


def read_both(
    base: RevisionFiles, head: RevisionFiles, watch: Watcher, *, whole: bool
) -> tuple[Revision, Revision]:
    """The older and the newer revision; what they have in common is the same objects.

    The newer one is parsed through the project's cache, which the next build finds as it needs it.
    Of the older one only what differs is read, parsed and linked. Unless they are wanted `whole`,
    check-ins and reviews that are the same on both sides are left out where they can make no
    difference.
    """
    if base.project.settings == head.project.settings:
        base = replace(base, project=replace(base.project, settings=head.project.settings))
    part = None if whole else _touched(base, head)
    both = _read(base, head, part, watch)
    if part and not all(stand_alone(one.content, one.project.settings.content) for one in both):
        return _read(base, head, None, watch)  # what is found may be about files left out, too
    return both


def _touched(base: RevisionFiles, head: RevisionFiles) -> Touched | None:
    """What the differing files can make a difference to; None for everything."""
    if base.project.settings != head.project.settings:
        return None
    differing = {file for file, _ in base.objects.items() ^ head.objects.items()}
    return touched(differing, head.project.settings.content)


def _read(
    base: RevisionFiles, head: RevisionFiles, part: Touched | None, watch: Watcher
) -> tuple[Revision, Revision]:
    files = {file for file in head.objects if part is None or part.asks_for(file)}
    watch.stage("read")
    sources = tuple(head.read(files))
    watch.stage("parse")
    cache, folder = cache_of(head.project, watch), head.project.settings.content
    parsed = parse_files(sources, content=folder, cache=cache, watch=watch, whole=part is None)
    memo = Memo()
    newer = _linked(head, sources, parsed, memo, watch)
    is_same_folder = base.project.settings.content == folder
    known = {
        source.file: (source, one)
        for source, one in zip(sources, parsed, strict=True)
        if is_same_folder and base.objects.get(source.file) == head.objects[source.file]
    }
    older = {file for file in base.objects if part is None or part.asks_for(file)}
    return _older(base, older, known, memo, watch), newer


def _older(
    base: RevisionFiles,
    files: Collection[str],
    known: dict[str, tuple[Source, Parsed]],
    memo: Memo,
    watch: Watcher,
) -> Revision:
    """The older revision, made of what is known from the newer one where the bytes are the same."""
    folder = base.project.settings.content
    watch.stage("read")
    read = {source.file: source for source in base.read({*files} - known.keys())}
    watch.stage("parse")
    pairs = [
        known.get(file) or (read[file], parse(file, read[file].data, content=folder))
        for file in watch.each((file for file in base.objects if file in files), total=len(files))
    ]
    sources = tuple(source for source, _ in pairs)
    return _linked(base, sources, [parsed for _, parsed in pairs], memo, watch)


def _linked(
    files: RevisionFiles,
    sources: tuple[Source, ...],
    parsed: list[Parsed],
    memo: Memo,
    watch: Watcher,
) -> Revision:
    watch.stage("assemble")
    found = Discovered(sources, files.findings)
    content = link_content(files.project, found, parsed, memo)
    return Revision(name=files.name, project=files.project, content=content)
