"""Which key results have not been heard of for too long."""

from okrpress.rules.portfolios.scope import Folder, ScoredKeyResultAt
from okrpress.scoring.result import ScoredPortfolio, Status


def late_of(folder: Folder, scored: ScoredPortfolio) -> list[ScoredKeyResultAt]:
    """Those of a running folder that are stale, or were never reported though they should be."""
    stale_after = scored.thresholds(folder.ref.cycle).stale_after
    return [
        one for one in folder.key_results() if _is_late(one, int(stale_after * one.scored.cadence))
    ]


def _is_late(subject: ScoredKeyResultAt, days: int) -> bool:
    scored = subject.scored
    if scored.last_reading is not None:
        return scored.stale
    return scored.status is Status.NO_DATA and scored.age is not None and scored.age > days
