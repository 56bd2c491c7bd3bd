"""From a portfolio and a date to numbers: pure, total on valid input, able to explain itself."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from okrpress.memo import Memo
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.maker import maker
from okrpress.model.observations import Retrospective
from okrpress.model.okr import Objective, ObjectiveType
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring.arithmetic import arithmetic
from okrpress.scoring.history import History, histories
from okrpress.scoring.key_result import Around, Frame, score_key_result
from okrpress.scoring.ledger import promised
from okrpress.scoring.pace import expected_at_end
from okrpress.scoring.result import Rollup, ScoredObjective, ScoredPortfolio
from okrpress.scoring.rollup import roll_up_key_results, roll_up_objectives

__all__ = ["score"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Folder:
    """The objectives of one unit in one cycle, scored."""

    objectives: Mapping[ObjectiveRef, ScoredObjective]
    rollup: Rollup


@arithmetic()
def score(
    portfolio: Portfolio, settings: Settings, as_of: date, memo: Memo | None = None
) -> ScoredPortfolio:
    """Every number of the portfolio as it stood on a day; what is dated later does not exist.

    Linear in the number of key results and readings; with the memo of the time before, in those
    of the folders that have changed. What only a page shows (`forecast`, `explain`,
    `running_values`) is computed when it is asked for.
    """
    memo = memo or Memo()
    memo.begin()
    folders = {
        folder: recall_folder(folder, portfolio, settings, as_of, memo)
        for folder in portfolio.by_folder
    }
    objectives: dict[ObjectiveRef, ScoredObjective] = {}
    by_cycle: dict[str, list[Folder]] = {cycle: [] for cycle in portfolio.cycles}
    for folder, scored in folders.items():
        objectives.update(scored.objectives)
        by_cycle[folder.cycle].append(scored)
    return ScoredPortfolio(
        portfolio=portfolio,
        settings=settings,
        as_of=as_of,
        objectives=objectives,
        folders={folder: scored.rollup for folder, scored in folders.items()},
        cycles={
            cycle: _recall_cycle(cycle, tuple(scored), portfolio, settings, memo)
            for cycle, scored in by_cycle.items()
        },
    )


def recall_folder(
    folder: UnitCycle, portfolio: Portfolio, settings: Settings, as_of: date, memo: Memo
) -> Folder:
    """The folder as it was scored before, unless something that counts has changed."""
    return memo.recall(
        folder,
        partial(score_folder, folder, portfolio, settings, as_of),
        objects=(
            *(portfolio.objectives[ref] for ref in portfolio.by_folder[folder]),
            portfolio.check_ins.get(folder),
            portfolio.retrospectives.get(folder),
            portfolio.cycles[folder.cycle],
            portfolio.thresholds(folder.cycle, settings),
        ),
        values=(
            portfolio.units[folder.unit].cadence,
            settings.cadence,
            settings.default_type,
            as_of,
        ),
    )


@arithmetic()
def score_folder(
    folder: UnitCycle, portfolio: Portfolio, settings: Settings, as_of: date
) -> Folder:
    """The numbers of one unit's objectives in one cycle."""
    found = histories(portfolio.check_ins.get(folder, ()), as_of)
    cycle, thresholds = portfolio.cycles[folder.cycle], portfolio.thresholds(folder.cycle, settings)
    around = Around(
        cycle=cycle,
        as_of=as_of,
        thresholds=thresholds,
        retrospective=_known(portfolio.retrospectives.get(folder), as_of),
        has_ended=cycle.has_ended(as_of),
        passed={},
    )
    objectives = {
        ref: _score_objective(portfolio.objectives[ref], found, portfolio, settings, around)
        for ref in portfolio.by_folder[folder]
    }
    return Folder(objectives=objectives, rollup=roll_up_objectives(objectives.values(), thresholds))


def _recall_cycle(
    cycle: str, folders: tuple[Folder, ...], portfolio: Portfolio, settings: Settings, memo: Memo
) -> Rollup:
    thresholds = portfolio.thresholds(cycle, settings)
    return memo.recall(
        cycle, partial(score_cycle, folders, thresholds), objects=(thresholds, *folders)
    )


@arithmetic()
def score_cycle(folders: Iterable[Folder], thresholds: Thresholds) -> Rollup:
    """The numbers of a cycle, from those of its folders."""
    objectives = (one for folder in folders for one in folder.objectives.values())
    return roll_up_objectives(objectives, thresholds)


_scored = maker(ScoredObjective)


def _score_objective(
    objective: Objective,
    found: Mapping[KeyResultRef, History],
    portfolio: Portfolio,
    settings: Settings,
    around: Around,
) -> ScoredObjective:
    objective = promised(objective, around.as_of)
    ref = objective.ref
    type = objective.type or ObjectiveType(settings.default_type)
    frame = Frame(objective, expected_at_end(type, around.thresholds), around)
    key_results = tuple(
        [
            score_key_result(
                key_result_ref := objective.key_result_ref(one),
                one,
                found.get(key_result_ref, ()),
                portfolio.cadence(ref.unit, one, settings),
                frame,
            )
            for one in objective.key_results
        ]
    )
    rollup = roll_up_key_results(objective, key_results, around.thresholds)
    return _scored(ref, objective, key_results, rollup)


def _known(retrospective: Retrospective | None, as_of: date) -> Retrospective | None:
    return retrospective if retrospective and retrospective.date <= as_of else None
