"""What the objectives and key results that run are made of, by kinds."""

from collections import Counter
from collections.abc import Iterable

from okrpress.insight.folders import objectives_of, running_folders
from okrpress.model.frozen import dataclass
from okrpress.model.okr import (
    Band,
    Indicator,
    Measure,
    Metric,
    ObjectiveType,
    Origin,
    Steps,
    YesNo,
)
from okrpress.scoring.result import ScoredPortfolio
from okrpress.scoring.rollup import counted_key_results, counted_objectives

MEASURES: tuple[type[Measure], ...] = (Metric, Band, YesNo, Steps)
"""The ways to measure, in the order in which they are counted; what is none of them comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How many of what counts in running cycles are of each kind; the last count says nothing.

    indicators  key results: leading, lagging, not said
    measures    key results: metric, range, yes or no, steps, unmeasured
    types       objectives: committed, aspirational (those that do not say are the default)
    origins     objectives: top-down, bottom-up, not said
    """

    indicators: tuple[int, ...]
    measures: tuple[int, ...]
    types: tuple[int, ...]
    origins: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not any(self.types)


def mix_of(scored: ScoredPortfolio) -> Mix:
    """The mix of the running cycles on the as-of date."""
    objectives = counted_objectives(
        one for folder in running_folders(scored) for one in objectives_of(scored, folder)
    )
    key_results = [
        one.key_result
        for objective in objectives
        for one in counted_key_results(objective.objective, objective.key_results)
    ]
    default = ObjectiveType(scored.settings.default_type)
    return Mix(
        indicators=_counts((one.indicator for one in key_results), (*Indicator, None)),
        measures=_counts((_kind(one.measure) for one in key_results), (*MEASURES, None)),
        types=_counts((one.objective.type or default for one in objectives), tuple(ObjectiveType)),
        origins=_counts((one.objective.origin for one in objectives), (*Origin, None)),
    )


def _kind(measure: Measure) -> type[Measure] | None:
    return type(measure) if isinstance(measure, MEASURES) else None


def _counts(found: Iterable[object], kinds: tuple[object, ...]) -> tuple[int, ...]:
    counts = Counter(found)
    return tuple(counts[kind] for kind in kinds)
