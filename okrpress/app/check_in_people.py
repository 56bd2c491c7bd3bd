"""Who checks in, and for which unit, as git and the content know it."""

from collections.abc import Iterable
from contextlib import suppress

from okrpress.app.check_in_situation import Situation, open_folders
from okrpress.app.status_me import git_identity, named_person, person_of
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.ids import is_id
from okrpress.model.portfolio import Unit
from okrpress.writing.check_in.questions import KeyResultQuestion, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may be meant, and how many of its key results are due."""

    unit: Unit
    due: int


def author_of(situation: Situation, said: str | None) -> str | None:
    """The author of that id or name; else whoever works here, as git knows them.

    None where git knows nobody of the content. Raises OkrpressError for an author whom nobody
    knows.
    """
    if said is None:
        with suppress(OkrpressError):
            return person_of(situation.scored, git_identity(situation.project.root))
        return None
    if not situation.portfolio.people and is_id(said):
        return said
    return named_person(situation.scored, said)


def candidates(situation: Situation, person: str | None) -> tuple[Candidate, ...]:
    """The units that a check-in may be for, those that have anything to report on the day.

    The teams that the person leads, then those they are a member of, then themselves. Where that
    is none, or nobody knows the person, every unit with key results that are due.
    """
    own = [one for id in _units_of(situation, person) if (one := _candidate(situation, id))]
    if own:
        return tuple(own)
    found = (_candidate(situation, id) for id in situation.portfolio.units)
    return tuple(one for one in found if one and one.due)


def _units_of(situation: Situation, person: str | None) -> Iterable[str]:
    if person is None:
        return ()
    teams = situation.portfolio.teams.values()
    led = [team.id for team in teams if team.lead == person]
    declared = situation.portfolio.people.get(person)
    own = declared.team if declared else None
    joined = [team.id for team in teams if person in team.members or team.id == own]
    return dict.fromkeys((*led, *joined, person))


def _candidate(situation: Situation, id: str) -> Candidate | None:
    """The unit, where it has anything to report on the day."""
    folders = open_folders(situation, id, situation.date)
    if not folders or id not in situation.portfolio.units:
        return None
    asked = questions(situation.scored, folders, every=False)
    due = sum(isinstance(one, KeyResultQuestion) for one in asked)
    return Candidate(unit=situation.portfolio.units[id], due=due)
