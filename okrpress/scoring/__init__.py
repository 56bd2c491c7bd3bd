"""From a portfolio and a date to numbers: pure, total on valid input, able to explain itself."""

from collections.abc import Mapping
from datetime import date

from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Retrospective
from okrpress.model.okr import Objective, ObjectiveType
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring.arithmetic import arithmetic
from okrpress.scoring.history import History, histories
from okrpress.scoring.key_result import Frame, score_key_result
from okrpress.scoring.ledger import promised
from okrpress.scoring.result import ScoredObjective, ScoredPortfolio
from okrpress.scoring.rollup import roll_up_key_results, roll_up_objectives

__all__ = ["score"]


@arithmetic()
def score(portfolio: Portfolio, settings: Settings, as_of: date) -> ScoredPortfolio:
    """Every number of the portfolio as it stood on a day; what is dated later does not exist.

    Linear in the number of key results and readings. What only a page shows (`forecast`,
    `explain`, `running_values`) is computed when it is asked for.
    """
    found = histories(portfolio, as_of)
    objectives = {
        ref: _score_objective(objective, found, portfolio, settings, as_of)
        for ref, objective in portfolio.objectives.items()
    }
    by_cycle: dict[str, list[ScoredObjective]] = {cycle: [] for cycle in portfolio.cycles}
    for ref, scored in objectives.items():
        by_cycle[ref.cycle].append(scored)
    return ScoredPortfolio(
        portfolio=portfolio,
        settings=settings,
        as_of=as_of,
        objectives=objectives,
        folders={
            folder: roll_up_objectives(
                (objectives[ref] for ref in refs), portfolio.thresholds(folder.cycle, settings)
            )
            for folder, refs in portfolio.by_folder.items()
        },
        cycles={
            cycle: roll_up_objectives(scored, portfolio.thresholds(cycle, settings))
            for cycle, scored in by_cycle.items()
        },
    )


def _score_objective(
    objective: Objective,
    found: Mapping[KeyResultRef, History],
    portfolio: Portfolio,
    settings: Settings,
    as_of: date,
) -> ScoredObjective:
    objective = promised(objective, as_of)
    ref = objective.ref
    frame = Frame(
        objective=objective,
        type=objective.type or ObjectiveType(settings.default_type),
        cycle=portfolio.cycles[ref.cycle],
        as_of=as_of,
        thresholds=portfolio.thresholds(ref.cycle, settings),
        retrospective=_known(portfolio.retrospectives.get(ref.unit_cycle), as_of),
    )
    key_results = tuple(
        score_key_result(
            one,
            found.get(objective.key_result_ref(one), ()),
            portfolio.cadence(ref.unit, one, settings),
            frame,
        )
        for one in objective.key_results
    )
    return ScoredObjective(
        ref=ref,
        objective=objective,
        key_results=key_results,
        rollup=roll_up_key_results(objective, key_results, frame.thresholds),
    )


def _known(retrospective: Retrospective | None, as_of: date) -> Retrospective | None:
    return retrospective if retrospective and retrospective.date <= as_of else None
