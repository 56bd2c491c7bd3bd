"""What the stretches of a unit say about how far the next ones should reach."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from okrpress.insight.folders import is_closed
from okrpress.insight.stretch import Stretch, stretch_of, stretch_scores
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.scoring.arithmetic import ONE, arithmetic, weighted_mean
from okrpress.scoring.result import ScoredPortfolio

ENOUGH = 4
"""Scores that a suggestion needs."""
_NEAR = Decimal("0.1")  # so near to what is expected, all is well
_LEAST, _MOST = Decimal("0.5"), Decimal("1.5")  # no suggestion goes further at once


class Reach(StrEnum):
    """How far the next targets should lie from where they begin."""

    FARTHER = "farther"
    AS_FAR = "as-far"
    NEARER = "nearer"
    UNKNOWN = "unknown"  # too few scores to say


class CycleStretch(NamedTuple):
    """The mean score (0-1) of a unit's stretches in one closed cycle, and of how many."""

    cycle: str
    mean: Decimal
    key_results: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStretch:
    """A unit's stretch factor, in all and by cycle (the oldest first), and what follows from it.

    `times`: mean score over expected score, held between 0.5 and 1.5: targets that far from their
    baselines, compared with those before, would have ended at what is expected.
    """

    unit: str
    stretch: Stretch
    cycles: tuple[CycleStretch, ...]
    reach: Reach
    times: Decimal


@arithmetic()
def stretches_of(scored: ScoredPortfolio) -> tuple[UnitStretch, ...]:
    """The units with graded stretches, in the order of the portfolio."""
    expected = scored.settings.thresholds.expected_aspirational
    return tuple(
        UnitStretch(
            unit=unit,
            stretch=stretch,
            cycles=tuple(_by_cycle(scored, unit)),
            reach=_reach(stretch, expected),
            times=min(max(stretch.mean / expected, _LEAST), _MOST) if expected else ONE,
        )
        for unit in scored.portfolio.units
        if (stretch := stretch_of(scored, unit))
    )


def _by_cycle(scored: ScoredPortfolio, unit: str) -> Iterator[CycleStretch]:
    for cycle in scored.portfolio.cycles.values():
        if is_closed(cycle, scored.as_of):
            scores = list(stretch_scores(scored, UnitCycle(cycle.id, unit)))
            mean = weighted_mean((score, ONE) for score in scores)
            if mean is not None:
                yield CycleStretch(cycle.id, mean, len(scores))


def _reach(stretch: Stretch, expected: Decimal) -> Reach:
    if stretch.key_results < ENOUGH:
        return Reach.UNKNOWN
    if abs(stretch.mean - expected) <= _NEAR:
        return Reach.AS_FAR
    return Reach.FARTHER if stretch.mean > expected else Reach.NEARER
