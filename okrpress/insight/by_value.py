"""What stands behind each of the organisation's values: how far the objectives tied to it are."""

from collections.abc import Iterable
from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Value
from okrpress.scoring.arithmetic import ONE, arithmetic, weighted_mean
from okrpress.scoring.result import ScoredObjective, ScoredPortfolio
from okrpress.scoring.rollup import counted_objectives


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueProgress:
    """A value, how many objectives name it, and their mean progress (0-1; None without any)."""

    value: Value
    objectives: int
    progress: Decimal | None


@arithmetic()
def progress_by_value(
    scored: ScoredPortfolio, objectives: Iterable[ScoredObjective]
) -> tuple[ValueProgress, ...]:
    """Every value of the organisation, in its order; only objectives that count take part."""
    tied: dict[str, list[ScoredObjective]] = {}
    for one in counted_objectives(objectives):
        for value in one.objective.values:
            tied.setdefault(value, []).append(one)
    return tuple(
        ValueProgress(
            value=value,
            objectives=len(tied.get(value.id, ())),
            progress=weighted_mean(
                (one.rollup.progress, ONE)
                for one in tied.get(value.id, ())
                if one.rollup.progress is not None
            ),
        )
        for value in scored.portfolio.organisation.values
    )
