"""The alignment map: what hangs together as a list, as a drawing and as a table."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from okrpress.insight.alignment import Tie
from okrpress.insight.alignment_facts import AlignmentFacts, alignment_facts
from okrpress.insight.alignment_forest import Branch
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.tracing import shared
from okrpress.site.views.alignment_drawing import (
    MapDrawing,
    sheet_drawing,
)
from okrpress.site.views.alignment_facts import Standout, finding, number_facts, standouts
from okrpress.site.views.alignment_list import MapLister, MapRow
from okrpress.site.views.alignment_maps import (
    AlignmentMap,
    alignment_map,
    count_statuses,
    in_list,
    maps,
)
from okrpress.site.views.alignment_near import supported_by
from okrpress.site.views.alignment_units import units_drawing
from okrpress.site.views.empty import Empty, no_cycles, no_objectives, no_running_cycle
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.key_result import Fact
from okrpress.site.views.notices import left_out
from okrpress.site.views.past import site_of
from okrpress.site.views.words import status_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A row of the table: an objective and all that it names."""

    link: Link
    unit: Link
    supports: tuple[Link, ...]
    depends_on: tuple[Link, ...]
    supporters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A piece of the list. `under` is the objective on another part that it belongs to."""

    title: str
    under: Link | None
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sheet of a large map, in the table of parts: what it begins with, how it stands."""

    link: Link
    begins: tuple[Link, ...]
    unit: str
    more: str
    objectives: str
    statuses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map as a whole, the overview of a large one, or one of its parts."""

    frame: Frame
    title: str
    part: str
    finding: str
    left_out: str
    facts: tuple[Fact, ...]
    standouts: tuple[Standout, ...]
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    drawing: MapDrawing | None
    table: tuple[TieRow, ...]
    empty: Empty | None
    others: tuple[Link, ...]
    before: Link | None
    after: Link | None


class _Whole(NamedTuple):
    """What the pages of one map share."""

    map: AlignmentMap
    facts: AlignmentFacts


def map_pages(site: Site) -> Iterator[Planned]:
    """The pages of all maps: one for each, and one more for each part of a large one."""
    for cycle in maps(site):
        yield from _pages(site_of(site, cycle) if cycle else site, cycle)


def _pages(site: Site, cycle: str | None) -> Iterator[Planned]:
    @shared
    def whole() -> _Whole:
        found = alignment_map(site, cycle)
        return _Whole(found, alignment_facts(site.scored, found.alignment))

    path = urls.map_path(cycle)
    yield Planned(path, "map.html", partial(_first_page, Here(site, path), whole))
    split = alignment_map(site, cycle)
    for number in range(1, len(split.sheets) + 1) if split.is_split else ():
        here = Here(site, split.sheet_path(number))
        yield Planned(here.path, "map.html", partial(_part_page, here, whole, number))


def _first_page(here: Here, make_whole: Callable[[], _Whole]) -> MapView:
    """The map, or the overview of one that is too large for a page."""
    whole, facts = make_whole()
    site, title = here.site, _title(here, whole)
    breadcrumb = () if whole.cycle is None else (here.cycle(whole.cycle),)
    said = finding(here, facts) if whole.sheets else ""
    return MapView(
        frame=make_frame(here, title, breadcrumb=breadcrumb),
        title=title,
        part="",
        finding=said,
        left_out=left_out(here, site.portfolio.left_out),
        facts=number_facts(here, facts),
        standouts=standouts(here, whole.alignment, facts),
        parts=tuple(_part(here, whole, number) for number in _numbers(whole)),
        groups=() if whole.is_split else _groups(here, whole, 1),
        drawing=_first_drawing(here, whole, said),
        table=() if whole.is_split else _table(here, whole, 1),
        empty=None if whole.sheets else _empty(here),
        others=_others(here, whole.cycle),
        before=None,
        after=None,
    )


def _first_drawing(here: Here, whole: AlignmentMap, said: str) -> MapDrawing | None:
    if whole.is_split:
        return units_drawing(here, whole, said)
    return sheet_drawing(here, whole, 1, said) if whole.sheets else None


def _part_page(here: Here, make_whole: Callable[[], _Whole], number: int) -> MapView:
    """One sheet of a map that has several."""
    whole, _ = make_whole()
    title, fmt = _title(here, whole), here.fmt
    part = fmt.say("Part {n} of {all}", n=fmt.number(number), all=fmt.number(len(whole.sheets)))
    said = _part_finding(here, whole, number)
    above = (here.cycle(whole.cycle),) if whole.cycle else ()
    parents = (*above, Link(title, here.href(whole.path)))
    return MapView(
        frame=make_frame(here, f"{title}, {part}", breadcrumb=parents),
        title=title,
        part=part,
        finding=said,
        left_out="",
        facts=(),
        standouts=(),
        parts=(),
        groups=_groups(here, whole, number),
        drawing=sheet_drawing(here, whole, number, said),
        table=_table(here, whole, number),
        empty=None,
        others=(),
        before=_part_link(here, whole, number - 1) if number > 1 else None,
        after=_part_link(here, whole, number + 1) if number < len(whole.sheets) else None,
    )


def _title(here: Here, whole: AlignmentMap) -> str:
    if whole.cycle is None:
        return here.fmt.say("Alignment map")
    return here.fmt.say("Alignment map of {cycle}", cycle=here.cycle(whole.cycle).text)


def _empty(here: Here) -> Empty:
    site = here.site
    if site.running:
        return no_objectives(here, site.running[0])
    return no_running_cycle(here) if site.portfolio.cycles else no_cycles(here)


def _others(here: Here, cycle: str | None) -> tuple[Link, ...]:
    """The other maps, the running cycles' first."""
    names = {
        one: here.cycle(one).text if one else here.fmt.say("Running cycles")
        for one in maps(here.site)
    }
    return tuple(
        Link(name, here.href(urls.map_path(one))) for one, name in names.items() if one != cycle
    )


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _numbers(whole: AlignmentMap) -> range:
    """The numbers of the parts; none where the map is one page."""
    return range(1, len(whole.sheets) + 1) if whole.is_split else range(0)


def _part_link(here: Here, whole: AlignmentMap, number: int) -> Link:
    text = here.fmt.say("Part {n}", n=here.fmt.number(number))
    return Link(text, here.href(whole.sheet_path(number)))


_BEGINS = 1


def _part(here: Here, whole: AlignmentMap, number: int) -> Part:
    """A part as a row: the roots of its first branches name it."""
    fmt, roots = here.fmt, [branch.refs[0] for branch in whole.sheets[number - 1]]
    own = whole.own(number)
    left = len(roots) - _BEGINS
    return Part(
        link=_part_link(here, whole, number),
        begins=tuple(
            Link(
                here.objective(ref).text,
                here.href(
                    whole.sheet_path(number),
                    in_list(ref) if ref in whole.alignment.standing else "",
                ),
            )
            for ref in roots[:_BEGINS]
        ),
        unit=here.unit(roots[0].unit).text,
        more=fmt.count(left, "and {n} more", "and {n} more") if left > 0 else "",
        objectives=fmt.plural(len(own), "objective"),
        statuses=status_counts(count_statuses(here.site, own), here.fmt),
    )


def _part_finding(here: Here, whole: AlignmentMap, number: int) -> str:
    fmt, own = here.fmt, whole.own(number)
    supports = sum(len(whole.alignment.supports[ref]) for ref in own)
    depends_on = sum(len(whole.alignment.depends_on[ref]) for ref in own)
    return fmt.say(
        "{objectives} with {supports} and {dependencies}.",
        objectives=fmt.plural(len(own), "objective"),
        supports=fmt.count(supports, "{n} tie of support", "{n} ties of support"),
        dependencies=fmt.count(depends_on, "{n} dependency", "{n} dependencies"),
    )


# ── list and table ────────────────────────────────────────────────────────────────────────────


def _groups(here: Here, whole: AlignmentMap, number: int) -> tuple[Group, ...]:
    """The list in pieces: what belongs under objectives of other parts, trees, what has no tie."""
    if not whole.sheets:
        return ()
    lister = MapLister(here, whole, number)
    gathered: dict[tuple[ObjectiveRef | None, bool], list[Branch]] = {}
    for branch in whole.sheets[number - 1]:
        root = branch.refs[0]
        is_single = branch.parent is None and not whole.alignment.below[root]
        gathered.setdefault((branch.parent, is_single), []).append(branch)
    return tuple(
        Group(
            title=here.fmt.say("By themselves") if is_single else "",
            under=_under(here, whole, parent) if parent else None,
            rows=tuple(row for branch in branches for row in lister.rows(branch)),
        )
        for (parent, is_single), branches in gathered.items()
    )


def _under(here: Here, whole: AlignmentMap, ref: ObjectiveRef) -> Link:
    anchor = in_list(ref) if ref in whole.alignment.standing else ""
    return Link(here.objective(ref).text, here.href(whole.sheet_path(whole.sheet_of[ref]), anchor))


def _table(here: Here, whole: AlignmentMap, number: int) -> tuple[TieRow, ...]:
    """Every tie of the sheet's objectives."""
    if not whole.sheets:
        return ()
    return tuple(_tie_row(here, whole, ref) for ref in whole.own(number))


def _tie_row(here: Here, whole: AlignmentMap, ref: ObjectiveRef) -> TieRow:
    supports, depends_on = whole.alignment.supports[ref], whole.alignment.depends_on[ref]
    return TieRow(
        link=here.objective(ref),
        unit=here.unit(ref.unit),
        supports=_named(here, supports) if supports else (),
        depends_on=_named(here, depends_on) if depends_on else (),
        supporters=here.fmt.number(len(supported_by(here.site, ref))),
    )


def _named(here: Here, ties: tuple[Tie, ...]) -> tuple[Link, ...]:
    return tuple([here.reference(tie.target) for tie in ties])
