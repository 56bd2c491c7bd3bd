"""What check-ins change: the portfolio with them, and each key result before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.portfolio import Portfolio
from okrpress.scoring import score
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A key result as it stood, and as it stands with its new reading."""

    before: ScoredKeyResult
    after: ScoredKeyResult
    reading: Reading


def changes(scored: ScoredPortfolio, check_ins: Iterable[CheckIn]) -> tuple[Change, ...]:
    """What the check-ins change on the as-of day, in their order; each has its `file`.

    Only the objectives that they report on are computed again.
    """
    check_ins = tuple(check_ins)
    touched = {
        reading.ref.objective_ref: None for check_in in check_ins for reading in check_in.readings
    }
    portfolio = _with(_only(scored.portfolio, touched), check_ins)
    after = _by_ref(score(portfolio, scored.settings, scored.as_of))
    before = _by_ref(scored)
    return tuple(
        Change(before=before[reading.ref], after=after[reading.ref], reading=reading)
        for check_in in check_ins
        for reading in check_in.readings
    )


def _only(portfolio: Portfolio, refs: Iterable[ObjectiveRef]) -> Portfolio:
    """The portfolio with these objectives, and the check-ins and reviews of their folders."""
    refs = sorted(refs)
    folders = dict.fromkeys(ref.unit_cycle for ref in refs)
    return replace(
        portfolio,
        objectives={ref: portfolio.objectives[ref] for ref in refs},
        by_folder={
            folder: tuple(ref for ref in refs if ref.unit_cycle == folder) for folder in folders
        },
        check_ins={folder: portfolio.check_ins.get(folder, ()) for folder in folders},
    )


def _with(portfolio: Portfolio, new: Iterable[CheckIn]) -> Portfolio:
    folders: dict[UnitCycle, list[CheckIn]] = {
        folder: list(check_ins) for folder, check_ins in portfolio.check_ins.items()
    }
    for check_in in new:
        folders.setdefault(check_in.unit_cycle, []).append(check_in)
    return replace(
        portfolio,
        check_ins={
            folder: tuple(sorted(check_ins, key=lambda one: (one.date, one.file[:-3])))
            for folder, check_ins in folders.items()
        },
    )


def _by_ref(scored: ScoredPortfolio) -> Mapping[KeyResultRef, ScoredKeyResult]:
    return {
        one.ref: one for objective in scored.objectives.values() for one in objective.key_results
    }
