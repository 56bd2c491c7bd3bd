"""How something ended beside what was believed of it, and what became of it afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from okrpress.insight.folders import key_results_of, mid_cycle_review_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A key result that stands in two cycles, as `same_in` finds it."""

    before: ScoredKeyResult
    after: ScoredKeyResult


def confidence_on(scored: ScoredKeyResult, day: date) -> Decimal | None:
    """The last confidence (0-10) that was reported up to a day; None where there was none."""
    for one in reversed(scored.history):
        if one.date <= day and (reported := one.reading.confidence) is not None:
            return reported
    return None


def mid_cycle_on(scored: ScoredPortfolio, folder: UnitCycle) -> date | None:
    """The day of a unit's mid-cycle review, else the planned one, else the middle of the cycle.

    None for an undated cycle.
    """
    held, cycle = mid_cycle_review_of(scored, folder), scored.portfolio.cycles[folder.cycle]
    if held or cycle.mid_cycle_review:
        return held.date if held else cycle.mid_cycle_review
    if cycle.start is None or cycle.end is None:
        return None
    return cycle.start + (cycle.end - cycle.start) / 2


def same_in(scored: ScoredPortfolio, ref: KeyResultRef, cycle: str) -> ScoredKeyResult | None:
    """The key result in another cycle: that of the same unit, objective and id.

    Where the objective was renamed, the one of the same id among the unit's, if there is just one.
    """
    return _same(_by_name(scored, UnitCycle(cycle, ref.unit)), ref)


def _by_name(scored: ScoredPortfolio, folder: UnitCycle) -> dict[str, list[ScoredKeyResult]]:
    """The key results of a folder that have the same id."""
    found: dict[str, list[ScoredKeyResult]] = {}
    for _, one in key_results_of(scored, folder):
        found.setdefault(one.ref.key_result, []).append(one)
    return found


def _same(
    there: Mapping[str, Sequence[ScoredKeyResult]], ref: KeyResultRef
) -> ScoredKeyResult | None:
    alike = there.get(ref.key_result, ())
    for one in alike:
        if one.ref.objective == ref.objective:
            return one
    return alike[0] if len(alike) == 1 else None


def carried(scored: ScoredPortfolio, folder: UnitCycle, cycle: str) -> Iterator[Carried]:
    """The key results of a folder that stand in another cycle too, in the order of the files."""
    there = _by_name(scored, UnitCycle(cycle, folder.unit))
    for _, one in key_results_of(scored, folder):
        if after := _same(there, one.ref):
            yield Carried(before=one, after=after)


def promises_moved(scored: ScoredPortfolio, refs: tuple[ObjectiveRef, ...]) -> int:
    """How many commitments of these objectives moved up to the as-of date."""
    moved = 0
    for ref in refs:
        one = scored.objectives[ref]
        for changes in (
            one.objective.changes,
            *[each.key_result.changes for each in one.key_results],
        ):
            if changes:  # as few have
                moved += sum([entry.on <= scored.as_of for entry in changes])
    return moved
