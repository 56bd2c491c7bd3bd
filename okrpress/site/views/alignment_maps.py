"""Which alignment maps there are, what stands on each, and the way to an objective's place.

The running cycles share one map; every other cycle has its own. So each objective stands in full
on exactly one map, and a map of more than `ON_A_SHEET` objectives is a row of sheets.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from okrpress.insight.alignment import Alignment, align
from okrpress.insight.alignment_forest import Forest, Sheet, forest, preorder, sheets
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Cycle
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.tracing import looked_up, shared
from okrpress.site.views.here import Here, Link, Site

ON_A_SHEET = 60
"""Objectives on one sheet: as many as one drawing holds before nobody follows its lines."""

_KEPT = 8
"""Layouts that are kept, as the alignments are that they follow from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentMap:
    """One map: `cycle` is None for the running ones.

    `sheet_of` says on which sheet an objective stands, counted from 1; `standing` which stand in
    full on each sheet, and `sizes` how many objectives the tree under one holds, itself included.
    `main_cycle` is that of most of its objectives: the cycle of the others is said beside them.
    """

    cycle: str | None
    main_cycle: str
    alignment: Alignment
    trees: Forest
    sheets: tuple[Sheet, ...]
    standing: tuple[tuple[ObjectiveRef, ...], ...]
    sheet_of: Mapping[ObjectiveRef, int]
    sizes: Mapping[ObjectiveRef, int]

    @property
    def is_split(self) -> bool:
        """Whether each sheet is a page of its own."""
        return len(self.sheets) > 1

    @property
    def path(self) -> str:
        """The page of the map as a whole."""
        return urls.map_path(self.cycle)

    def sheet_path(self, number: int) -> str:
        """The page that shows a sheet."""
        return urls.map_path(self.cycle, number) if self.is_split else self.path

    def own(self, number: int) -> tuple[ObjectiveRef, ...]:
        """The objectives of a sheet that stand in full on it."""
        return self.standing[number - 1]


@shared
def alignment_map(site: Site, cycle: str | None) -> AlignmentMap:
    """The map of the running cycles, or that of another one."""
    refs = [
        ref
        for one in _cycles(site, cycle)
        for folder in site.cycle_folders.get(one.id, ())
        for ref in site.portfolio.by_folder[folder]
    ]
    alignment = align(site.portfolio, refs)
    layout = _layout(alignment)
    counts = Counter(ref.cycle for ref in refs)
    return AlignmentMap(
        cycle=cycle,
        main_cycle=max(counts, key=lambda id: counts[id], default=""),
        alignment=alignment,
        trees=layout.trees,
        sheets=layout.sheets,
        standing=layout.standing,
        sheet_of=layout.sheet_of,
        sizes=layout.sizes,
    )


class _Layout(NamedTuple):
    """What follows from an alignment alone."""

    trees: Forest
    sheets: tuple[Sheet, ...]
    standing: tuple[tuple[ObjectiveRef, ...], ...]
    sheet_of: Mapping[ObjectiveRef, int]
    sizes: Mapping[ObjectiveRef, int]


@lru_cache(maxsize=_KEPT)
def _layout(alignment: Alignment) -> _Layout:
    trees = forest(alignment)
    split = sheets(trees, ON_A_SHEET)
    sheet_of = {
        ref: number
        for number, sheet in enumerate(split, 1)
        for branch in sheet
        for ref in branch.refs
    }
    known = alignment.standing
    standing = tuple(
        [tuple([ref for branch in sheet for ref in branch.refs if ref in known]) for sheet in split]
    )
    return _Layout(trees, split, standing, sheet_of, _sizes(trees))


def _cycles(site: Site, cycle: str | None) -> tuple[Cycle, ...]:
    """The cycles of a map, the longest first: a year is above its quarters."""
    return site.running[::-1] if cycle is None else (site.portfolio.cycles[cycle],)


def _sizes(trees: Forest) -> dict[ObjectiveRef, int]:
    found: dict[ObjectiveRef, int] = {}
    for ref in reversed(preorder(trees.roots, trees.under)):
        found[ref] = 1 + sum([found[below] for below in trees.under[ref]])
    return found


def maps(site: Site) -> list[str | None]:
    """All maps: the running cycles' (None), then those of other cycles, the newest first."""
    others = [
        id
        for id in site.portfolio.cycles
        if id not in site.going_on and map_of(site, id) and site.cycle_folders.get(id)
    ]
    return [None, *reversed(others)]


def map_of(site: Site, cycle: str) -> str | None:
    """On which map the objectives of a cycle stand in full."""
    return None if any(one.id == cycle for one in site.running) else cycle


def in_drawing(ref: ObjectiveRef) -> str:
    """The anchor of an objective in the drawing."""
    return urls.section_id("map", *ref)


def in_list(ref: ObjectiveRef) -> str:
    """The anchor of an objective in the nested list."""
    return urls.section_id("at", *ref)


def place(here: Here, ref: ObjectiveRef, anchor: Callable[[ObjectiveRef], str]) -> str:
    """The address at which an objective stands in full, and the `anchor` there.

    On which map it is while its cycle runs is nothing that a page of a closed cycle can say: from
    there the way leads to the objective's own page.
    """
    if ref.cycle in here.site.going_on:
        return here.href(urls.objective_path(ref))
    site = here.site.whole or here.site
    return here.href(_places(site, map_of(site, ref.cycle))[ref], anchor(ref))


@looked_up
def _places(site: Site, cycle: str | None) -> Mapping[ObjectiveRef, str]:
    found = alignment_map(site, cycle)
    paths = ["", *(found.sheet_path(number) for number in range(1, len(found.sheets) + 1))]
    return {ref: paths[number] for ref, number in found.sheet_of.items()}


def map_link(here: Here, ref: ObjectiveRef) -> Link:
    """The way from an objective's page to its place in the drawing."""
    return Link(
        here.fmt.say("Show on the alignment map"),
        place(here, ref, in_drawing),
    )


def cycle_map_link(here: Here, cycle: str) -> Link:
    """The way from a cycle's page to the map that shows its objectives."""
    return Link(here.fmt.say("Alignment map"), here.href(urls.map_path(map_of(here.site, cycle))))


def count_statuses(site: Site, refs: Iterable[ObjectiveRef]) -> dict[Status, int]:
    """How many of the objectives are in which status, attention first."""
    scored, found = site.scored.objectives, dict[Status, int]()
    for ref in refs:
        status = scored[ref].status
        found[status] = found.get(status, 0) + 1
    if len(found) < 2:
        return found
    return {status: found[status] for status in Status if status in found}
