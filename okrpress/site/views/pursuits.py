"""What a unit pursues or pursued in each cycle, in brief."""

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.site import urls
from okrpress.site.later import Lazy, later
from okrpress.site.views.here import Here, Link
from okrpress.site.views.rows import ObjectiveRow, Share, in_order, objective_row, rollup_in_words


@dataclass(frozen=True, kw_only=True)
class Pursuit(Lazy):
    """What the unit pursues or pursued in one cycle, and how far all of it is."""

    cycle: Link
    share: Share
    objectives: tuple[ObjectiveRow, ...]


def pursuits_of(here: Here, id: str) -> tuple[Pursuit, ...]:
    """Of every cycle, in brief, the running ones first."""
    return tuple(_pursuit(here, folder) for folder in here.site.unit_folders.get(id, ()))


def _pursuit(here: Here, folder: UnitCycle) -> Pursuit:
    return Pursuit(
        cycle=here.cycle(folder.cycle),
        share=later(rollup_in_words, here, here.site.scored.folders[folder]),
        objectives=later(_rows, here, folder),
    )


def _rows(here: Here, folder: UnitCycle) -> tuple[ObjectiveRow, ...]:
    ids = urls.section_id("in", folder.cycle)
    return tuple(
        objective_row(here, one, f"{ids}_{one.ref.objective}")
        for one in in_order(here.site.objectives(folder))
    )
