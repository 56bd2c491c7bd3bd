"""The same numbers, those of closed cycles only once somebody asks for one of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from okrpress.memo import Memo
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import Folder, recall_folder, score_cycle
from okrpress.scoring.result import Rollup, ScoredObjective, ScoredPortfolio


def score_as_asked(
    portfolio: Portfolio, settings: Settings, as_of: date, memo: Memo | None = None
) -> ScoredPortfolio:
    """What `score` gives. In closed cycles a folder is scored when somebody asks for one of its
    numbers, and perhaps never.

    Processes that are forked from here share that work: each scores what its own pages show. What
    goes on is on so many pages that each of them would need it.
    """
    memo = memo or Memo()
    memo.begin()
    folders = _Folders(portfolio, settings, as_of, memo)
    for folder in portfolio.by_folder:
        closed = portfolio.cycles[folder.cycle].closed
        if closed is None or closed > as_of:
            folders[folder]
    return ScoredPortfolio(
        portfolio=portfolio,
        settings=settings,
        as_of=as_of,
        objectives=_Objectives(folders),
        folders=_Rollups(folders),
        cycles=_Cycles(folders),
    )


class _Folders(dict[UnitCycle, Folder]):
    """The folders that were asked for, scored."""

    def __init__(self, portfolio: Portfolio, settings: Settings, as_of: date, memo: Memo) -> None:
        self.portfolio, self.settings, self.as_of = portfolio, settings, as_of
        self._memo = memo

    def __missing__(self, folder: UnitCycle) -> Folder:
        if folder not in self.portfolio.by_folder:
            raise KeyError(folder)
        found = recall_folder(folder, self.portfolio, self.settings, self.as_of, self._memo)
        self[folder] = found
        return found


class _Objectives(Mapping[ObjectiveRef, ScoredObjective]):
    def __init__(self, folders: _Folders) -> None:
        self._folders = folders
        self._known: dict[ObjectiveRef, ScoredObjective] = {}

    def __getitem__(self, ref: ObjectiveRef) -> ScoredObjective:
        known = self._known.get(ref)
        if known is None:
            self._known.update(self._folders[UnitCycle(ref.cycle, ref.unit)].objectives)
            known = self._known[ref]
        return known

    def __contains__(self, ref: object) -> bool:
        return ref in self._folders.portfolio.objectives

    def __iter__(self) -> Iterator[ObjectiveRef]:
        return chain.from_iterable(self._folders.portfolio.by_folder.values())

    def __len__(self) -> int:
        return sum(map(len, self._folders.portfolio.by_folder.values()))


class _Rollups(Mapping[UnitCycle, Rollup]):
    def __init__(self, folders: _Folders) -> None:
        self._folders = folders

    def __getitem__(self, folder: UnitCycle) -> Rollup:
        return self._folders[folder].rollup

    def __contains__(self, folder: object) -> bool:
        return folder in self._folders.portfolio.by_folder

    def __iter__(self) -> Iterator[UnitCycle]:
        return iter(self._folders.portfolio.by_folder)

    def __len__(self) -> int:
        return len(self._folders.portfolio.by_folder)


class _Cycles(Mapping[str, Rollup]):
    def __init__(self, folders: _Folders) -> None:
        self._folders = folders
        self._known: dict[str, Rollup] = {}

    def __getitem__(self, cycle: str) -> Rollup:
        if cycle not in self._known:
            self._known[cycle] = self._rollup(cycle)
        return self._known[cycle]

    def _rollup(self, cycle: str) -> Rollup:
        portfolio, settings = self._folders.portfolio, self._folders.settings
        if cycle not in portfolio.cycles:
            raise KeyError(cycle)
        own = [self._folders[one] for one in portfolio.by_folder if one.cycle == cycle]
        return score_cycle(own, portfolio.thresholds(cycle, settings))

    def __contains__(self, cycle: object) -> bool:
        return cycle in self._folders.portfolio.cycles

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders.portfolio.cycles)

    def __len__(self) -> int:
        return len(self._folders.portfolio.cycles)
