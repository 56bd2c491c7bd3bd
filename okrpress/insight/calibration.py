"""How what people believed at mid-cycle sits beside how it ended, over closed cycles.

Always over many key results and never by person: it judges forecasts, not people.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from okrpress.insight.folders import is_closed, key_results_of, mid_cycle_review_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import State
from okrpress.scoring.arithmetic import ONE, arithmetic, weighted_mean
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio

CASES_NEEDED = 20
"""With fewer cases, chance moves the means too far for anything to be said."""
_WIDTH = 2  # points of confidence in one group
_GROUPS = 5


class Case(NamedTuple):
    """A key result that has ended: its confidence at mid-cycle (0-10) and its score (0-1)."""

    confidence: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The cases whose confidence is at least `low` and below `high` (10 belongs to the last).

    `low_quarter` and `high_quarter` are the scores that a quarter of the cases stay below or
    exceed: half of them lie between.
    """

    low: int
    high: int
    cases: int
    confidence: Decimal
    score: Decimal
    low_quarter: Decimal
    high_quarter: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """All cases with their means (None without any), and by confidence; empty groups are left out.

    `cycles` are the closed cycles that gave at least one case.
    """

    cases: int
    cycles: tuple[str, ...]
    confidence: Decimal | None
    score: Decimal | None
    groups: tuple[Group, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough cases to show anything."""
        return self.cases >= CASES_NEEDED


@arithmetic()
def calibration_of(scored: ScoredPortfolio) -> Calibration:
    """Confidence at mid-cycle against the final score, over all closed cycles.

    The confidence is the last one reported up to the unit's mid-cycle review, else up to the day
    that the cycle names for it, else up to the middle of the cycle.
    """
    by_cycle: dict[str, list[Case]] = {
        cycle.id: [] for cycle in scored.portfolio.cycles.values() if is_closed(cycle, scored.as_of)
    }
    for folder in scored.portfolio.by_folder:
        if folder.cycle in by_cycle:
            by_cycle[folder.cycle] += _cases(scored, folder)
    every = [case for cases in by_cycle.values() for case in cases]
    return Calibration(
        cases=len(every),
        cycles=tuple(cycle for cycle, cases in by_cycle.items() if cases),
        confidence=_mean([case.confidence for case in every]),
        score=_mean([case.score for case in every]),
        groups=tuple(_groups(every)),
    )


def _cases(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Case]:
    middle = _middle(scored, folder)
    for objective, one in key_results_of(scored, folder):
        if one.score is None or objective.objective.state is not State.ACTIVE:
            continue
        confidence = _believed(one, middle)
        if confidence is not None and one.key_result.counts:
            yield Case(confidence, one.score)


def _middle(scored: ScoredPortfolio, folder: UnitCycle) -> date | None:
    cycle = scored.portfolio.cycles[folder.cycle]
    review = mid_cycle_review_of(scored, folder)
    if review:
        return review.date
    if cycle.mid_cycle_review or cycle.start is None or cycle.end is None:
        return cycle.mid_cycle_review
    return cycle.start + timedelta(days=(cycle.end - cycle.start).days // 2)


def _believed(scored: ScoredKeyResult, until: date | None) -> Decimal | None:
    if until is None:
        return None
    for one in reversed(scored.history):
        if one.date <= until and one.reading.confidence is not None:
            return one.reading.confidence
    return None


def _groups(cases: list[Case]) -> Iterator[Group]:
    members: list[list[Case]] = [[] for _ in range(_GROUPS)]
    for case in cases:
        members[min(int(case.confidence) // _WIDTH, _GROUPS - 1)].append(case)
    for number, group in enumerate(members):
        confidence = _mean([case.confidence for case in group])
        score = _mean([case.score for case in group])
        if confidence is None or score is None:
            continue
        scores = sorted(case.score for case in group)
        yield Group(
            low=number * _WIDTH,
            high=(number + 1) * _WIDTH,
            cases=len(group),
            confidence=confidence,
            score=score,
            low_quarter=scores[(len(scores) - 1) // 4],
            high_quarter=scores[-1 - (len(scores) - 1) // 4],
        )


def _mean(values: list[Decimal]) -> Decimal | None:
    return weighted_mean((value, ONE) for value in values)
