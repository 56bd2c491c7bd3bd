"""What stands out in an alignment: counts, and the objectives that somebody should look at."""

from collections.abc import Mapping
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from okrpress.insight.alignment import Alignment, Standing, Tie, all_ties
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, objective_of
from okrpress.model.okr import Origin, State
from okrpress.model.portfolio import Portfolio
from okrpress.scoring.result import ScoredPortfolio, Status
from okrpress.tuples import new

# From what will never come to what may come late.
_IN_TROUBLE = (
    Status.CANCELLED,
    Status.POSTPONED,
    Status.MISSED,
    Status.OFF_TRACK,
    Status.AT_RISK,
)


class Supported(NamedTuple):
    """An objective and how many others support it or one of its key results."""

    ref: ObjectiveRef
    supporters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentFacts:
    """Counted are active objectives of the choice.

    tied, alone, orphans, free    how many support something, stand alone with a reason; which
                                  support nothing without one, which have nothing above them
    explained                     share of those that could support something and do, or say why not
    bottom_up                     share proposed by those who pursue them, of `stating` that say it
    unsupported                   of `free`, those that nobody supports while others are supported
    overloaded                    supported by more others than the limit, the most first
    strained                      dependencies on what is in trouble, the worst first
    across                        how many name something of another cycle in `supports`
    from_elsewhere                how many are supported from other cycles
    chain                         a longest way of support, from below to the top
    """

    total: int
    tied: int
    alone: int
    orphans: tuple[ObjectiveRef, ...]
    free: int
    explained: Decimal | None
    bottom_up: Decimal | None
    stating: int
    unsupported: tuple[ObjectiveRef, ...]
    overloaded: tuple[Supported, ...]
    strained: tuple[Tie, ...]
    across: int
    from_elsewhere: int
    chain: tuple[ObjectiveRef, ...]


def alignment_facts(scored: ScoredPortfolio, alignment: Alignment) -> AlignmentFacts:
    """The facts on the as-of date.

    The share of what is explained follows open-okr, METHOD.md (alignment health); that about half
    of the objectives should come from below is from a course on Measure What Matters.
    """
    portfolio = scored.portfolio
    active = [ref for ref in alignment.refs if portfolio.objectives[ref].state is State.ACTIVE]
    by_standing = _by_standing(alignment, active)
    tied, alone = by_standing[Standing.SUPPORTS], by_standing[Standing.STANDS_ALONE]
    orphans, free = by_standing[Standing.ORPHAN], by_standing[Standing.FREE]
    origins = [origin for ref in active if (origin := portfolio.objectives[ref].origin)]
    supported = any(alignment.below[ref] for ref in alignment.refs)
    return AlignmentFacts(
        total=len(active),
        tied=len(tied),
        alone=len(alone),
        orphans=orphans,
        free=len(free),
        explained=_share(len(tied) + len(alone), len(active) - len(free)),
        bottom_up=_share(origins.count(Origin.BOTTOM_UP), len(origins)),
        stating=len(origins),
        unsupported=tuple(ref for ref in free if not alignment.below[ref]) if supported else (),
        overloaded=_overloaded(scored, alignment),
        strained=_strained(scored, alignment),
        across=len({tie.start for tie in all_ties(alignment.supports) if tie.crosses_cycles}),
        from_elsewhere=sum(_is_supported_from_elsewhere(portfolio, ref) for ref in active),
        chain=longest_chain(alignment),
    )


def supporters(portfolio: Portfolio, ref: ObjectiveRef) -> tuple[ObjectiveRef, ...]:
    """The objectives of all cycles that support this one or one of its key results, each once."""
    objective, known = portfolio.objectives[ref], portfolio.supporters
    found = [*known.get(ref, ())]
    for one in objective.key_results:
        found += known.get(new(KeyResultRef, (*ref, one.id)), ())
    return tuple([one for one in dict.fromkeys(found) if one != ref]) if found else ()


def longest_chain(alignment: Alignment) -> tuple[ObjectiveRef, ...]:
    """The objectives on a longest way of support, the lowest first; empty without any support."""
    at = max(alignment.nodes, key=lambda ref: alignment.depth[ref], default=None)
    if at is None or not alignment.depth[at]:
        return ()
    chain = [at]
    while above := alignment.above[chain[-1]]:
        chain.append(max(above, key=lambda ref: alignment.depth[ref]))
    return tuple(chain)


def status_of(scored: ScoredPortfolio, target: ObjectiveRef | KeyResultRef) -> Status:
    """Where an objective or a key result stands."""
    objective = scored.objectives[objective_of(target)]
    if not isinstance(target, KeyResultRef):
        return objective.status
    return next(one.status for one in objective.key_results if one.ref == target)


def _by_standing(
    alignment: Alignment, active: list[ObjectiveRef]
) -> Mapping[Standing, tuple[ObjectiveRef, ...]]:
    found: dict[Standing, list[ObjectiveRef]] = {standing: [] for standing in Standing}
    for ref in active:
        found[alignment.standing[ref]].append(ref)
    return {standing: tuple(refs) for standing, refs in found.items()}


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole else None


def is_overloaded(scored: ScoredPortfolio, supporters: int) -> bool:
    """Whether so many supporters are too many for one conversation."""
    return supporters > scored.settings.limits.supporters_per_objective


def _overloaded(scored: ScoredPortfolio, alignment: Alignment) -> tuple[Supported, ...]:
    counted = (Supported(ref, len(alignment.below[ref])) for ref in alignment.refs)
    found = (one for one in counted if is_overloaded(scored, one.supporters))
    return tuple(sorted(found, key=lambda one: -one.supporters))


def _strained(scored: ScoredPortfolio, alignment: Alignment) -> tuple[Tie, ...]:
    """Dependencies of what is pursued on what is in trouble."""
    found = [
        (_IN_TROUBLE.index(status), tie)
        for tie in all_ties(alignment.depends_on)
        if scored.portfolio.objectives[tie.start].state is State.ACTIVE
        and (status := status_of(scored, tie.target)) in _IN_TROUBLE
    ]
    return tuple(tie for _, tie in sorted(found, key=itemgetter(0)))


def _is_supported_from_elsewhere(portfolio: Portfolio, ref: ObjectiveRef) -> bool:
    return any(other.cycle != ref.cycle for other in supporters(portfolio, ref))
