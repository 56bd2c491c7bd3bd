"""The other cycles of a unit: how each stands or ended, and whether check-ins came."""

from collections.abc import Iterable
from dataclasses import dataclass

from okrpress.insight.coverage import alike_in, is_habit, weeks_in
from okrpress.insight.turns import Turn
from okrpress.model.ids import UnitCycle
from okrpress.site import urls
from okrpress.site.later import Lazy, later
from okrpress.site.views.cycle_facts import cycle_dates
from okrpress.site.views.here import Here, Link
from okrpress.site.views.rows import ShareView, folder_status, in_order, rollup_share, state_counts
from okrpress.site.views.words import StatusView, status_view

_RECENT = 8
"""Of so many cycles check-ins are counted; ten years of them would cost more than the rest."""


@dataclass(frozen=True, kw_only=True)
class PastCycle(Lazy):
    """How another cycle of the unit stands or ended; `check_ins` is how many came in time."""

    cycle: Link
    dates: str
    status: StatusView
    counts: str
    share: ShareView
    check_ins: str
    objectives: tuple[Link, ...]


def past_cycles(here: Here, folders: Iterable[UnitCycle]) -> tuple[PastCycle, ...]:
    """A line for each folder, in the order given: the newest first."""
    return tuple(_past(here, one, is_recent=at < _RECENT) for at, one in enumerate(folders))


def _past(here: Here, folder: UnitCycle, *, is_recent: bool) -> PastCycle:
    rollup, objectives = here.site.scored.folders[folder], here.site.objectives(folder)
    return PastCycle(
        cycle=here.cycle(folder.cycle),
        dates=cycle_dates(here, here.site.portfolio.cycles[folder.cycle]),
        status=status_view(folder_status(rollup, objectives), here.fmt),
        counts=later(state_counts, here.fmt, rollup),
        share=rollup_share(here, rollup, urls.section_id("past", folder.cycle)),
        check_ins=_came(here, folder) if is_recent else "",
        objectives=tuple(here.objective(one.ref) for one in in_order(objectives)),
    )


def _came(here: Here, folder: UnitCycle) -> str:
    """As in "28 of 35 on time"; empty where there was no rhythm to speak of."""
    cycle = here.site.portfolio.cycles[folder.cycle]
    weeks = weeks_in(cycle, here.site.as_of)
    alike = alike_in(here.site.scored, folder, weeks)
    if not is_habit([turns for turns, _ in alike]):
        return ""
    due = on_time = 0
    for turns, count in alike:
        became = [turn for _, turn in turns]
        due += count * (len(became) - became.count(Turn.COMING))
        on_time += count * became.count(Turn.ON_TIME)
    return here.fmt.say(
        "{on_time} of {due} on time", on_time=here.fmt.number(on_time), due=here.fmt.number(due)
    )
