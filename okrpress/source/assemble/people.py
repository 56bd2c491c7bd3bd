"""Who is named where: owners, authors, leads, members and managers."""

from collections.abc import Iterator
from typing import assert_never

from okrpress.model.finding import Place
from okrpress.model.observations import CheckIn, MidCycleReview, Record, Retrospective
from okrpress.model.okr import Cycle, Objective, Organisation, Person, Team
from okrpress.source.assemble.files import Files, ids
from okrpress.source.assemble.report import Report
from okrpress.source.kinds import FileKind

Use = tuple[str | None, tuple[str | int, ...]]
"""A person's id, and the keys that lead to it."""


def judge_people(files: Files, report: Report) -> None:
    """Ids of people that no file in people/ has; where there is no such file, any id will do."""
    known = ids(files, FileKind.PERSON)
    if not known:
        return
    teams = ids(files, FileKind.TEAM)
    unknown: dict[str, list[Place]] = {}
    for _, each in files:
        for name, keys in _uses(each.record) if each.record else ():
            if name is not None and name not in known:
                unknown.setdefault(name, []).append(Place(file=each.file, keys=keys))
    of_teams = {name: places for name, places in unknown.items() if name in teams}
    report.unknown("REF003", "person but a team", of_teams, (), "name one person of the team")
    others = {name: places for name, places in unknown.items() if name not in teams}
    report.unknown("REF003", "person", others, known, "add people/{}.md, or correct the id")


def _uses(record: Record) -> Iterator[Use]:
    match record:
        case Objective():
            yield from _of_objective(record)
        case CheckIn():
            yield record.author, ("author",)
        case Team():
            yield record.lead, ("lead",)
            for index, member in enumerate(record.members):
                yield member, ("members", index)
        case Person():
            yield record.manager, ("manager",)
        case Cycle() | Organisation() | MidCycleReview() | Retrospective():
            return
        case _:
            assert_never(record)


def _of_objective(objective: Objective) -> Iterator[Use]:
    yield objective.owner, ("owner",)
    for index, key_result in enumerate(objective.key_results):
        yield key_result.owner, ("key_results", index, "owner")
    for index, initiative in enumerate(objective.initiatives):
        yield initiative.owner, ("initiatives", index, "owner")
