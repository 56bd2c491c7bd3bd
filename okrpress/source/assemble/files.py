"""The parsed files in order, and whether the folders they lie in can be used."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from okrpress.model.finding import Level
from okrpress.model.ids import ObjectiveRef, is_id
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


Files = tuple[File, ...]


def in_order(parsed: Iterable[Parsed], report: Report) -> Files:
    """The files that have an identity, in order of path; broken ones are noted as left out."""
    files = tuple(
        File(each.identity, each)
        for each in sorted(parsed, key=lambda each: each.file)
        if each.identity is not None
    )
    for identity, each in files:
        if each.record is None:
            report.leave_out(each.file, identity.unit_cycle, _why_broken(each))
    return files


def _why_broken(each: Parsed) -> str:
    error = next(finding for finding in each.findings if finding.level is Level.ERROR)
    return f"{error.code}: {error.message}"


def records(files: Files, noun: type[T]) -> Iterator[T]:
    """What the files of one kind say; broken ones say nothing."""
    return (each.record for _, each in files if isinstance(each.record, noun))


def ids(files: Files, kind: FileKind) -> frozenset[str]:
    """The ids of the teams or people that have a file, even a broken one."""
    return frozenset(_as_id(each.name) for each, _ in files if each.kind is kind)


def objective_refs(files: Files) -> frozenset[ObjectiveRef]:
    """The objectives that have a file, even a broken one."""
    return frozenset(
        ObjectiveRef(_as_id(each.cycle), _as_id(each.unit), _as_id(each.name))
        for each, _ in files
        if each.kind is FileKind.OBJECTIVE
    )


def _as_id(name: str) -> str:
    """The id that a name is, or was meant to be."""
    return name if is_id(name) else slug(name)


def cycles_of(files: Files) -> dict[str, str]:
    """The names of the cycles that have a folder, each with the first file in it."""
    return {each.cycle: parsed.file for each, parsed in reversed(files) if each.cycle}


def units_of(files: Files) -> dict[str, str]:
    """The names of the units that have a folder, each with the first file in it."""
    return {each.unit: parsed.file for each, parsed in reversed(files) if each.unit}


def misnamed_cycles(files: Files, report: Report) -> Problems:
    """The cycles that cannot be used for their names."""
    return _misnamed("cycle", cycles_of(files), report)


def misnamed_units(files: Files, report: Report) -> Problems:
    """The units that cannot be used for their names."""
    return _misnamed("unit", units_of(files), report)


def _misnamed(noun: str, folders: dict[str, str], report: Report) -> Problems:
    """One finding for each folder whose name is no id, at the first file in it."""
    problems = {}
    for name, file in sorted(folders.items()):
        mistake = id_mistake(name, noun, at_file(file), NO_FOLDERS)
        if mistake:
            report.findings.append(mistake)
            problems[name] = f"{mistake.code}: {mistake.message}"
    return problems


def housed(files: Files, cycles: Problems, units: Problems, report: Report) -> Files:
    """The files whose cycle and unit can be used; the others are noted as left out."""
    kept = []
    for file in files:
        identity, each = file
        why = cycles.get(identity.cycle) or units.get(identity.unit)
        if why is None:
            kept.append(file)
        elif each.record is not None:
            report.leave_out(each.file, identity.unit_cycle, why)
    return tuple(kept)
