"""Teams, people, and the units they are: who there is, and who belongs to whom."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple, TypeVar

from okrpress.insight.alignment_loops import loops
from okrpress.model.finding import Place
from okrpress.model.okr import Person, Team, Visibility
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.source.assemble.files import File, Problems, as_id, ids, misnamed
from okrpress.source.assemble.loops import in_words
from okrpress.source.assemble.report import Noted, Report, Use, at_file
from okrpress.source.kinds import FileKind

ADD_PERSON = "add people/{}.md, or correct the id"
_ADD_TEAM = "add teams/{}.md, or correct the id"

Member = TypeVar("Member", Team, Person)


class Units(NamedTuple):
    """Teams and people in order of id, and the units of the portfolio.

    `unusable` holds the folders whose names are no ids, or belong to nobody. `team_ids` and
    `people_ids` are those that have a file, even a broken one.
    """

    teams: dict[str, Team]
    people: dict[str, Person]
    units: dict[str, Unit]
    unusable: Problems
    team_ids: frozenset[str]
    people_ids: frozenset[str]
    noted: Noted

    def is_unread(self, unit: str) -> bool:
        """Whether the unit has a file, and it is broken."""
        declared = unit in self.team_ids or unit in self.people_ids
        return declared and unit not in self.teams and unit not in self.people


def link_units(files: Iterable[File], folders: Mapping[str, str]) -> Units:
    """Link teams and people to each other, and the folders, each with its first file, to them."""
    report = Report()
    team_ids, people_ids = ids(files, FileKind.TEAM), ids(files, FileKind.PERSON)
    bad = misnamed("unit", folders, report)
    _judge_double_ids(files, team_ids, report)
    teams = _by_id(each.record for _, each in files if isinstance(each.record, Team))
    people = _by_id(each.record for _, each in files if isinstance(each.record, Person))
    _judge_teams(teams.values(), people.values(), team_ids, report)
    teams = _linked_teams(teams, report)
    people = _linked_people(people, teams, report)
    folders = {name: file for name, file in folders.items() if name not in bad}
    if team_ids or people_ids:
        unclear = _unclear(files)
        units = {
            **_team_units(team_ids, teams, unclear),
            **_person_units(people_ids, people, unclear),
        }
        bad |= _unknown_units(folders, units, report)
    else:
        units = {id: _undeclared(id) for id in folders}
    units = dict(sorted(units.items()))
    return Units(teams, people, units, bad, team_ids, people_ids, report.noted())


def _by_id(members: Iterable[Member]) -> dict[str, Member]:
    return {member.id: member for member in sorted(members, key=attrgetter("id"))}


def _judge_double_ids(files: Iterable[File], team_ids: frozenset[str], report: Report) -> None:
    for identity, each in files:
        if identity.kind is FileKind.PERSON and identity.name in team_ids:
            message = f"`{identity.name}` is a person here and a team in teams/{identity.name}.md"
            report.add("REF002", at_file(each.file), message, "rename one of the two")


def _judge_teams(
    teams: Iterable[Team], people: Iterable[Person], team_ids: frozenset[str], report: Report
) -> None:
    """Names of teams that no file in teams/ has."""
    uses = [
        Use(name, Place(file=each.file, keys=(key,)))
        for key, members in (("parent", teams), ("team", people))
        for each in members
        if (name := getattr(each, key)) is not None and name not in team_ids
    ]
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
            f"`{key}` closes a circle: {in_words(loop, str)}",
            f"correct one `{key}` on the way",
        )
        closing.append(loop.last)
    return closing


# ── units ─────────────────────────────────────────────────────────────────────────────────────


def _unclear(files: Iterable[File]) -> frozenset[str]:
    """The ids of teams and people whose files cannot be read, and may say who may see them."""
    return frozenset(as_id(identity.name) for identity, each in files if each.is_unclear)


def _unread(id: str, kind: UnitKind, unclear: AbstractSet[str]) -> Unit:
    """What is known of a unit whose file is broken: its name, and that it may be hidden."""
    visibility = Visibility.PRIVATE if id in unclear else None
    return Unit(id=id, name=_words(id), kind=kind, visibility=visibility)


def _team_units(
    team_ids: Iterable[str], teams: Mapping[str, Team], unclear: AbstractSet[str]
) -> dict[str, Unit]:
    """A unit for each team's file; one that is broken says only its name."""
    return {
        id: Unit(
            id=id,
            name=team.name,
            kind=UnitKind.TEAM,
            parent=team.parent,
            cadence=team.cadence,
            health=team.health,
            visibility=team.visibility,
        )
        if (team := teams.get(id))
        else _unread(id, UnitKind.TEAM, unclear)
        for id in team_ids
    }


def _person_units(
    people_ids: Iterable[str], people: Mapping[str, Person], unclear: AbstractSet[str]
) -> dict[str, Unit]:
    """A unit for each person's file; what is not read is a person's all the same: private."""
    return {
        id: Unit(
            id=id,
            name=person.name,
            kind=UnitKind.PERSON,
            parent=person.team,
            cadence=person.cadence,
            health=person.health,
            visibility=person.visibility,
        )
        if (person := people.get(id))
        else _unread(id, UnitKind.PERSON, unclear)
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
    unknown = [Use(name, at_file(file)) for name, file in folders.items() if name not in units]
    otherwise = "add teams/{0}.md or people/{0}.md, or rename the folder"
    report.unknown("REF001", "team or person", unknown, units, otherwise)
    return {name: f"REF001: `{name}` is no team or person" for name, _ in unknown}
