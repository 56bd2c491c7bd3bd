"""A build after somebody reported something: what is not about it is neither parsed nor scored.

Check-ins and reviews of a folder count in what is said of that folder, and wherever somebody looks
at it. The pages that have looked there are drawn again from a part of the project: the folders
that they have looked at, and what these name. All else seems to be missing there, so nothing is
taken on trust: a page counts only if everything that it looked at, beside what has changed, is
found in the part as the last build has found it in the whole. Wherever that cannot be told, the
site is made from all files.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property

from okrpress.app.audiences import shown_to
from okrpress.app.build_request import BuildResult
from okrpress.app.build_work import Work
from okrpress.app.content import Content, link_content
from okrpress.app.last_build import Build, Looked, Made, Pages
from okrpress.app.listing import MovedError
from okrpress.app.page_digests import NOTHING, PageDigests
from okrpress.app.publishing import published
from okrpress.app.records import parse_files
from okrpress.app.watcher import Watcher
from okrpress.model.okr import Objective
from okrpress.publish.seal import PAGE, file_digest
from okrpress.scoring import score
from okrpress.site.dated import DAY
from okrpress.site.pages import Options, SitePages
from okrpress.site.tracing import Read
from okrpress.source.files import Discovered, Source
from okrpress.source.parse import Parsed

_MOST = 0.2
"""Share of the folders beyond which making the site from all of them is hardly slower."""
_FEW = 8  # folders that are a part of any project
_OF_FOLDER = 2  # parts of a key: cycle and unit
_OBSERVED = frozenset(
    {
        "portfolio.check_ins",
        "portfolio.mid_cycle_reviews",
        "portfolio.retrospectives",
        "scored.objectives",
        "scored.folders",
    }
)
"""Mappings whose entries come from the observations of their own folder, and from no others."""
_PROMISED = frozenset(
    {
        DAY,
        "portfolio.cycles",
        "portfolio.teams",
        "portfolio.people",
        "portfolio.units",
        "portfolio.objectives",
        "portfolio.by_folder",
        "portfolio.supporters",
        "site.order",
        "site.unit_folders",
        "site.cycle_folders",
        "site.made_from",
    }
)
"""Mappings that no observation changes, but for the entries of the unit that it is about."""
_ALL_PROMISED = frozenset({"scored.objectives", "scored.folders"})
"""Mappings in which no observation changes which entries there are."""
_OF_A_FOLDER = _OBSERVED | {"portfolio.objectives", "portfolio.by_folder"}
"""Mappings of which a part of the project that has a folder has all that is the folder's."""
_CLOSED = "site.closed"


class _CannotTellError(Exception):
    """A page may depend on more than the part of the project that was read."""


def mended(work: Work, watch: Watcher) -> BuildResult | None:
    """The site of the last build with the pages that changed; None where all must be made."""
    if work.seal.commit is not None or any(made.path == PAGE for made in work.last.pages.made):
        return None
    try:
        pages = _Mended(work, watch)
    except (_CannotTellError, MovedError):
        return None
    build = Build(inputs=work.grounds.digest())
    return published(work, build, pages.site, pages, watch)


class _Mended:
    """The pages of the last build, of which those that are stale are drawn again."""

    def __init__(self, work: Work, watch: Watcher) -> None:
        self._work = work
        self._watch = watch
        self._last = work.last.pages
        self._changed = work.grounds.changed_since(work.last.grounds)
        self._cycles = {folder.partition("/")[0] for folder in self._changed}
        self._units = {folder.partition("/")[2] for folder in self._changed}
        self._reads = [Read(one.name, one.key) for one in self._last.reads]
        self._places = {read: place for place, read in enumerate(self._reads)}
        self._found = [one.found for one in self._last.reads]
        looked = zip(self._reads, self._found, strict=True)
        touched = (place for place, look in enumerate(looked) if self._is_touched(*look))
        self._touched = frozenset(touched)
        stale = self._stale()
        self._folders = self._looked_at_by(stale)
        self._content = self._part_of_project()
        self.site = self._part_of_site()
        self._digests = PageDigests(self.site, self._content)
        self._demand_same_around()
        self._new: dict[str, bytes] = {}
        self._drawn = {made.path: self._draw(made) for made in stale}

    # ── what is stale ─────────────────────────────────────────────────────────────────────────

    def _is_touched(self, read: Read, found: str) -> bool:
        """Whether what has changed can be found by this look."""
        is_told = read.name in _PROMISED or (read.name in _ALL_PROMISED and not read.key)
        if read.name in _OBSERVED and read.key:
            return "/".join(read.key) in self._changed
        if read.name == _CLOSED and read.key:  # when a cycle that is closed was last spoken of
            is_told = found == NOTHING or read.key[0] not in self._cycles
        if not is_told:
            raise _CannotTellError
        return False

    def _stale(self) -> list[Made]:
        """The pages that looked there or nobody knows where, and those that were tampered with."""
        if not all(self._touched.isdisjoint(kind.reads) for kind in self._last.kinds):
            raise _CannotTellError
        is_as_left = self._work.last.is_as_left
        return [
            made
            for made in self._last.made
            if made.reads is None or not (self._touched.isdisjoint(made.reads) and is_as_left(made))
        ]

    # ── a part of the project ─────────────────────────────────────────────────────────────────

    def _looked_at_by(self, stale: Iterable[Made]) -> AbstractSet[str]:
        """The folders that are needed to draw these pages, and to tell that nothing is missing."""
        parts = self._work.files.parts
        every = parts.promised.keys() | parts.observed.keys()
        reads = {self._reads[place] for made in stale for place in made.reads or ()}
        units = {read.key[0] for read in reads if read.name == "site.unit_folders" and read.key}
        units |= self._units
        folders = {"/".join(read.key) for read in reads if len(read.key) == _OF_FOLDER}
        folders |= {folder for folder in every if folder.partition("/")[2] in units}
        if len(folders) > _FEW + _MOST * len(every):
            raise _CannotTellError
        return folders & every

    def _part_of_project(self) -> Content:
        """What is needed, linked: the folders, what all share, and the objectives they name."""
        self._watch.stage("parse")
        files = self._work.files
        own = [group for folder in sorted(self._folders) for group in files.parts.of(folder)]
        sources = files.read((files.parts.shared, *own))
        parsed = self._parsed(sources)
        beside = [*self._named_by(parsed)]
        known = {source.file for source in beside}
        self._watch.stage("assemble")
        everything = (*parsed, *self._parsed(beside))
        nowhere = Discovered((), files.findings)  # nobody asks on which line a finding is
        linked = link_content(self._work.project, nowhere, everything)
        content = replace(linked, sources=(*sources, *beside))
        if not all(one.at.file in known for one in content.findings):
            raise _CannotTellError
        return content

    def _parsed(self, sources: Iterable[Source]) -> list[Parsed]:
        work = self._work
        folder = work.project.settings.content
        return parse_files(
            sources, content=folder, cache=work.cache, watch=self._watch, whole=False
        )

    def _named_by(self, parsed: Iterable[Parsed]) -> Iterator[Source]:
        """The files of objectives that are named in these files, and lie elsewhere."""
        objectives = (one.record for one in parsed if isinstance(one.record, Objective))
        named = {ref for one in objectives for ref in (*one.supports, *one.depends_on)}
        content = self._work.project.settings.content
        files = {f"{content}/{'/'.join(ref[:3])}.md" for ref in named}
        for folder in sorted({"/".join(ref[:2]) for ref in named} - self._folders):
            group = self._work.files.parts.promised.get(folder)
            yield from (source for source in self._work.files.read([group]) if source.file in files)

    def _part_of_site(self) -> SitePages:
        work = self._work
        portfolio = shown_to(work.audience, self._content).portfolio
        if portfolio.left_out or work.later(portfolio):
            raise _CannotTellError
        self._watch.stage("score")
        scored = score(portfolio, work.project.settings, work.seal.as_of)
        self._watch.stage("render")
        return SitePages(scored, work.theme, Options(date_is_fixed=work.seal.date_is_fixed))

    def _demand_same_around(self) -> None:
        """What all pages share is as it was; so is what is said of the units, health and all."""
        if self._digests.world != self._last.world:
            raise _CannotTellError
        for name in ("portfolio.units", "portfolio.people", "portfolio.teams"):
            for unit in self._units:
                if (read := Read(name, (unit,))) in self._places:
                    self._place_of(read)

    # ── drawing ───────────────────────────────────────────────────────────────────────────────

    def _draw(self, made: Made) -> Made:
        """A page, once it is certain that it would come out of the whole project just so."""
        if made.reads is None and made.path in self.site.static:
            return self._compared(made, self.site.static[made.path], made)
        if made.path not in self.site:
            raise _CannotTellError
        try:
            data, reads = self.site.draw_traced(made.path)
        except Exception as error:  # whether it is anybody's fault, the whole project tells
            raise _CannotTellError from error
        if reads is None:
            raise _CannotTellError
        places = sorted(map(self._place_of, reads))
        now = made._replace(digest=file_digest(data), reads=tuple(places))
        return self._compared(made, data, now)

    def _compared(self, before: Made, data: bytes, now: Made) -> Made:
        """It is to be written unless the file that is there has the same bytes."""
        if now.digest != before.digest or not self._work.last.is_as_left(before):
            self._new[now.path] = data
        return now

    def _place_of(self, read: Read) -> int:
        """The place of a look that finds in the part what it would find in the whole."""
        found = self._digests.of(read)
        place = self._places.get(read)
        if place is None:
            if read.name not in _OF_A_FOLDER or "/".join(read.key) not in self._folders:
                raise _CannotTellError
            place = self._places[read] = len(self._found)
            self._found.append(found)
        elif place in self._touched:
            self._found[place] = found
        elif self._found[place] != found:
            raise _CannotTellError
        return place

    # ── what came of it ───────────────────────────────────────────────────────────────────────

    @cached_property
    def kept(self) -> AbstractSet[str]:
        """Those that are there already."""
        return {made.path for made in self._last.made} - self._new.keys()

    def __len__(self) -> int:
        return len(self._new)

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """The others."""
        yield from self._new.items()

    @property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""
        return self.digests.keys()

    @property
    def knows_digests(self) -> bool:
        """All of them are known."""
        return True

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of all files, by path."""
        return {made.path: made.digest for made in self._pages}

    @property
    def made(self) -> Pages:
        """What all pages were made from."""
        reads = zip(self._places, self._found, strict=True)
        return replace(
            self._last,
            reads=tuple(Looked(*read, found) for read, found in reads),
            made=tuple(self._pages),
        )

    @property
    def _pages(self) -> Iterator[Made]:
        for made in self._last.made:
            yield self._drawn.get(made.path, made)
