"""Read a project's content: files to one linked portfolio, with every finding in its place."""

from collections.abc import Iterable

from okrpress.app.found import cache_of, find_files, has_errors
from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.app.records import parse_files
from okrpress.app.watcher import Watcher
from okrpress.cache.folder import CacheFolder
from okrpress.memo import Memo
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio, Whole
from okrpress.source.assemble import assemble
from okrpress.source.files import Discovered, Source
from okrpress.source.parse import Parsed

__all__ = ["Content", "has_errors", "link_content", "read_content", "read_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the files say, in so far as they can be used, and all that is wrong with them.

    `parsed` is what each file says alone.
    """

    whole: Whole
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    parsed: tuple[Parsed, ...] = ()

    @property
    def everything(self) -> Portfolio:
        """All of it, for the authors themselves; `view_for` says what others may see."""
        return self.whole.everything


def read_content(
    project: Project, watch: Watcher, typed: Source | None = None, *, cache: bool = True
) -> Content:
    """Read, parse and link all content files; findings come in order of place.

    A file that is being `typed` stands in for the one on disk, which need not be there yet. With
    the `cache`, only what is new is parsed.
    """
    found = find_files(project, watch, typed)
    return read_files(project, found, watch, cache_of(project, watch, is_used=cache))


def read_files(
    project: Project,
    found: Discovered,
    watch: Watcher,
    cache: CacheFolder,
    *,
    whole: bool = True,
    jobs: int | None = None,
) -> Content:
    """Parse and link the files that were found; they need not be the `whole` project.

    Where there are many, `jobs` processes parse them.
    """
    watch.stage("parse")
    parsed = parse_files(
        found.sources,
        content=project.settings.content,
        cache=cache,
        watch=watch,
        whole=whole,
        jobs=jobs,
    )
    watch.stage("assemble")
    return link_content(project, found, parsed)


def link_content(
    project: Project, found: Discovered, parsed: Iterable[Parsed], memo: Memo | None = None
) -> Content:
    """What the parsed files come to, together. With a memo, what has not changed is not redone."""
    memo = memo or Memo()
    parsed = tuple(parsed)
    assembled = assemble(parsed, project.settings, memo)
    in_files = (finding for one in parsed for finding in one.findings)
    linked = located(assembled.findings, found.sources, memo)
    findings = (*project.findings, *found.findings, *in_files, *linked)
    return Content(
        whole=Whole(assembled.portfolio),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        sources=found.sources,
        parsed=parsed,
    )
