"""What all folders share: the organisation, the units and the cycles."""

from functools import partial
from typing import NamedTuple

from okrpress.memo import Memo
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle, Organisation
from okrpress.model.settings import Settings
from okrpress.source.assemble.cycles import Cycles, link_cycles
from okrpress.source.assemble.files import Files, leave_out, leave_out_broken, units_of
from okrpress.source.assemble.report import Report
from okrpress.source.assemble.units import Units, link_units
from okrpress.source.kinds import FileKind


class Shared(NamedTuple):
    """What one folder sees of it.

    `values` are the ids of the organisation's, None where nobody can tell; `health` are the
    metrics that the unit declares.
    """

    cycle: Cycle
    values: frozenset[str] | None
    health: frozenset[str]


class Frame(NamedTuple):
    """`organisation` is None when its file is broken."""

    organisation: Organisation | None
    units: Units
    cycles: Cycles
    values: frozenset[str] | None

    def why_unusable(self, folder: UnitCycle) -> str | None:
        """Why nothing in the folder can be used; None if it can."""
        return self.cycles.unusable.get(folder.cycle) or self.units.unusable.get(folder.unit)

    def around(self, folder: UnitCycle) -> Shared:
        """What a folder that can be used sees."""
        unit = self.units.units[folder.unit]
        health = frozenset(metric.id for metric in unit.health)
        return Shared(self.cycles.cycles[folder.cycle], self.values, health)


def link_frame(files: Files, settings: Settings, memo: Memo, report: Report) -> Frame:
    """Link what all folders share, and note which of its files cannot be used."""
    leave_out_broken((each for _, each in files.common), None, report)
    organisation = _organisation(files, settings)
    units = _units(files, memo)
    report.include(units.noted)
    cycles = link_cycles(files, settings, memo, report)
    for identity, each in files.common:
        if identity.cycle in cycles.unusable:
            leave_out([each], None, cycles.unusable[identity.cycle], report)
    values = frozenset(value.id for value in organisation.values) if organisation else None
    return Frame(organisation, units, cycles, values)


def _units(files: Files, memo: Memo) -> Units:
    kinds = {FileKind.TEAM, FileKind.PERSON}
    members = tuple(file for file in files.common if file.identity.kind in kinds)
    folders = units_of(files)
    return memo.recall(
        "units",
        partial(link_units, members, folders),
        objects=tuple(each for _, each in members),
        values=tuple(folders.items()),
    )


def _organisation(files: Files, settings: Settings) -> Organisation | None:
    """The organisation; one with the site's title where no file says more; None when broken."""
    for identity, each in files.common:
        if identity.kind is FileKind.ORGANISATION:
            return each.record if isinstance(each.record, Organisation) else None
    return Organisation(name=settings.title)
