"""The drawing of one objective with those that it names, and those that name it."""

from collections.abc import Iterable, Iterator, Sequence

from okrpress.insight.alignment import Tie
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Objective
from okrpress.site import urls
from okrpress.site.charts.alignment.blocks import WIDTH, card_block, statuses
from okrpress.site.charts.alignment.drawing import draw_blocks
from okrpress.site.charts.alignment.layout import Measures
from okrpress.site.views.alignment_cards import (
    DrawnTie,
    named_key_results,
    objective_card,
    samples,
    tie_line,
)
from okrpress.site.views.alignment_drawing import MapDrawing
from okrpress.site.views.here import Here, Site

_DRAWN = 8


def drawing_beside(
    here: Here, ref: ObjectiveRef, below: Sequence[ObjectiveRef], needing: Sequence[ObjectiveRef]
) -> MapDrawing | None:
    """An objective with the first of those around it; None where there is none.

    `below` are those that support it, `needing` those that depend on it.
    """
    objective = here.site.portfolio.objectives[ref]
    drawn = list(_ties(here.site, objective, below[:_DRAWN], needing[:_DRAWN]))
    if not drawn:
        return None
    ends = (end for one in drawn for end in (one.tie.start, one.tie.end))
    shown = list(dict.fromkeys((ref, *ends)))
    place = {one: at for at, one in enumerate(shown)}
    targets = named_key_results(here, drawn)
    cards = [
        objective_card(
            here, one, targets.get(one, ()), kind="self" if one == ref else "", main_cycle=ref.cycle
        )
        for one in shown
    ]
    ids = urls.section_id("near")
    finding = here.fmt.count(
        len(shown) - 1, "{n} objective stands next to it.", "{n} objectives stand next to it."
    )
    drawing = draw_blocks(
        [card_block(card, ids) for card in cards],
        [tie_line(one, place, targets) for one in drawn],
        (),
        statuses(cards),
        Measures(width=WIDTH),
        ids=ids,
        title=here.fmt.say("What it supports and needs, and what supports and needs it"),
        finding=finding,
    )
    return MapDrawing(
        svg=drawing.svg,
        width=drawing.width,
        finding=finding,
        left_out="",
        samples=samples(drawn, cards),
        statuses=(),
    )


def _ties(
    site: Site,
    objective: Objective,
    below: Iterable[ObjectiveRef],
    needing: Iterable[ObjectiveRef],
) -> Iterator[DrawnTie]:
    """The ties that begin or end at the objective, as far as they are shown."""
    ref, others = objective.ref, site.portfolio.objectives
    for depends, targets in enumerate((objective.supports, objective.depends_on)):
        for target in targets[:_DRAWN]:
            if target[:3] != ref:
                yield DrawnTie(Tie(ref, target), bool(depends))
    for start in below:
        yield from (
            DrawnTie(Tie(start, one), depends=False)
            for one in others[start].supports
            if one[:3] == ref
        )
    for start in needing:
        if start != ref:
            yield from (
                DrawnTie(Tie(start, one), depends=True)
                for one in others[start].depends_on
                if one[:3] == ref
            )
