"""How final scores are spread, for committed and for aspirational objectives each."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.okr import ObjectiveType
from okrpress.scoring.arithmetic import ONE, arithmetic, rounded, weighted_mean
from okrpress.scoring.result import ScoredPortfolio
from okrpress.scoring.rollup import counted_key_results

TENTHS = 11
"""Scores are counted at 0.0, 0.1 … 1.0: rounded half up to tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The scores (0-1) of one type's key results: how many at each tenth, and their mean."""

    type: ObjectiveType
    counts: tuple[int, ...]
    mean: Decimal | None

    @property
    def total(self) -> int:
        """How many scores there are."""
        return sum(self.counts)


@arithmetic()
def spreads_of(scored: ScoredPortfolio) -> tuple[Spread, ...]:
    """The final scores of all cycles that are over, closed or not yet, committed first."""
    scores: dict[ObjectiveType, list[Decimal]] = {type: [] for type in ObjectiveType}
    for type, score in _scores(scored):
        scores[type].append(score)
    return tuple(
        Spread(
            type=type, counts=_counts(found), mean=weighted_mean((score, ONE) for score in found)
        )
        for type, found in scores.items()
    )


def _scores(scored: ScoredPortfolio) -> Iterator[tuple[ObjectiveType, Decimal]]:
    default, cycles = ObjectiveType(scored.settings.default_type), scored.portfolio.cycles
    ended = {id for id, cycle in cycles.items() if cycle.has_ended(scored.as_of)}
    for objective in scored.objectives.values():
        if objective.ref.cycle not in ended:
            continue
        for one in counted_key_results(objective.objective, objective.key_results):
            if one.score is not None:
                yield objective.objective.type or default, one.score


def _counts(scores: list[Decimal]) -> tuple[int, ...]:
    counts = [0] * TENTHS
    for score in scores:
        counts[int((rounded(score) * 10).quantize(ONE, rounding=ROUND_HALF_UP))] += 1
    return tuple(counts)
