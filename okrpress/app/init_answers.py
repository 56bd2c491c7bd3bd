"""What somebody wants of a new project, and the ids and days that follow from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from okrpress.app.entered import entered_line, id_from
from okrpress.errors import OkrpressError
from okrpress.interchange.names import Ids
from okrpress.model.cycles import dates_from_name
from okrpress.model.frozen import dataclass
from okrpress.source.kinds import NO_FOLDERS
from okrpress.source.text import quote
from okrpress.writing.scaffold.ci import Host
from okrpress.writing.scaffold.owners import Reviewer, is_handle
from okrpress.writing.scaffold.units import ValueDraft

COMPANY = "company"
"""The id of the team above all others."""

EXAMPLE_TEAMS = ("Product", "Support")
EXAMPLE_VALUES = ("Care for each other", "Learn aloud")
_EXAMPLE_PEOPLE = ("Robin Example", "Kim Example", "Sam Example")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAnswer:
    """A team, and who leads it; `lead` is empty where nobody is named."""

    name: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was said to the questions of `init`, or is taken for granted.

    `lead` leads the whole organisation. `handles` are those of people, by their names. Teams are
    examples when nobody named any; `is_bare` leaves all examples out. `objective` is the title of
    a first objective, or empty.
    """

    organisation: str
    mission: str = ""
    values: tuple[str, ...] = EXAMPLE_VALUES
    lead: str = ""
    teams: tuple[TeamAnswer, ...] | None = None
    handles: Mapping[str, str] = field(default_factory=dict)
    cycle: str
    fiscal_year_start: int = 1
    fiscal_year_named_after: str = "end"
    objective: str = ""
    host: Host = Host.GITHUB
    is_bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """A person with an id, and their team; an example goes with the example content."""

    id: str
    name: str
    team: str
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTeam:
    """A team with an id, and the id of who leads it."""

    id: str
    name: str
    parent: str
    lead: str
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A project with all its ids: teams from the top, people in the order in which they appear.

    `owners` are the ids of invented people who answer for the example objectives of the first
    teams, by the teams' ids: nobody real is said to have promised anything.
    """

    organisation: str
    mission: str
    values: tuple[ValueDraft, ...]
    teams: tuple[PlannedTeam, ...]
    people: tuple[PlannedPerson, ...]
    owners: Mapping[str, str]
    reviewers: tuple[Reviewer, ...]
    start: date
    end: date


def plan(answers: Answers) -> Plan:
    """Give everything an id. Raises OkrpressError for what no file may hold."""
    start, end = cycle_days(answers)
    units = _Units(answers)
    values = [entered_line(value, "a value") for value in answers.values]
    ids = _ids(values, "value")
    return Plan(
        organisation=units.teams[0].name,
        mission=entered_line(answers.mission, "the mission") if answers.mission else "",
        values=tuple(ValueDraft(id=id, name=name) for id, name in zip(ids, values, strict=True)),
        teams=tuple(units.teams),
        people=tuple(units.people.values()),
        owners=units.owners,
        reviewers=tuple(_reviewers(answers, units)),
        start=start,
        end=end,
    )


def cycle_days(answers: Answers) -> tuple[date, date]:
    """First and last day of the first cycle. Raises OkrpressError for a name that tells none."""
    days = dates_from_name(
        answers.cycle,
        fiscal_year_start=answers.fiscal_year_start,
        named_after=answers.fiscal_year_named_after,
    )
    if days is None:
        raise OkrpressError(
            f"{quote(answers.cycle)} is no year, half-year, quarter or month",
            help="write it like 2026, 2026-h2, 2026-q4 or 2026-10",
        )
    return days


def _ids(names: Iterable[str], otherwise: str, taken: Iterable[str] = ()) -> list[str]:
    """An id for each name, all of them different."""
    ids = Ids(taken)
    return [ids.new(id_from(name, length=40), otherwise=otherwise) for name in names]


class _Units:
    """Teams and people with their ids, which differ from one another across both."""

    def __init__(self, answers: Answers) -> None:
        self.teams: list[PlannedTeam] = []
        self.people: dict[tuple[str, bool], PlannedPerson] = {}
        self.owners: dict[str, str] = {}
        self._ids = Ids({*NO_FOLDERS, COMPANY})
        self._has_examples = not answers.is_bare
        top = TeamAnswer(name=answers.organisation, lead=answers.lead)
        self._add(COMPANY, top, "the name of the organisation")
        for team in self._named(answers):
            name = entered_line(team.name, "the name of a team")
            id = self._ids.new(id_from(name, length=40), otherwise="team")
            self._add(id, team, "the name of a team", is_example=answers.teams is None)

    def _named(self, answers: Answers) -> tuple[TeamAnswer, ...]:
        if answers.teams is not None:
            return answers.teams
        return tuple(TeamAnswer(name=name) for name in EXAMPLE_TEAMS if self._has_examples)

    def _add(self, id: str, team: TeamAnswer, what: str, *, is_example: bool = False) -> None:
        lead = self._person(team.lead, id) if team.lead else ""
        if self._has_examples and len(self.owners) < len(_EXAMPLE_PEOPLE):
            example = _EXAMPLE_PEOPLE[len(self.owners)]
            self.owners[id] = self._person(example, id, is_example=True)
        planned = PlannedTeam(
            id=id,
            name=entered_line(team.name, what),
            parent=COMPANY if self.teams else "",
            lead=self.owners[id] if is_example else lead,
            is_example=is_example,
        )
        self.teams.append(planned)

    def _person(self, name: str, team: str, *, is_example: bool = False) -> str:
        """The id of a person; the same one to the same name."""
        name = entered_line(name, "a person's name")
        key = name, is_example
        if key not in self.people:
            id = self._ids.new(id_from(name), otherwise="person")
            self.people[key] = PlannedPerson(id=id, name=name, team=team, is_example=is_example)
        return self.people[key].id


def _reviewers(answers: Answers, units: _Units) -> Iterator[Reviewer]:
    """The people who lead something, but for those who are examples."""
    handles = {entered_line(name, "a name"): handle for name, handle in answers.handles.items()}
    for person in (person for person in units.people.values() if not person.is_example):
        handle = handles.pop(person.name, "")
        if handle and not is_handle(handle):
            raise OkrpressError(
                f"{quote(handle)} is no handle",
                help="write @name, @group/team or an e-mail address, as CODEOWNERS knows them",
            )
        teams = tuple(team.id for team in units.teams if team.lead == person.id)
        yield Reviewer(id=person.id, handle=handle, teams=teams)
    for name in handles:
        raise OkrpressError(
            f"nobody called {quote(name)} leads anything", help="name who leads which team, too"
        )
