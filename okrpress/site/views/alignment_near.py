"""What stands next to one objective: what it supports and needs, and what supports and needs it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from okrpress.insight.alignment import Tie
from okrpress.insight.alignment_facts import supporters
from okrpress.model.ids import ObjectiveRef, Ref
from okrpress.model.okr import Objective
from okrpress.site import urls
from okrpress.site.charts.alignment.blocks import WIDTH, card_block, statuses
from okrpress.site.charts.alignment.drawing import draw_blocks
from okrpress.site.charts.alignment.layout import Measures
from okrpress.site.later import View, looked
from okrpress.site.tracing import looked_up
from okrpress.site.views.alignment_cards import (
    DrawnTie,
    named_key_results,
    objective_card,
    samples,
    tie_line,
)
from okrpress.site.views.alignment_drawing import MapDrawing
from okrpress.site.views.alignment_maps import map_link
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.words import StatusView, cycle_name, status_view

_LISTED = 12
_DRAWN = 8


def _below(site: Site, ref: ObjectiveRef) -> tuple[ObjectiveRef, ...]:
    return tuple(supporters(site.portfolio, ref))


@looked_up
def _needed_by(site: Site) -> Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]:
    """The objectives that depend on another one or on a key result of it, each once."""
    found: dict[ObjectiveRef, dict[ObjectiveRef, None]] = {}
    for ref, objective in site.portfolio.objectives.items():
        for target in objective.depends_on:
            found.setdefault(ObjectiveRef(*target[:3]), {})[ref] = None
    return {ref: tuple(others) for ref, others in found.items()}


def _needing(site: Site, ref: ObjectiveRef) -> tuple[ObjectiveRef, ...]:
    """Those that depend on it, from the cycles that the page may speak of."""
    found = _needed_by(site.whole or site).get(ref, ())
    if site.whole is None:
        return found
    return tuple(
        one
        for one in found
        if one.cycle in site.portfolio.cycles and one.cycle not in site.going_on
    )


def _cycle(here: Here, ref: ObjectiveRef, target: Ref) -> str:
    if target.cycle == ref.cycle:
        return ""
    return cycle_name(here.site.portfolio.cycles[target.cycle], here.fmt)


def _unit(here: Here, _: ObjectiveRef, target: Ref) -> Link:
    return here.unit(target.unit)


def _status(here: Here, _: ObjectiveRef, target: Ref) -> StatusView:
    """How an objective or key result stands."""
    site = here.site
    if isinstance(target, ObjectiveRef):
        return status_view(site.scored.objectives[target].status, here.fmt)
    return status_view(site.key_result(target).status, here.fmt)


class Neighbour(View):
    """An objective or key result next to this one; `cycle` is empty where it is the same."""

    link: Link

    def __init__(self, here: Here, ref: ObjectiveRef, target: Ref) -> None:
        self.link = here.reference(target)
        super().__init__(here, ref, target)

    status = looked(_status)
    unit = looked(_unit)
    cycle = looked(_cycle)


class Neighbours(NamedTuple):
    """Those on one side; `more` says how many are not listed."""

    listed: tuple[Neighbour, ...]
    more: str


def _side(here: Here, ref: ObjectiveRef, targets: Sequence[Ref]) -> Neighbours:
    left = len(targets) - _LISTED
    more = here.fmt.count(left, "and {n} more", "and {n} more") if left > 0 else ""
    return Neighbours(tuple([Neighbour(here, ref, one) for one in targets[:_LISTED]]), more)


def _supports(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, here.site.portfolio.objectives[ref].supports)


def _supported_by(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, _below(here.site, ref))


def _depends_on(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, here.site.portfolio.objectives[ref].depends_on)


def _those_that_need_it(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, _needing(here.site, ref))


# ── the drawing ───────────────────────────────────────────────────────────────────────────────


def _drawing(here: Here, ref: ObjectiveRef) -> MapDrawing | None:
    objective = here.site.portfolio.objectives[ref]
    below, needing = _below(here.site, ref)[:_DRAWN], _needing(here.site, ref)[:_DRAWN]
    drawn = list(_ties(here.site, objective, below, needing))
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


class Neighbourhood(View):
    """All sides of an objective, with a drawing where there is anything on one of them.

    `on_map` leads to its place on the alignment map.
    """

    stands_alone: str

    def __init__(self, here: Here, ref: ObjectiveRef) -> None:
        self.stands_alone = here.site.portfolio.objectives[ref].stands_alone
        self._here = here
        self._ref = ref
        super().__init__(here, ref)

    supports = looked(_supports)
    supported_by = looked(_supported_by)
    depends_on = looked(_depends_on)
    needed_by = looked(_those_that_need_it)
    drawing = looked(_drawing)

    @property
    def on_map(self) -> Link:
        """The link; no field, because only some pages look at it."""
        return map_link(self._here, self._ref)

    @property
    def is_any(self) -> bool:
        """Whether there is anything to be said."""
        return self.drawing is not None or bool(self.stands_alone)


def neighbourhood(here: Here, ref: ObjectiveRef) -> Neighbourhood:
    """What stands next to an objective, over all cycles; each side is cut, and says so."""
    return Neighbourhood(here, ref)
