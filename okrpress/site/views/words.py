"""The words the pages use for what the model names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from okrpress.model.observations import Carry, Decision
from okrpress.model.okr import Indicator, InitiativeStatus, ObjectiveType, Origin, Tier
from okrpress.scoring.result import Band, Disagreement, Status
from okrpress.site.charts import status_shape
from okrpress.site.formatting import NARROW_SPACE, Formatter

STATUS: Mapping[Status, str] = {
    Status.OFF_TRACK: "Off track",
    Status.AT_RISK: "At risk",
    Status.STALE: "Stale",
    Status.NO_DATA: "No data",
    Status.TO_BE_GRADED: "To be graded",
    Status.MISSED: "Missed",
    Status.PARTLY: "Partly achieved",
    Status.EARLY: "Early",
    Status.ON_TRACK: "On track",
    Status.DONE: "Done",
    Status.ACHIEVED: "Achieved",
    Status.NOT_STARTED: "Not started",
    Status.DRAFT: "Draft",
    Status.POSTPONED: "Postponed",
    Status.CANCELLED: "Cancelled",
}
BAND: Mapping[Band, str] = {Band.RED: "red", Band.YELLOW: "yellow", Band.GREEN: "green"}
TYPE: Mapping[ObjectiveType, str] = {
    ObjectiveType.COMMITTED: "Committed",
    ObjectiveType.ASPIRATIONAL: "Aspirational",
}
ORIGIN: Mapping[Origin, str] = {
    Origin.TOP_DOWN: "Top-down",
    Origin.BOTTOM_UP: "Bottom-up",
}
TIER: Mapping[Tier, str] = {
    Tier.CORE: "",
    Tier.NICE_TO_HAVE: "Nice to have: shown here, counted nowhere.",
}
INDICATOR: Mapping[Indicator, str] = {
    Indicator.LEADING: "Leading",
    Indicator.LAGGING: "Lagging",
}
INITIATIVE: Mapping[InitiativeStatus, str] = {
    InitiativeStatus.PLANNED: "Planned",
    InitiativeStatus.DOING: "Doing",
    InitiativeStatus.DONE: "Done",
    InitiativeStatus.DROPPED: "Dropped",
}
DECISION: Mapping[Decision, str] = {
    Decision.KEEP: "Keep",
    Decision.ADJUST: "Adjust",
    Decision.POSTPONE: "Postpone",
    Decision.CANCEL: "Cancel",
}
CARRY: Mapping[Carry, str] = {
    Carry.KEEP: "Keep",
    Carry.MODIFY: "Modify",
    Carry.DEFER: "Defer",
    Carry.ABANDON: "Abandon",
}
DISAGREEMENT: Mapping[Disagreement, str] = {
    Disagreement.MORE_CONFIDENT: "More confident than the pace",
    Disagreement.LESS_CONFIDENT: "Less confident than the pace",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """A status as a shape and a word; `key` picks the colour."""

    key: str
    word: str
    shape: Markup


@lru_cache(maxsize=len(Status))
def status_view(status: Status) -> StatusView:
    """How a status looks, the same on every page."""
    return StatusView(key=status.value, word=STATUS[status], shape=status_shape(status))


def typeset(title: str) -> str:
    """A title whose percent signs never stand on another line than their numbers."""
    return title.replace(" %", NARROW_SPACE + "%")


def counts_in_words(counts: Mapping[Status, int], fmt: Formatter) -> str:
    """As in "1 off track, 2 at risk, 9 on track", attention first."""
    return ", ".join(f"{fmt.number(count)} {STATUS[of].lower()}" for of, count in counts.items())
