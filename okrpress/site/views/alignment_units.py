"""The overview of a large map: its units as boxes, a shape for each objective."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from okrpress.insight.alignment import Standing, all_ties
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.site import urls
from okrpress.site.charts.alignment.drawing import BlockTie, Lane, draw_blocks
from okrpress.site.charts.alignment.layout import Measures
from okrpress.site.charts.alignment.units import (
    MOST_MARKS,
    WIDTH,
    Counted,
    Mark,
    Roster,
    roster_block,
)
from okrpress.site.views.alignment_drawing import MapDrawing, key_statuses
from okrpress.site.views.alignment_maps import AlignmentMap, count_statuses, in_drawing, place
from okrpress.site.views.here import Here, Site
from okrpress.site.views.words import status_counts, status_word

_MOST_BOXES = 60
_MOST_ASIDE = 30


class _Between(NamedTuple):
    """Ties of one kind from one box to another, to be drawn as one line."""

    start: str
    end: str
    depends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Boxes:
    """The objectives of each box, by the unit that gives it its name.

    `columns` are the levels of these units, without levels that none of them is on; None where all
    are on one. `left_out` counts boxes.
    """

    members: Mapping[str, tuple[ObjectiveRef, ...]]
    columns: tuple[int, ...] | None
    left_out: int


def units_drawing(here: Here, whole: AlignmentMap, finding: str) -> MapDrawing:
    """Units in columns: those that support others stand to the right of them."""
    boxes = _boxes(here.site, whole)
    box_of = {ref: unit for unit, refs in boxes.members.items() for ref in refs}
    between = _between(whole, box_of)
    drawn = _drawn(between, boxes)
    place = {unit: at for at, unit in enumerate(boxes.members)}
    ids = urls.section_id("units")
    tied = {unit for one in drawn for unit in (one.start, one.end)}
    alone = tuple(place[unit] for unit in boxes.members if unit not in tied)
    heading = here.fmt.say("Tied to no other unit")
    counts = count_statuses(here.site, whole.alignment.refs)
    drawing = draw_blocks(
        [
            roster_block(_roster(here, whole, unit, refs), ids)
            for unit, refs in boxes.members.items()
        ],
        [
            BlockTie(place[one.start], place[one.end], depends=one.depends, weight=count)
            for one, count in drawn.items()
        ],
        (Lane(heading, alone),) if alone else (),
        counts,
        Measures(width=WIDTH, gap=8),
        columns=boxes.columns,
        ids=ids,
        title=here.fmt.say("Alignment by unit"),
        finding=finding,
    )
    return MapDrawing(
        svg=drawing.svg,
        width=drawing.width,
        finding=_what_is_drawn(here, whole, boxes),
        left_out=_left_out(here, boxes.left_out, len(between) - len(drawn)),
        samples=tuple(_samples(whole, boxes, drawn)),
        statuses=key_statuses(here, counts),
    )


# ── boxes ─────────────────────────────────────────────────────────────────────────────────────


def _boxes(site: Site, whole: AlignmentMap) -> _Boxes:
    """A box for each unit; where these are too many, units are counted within those above them.

    The tree of units is cut at the lowest level that leaves few enough of them. Where even the
    units at the top are too many, those with most objectives are shown.
    """
    parent, level = _levels(site)
    box_of = _box_of(parent, level, {ref.unit for ref in whole.alignment.refs})
    members: dict[str, list[ObjectiveRef]] = {}
    for ref in whole.alignment.refs:
        members.setdefault(box_of[ref.unit], []).append(ref)
    largest = sorted(members, key=lambda unit: -len(members[unit]))[:_MOST_BOXES]
    shown = sorted(largest, key=lambda unit: site.order[unit])
    levels = sorted({level[unit] for unit in shown})
    return _Boxes(
        members={unit: tuple(members[unit]) for unit in shown},
        columns=tuple(levels.index(level[unit]) for unit in shown) if len(levels) > 1 else None,
        left_out=len(members) - len(shown),
    )


def _levels(site: Site) -> tuple[dict[str, str | None], dict[str, int]]:
    """The unit above each, and how many stand above it; those above come first."""
    parent: dict[str, str | None] = {}
    level: dict[str, int] = {}
    for unit in sorted(site.order, key=lambda unit: site.order[unit]):
        above = site.portfolio.units[unit].parent
        parent[unit] = above if above in level else None
        level[unit] = level[above] + 1 if above in level else 0
    return parent, level


def _box_of(
    parent: Mapping[str, str | None], level: Mapping[str, int], pursuing: AbstractSet[str]
) -> dict[str, str]:
    """For each unit the one that gives its box the name: itself, or one above it."""
    needed = set(pursuing)
    for unit in reversed(tuple(parent)):
        above = parent[unit]
        if unit in needed and above is not None:
            needed.add(above)
    levels = sorted(level[unit] for unit in needed)
    lowest = max(levels[_MOST_BOXES] - 1, 0) if len(levels) > _MOST_BOXES else len(parent)
    found: dict[str, str] = {}
    for unit, above in parent.items():
        found[unit] = unit if above is None or level[unit] <= lowest else found[above]
    return found


def _between(whole: AlignmentMap, box_of: Mapping[ObjectiveRef, str]) -> dict[_Between, int]:
    """How many ties lead from one box to another."""
    found: dict[_Between, int] = {}
    for depends, ties in enumerate((whole.alignment.supports, whole.alignment.depends_on)):
        for tie in all_ties(ties):
            start, end = box_of.get(tie.start), box_of.get(tie.end)
            if start is not None and end is not None and start != end:
                one = _Between(start, end, bool(depends))
                found[one] = found.get(one, 0) + 1
    return found


def _drawn(between: Mapping[_Between, int], boxes: _Boxes) -> dict[_Between, int]:
    """All support from below; of dependencies and of support from aside the heaviest lines."""
    column = dict(zip(boxes.members, boxes.columns or (), strict=False))
    upward = [
        one
        for one in between
        if not one.depends and (not column or column[one.end] < column[one.start])
    ]
    others = sorted(between.keys() - set(upward), key=lambda one: (-between[one], one))
    return {one: between[one] for one in (*upward, *others[:_MOST_ASIDE])}


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _roster(here: Here, whole: AlignmentMap, unit: str, refs: tuple[ObjectiveRef, ...]) -> Roster:
    link, fmt = here.unit(unit), here.fmt
    own = sum(ref.unit == unit for ref in refs)
    counts = count_statuses(here.site, refs)
    name = link.text if own == len(refs) else fmt.say("{unit} and below", unit=link.text)
    marks = refs if len(refs) <= MOST_MARKS else ()
    return Roster(
        href=link.href,
        name=name,
        full=f"{name}: {status_counts(counts, fmt)}",
        marks=tuple(_mark(here, whole, ref) for ref in marks),
        counts=tuple(Counted(status, fmt.number(count)) for status, count in counts.items()),
    )


def _mark(here: Here, whole: AlignmentMap, ref: ObjectiveRef) -> Mark:
    status = here.site.scored.objectives[ref].status
    return Mark(
        href=place(here, ref, in_drawing),
        full=f"{status_word(status, here.fmt)}: {here.objective(ref).text}",
        status=status,
        is_orphan=whole.alignment.standing[ref] is Standing.ORPHAN,
    )


def _what_is_drawn(here: Here, whole: AlignmentMap, boxes: _Boxes) -> str:
    """What a box is, and where what it stands for is found."""
    said = here.fmt.say(
        "Each box is a unit. All {n} objectives stand in {parts} parts, listed below the drawing; "
        "the page of each objective leads to its place.",
        n=here.fmt.number(len(whole.alignment.refs)),
        parts=here.fmt.number(len(whole.sheets)),
    )
    if all(ref.unit == unit for unit, refs in boxes.members.items() for ref in refs):
        return said
    below = here.fmt.say('Where a box says "and below", the units below it are counted with it.')
    return f"{said} {below}"


def _left_out(here: Here, units: int, lines: int) -> str:
    """What is not in the drawing."""
    said = []
    if units:
        said.append(
            here.fmt.count(
                units,
                "{n} unit with fewer objectives is left out.",
                "{n} units with fewer objectives are left out.",
            )
        )
    if lines:
        said.append(
            here.fmt.count(
                lines,
                "Of the lines between units on one level, {n} thin one is left out.",
                "Of the lines between units on one level, {n} thin ones are left out.",
            )
        )
    if said:
        said.append(here.fmt.say("The parts of the map have everything."))
    return " ".join(said)


def _samples(whole: AlignmentMap, boxes: _Boxes, between: Iterable[_Between]) -> list[str]:
    kinds = {one.depends for one in between}
    shown = [refs for refs in boxes.members.values() if len(refs) <= MOST_MARKS]
    orphans = any(
        whole.alignment.standing[ref] is Standing.ORPHAN for refs in shown for ref in refs
    )
    found = {"thick": False in kinds, "depends": True in kinds, "orphan-mark": orphans}
    return [sample for sample, is_there in found.items() if is_there]
