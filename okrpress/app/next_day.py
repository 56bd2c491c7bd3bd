"""A build some days later: what the days have not changed is neither parsed nor scored.

Nearly everything that a day changes belongs to cycles that are not closed: these are scored, and
where the objectives of a folder stand as they stood, the pages that show them are as they were. So
are all that neither ask for the day nor for what is another number every day
(`okrpress.site.dated`). The others are drawn again from the folders that they have looked at, and
count only if everything else is found there as before (`okrpress.app.mend`). What was reported
meanwhile changes what it always does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import islice, product

from okrpress.app.build_work import Work
from okrpress.app.drawing import Drawing, Drawn
from okrpress.app.grounds import Group
from okrpress.app.ledger import Made, as_text, read_of
from okrpress.app.mend import CannotTellError, Mended
from okrpress.app.processors import processors
from okrpress.app.watcher import Watcher
from okrpress.model.okr import Cycle
from okrpress.site.dated import DAY
from okrpress.site.tracing import Read
from okrpress.source.files import Source
from okrpress.source.parse import Parsed

_MOST_PAGES = 0.5
"""Share of the pages beyond which making the site from all files is hardly slower."""
_SCORED = "scored."  # begins the name of a look at what was scored
_MANY = 200  # files whose records are found sooner than they are parsed


class NextDay(Mended):
    """The pages of the last build on a later day, of which those that are stale are drawn again."""

    most = 1

    def __init__(self, work: Work, watch: Watcher) -> None:
        self._before = date.fromisoformat(work.last.grounds.day)
        self._sources: dict[Group, Sequence[Source]] = {}
        self._records: dict[str, Parsed] = {}
        super().__init__(work, watch)

    def _settled(self) -> Mapping[int, Made]:
        """First everything that goes on, to know what has changed; then what shows it."""
        looking = self._looking()
        going_on = self._going_on()
        everything = frozenset(product(going_on, (False, True)))
        self._take(everything | self._looked_at_by(looking.values()))
        self._touched |= frozenset(self._moved(going_on))
        stale = self._with_astray(self._looking())
        needed = self._looked_at_by(stale.values())
        if not needed <= self._wanted:
            self._take(needed | self._wanted)
        return dict(self._draw_all(stale))

    # ── what is stale ─────────────────────────────────────────────────────────────────────────

    def _looking(self) -> dict[int, Made]:
        looking = super()._looking()
        if len(looking) > _MOST_PAGES * len(self._last.paths):
            raise CannotTellError
        return looking

    def _all_touched(self) -> Iterator[int]:
        yield from super()._all_touched()
        that_day = self._places.get(as_text(Read(DAY, (self._before.isoformat(),))))
        if that_day is not None:
            yield that_day

    def _going_on(self) -> AbstractSet[str]:
        """The folders of all cycles that were not closed by then; no other was closed since."""
        parts = self._work.files.parts
        common = self._parsed(self._read((parts.shared,)))
        cycles = [one.record for one in common if isinstance(one.record, Cycle)]
        closed = {one.id: one.closed for one in cycles if one.closed}
        if any(self._before < day <= self._work.seal.as_of for day in closed.values()):
            raise CannotTellError
        over = {cycle for cycle, day in closed.items() if day <= self._before}
        every = parts.promised.keys() | parts.observed.keys()
        return {folder for folder in every if folder.partition("/")[0] not in over}

    def _moved(self, folders: AbstractSet[str]) -> Iterator[int]:
        """The looks at folders in which something does not stand as it stood."""
        for text, place in self._places.items():
            if text.startswith(_SCORED):
                read = read_of(text)
                is_of_these = "/".join(read.key[:2]) in folders
                if is_of_these and self._digests.of(read) != self._found[place]:
                    yield place

    # ── a part of the project ─────────────────────────────────────────────────────────────────

    def _read(self, groups: Iterable[Group | None]) -> list[Source]:
        """As always, but each file once."""
        found: list[Source] = []
        for group in filter(None, groups):
            if group not in self._sources:
                self._sources[group] = super()._read((group,))
            found += self._sources[group]
        return found

    def _parsed(self, sources: Sequence[Source]) -> list[Parsed]:
        """As always, but each file once."""
        new = [one for one in sources if one.file not in self._records]
        found = self._parsed_before(new) if len(new) > _MANY else super()._parsed(new)
        self._records |= {one.file: one for one in found}
        return [self._records[one.file] for one in sources]

    # ── drawing ───────────────────────────────────────────────────────────────────────────────

    def _draw_all(self, stale: Mapping[int, Made]) -> Iterator[tuple[int, Made]]:
        """The pages, drawn by several processes where they are many."""
        drawn = {made.path: (row, made) for row, made in stale.items() if made.reads is not None}
        for row, made in stale.items():
            if made.reads is None:
                yield row, self._draw(made)
        paths = [*drawn]
        if not all(path in self.site for path in paths):
            raise CannotTellError
        drawing = Drawing(self.site, is_traced=True)
        pages = drawing.pages(paths, self._work.request.jobs or processors())
        try:
            yield from self._each_now(drawn, pages, drawing)
        except CannotTellError:
            raise
        except Exception as error:  # whether it is anybody's fault, the whole project tells
            raise CannotTellError from error

    def _each_now(
        self,
        before: Mapping[str, tuple[int, Made]],
        pages: Iterable[tuple[str, Drawn]],
        drawing: Drawing,
    ) -> Iterator[tuple[int, Made]]:
        table: list[int] = []  # where the looks that were numbered while drawing have their places
        for path, page in pages:
            row, made = before[path]
            if page.reads is None:
                raise CannotTellError
            table += map(self._place_of, islice(drawing.places, len(table), None))
            places = sorted([table[place] for place in page.reads])
            now = made._replace(digest=page.digest, reads=tuple(places))
            yield row, self._compared(made, page.data, now)
