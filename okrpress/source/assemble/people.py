"""Who is named where: owners, authors, leads, members and managers."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import assert_never

from okrpress.memo import Memo
from okrpress.model.finding import Place
from okrpress.model.observations import CheckIn, MidCycleReview, Record, Retrospective
from okrpress.model.okr import Cycle, Objective, Organisation, Person, Team
from okrpress.source.assemble.files import Files
from okrpress.source.assemble.report import Report, Use
from okrpress.source.assemble.units import Units
from okrpress.source.parse import Parsed

Named = tuple[str | None, tuple[str | int, ...]]
"""A person's id, and the keys that lead to it."""


def judge_people(files: Files, units: Units, memo: Memo, report: Report) -> None:
    """Ids of people that no file in people/ has; where there is no such file, any id will do."""
    known = units.people_ids
    if not known:
        return
    unknown: list[Use] = []
    common = tuple(each for _, each in files.common)
    for folder, own in ((None, common), *files.folders.items()):
        unknown += memo.recall(
            ("people", folder), partial(_unknown, own, known), objects=(known, *own)
        )
    unknown.sort(key=lambda use: use.at.file)
    of_teams = [use for use in unknown if use.name in units.team_ids]
    report.unknown("REF003", "person but a team", of_teams, (), "name one person of the team")
    others = [use for use in unknown if use.name not in units.team_ids]
    report.unknown("REF003", "person", others, known, "add people/{}.md, or correct the id")


def _unknown(files: Iterable[Parsed], known: AbstractSet[str]) -> tuple[Use, ...]:
    return tuple(
        [
            Use(name, Place(file=each.file, keys=keys))
            for each in files
            if each.record
            for name, keys in _named(each.record)
            if name is not None and name not in known
        ]
    )


def _named(record: Record) -> Iterable[Named]:
    match record:
        case CheckIn():
            return ((record.author, ("author",)),)
        case Objective():
            return _of_objective(record)
        case Team():
            members = enumerate(record.members)
            return (
                (record.lead, ("lead",)),
                *((member, ("members", index)) for index, member in members),
            )
        case Person():
            return ((record.manager, ("manager",)),)
        case Cycle() | Organisation() | MidCycleReview() | Retrospective():
            return ()
        case _:
            assert_never(record)


def _of_objective(objective: Objective) -> Iterator[Named]:
    if objective.owner is not None:
        yield objective.owner, ("owner",)
    for index, key_result in enumerate(objective.key_results):
        if key_result.owner is not None:
            yield key_result.owner, ("key_results", index, "owner")
    for index, initiative in enumerate(objective.initiatives):
        if initiative.owner is not None:
            yield initiative.owner, ("initiatives", index, "owner")
