"""What lies in the content folder, and what kept it from being used; light to import."""

from collections.abc import Iterable
from operator import attrgetter

from okrpress.app.discovery import discovered
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.cache.folder import CacheFolder
from okrpress.cache.version import code_version
from okrpress.model.finding import Finding, Level
from okrpress.source.files import Discovered, Source


def find_files(project: Project, watch: Watcher, typed: Source | None = None) -> Discovered:
    """The content files with their bytes, and what else lies among them.

    A file that is being `typed` stands in for the one on disk, which need not be there yet.
    """
    watch.stage("read")
    found = discovered(project.root, project.settings.content)
    if typed is None:
        return found
    others = (source for source in found.sources if source.file != typed.file)
    return found._replace(sources=tuple(sorted((typed, *others), key=attrgetter("file"))))


def cache_of(project: Project, watch: Watcher, *, is_used: bool = True) -> CacheFolder:
    """The project's cache; an empty one that keeps nothing where it is not used."""
    return CacheFolder(project.root, code_version(), watch.note, is_used=is_used)


def has_errors(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether any finding is an error; with `strict`, or a warning."""
    bad = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in bad for finding in findings)
