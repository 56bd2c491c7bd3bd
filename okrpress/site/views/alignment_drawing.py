"""The drawing of a sheet: its objectives as boxes, with what they name on other sheets and maps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from markupsafe import Markup

from okrpress.insight.alignment import Standing
from okrpress.insight.alignment_facts import is_overloaded
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.charts.alignment.blocks import WIDTH, Card, card_block, statuses
from okrpress.site.charts.alignment.drawing import Lane, draw_blocks
from okrpress.site.charts.alignment.layout import Measures
from okrpress.site.views.alignment_cards import (
    Cards,
    DrawnTie,
    named_key_results,
    samples,
    tie_lines,
)
from okrpress.site.views.alignment_maps import AlignmentMap, count_statuses, in_drawing
from okrpress.site.views.here import Here
from okrpress.site.views.words import StatusView, status_view
from okrpress.tuples import new

_MEASURES = Measures(width=WIDTH)
_NEIGHBOURS = 40
"""Objectives of other sheets and maps in one drawing, at most."""


class KeyStatus(NamedTuple):
    """A status that occurs in a drawing, and how often among its own objectives."""

    status: StatusView
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A drawing with its key. `samples` names the kinds of lines and boxes in it that need one."""

    svg: Markup
    width: int
    finding: str
    left_out: str
    samples: tuple[str, ...]
    statuses: tuple[KeyStatus, ...]


def sheet_drawing(here: Here, whole: AlignmentMap, number: int, finding: str) -> MapDrawing:
    """The drawing of a sheet, counted from 1: its objectives, and what they name beside it."""
    own = whole.own(number)
    known, ties = set(own), _ties(whole, own)
    named = dict.fromkeys([one.end for one in ties if one.end not in known])
    shown = [*own, *list(named)[:_NEIGHBOURS]]
    place = {ref: at for at, ref in enumerate(shown)}
    drawn = [one for one in ties if one.end in place]
    targets = named_key_results(here, drawn)
    make = Cards(here, whole.main_cycle, targets)
    cards = [
        _own_card(here, whole, make, ref, known) if ref in known else make.card(ref, "outside")
        for ref in shown
    ]
    ids = urls.section_id("map")
    tied = {ref for one in drawn for ref in (one.tie.start, one.end)}
    lines = tie_lines(drawn, place, targets)
    drawing = draw_blocks(
        [card_block(card, ids) for card in cards],
        lines,
        _lanes(here, whole, own, place, tied),
        statuses(cards),
        _MEASURES,
        ids=ids,
        title=here.fmt.say("Alignment map"),
        finding=finding,
    )
    return MapDrawing(
        svg=drawing.svg,
        width=drawing.width,
        finding=finding,
        left_out=_left_out(here, len(ties) - len(drawn)),
        samples=samples(lines, cards),
        statuses=key_statuses(here, count_statuses(here.site, own)),
    )


def _own_card(
    here: Here, whole: AlignmentMap, make: Cards, ref: ObjectiveRef, own: AbstractSet[ObjectiveRef]
) -> Card:
    is_orphan = whole.alignment.standing[ref] is Standing.ORPHAN
    notes = tuple(_notes(here, whole, ref, own))
    return make.card(ref, "orphan" if is_orphan else "", id=in_drawing(ref), notes=notes)


def _notes(
    here: Here, whole: AlignmentMap, ref: ObjectiveRef, own: AbstractSet[ObjectiveRef]
) -> Iterator[str]:
    """What the box says under the title: what stands out, what is missing."""
    supporters = len(whole.alignment.below[ref])
    under = whole.trees.under[ref]
    if under and (cut := [one for one in under if one not in own]):
        yield here.fmt.say(
            "{n} more below, part {part} on",
            n=here.fmt.number(sum(whole.sizes[one] for one in cut)),
            part=here.fmt.number(min(whole.sheet_of[one] for one in cut)),
        )
    elif is_overloaded(here.site.scored, supporters):
        yield here.fmt.plural(supporters, "supporter")
    if whole.alignment.standing[ref] is Standing.ORPHAN:
        yield here.fmt.say("Supports nothing")


# ── what goes into the drawing ────────────────────────────────────────────────────────────────


def _ties(whole: AlignmentMap, refs: Iterable[ObjectiveRef]) -> list[DrawnTie]:
    supports, depends_on = whole.alignment.supports, whole.alignment.depends_on
    return [
        new(DrawnTie, (tie, end, depends))
        for ref in refs
        for depends, ties in ((False, supports[ref]), (True, depends_on[ref]))
        for tie in ties
        if (end := tie.end) != ref
    ]


def _lanes(
    here: Here,
    whole: AlignmentMap,
    own: Sequence[ObjectiveRef],
    place: Mapping[ObjectiveRef, int],
    tied: AbstractSet[ObjectiveRef],
) -> tuple[Lane, ...]:
    """The objectives without a line, by what they say of themselves."""
    say = here.fmt.say
    headings = {
        "orphan": say("Support nothing and do not say why"),
        "alone": say("Stand alone, with a reason"),
        "free": say("Nobody supports these, and there is nothing above them"),
        "apart": say("Tied to other parts of the map only"),
    }
    parked: dict[str, list[int]] = {kind: [] for kind in headings}
    for ref in own:
        if ref not in tied:
            parked[_lane(whole, ref)].append(place[ref])
    return tuple(Lane(headings[kind], tuple(at)) for kind, at in parked.items() if at)


def _lane(whole: AlignmentMap, ref: ObjectiveRef) -> str:
    standing = whole.alignment.standing[ref]
    if whole.alignment.below[ref] or standing is Standing.SUPPORTS:
        return "apart"
    return {Standing.ORPHAN: "orphan", Standing.STANDS_ALONE: "alone"}.get(standing, "free")


def _left_out(here: Here, count: int) -> str:
    if not count:
        return ""
    return here.fmt.count(
        count,
        "{n} line to an objective on another part is left out; the table has it.",
        "{n} lines to objectives on other parts are left out; the table has them.",
    )


def key_statuses(here: Here, counts: Mapping[Status, int]) -> tuple[KeyStatus, ...]:
    """The statuses of objectives as the key of a drawing has them."""
    return tuple(
        KeyStatus(status_view(status, here.fmt), here.fmt.number(count))
        for status, count in counts.items()
    )
