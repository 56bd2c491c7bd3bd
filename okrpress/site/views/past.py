"""The site as the pages of a closed cycle see it: as it was on the cycle's last day.

These pages keep their bytes for ever, so nothing later may reach them: they speak of that day,
name no cycle that was not over by then (but for what their own objectives refer to), and give the
numbers of what went on elsewhere as these stood.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, Ref
from okrpress.model.okr import Cycle, Objective
from okrpress.scoring import score_folder
from okrpress.scoring.result import ScoredObjective
from okrpress.site.tracing import Traced
from okrpress.site.views.here import Site


def site_of(site: Site, cycle: str) -> Site:
    """What the pages of a cycle are made from: the site itself, unless the cycle is closed."""
    day = site.closed.get(cycle)
    if day is None:
        return site
    over = [one.id for one in site.portfolio.cycles.values() if _was_over(one, day)]
    known = site.past.get(cycle)
    if not isinstance(known, Site):
        known = site.past[cycle] = _as_of(site, cycle, day, frozenset((*over, cycle)))
    return known


def site_of_both(site: Site, before: str, after: str) -> Site:
    """The same for pages about two cycles, of which `after` is the later one."""
    return site_of(site, after) if before in site.closed else site


def _as_of(site: Site, cycle: str, day: date, over: AbstractSet[str]) -> Site:
    own = [
        site.portfolio.objectives[ref]
        for folder in site.cycle_folders.get(cycle, ())
        for ref in site.portfolio.by_folder[folder]
    ]
    named = {target.cycle for one in own for target in (*one.supports, *one.depends_on)}
    known = {id: one for id, one in site.portfolio.cycles.items() if id in over or id in named}
    portfolio = replace(
        site.portfolio,
        cycles=Traced("portfolio.cycles", known),
        supporters=Traced("portfolio.supporters", dict(_supporters(site, own, over))),
    )
    scored = replace(site.scored, as_of=day, portfolio=portfolio, objectives=_Then(site, day, {}))
    return replace(
        site,
        scored=scored,
        running=(),
        going_on=named - over,
        whole=site,
    )


def _was_over(cycle: Cycle, day: date) -> bool:
    return cycle.end is not None and cycle.end <= day


def _supporters(
    site: Site, own: list[Objective], over: AbstractSet[str]
) -> Iterator[tuple[Ref, tuple[ObjectiveRef, ...]]]:
    """Who supports the cycle's objectives, from cycles that were over by then."""
    supporters = site.portfolio.supporters
    for objective in own:
        refs: list[Ref] = [objective.ref]
        refs += [objective.key_result_ref(one) for one in objective.key_results]
        for ref in refs:
            found = supporters.get(ref)
            if found and (kept := tuple([one for one in found if one.cycle in over])):
                yield ref, kept


@dataclass(frozen=True, slots=True, eq=False)
class _Then(Mapping[ObjectiveRef, ScoredObjective]):
    """The objectives as they stood on a day; those of cycles closed by then as they stand."""

    site: Site
    day: date
    known: dict[ObjectiveRef, ScoredObjective]

    def __getitem__(self, ref: ObjectiveRef) -> ScoredObjective:
        now = self.site.scored.objectives[ref]
        closed = self.site.closed.get(ref.cycle)
        if closed is not None and closed <= self.day:
            return now
        found = self.known.get(ref)
        if found is None:
            found = self.known[ref] = _objective_on(self.site, ref, self.day)
        return found

    def __iter__(self) -> Iterator[ObjectiveRef]:
        return iter(self.site.scored.objectives)

    def __len__(self) -> int:
        return len(self.site.scored.objectives)


def _objective_on(site: Site, ref: ObjectiveRef, day: date) -> ScoredObjective:
    """One objective, scored as of a day: few of its folder are ever asked for."""
    folder = ref.unit_cycle
    alone = replace(site.portfolio, by_folder={folder: (ref,)})
    return score_folder(folder, alone, site.settings, day).objectives[ref]
