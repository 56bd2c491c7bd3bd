"""Goalposts that moved while their cycle ran, by the week of the cycle."""

from collections.abc import Iterator

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.okr import Cycle, LedgerEntry
from okrpress.scoring.result import ScoredPortfolio

GOALPOSTS = frozenset({"baseline", "target", "keep", "due"})
"""Fields whose change moves what was promised."""
LONGEST = 20
"""Weeks of the longest cycle that is counted week by week: longer ones have weeks of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A goalpost of a key result that moved in a week (from 1) of its cycle.

    `is_late`: more than half of the cycle had passed, and the end was in sight.
    `is_long`: its cycle has more than `LONGEST` weeks.
    """

    ref: KeyResultRef
    entry: LedgerEntry
    week: int
    is_late: bool
    is_long: bool


def moves_of(scored: ScoredPortfolio) -> tuple[Move, ...]:
    """Every move from a cycle's first day on, up to the as-of date, the newest first."""
    found = [
        move
        for objective in scored.objectives.values()
        for key_result in objective.key_results
        if key_result.key_result.changes
        for move in _moves(
            key_result.ref,
            key_result.key_result.changes,
            scored.portfolio.cycles[objective.ref.cycle],
        )
        if move.entry.on <= scored.as_of
    ]
    return tuple(sorted(found, key=lambda move: (-move.entry.on.toordinal(), move.ref)))


def _moves(ref: KeyResultRef, changes: tuple[LedgerEntry, ...], cycle: Cycle) -> Iterator[Move]:
    if cycle.start is None or cycle.end is None:
        return
    length = (cycle.end - cycle.start).days + 1
    for entry in changes:
        passed = (entry.on - cycle.start).days
        if entry.field in GOALPOSTS and passed >= 0:
            yield Move(
                ref=ref,
                entry=entry,
                week=passed // 7 + 1,
                is_late=passed * 2 > length,
                is_long=length > LONGEST * 7,
            )
