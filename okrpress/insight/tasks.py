"""Personal task mapping: which of a person's initiatives move which key result, and which none."""

from collections.abc import Iterator

from okrpress.insight.due import Debt, DueKeyResult, debts, due_key_results
from okrpress.insight.folders import accountable, objectives_of, responsible, running_folders
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.model.okr import Initiative, InitiativeStatus, Objective, State
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio, Status

_NOT_PURSUED = frozenset({Status.DRAFT, Status.POSTPONED, Status.CANCELLED})
_OPEN = frozenset({InitiativeStatus.PLANNED, InitiativeStatus.DOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An initiative where it is written, with the one who does it: its owner, else the
    objective's, else the team's lead. `moves` is the key result it is meant for.
    """

    objective: ObjectiveRef
    initiative: Initiative
    moves: KeyResultRef | None
    person: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is planned or being done."""
        return self.initiative.status in _OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """A key result that concerns a person: they answer for it, or their work is to move it.

    `work` is everybody's work on it that was not dropped, `due` is set when a check-in is due.
    """

    scored: ScoredKeyResult
    owned: bool
    due: DueKeyResult | None
    work: tuple[Work, ...]

    @property
    def is_unmoved(self) -> bool:
        """Whether it is still to be reached and nothing is planned or done to move it."""
        return self.scored.status is not Status.DONE and not any(one.is_open for one in self.work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """What a person has to do with the running cycles.

    stakes  key results, those they answer for first, in the order of the files
    adrift  their open work that moves no key result that is being pursued
    debts   what they owe, the oldest first
    """

    person: str
    stakes: tuple[Stake, ...] = ()
    adrift: tuple[Work, ...] = ()
    debts: tuple[Debt, ...] = ()


def tasks_of(scored: ScoredPortfolio, person: str) -> Tasks:
    """Everything of the running cycles that concerns the person with this id."""
    stakes: list[Stake] = []
    adrift: list[Work] = []
    for folder in running_folders(scored):
        due = {one.scored.ref: one for one in due_key_results(scored, folder)}
        for objective in objectives_of(scored, folder):
            if objective.objective.state is State.ACTIVE:
                work = tuple(_work(scored, objective.objective))
                stakes += _stakes(scored, person, objective, work, due)
                adrift += _adrift(person, objective, work)
    return Tasks(
        person=person,
        stakes=tuple(sorted(stakes, key=lambda stake: not stake.owned)),
        adrift=tuple(adrift),
        debts=tuple(debt for debt in debts(scored) if debt.person == person),
    )


def _work(scored: ScoredPortfolio, objective: Objective) -> Iterator[Work]:
    for initiative in objective.initiatives:
        if initiative.status is not InitiativeStatus.DROPPED:
            target = initiative.key_result
            yield Work(
                objective=objective.ref,
                initiative=initiative,
                moves=KeyResultRef(*objective.ref, target) if target else None,
                person=responsible(scored, objective.ref.unit, initiative.owner or objective.owner),
            )


def _stakes(
    scored: ScoredPortfolio,
    person: str,
    objective: ScoredObjective,
    work: tuple[Work, ...],
    due: dict[KeyResultRef, DueKeyResult],
) -> Iterator[Stake]:
    for one in objective.key_results:
        if one.status in _NOT_PURSUED:
            continue
        moving = tuple(each for each in work if each.moves == one.ref)
        owner = accountable(objective.objective, one.key_result)
        owned = responsible(scored, one.ref.unit, owner) == person
        if owned or any(each.person == person and each.is_open for each in moving):
            yield Stake(scored=one, owned=owned, due=due.get(one.ref), work=moving)


def _adrift(person: str, objective: ScoredObjective, work: tuple[Work, ...]) -> Iterator[Work]:
    pursued = {one.ref for one in objective.key_results if one.status not in _NOT_PURSUED}
    for each in work:
        if each.is_open and each.person == person and each.moves not in pursued:
            yield each
