"""A project held in memory, which follows edits at the cost of what changed."""

import gc
from collections.abc import Iterable
from datetime import date

from okrpress.app.content import Content, link_content
from okrpress.app.project import Project, read_project
from okrpress.app.records import parse_files
from okrpress.app.watcher import Silence
from okrpress.app.workspace_files import HeldFiles
from okrpress.cache.folder import CacheFolder
from okrpress.memo import Memo
from okrpress.model.audience import PUBLIC, Audience
from okrpress.model.audience_view import view_for
from okrpress.model.frozen import dataclass
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Discovered, Source, read_optional
from okrpress.source.parse import Parsed, parse
from okrpress.source.settings import FILE

DAYS = 3
"""Days, or audiences, whose numbers are kept at hand beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The project as it stood when it was last looked at: it never changes.

    `content` has the linked portfolio, all findings in order of place, and the files.
    """

    project: Project
    content: Content


class Workspace:
    """What a clean read of the project says, kept up to date.

    Whatever was refreshed before: `snapshot` and `scored` equal what reading and scoring the files
    from nothing would give. Things that no edit touched stay the same objects. Not for use by
    several threads at once; what it gives away is frozen, and may go anywhere.
    """

    def __init__(self, project: Project, cache: CacheFolder | None = None) -> None:
        """With the `cache`, what was parsed before by any command is not parsed again."""
        self._project = project
        self._settings_file = read_optional(project.root, FILE)
        self._files = HeldFiles(project.root, project.settings.content)
        self._parsed: dict[str, tuple[Source, Parsed]] = {}
        if cache:
            self._recall(cache)
        self._links = Memo()
        self._scores: dict[tuple[Audience, date], Memo] = {}
        self.snapshot = self._linked(self._files.look(None))
        gc.freeze()  # all this stays: to look for garbage in it takes a second, and finds none
        gc.enable()

    def _recall(self, cache: CacheFolder) -> None:
        found = self._files.look(None)
        parsed = parse_files(
            found.sources,
            content=self._project.settings.content,
            cache=cache,
            watch=Silence(),
            jobs=1,  # a server has threads by now, and cannot be forked safely
        )
        self._parsed = {
            source.file: (source, each) for source, each in zip(found.sources, parsed, strict=True)
        }

    def refresh(self, changed: Iterable[str] | None = None) -> Snapshot:
        """Look at the files again, and at the settings. The same snapshot if all is as it was.

        `changed` names the files and folders that may have been edited, added or deleted since, by
        their paths relative to the project with forward slashes; None means all. Raises
        OkrpressError where there is no content folder; the next refresh then looks at everything.
        """
        changed = None if changed is None else frozenset(changed)
        if changed is None or FILE in changed:
            self._follow_settings()
        before = self._files.discovered
        found = self._files.look(changed)
        if found is not before or self._project is not self.snapshot.project:
            self.snapshot = self._linked(found)
        return self.snapshot

    def scored(self, as_of: date, audience: Audience = PUBLIC) -> ScoredPortfolio:
        """The numbers on a day, as an audience may see them."""
        memo = self._scores.pop((audience, as_of), None) or Memo()
        self._scores[audience, as_of] = memo
        while len(self._scores) > DAYS:
            del self._scores[next(iter(self._scores))]  # the one that was not asked for longest
        portfolio = view_for(audience, self.snapshot.content.whole)
        return score(portfolio, self._project.settings, as_of, memo)

    def _follow_settings(self) -> None:
        data = read_optional(self._project.root, FILE)
        if data == self._settings_file:
            return
        project = read_project(self._project.root)
        if project.settings.content != self._project.settings.content:
            self._files = HeldFiles(project.root, project.settings.content)
            self._parsed.clear()
        self._project, self._settings_file = project, data

    def _linked(self, found: Discovered) -> Snapshot:
        folder = self._project.settings.content
        self._parsed = {
            source.file: known
            if (known := self._parsed.get(source.file)) and known[0] is source
            else (source, parse(source.file, source.data, content=folder))
            for source in found.sources
        }
        parsed = (each for _, each in self._parsed.values())
        content = link_content(self._project, found, parsed, self._links)
        return Snapshot(project=self._project, content=content)
