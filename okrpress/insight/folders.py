"""Look-ups in a scored portfolio that several insights share: folders, who answers for what."""

from collections.abc import Iterable, Iterator
from datetime import date

from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Cycle, KeyResult, Objective
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio


def running_folders(
    scored: ScoredPortfolio, among: Iterable[UnitCycle] | None = None
) -> tuple[UnitCycle, ...]:
    """The folders of all cycles that run on the as-of date and are not closed, in their order.

    Of those `among` which to look, where these are given.
    """
    running = {
        cycle.id
        for cycle in scored.portfolio.running_cycles(scored.as_of)
        if not is_closed(cycle, scored.as_of)
    }
    folders = scored.portfolio.by_folder if among is None else among
    return tuple(folder for folder in folders if folder.cycle in running)


def is_closed(cycle: Cycle, as_of: date) -> bool:
    """Whether the cycle was frozen by that day."""
    return cycle.closed is not None and cycle.closed <= as_of


def objectives_of(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[ScoredObjective, ...]:
    """The objectives of a folder; none when there is no such folder."""
    return tuple(scored.objectives[ref] for ref in scored.portfolio.by_folder.get(folder, ()))


def key_results_of(
    scored: ScoredPortfolio, folder: UnitCycle
) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
    """The key results of a folder, each with its objective, in the order they are written."""
    for objective in objectives_of(scored, folder):
        for key_result in objective.key_results:
            yield objective, key_result


def key_result_at(scored: ScoredPortfolio, ref: KeyResultRef) -> ScoredKeyResult | None:
    """One key result, where there is one of that name."""
    objective = scored.objectives.get(ref.objective_ref)
    found = objective.key_results if objective else ()
    return next((one for one in found if one.ref == ref), None)


def check_ins_of(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[CheckIn, ...]:
    """The check-ins of a folder up to the as-of date, in order of date, then file name."""
    known = scored.portfolio.check_ins.get(folder, ())
    return tuple(one for one in known if one.date <= scored.as_of)


def newest_check_in(scored: ScoredPortfolio, folder: UnitCycle) -> CheckIn | None:
    """The last check-in of a folder up to the as-of date."""
    known = reversed(scored.portfolio.check_ins.get(folder, ()))
    return next((one for one in known if one.date <= scored.as_of), None)


def mid_cycle_review_of(scored: ScoredPortfolio, folder: UnitCycle) -> MidCycleReview | None:
    """The mid-cycle review of a folder, once it was held."""
    review = scored.portfolio.mid_cycle_reviews.get(folder)
    return review if review and review.date <= scored.as_of else None


def retrospective_of(scored: ScoredPortfolio, folder: UnitCycle) -> Retrospective | None:
    """The retrospective of a folder, once it was held."""
    retrospective = scored.portfolio.retrospectives.get(folder)
    return retrospective if retrospective and retrospective.date <= scored.as_of else None


def accountable(objective: Objective, key_result: KeyResult) -> str | None:
    """Whoever answers for a key result: its owner, else the objective's."""
    return key_result.owner or objective.owner


def responsible(scored: ScoredPortfolio, unit: str, owner: str | None = None) -> str | None:
    """Whom to ask: the owner, else the team's lead, else whoever the unit stands for.

    None for a team without a lead: there is only the unit as a whole to ask.
    """
    team = scored.portfolio.teams.get(unit)
    lead = team.lead if team else None
    is_team = scored.portfolio.units[unit].kind is UnitKind.TEAM
    return owner or lead or (None if is_team else unit)
