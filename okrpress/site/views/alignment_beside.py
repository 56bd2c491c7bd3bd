"""The drawing of one objective with those that it names, and those that name it."""

from collections.abc import Iterable, Sequence

from okrpress.insight.alignment import Tie
from okrpress.model.ids import ObjectiveRef, objective_of
from okrpress.model.okr import Objective
from okrpress.site import urls
from okrpress.site.charts.alignment.blocks import WIDTH, card_block, statuses
from okrpress.site.charts.alignment.drawing import draw_blocks
from okrpress.site.charts.alignment.layout import Measures
from okrpress.site.views.alignment_cards import (
    Cards,
    DrawnTie,
    named_key_results,
    samples,
    tie_lines,
)
from okrpress.site.views.alignment_drawing import MapDrawing
from okrpress.site.views.here import Here, Site
from okrpress.tuples import new

_DRAWN = 8
_MEASURES = Measures(width=WIDTH)


def drawing_beside(
    here: Here, ref: ObjectiveRef, below: Sequence[ObjectiveRef], needing: Sequence[ObjectiveRef]
) -> MapDrawing | None:
    """An objective with the first of those around it; None where there is none.

    `below` are those that support it, `needing` those that depend on it.
    """
    objective = here.site.portfolio.objectives[ref]
    drawn = _ties(here.site, objective, below[:_DRAWN], needing[:_DRAWN])
    if not drawn:
        return None
    place = {ref: 0}
    for tie, end, _ in drawn:
        place.setdefault(tie.start, len(place))
        place.setdefault(end, len(place))
    targets = named_key_results(here, drawn)
    card = Cards(here, ref.cycle, targets).card
    cards = [card(one, "self" if one == ref else "") for one in place]
    lines = tie_lines(drawn, place, targets)
    ids = urls.section_id("near")
    finding = here.fmt.count(
        len(place) - 1, "{n} objective stands next to it.", "{n} objectives stand next to it."
    )
    drawing = draw_blocks(
        [card_block(card, ids) for card in cards],
        lines,
        (),
        statuses(cards),
        _MEASURES,
        ids=ids,
        title=here.fmt.say("What it supports and needs, and what supports and needs it"),
        finding=finding,
    )
    return MapDrawing(
        svg=drawing.svg,
        width=drawing.width,
        finding=finding,
        left_out="",
        samples=samples(lines, cards),
        statuses=(),
    )


def _ties(
    site: Site,
    objective: Objective,
    below: Iterable[ObjectiveRef],
    needing: Iterable[ObjectiveRef],
) -> list[DrawnTie]:
    """The ties that begin or end at the objective, as far as they are shown."""
    ref, others = objective.ref, site.portfolio.objectives
    found = []
    for depends, targets in ((False, objective.supports), (True, objective.depends_on)):
        for target in targets[:_DRAWN]:
            end = objective_of(target)
            if end != ref:
                found.append(new(DrawnTie, (new(Tie, (ref, target, False)), end, depends)))
    named = [(False, start, others[start].supports) for start in below]
    named += [(True, start, others[start].depends_on) for start in needing if start != ref]
    for depends, start, targets in named:
        for target in targets:
            if target[:3] == ref:
                tie = new(Tie, (start, target, False))
                found.append(new(DrawnTie, (tie, ref, depends)))
    return found
