"""Teams, people, and the units they are: who there is, and who belongs to whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from okrpress.model.finding import Place
from okrpress.model.okr import Person, Team
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.source.assemble.files import Files, Problems, ids, records, units_of
from okrpress.source.assemble.loops import loops
from okrpress.source.assemble.report import Report, at_file
from okrpress.source.kinds import FileKind

ADD_PERSON = "add people/{}.md, or correct the id"
_ADD_TEAM = "add teams/{}.md, or correct the id"

Member = TypeVar("Member", Team, Person)


class Units(NamedTuple):
    """Teams and people in order of id, and the units of the portfolio.

    `unknown` holds the folders that belong to nobody.
    """

    teams: dict[str, Team]
    people: dict[str, Person]
    units: dict[str, Unit]
    unknown: Problems


def link_units(files: Files, misnamed: Problems, report: Report) -> Units:
    """Link teams and people to each other, and folders to them."""
    team_ids, people_ids = ids(files, FileKind.TEAM), ids(files, FileKind.PERSON)
    _judge_double_ids(files, team_ids, report)
    teams = {team.id: team for team in sorted(records(files, Team), key=_id)}
    people = {person.id: person for person in sorted(records(files, Person), key=_id)}
    _judge_teams(teams.values(), people.values(), team_ids, report)
    teams = _linked_teams(teams, report)
    people = _linked_people(people, teams, report)
    folders = {name: file for name, file in units_of(files).items() if name not in misnamed}
    if not team_ids and not people_ids:
        return Units(teams, people, {id: _undeclared(id) for id in sorted(folders)}, {})
    units = dict(
        sorted({**_team_units(team_ids, teams), **_person_units(people_ids, people)}.items())
    )
    return Units(teams, people, units, _unknown_units(folders, units, report))


def _id(member: Team | Person) -> str:
    return member.id


def _judge_double_ids(files: Files, team_ids: frozenset[str], report: Report) -> None:
    for identity, each in files:
        if identity.kind is FileKind.PERSON and identity.name in team_ids:
            message = f"`{identity.name}` is a person here and a team in teams/{identity.name}.md"
            report.add("REF002", at_file(each.file), message, "rename one of the two")


def _judge_teams(
    teams: Iterable[Team], people: Iterable[Person], team_ids: frozenset[str], report: Report
) -> None:
    """Names of teams that no file in teams/ has."""
    uses: dict[str, list[Place]] = {}
    for key, members in (("parent", teams), ("team", people)):
        for each in members:
            name = getattr(each, key)
            if name is not None and name not in team_ids:
                uses.setdefault(name, []).append(Place(file=each.file, keys=(key,)))
    report.unknown("REF004", "team", uses, team_ids, _ADD_TEAM)


def _linked_teams(teams: Mapping[str, Team], report: Report) -> dict[str, Team]:
    linked = {
        id: team if team.parent in teams else replace(team, parent=None)
        for id, team in teams.items()
    }
    for child in _closing(linked, "parent", lambda team: team.parent, "REF009", report):
        linked[child] = replace(linked[child], parent=None)
    return linked


def _linked_people(
    people: Mapping[str, Person], teams: Mapping[str, Team], report: Report
) -> dict[str, Person]:
    linked = {
        id: replace(
            person,
            team=person.team if person.team in teams else None,
            manager=person.manager if person.manager in people else None,
        )
        for id, person in people.items()
    }
    for report_ in _closing(linked, "manager", lambda person: person.manager, "REF010", report):
        linked[report_] = replace(linked[report_], manager=None)
    return linked


def _closing(
    members: Mapping[str, Member],
    key: str,
    above: Callable[[Member], str | None],
    code: str,
    report: Report,
) -> list[str]:
    """Whoever closes a circle by what stands in `key`, with a finding each."""
    edges = {id: [up] if (up := above(member)) else [] for id, member in members.items()}
    closing = []
    for loop in loops(edges):
        at = Place(file=members[loop.last].file, keys=(key,))
        report.add(
            code,
            at,
            f"`{key}` closes a circle: {loop.shown(str)}",
            f"correct one `{key}` on the way",
        )
        closing.append(loop.last)
    return closing


# ── units ─────────────────────────────────────────────────────────────────────────────────────


def _team_units(team_ids: Iterable[str], teams: Mapping[str, Team]) -> dict[str, Unit]:
    """A unit for each team's file; one that is broken says only its name."""
    return {
        id: Unit(
            id=id,
            name=team.name,
            kind=UnitKind.TEAM,
            parent=team.parent,
            cadence=team.cadence,
            health=team.health,
        )
        if (team := teams.get(id))
        else Unit(id=id, name=_words(id), kind=UnitKind.TEAM)
        for id in team_ids
    }


def _person_units(people_ids: Iterable[str], people: Mapping[str, Person]) -> dict[str, Unit]:
    """A unit for each person's file; what is not read is a person's all the same: private."""
    return {
        id: Unit(
            id=id,
            name=person.name,
            kind=UnitKind.PERSON,
            parent=person.team,
            cadence=person.cadence,
            health=person.health,
        )
        if (person := people.get(id))
        else Unit(id=id, name=_words(id), kind=UnitKind.PERSON)
        for id in people_ids
    }


def _undeclared(id: str) -> Unit:
    return Unit(id=id, name=_words(id), kind=UnitKind.UNDECLARED)


def _words(id: str) -> str:
    """`customer-success` as `Customer success`."""
    return id.replace("-", " ").capitalize()


def _unknown_units(
    folders: Mapping[str, str], units: Mapping[str, Unit], report: Report
) -> Problems:
    unknown = {name: [at_file(file)] for name, file in folders.items() if name not in units}
    otherwise = "add teams/{0}.md or people/{0}.md, or rename the folder"
    report.unknown("REF001", "team or person", unknown, units, otherwise)
    return {name: f"REF001: `{name}` is no team or person" for name in unknown}
