"""How much each person has on their plate, by count: to spread work, never to rank people."""

from collections import Counter

from okrpress.insight.folders import accountable, objectives_of, running_folders
from okrpress.model.frozen import dataclass
from okrpress.model.okr import InitiativeStatus, State
from okrpress.scoring.result import ScoredObjective, ScoredPortfolio

_PURSUED = (State.ACTIVE, State.DRAFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a person answers for in the running cycles; `initiatives` are those being done.

    `person` is an id, or the name that an author wrote.
    """

    person: str
    objectives: int
    key_results: int
    initiatives: int


def workload_of(scored: ScoredPortfolio) -> tuple[Load, ...]:
    """Everybody who answers for something, by id; teams are no persons."""
    objectives: Counter[str] = Counter()
    key_results: Counter[str] = Counter()
    initiatives: Counter[str] = Counter()
    for folder in running_folders(scored):
        for one in objectives_of(scored, folder):
            if one.objective.state not in _PURSUED:
                continue
            objectives.update(filter(None, [one.objective.owner]))
            key_results.update(filter(None, _owners_of_key_results(one)))
            initiatives.update(filter(None, _doing(one)))
    people = {*objectives, *key_results, *initiatives} - scored.portfolio.teams.keys()
    return tuple(
        Load(
            person=person,
            objectives=objectives[person],
            key_results=key_results[person],
            initiatives=initiatives[person],
        )
        for person in sorted(people)
    )


def _owners_of_key_results(one: ScoredObjective) -> list[str | None]:
    return [
        accountable(one.objective, scored.key_result)
        for scored in one.key_results
        if scored.key_result.state in _PURSUED
    ]


def _doing(one: ScoredObjective) -> list[str | None]:
    return [
        initiative.owner
        for initiative in one.objective.initiatives
        if initiative.status is InitiativeStatus.DOING
    ]
