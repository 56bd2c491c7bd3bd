"""A build after somebody reported something: what is not about it is neither parsed nor scored.

Check-ins and reviews of a folder count in what is said of that folder, and wherever somebody looks
at it. The pages that have looked there are drawn again from a part of the project: the folders
that they have looked at, and what these name. All else seems to be missing there, so nothing is
taken on trust: a page counts only if everything that it looked at, beside what has changed, is
found in the part as the last build has found it in the whole. Wherever that cannot be told, the
site is made from all files.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import product

from okrpress.app.audiences import shown_to
from okrpress.app.build_request import BuildResult
from okrpress.app.build_work import Work
from okrpress.app.content import Content, link_content
from okrpress.app.grounds import Group
from okrpress.app.kept_templates import recall_templates
from okrpress.app.last_build import Build
from okrpress.app.ledger import Ledger, Made, as_text, kinds_of, read_of
from okrpress.app.listing import MovedError
from okrpress.app.page_digests import PageDigests
from okrpress.app.publishing import published
from okrpress.app.watcher import Watcher
from okrpress.insight.last_words import LastWords
from okrpress.memo import Memo
from okrpress.model.okr import Objective
from okrpress.publish.seal import PAGE, file_digest
from okrpress.scoring.as_asked import score_as_asked
from okrpress.site.dated import DAY, STANDING
from okrpress.site.pages import Options, SitePages
from okrpress.site.tracing import Read
from okrpress.source.files import Discovered, Source
from okrpress.source.parse import Parsed, parse_plain

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
        STANDING,
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
_OF_PROMISES = frozenset({"portfolio.objectives", "portfolio.by_folder"})
"""Mappings whose entries come from the objectives of their own folder."""
_OF_A_FOLDER = _OBSERVED | _OF_PROMISES
"""Mappings of which a part of the project that has a folder has all that is the folder's."""
_CLOSED = "site.closed"
_WITH_ENTRIES = _OBSERVED | {_CLOSED}
"""Mappings of which it is known what observations do to a single entry."""


Wanted = AbstractSet[tuple[str, bool]]
"""Folders, each with whether that is what was observed there, or what was promised."""


class CannotTellError(Exception):
    """A page may depend on more than the part of the project that was read."""


def mended(work: Work, watch: Watcher) -> BuildResult | None:
    """The site of the last build with the pages that changed; None where all must be made."""
    if work.seal.commit is not None or PAGE in work.last.ledger.paths:
        return None
    try:
        pages = _pages(work, watch)
    except (CannotTellError, MovedError):
        return None
    is_ahead = work.last.build.is_ahead or work.is_ahead(pages.site.site.portfolio)
    build = Build(inputs=work.grounds.digest(), is_ahead=is_ahead)
    return published(work, build, pages.site, pages, watch)


def _pages(work: Work, watch: Watcher) -> "Mended":
    if work.grounds.day == work.last.grounds.day:
        return Mended(work, watch)
    from okrpress.app.next_day import NextDay

    return NextDay(work, watch)


class Mended:
    """The pages of the last build, of which those that are stale are drawn again."""

    most = _MOST

    def __init__(self, work: Work, watch: Watcher) -> None:
        self._work = work
        self._watch = watch
        self._last = work.last.ledger
        self._changed = work.grounds.changed_since(work.last.grounds)
        self._cycles = {folder.partition("/")[0] for folder in self._changed}
        self._units = {folder.partition("/")[2] for folder in self._changed}
        self._places = {look: place for place, look in enumerate(self._last.looks)}
        self._found = [*self._last.found]
        self._demand_told()
        self._touched = frozenset(self._all_touched())
        self._linked, self._scored = Memo(), Memo()
        self._new: dict[str, bytes] = {}
        self._drawn = self._settled()

    def _settled(self) -> Mapping[int, Made]:
        """The pages that are stale as they are now, by their rows in the ledger."""
        looking = self._looking()
        self._take(self._looked_at_by(looking.values()))
        stale = self._with_astray(looking)  # now: another process was looking for them meanwhile
        if len(stale) > len(looking):
            self._take(self._looked_at_by(stale.values()))
        return {row: self._draw(made) for row, made in stale.items()}

    def _take(self, wanted: Wanted) -> None:
        """Make the part of the site that has this."""
        self._wanted = wanted
        self._content = self._part_of_project()
        self.site = self._part_of_site()
        self._digests = PageDigests(self.site, self._content)
        self._demand_same_around()

    # ── what is stale ─────────────────────────────────────────────────────────────────────────

    def _demand_told(self) -> None:
        """Of all that was looked at it is known whether what has changed can be found there."""
        for name, is_entry in kinds_of(self._last.looks):
            is_told = name in _PROMISED or name in (_WITH_ENTRIES if is_entry else _ALL_PROMISED)
            if not is_told:
                raise CannotTellError

    def _all_touched(self) -> Iterator[int]:
        """The places of the looks that may find what has changed."""
        for name, folder in product(_OBSERVED, self._changed):
            place = self._places.get(as_text(Read(name, tuple(folder.split("/")))))
            if place is not None:
                yield place
        for text, place in self._places.items():
            if text.startswith(STANDING) and "/".join(read_of(text).key[:2]) in self._changed:
                yield place

    def _looking(self) -> dict[int, Made]:
        """The pages that looked there or nobody knows where."""
        last = self._last
        if not all(self._touched.isdisjoint(kind.reads) for kind in last.kinds):
            raise CannotTellError
        rows = last.rows_with(self._touched)
        return dict(zip(rows, last.made_at(rows), strict=True))

    def _with_astray(self, stale: dict[int, Made]) -> dict[int, Made]:
        """These, and the pages that were tampered with."""
        rows = sorted({*self._work.last.rows_astray()} - stale.keys())
        return stale | dict(zip(rows, self._last.made_at(rows), strict=True))

    # ── a part of the project ─────────────────────────────────────────────────────────────────

    def _looked_at_by(self, stale: Collection[Made]) -> Wanted:
        """What is needed to draw these pages, and to tell that nothing is missing.

        Which folders a unit has, and what their objectives promise, is told without observations.
        """
        parts = self._work.files.parts
        every = parts.promised.keys() | parts.observed.keys()
        places = {place for made in stale for place in made.reads or ()}
        reads = [read_of(self._last.looks[place]) for place in places]
        units = {read.key[0] for read in reads if read.name == "site.unit_folders" and read.key}
        named = {folder for folder in every if folder.partition("/")[2] in units}
        whole = {folder for folder in every if folder.partition("/")[2] in self._units}
        for read in reads:
            if len(read.key) == _OF_FOLDER:
                (named if read.name in _OF_PROMISES else whole).add("/".join(read.key))
        if len(named | whole) > _FEW + self.most * len(every):
            raise CannotTellError
        return frozenset(
            (*((one, False) for one in named | whole), *((one, True) for one in whole))
        )

    def _part_of_project(self) -> Content:
        """What is needed, linked: the folders, what all share, and the objectives they name."""
        self._watch.stage("parse")
        files = self._work.files
        own = [self._group(one) for one in sorted(self._wanted)]
        sources = self._read((files.parts.shared, *own))
        parsed = self._parsed(sources)
        beside = [*self._named_by(parsed)]
        known = {source.file for source in beside}
        self._watch.stage("assemble")
        everything = (*parsed, *self._parsed(beside))
        nowhere = Discovered((), files.findings)  # nobody asks on which line a finding is
        linked = link_content(self._work.project, nowhere, everything, self._linked)
        content = replace(linked, sources=(*sources, *beside))
        if not all(one.at.file in known for one in content.findings):
            raise CannotTellError
        return content

    def _group(self, wanted: tuple[str, bool]) -> Group | None:
        parts, (folder, is_observed) = self._work.files.parts, wanted
        return (parts.observed if is_observed else parts.promised).get(folder)

    def _read(self, groups: Iterable[Group | None]) -> Sequence[Source]:
        return self._work.files.read(groups)

    def _parsed(self, sources: Sequence[Source]) -> list[Parsed]:
        """What files say; a few are parsed sooner than they are found among all that is kept."""
        folder = self._work.project.settings.content
        watched = self._watch.each(sources, total=len(sources))
        plain = {one.file: parse_plain(one.file, one.data, content=folder) for one in watched}
        others = [source for source in sources if plain[source.file] is None]
        known = {one.file: one for one in self._parsed_before(others)} if others else {}
        return [plain[source.file] or known[source.file] for source in sources]

    def _parsed_before(self, sources: Sequence[Source]) -> list[Parsed]:
        """What files say that it takes long to parse."""
        from okrpress.app.records import parse_files

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
        beside = {("/".join(ref[:2]), False) for ref in named} - self._wanted
        for one in sorted(beside):
            own = self._read([self._group(one)])
            yield from (source for source in own if source.file in files)

    def _part_of_site(self) -> SitePages:
        work = self._work
        portfolio = shown_to(work.audience, self._content).portfolio
        if portfolio.left_out or work.later(portfolio):
            raise CannotTellError
        self._watch.stage("score")
        settings, day = work.project.settings, work.seal.as_of
        scored = score_as_asked(portfolio, settings, day, self._scored)
        self._watch.stage("render")
        options = Options(date_is_fixed=work.seal.date_is_fixed)
        site = SitePages(scored, work.theme, options, elsewhere=self._said_elsewhere())
        recall_templates(work, site.drawings)
        return site

    def _said_elsewhere(self) -> LastWords:
        """When closed cycles were last spoken of in the folders that are as they were."""
        said = self._last.said.items()
        return {folder: day for folder, day in said if "/".join(folder) not in self._changed}

    def _demand_same_around(self) -> None:
        """What all pages share is as it was; so is what is said of the units, health and all.

        So is the day until which the pages of a closed cycle know of anything.
        """
        if self._digests.world != self._last.world:
            raise CannotTellError
        for cycle in self._cycles:
            if as_text(read := Read(_CLOSED, (cycle,))) in self._places:
                self._place_of(read)
        for name in ("portfolio.units", "portfolio.people", "portfolio.teams"):
            for unit in self._units:
                if as_text(read := Read(name, (unit,))) in self._places:
                    self._place_of(read)

    # ── drawing ───────────────────────────────────────────────────────────────────────────────

    def _draw(self, made: Made) -> Made:
        """A page, once it is certain that it would come out of the whole project just so."""
        if made.reads is None and made.path in self.site.static:
            return self._compared(made, self.site.static[made.path], made)
        if made.path not in self.site:
            raise CannotTellError
        try:
            data, reads = self.site.draw_traced(made.path)
        except Exception as error:  # whether it is anybody's fault, the whole project tells
            raise CannotTellError from error
        if reads is None:
            raise CannotTellError
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
        text = as_text(read)
        place = self._places.get(text)
        if place is None:
            if not self._is_whole(read):
                raise CannotTellError
            place = self._places[text] = len(self._found)
            self._found.append(found)
        elif place in self._touched:
            self._found[place] = found
        elif self._found[place] != found:
            raise CannotTellError
        return place

    def _is_whole(self, read: Read) -> bool:
        """Whether the part has all that there is to be found."""
        if read.name not in _OF_A_FOLDER:
            return read.name == DAY
        return ("/".join(read.key[:_OF_FOLDER]), read.name in _OBSERVED) in self._wanted

    # ── what came of it ───────────────────────────────────────────────────────────────────────

    @cached_property
    def kept(self) -> AbstractSet[str]:
        """Those that are there already."""
        return self.before - self._new.keys()

    def __len__(self) -> int:
        return len(self._new)

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """The others."""
        yield from self._new.items()

    def outline(self, path: str) -> bytes | None:
        """None is known: these few pages are verified whole."""
        return None

    @cached_property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""
        return frozenset(self._last.paths)

    @property
    def knows_digests(self) -> bool:
        """All of them are known."""
        return True

    @property
    def digests(self) -> dict[str, str]:
        """The digests of all files, by path."""
        return dict(zip(self.made.paths, self.made.digests, strict=True))

    @cached_property
    def made(self) -> Ledger:
        """What all pages were made from."""
        said = dict(self.site.site.said)
        return self._last.followed(self._places, self._found, self._drawn, said)
