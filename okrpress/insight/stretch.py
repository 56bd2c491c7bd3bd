"""How far a unit's stretches have carried it: the mean final score of what it dared."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.insight.folders import is_closed, objectives_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import ObjectiveType, State
from okrpress.scoring.arithmetic import ONE, arithmetic, weighted_mean
from okrpress.scoring.result import ScoredPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The mean final score (0-1) of a unit's aspirational key results, and what it is a mean of.

    About 0.7 is a success. Near 1 the stretches were no stretches, near 0 they were out of reach.
    """

    mean: Decimal
    key_results: int
    cycles: tuple[str, ...]


@arithmetic()
def stretch_of(scored: ScoredPortfolio, unit: str) -> Stretch | None:
    """The stretch factor of a unit over its closed cycles: Σ score / n, all weighing the same.

    Only what counted and has a score takes part: not what was given up, nor what is tracked with
    weight 0. None where there is nothing to take a mean of.
    """
    by_cycle = {
        cycle.id: found
        for cycle in scored.portfolio.cycles.values()
        if is_closed(cycle, scored.as_of)
        if (found := list(stretch_scores(scored, UnitCycle(cycle.id, unit))))
    }
    scores = [score for found in by_cycle.values() for score in found]
    mean = weighted_mean((score, ONE) for score in scores)
    if mean is None:
        return None
    return Stretch(mean=mean, key_results=len(scores), cycles=tuple(by_cycle))


def stretch_scores(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Decimal]:
    """The scores of a folder's aspirational key results, of those that count and have one."""
    default = ObjectiveType(scored.settings.default_type)
    for objective in objectives_of(scored, folder):
        is_stretch = (objective.objective.type or default) is ObjectiveType.ASPIRATIONAL
        if not is_stretch or objective.objective.state is not State.ACTIVE:
            continue
        for one in objective.key_results:
            if one.key_result.counts and one.score is not None:
                yield one.score
