"""The parsed files in order, and whether the folders they lie in can be used."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple, TypeVar

from okrpress.model.finding import Level
from okrpress.model.ids import ObjectiveRef, UnitCycle, is_id
from okrpress.model.observations import Record
from okrpress.model.okr import Visibility
from okrpress.source.assemble.report import Report, at_file
from okrpress.source.kinds import NO_FOLDERS, FileKind, Identity, id_mistake, slug
from okrpress.source.parse import Parsed

T = TypeVar("T")

Problems = dict[str, str]
"""Names of cycles' or units' folders that cannot be used, and why."""


class File(NamedTuple):
    """A file, and what its path says."""

    identity: Identity
    parsed: Parsed


class Files(NamedTuple):
    """The files that have an identity, in order of path.

    `common` are those of the project as a whole: organisation, teams, people, cycles. `folders`
    are the others by the names of their folders, which may be no ids.
    """

    common: tuple[File, ...]
    folders: dict[UnitCycle, tuple[Parsed, ...]]


def in_order(parsed: Iterable[Parsed]) -> Files:
    """The files, sorted and grouped."""
    common: list[File] = []
    folders: dict[tuple[str, str], list[Parsed]] = {}
    for each in sorted(parsed, key=attrgetter("file")):
        identity = each.identity
        if identity is None:
            continue
        if identity.unit:
            folders.setdefault((identity.cycle, identity.unit), []).append(each)
        else:
            common.append(File(identity, each))
    return Files(
        common=tuple(common),
        folders={UnitCycle(*folder): tuple(own) for folder, own in folders.items()},
    )


def leave_out_broken(files: Iterable[Parsed], folder: UnitCycle | None, report: Report) -> None:
    """Note the files that cannot be read."""
    for each in files:
        if each.record is None:
            report.leave_out(each.file, folder, _why_broken(each), is_unclear=each.is_unclear)


def _why_broken(each: Parsed) -> str:
    error = next(finding for finding in each.findings if finding.level is Level.ERROR)
    return f"{error.code}: {error.message}"


def leave_out(files: Iterable[Parsed], folder: UnitCycle | None, why: str, report: Report) -> None:
    """Note the files that could be read and cannot be used."""
    for each in files:
        if each.record is not None:
            report.leave_out(each.file, folder, why, is_unclear=_restricts(each.record))


def _restricts(record: Record) -> bool:
    """Whether the file says that not everybody may see it."""
    return getattr(record, "visibility", None) not in {None, Visibility.PUBLIC}


def records(files: Iterable[Parsed], noun: type[T]) -> Iterator[T]:
    """What the files that hold a noun say; broken ones say nothing."""
    return (each.record for each in files if isinstance(each.record, noun))


def ids(common: Iterable[File], kind: FileKind) -> frozenset[str]:
    """The ids of the teams or people that have a file, even a broken one."""
    return frozenset(as_id(identity.name) for identity, _ in common if identity.kind is kind)


def as_id(name: str) -> str:
    """The id that a name is, or was meant to be."""
    return name if is_id(name) else slug(name)


def objective_refs(files: Files) -> Iterator[ObjectiveRef]:
    """The objectives that have a file, even a broken one."""
    for folder, own in files.folders.items():
        unit_cycle = as_id(folder.cycle), as_id(folder.unit)
        for each in own:
            if each.identity and each.identity.kind is FileKind.OBJECTIVE:
                yield ObjectiveRef(*unit_cycle, as_id(each.identity.name))


# ── folders ───────────────────────────────────────────────────────────────────────────────────


def cycles_of(files: Files) -> dict[str, str]:
    """The names of the cycles that have a folder, each with the first file in it."""
    first = [(folder.cycle, own[0].file) for folder, own in files.folders.items()]
    indexes = ((identity.cycle, each.file) for identity, each in files.common if identity.cycle)
    return _first_of([*first, *indexes])


def units_of(files: Files) -> dict[str, str]:
    """The names of the units that have a folder, each with the first file in it."""
    return _first_of([(folder.unit, own[0].file) for folder, own in files.folders.items()])


def _first_of(named: list[tuple[str, str]]) -> dict[str, str]:
    """Names in order, each with the first of its files."""
    found: dict[str, str] = {}
    for name, file in sorted(named):
        found.setdefault(name, file)
    return found


def misnamed(noun: str, folders: Mapping[str, str], report: Report) -> Problems:
    """The folders whose names are no ids: one finding for each, at the first file in it."""
    problems = {}
    for name, file in sorted(folders.items()):
        mistake = id_mistake(name, noun, at_file(file), NO_FOLDERS)
        if mistake:
            report.findings.append(mistake)
            problems[name] = f"{mistake.code}: {mistake.message}"
    return problems
