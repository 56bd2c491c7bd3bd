"""What stands next to one objective: what it supports and needs, and what supports and needs it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from okrpress.model.ids import ObjectiveRef, Ref, objective_of
from okrpress.site.later import View, loaded, looked
from okrpress.site.tracing import looked_up
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.words import StatusView, cycle_name, status_view
from okrpress.tuples import new

if TYPE_CHECKING:
    from okrpress.site.views.alignment_drawing import MapDrawing

_supporters = loaded("insight.alignment_facts:supporters")
_drawing_beside = loaded("site.views.alignment_beside:drawing_beside")
_map_link = loaded("site.views.alignment_maps:map_link")

_LISTED = 12


@looked_up
def _supporters_of(site: Site) -> Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]:
    """The objectives that support another one or a key result of it, each once."""
    portfolio = site.portfolio
    named = dict.fromkeys(map(objective_of, portfolio.supporters))
    return {ref: _supporters(portfolio, ref) for ref in named if ref in portfolio.objectives}


def supported_by(site: Site, ref: ObjectiveRef) -> tuple[ObjectiveRef, ...]:
    """Those that support an objective, from the cycles that the page may speak of."""
    return _spoken_of(site, _supporters_of(site.whole or site).get(ref, ()))


@looked_up
def _needed_by(site: Site) -> Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]:
    """The objectives that depend on another one or on a key result of it, each once."""
    found: dict[ObjectiveRef, dict[ObjectiveRef, None]] = {}
    for ref, objective in site.portfolio.objectives.items():
        for target in objective.depends_on:
            found.setdefault(objective_of(target), {})[ref] = None
    return {ref: tuple(others) for ref, others in found.items()}


def _needing(site: Site, ref: ObjectiveRef) -> tuple[ObjectiveRef, ...]:
    """Those that depend on it, from the cycles that the page may speak of."""
    return _spoken_of(site, _needed_by(site.whole or site).get(ref, ()))


def _spoken_of(site: Site, found: tuple[ObjectiveRef, ...]) -> tuple[ObjectiveRef, ...]:
    if site.whole is None or not found:
        return found
    cycles, going_on = site.portfolio.cycles, site.going_on
    return tuple([one for one in found if one.cycle in cycles and one.cycle not in going_on])


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


_NOBODY = Neighbours((), "")


def _side(here: Here, ref: ObjectiveRef, targets: Sequence[Ref]) -> Neighbours:
    if not targets:
        return _NOBODY
    left = len(targets) - _LISTED
    more = here.fmt.count(left, "and {n} more", "and {n} more") if left > 0 else ""
    return new(Neighbours, (tuple([Neighbour(here, ref, one) for one in targets[:_LISTED]]), more))


def _supports(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, here.site.portfolio.objectives[ref].supports)


def _supported_by(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, supported_by(here.site, ref))


def _depends_on(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, here.site.portfolio.objectives[ref].depends_on)


def _those_that_need_it(here: Here, ref: ObjectiveRef) -> Neighbours:
    return _side(here, ref, _needing(here.site, ref))


def _drawing(here: Here, ref: ObjectiveRef) -> "MapDrawing | None":
    found: MapDrawing | None = _drawing_beside(
        here, ref, supported_by(here.site, ref), _needing(here.site, ref)
    )
    return found


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
        link: Link = _map_link(self._here, self._ref)
        return link

    @property
    def is_any(self) -> bool:
        """Whether there is anything to be said."""
        return self.drawing is not None or bool(self.stands_alone)


def neighbourhood(here: Here, ref: ObjectiveRef) -> Neighbourhood:
    """What stands next to an objective, over all cycles; each side is cut, and says so."""
    return Neighbourhood(here, ref)
