"""Digests of what pages are made from: two are equal only where pages would find the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter

from okrpress.app.content import Content
from okrpress.digests import blake2b
from okrpress.model.ids import UnitCycle
from okrpress.scoring.result import Rollup, ScoredKeyResult
from okrpress.site.dated import DAY, DRIFTING, STANDING
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read, group_of
from okrpress.site.views.here import Site
from okrpress.site.world import mapping_named, world_of

NOTHING = "nothing"
"""What stands for a digest where nothing is found."""


def digest_of(values: Iterable[object]) -> str:
    """A digest of what the values are: their representations say all that is in them."""
    found = blake2b(digest_size=16)
    for value in values:
        found.update(f"{value!r}\0".encode(errors="surrogatepass"))
    return found.hexdigest()


class PageDigests:
    """What is found now by each `Read`, as a digest.

    `content` is what the portfolio of the pages is a view of. What stands there as it was read
    has the digest of its file: to look at every reading of ten years takes too long.
    """

    def __init__(self, pages: SitePages, content: Content) -> None:
        self._site = pages.site
        sources = {source.file: source for source in content.sources}
        self._as_read = {
            id(one): sources[each.file]
            for each in content.parsed
            for one in (each.record, *each.current)
            if one is not None
        }
        self._stands_for: dict[int, tuple[str, bytes]] = {}
        self._known: dict[Read, str] = {}
        self._groups: dict[str, dict[tuple[str, ...], str]] = {}
        self.world = digest_of(world_of(pages.site, pages.theme))

    def of(self, read: Read) -> str:
        """The digest of what a look into one of the site's mappings finds."""
        if read not in self._known:
            self._known[read] = self._find(read)
        return self._known[read]

    def _find(self, read: Read) -> str:
        if read.name == DAY:
            return "today" if read.key == (self._site.as_of.isoformat(),) else "another day"
        if read.name == STANDING:
            return digest_of(_standing(self._site, read.key))
        if read.key and read.name in _BY_RECORDS:
            folder = UnitCycle(*read.key)
            if read.name == "scored.folders":
                return self.of(Read("scored.objectives", read.key))
            return digest_of(map(self._record, _BY_RECORDS[read.name](self._site, folder)))
        if read.name not in self._groups:
            self._groups[read.name] = self._grouped(read.name)
        return self._groups[read.name].get(read.key, NOTHING)

    def _grouped(self, name: str) -> dict[tuple[str, ...], str]:
        """The digests of all groups of a mapping's entries; of its keys, under the empty one."""
        mapping = mapping_named(self._site, name)
        if mapping is None:
            return {}
        groups: dict[tuple[str, ...], list[object]] = {(): [*mapping]}
        for key, value in mapping.items() if name not in _BY_RECORDS else ():
            groups.setdefault(group_of(key), []).append((key, value))
        return {group: digest_of(entries) for group, entries in groups.items()}

    def _record(self, record: object) -> object:
        """What stands for a record: its file, where it says what the file says."""
        known = self._stands_for.get(id(record))
        if known is None:
            source = self._as_read.get(id(record))
            if source is None:
                return record
            known = (source.file, blake2b(source.data, digest_size=16).digest())
            self._stands_for[id(record)] = known
        return known


# ── folders ───────────────────────────────────────────────────────────────────────────────────


def _objectives(site: Site, folder: UnitCycle) -> Iterator[object]:
    for ref in site.portfolio.by_folder.get(folder, ()):
        yield site.portfolio.objectives[ref]


def _check_ins(site: Site, folder: UnitCycle) -> Iterator[object]:
    yield from site.portfolio.check_ins.get(folder, ())


def _mid_cycle(site: Site, folder: UnitCycle) -> Iterator[object]:
    yield site.portfolio.mid_cycle_reviews.get(folder)


def _retrospective(site: Site, folder: UnitCycle) -> Iterator[object]:
    yield site.portfolio.retrospectives.get(folder)


def _scored(site: Site, folder: UnitCycle) -> Iterator[object]:
    """What scores are computed from, beside the world; while they may move, how they stand.

    Who asks for what moves every day is known to have asked for the day, and who asks for key
    results for these (`okrpress.site.dated`).
    """
    yield from _objectives(site, folder)
    yield from _check_ins(site, folder)
    yield from _retrospective(site, folder)
    yield site.portfolio.units.get(folder.unit)
    yield site.portfolio.cycles.get(folder.cycle)
    yield _come(site, folder)
    if folder.cycle not in site.closed:
        for objective in site.objectives(folder):
            is_as_written = objective.objective is site.portfolio.objectives[objective.ref]
            yield None if is_as_written else objective.objective
            yield _as_a_whole(objective.rollup)


def _standing(site: Site, key: tuple[str, ...]) -> Iterator[object]:
    """How the key results of a folder stand, or of an objective."""
    refs = site.portfolio.by_folder.get(UnitCycle(*key[:2]), ())
    for ref in refs:
        if ref[: len(key)] == key:
            yield from map(_as_it_stands, site.scored.objectives[ref].key_results)


_WRITTEN = {"ref", "key_result", "history", "start", "due", "cadence"}
_as_it_stands = attrgetter(
    *(one.name for one in fields(ScoredKeyResult) if one.name not in _WRITTEN | DRIFTING)
)
_as_a_whole = attrgetter(
    *(one.name for one in fields(Rollup) if one.name not in {"counts"} | DRIFTING)
)


def _come(site: Site, folder: UnitCycle) -> tuple[bool, ...]:
    """Of what is dated: whether that day has come. Before, it does not exist."""
    portfolio, as_of = site.portfolio, site.as_of
    days = [one.date for one in portfolio.check_ins.get(folder, ())]
    retrospective = portfolio.retrospectives.get(folder)
    days += [retrospective.date] if retrospective else []
    for ref in portfolio.by_folder.get(folder, ()):
        for one in portfolio.objectives[ref].key_results:
            days += [entry.on for entry in one.changes]
    return tuple(day <= as_of for day in days)


_BY_RECORDS: Mapping[str, Callable[[Site, UnitCycle], Iterator[object]]] = {
    "portfolio.objectives": _objectives,
    "portfolio.check_ins": _check_ins,
    "portfolio.mid_cycle_reviews": _mid_cycle,
    "portfolio.retrospectives": _retrospective,
    "scored.objectives": _scored,
    "scored.folders": _scored,
}
"""Mappings with so much in them that the files it was read from stand for it."""
