"""The words the pages use for what the model names."""

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from okrpress.model.frozen import dataclass
from okrpress.model.observations import Carry, Decision
from okrpress.model.okr import Indicator, InitiativeStatus, ObjectiveType, Origin, Tier
from okrpress.scoring.result import Band, Disagreement, Status
from okrpress.site.charts import status_shape
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.language import NARROW_SPACE
from okrpress.site.model_words import cycle_name, status_counts, status_word

__all__ = ["cycle_name", "status_counts", "status_word"]

_BAND: Mapping[Band, Phrase] = {
    Band.RED: Phrase("red"),
    Band.YELLOW: Phrase("yellow"),
    Band.GREEN: Phrase("green"),
}
_TYPE: Mapping[ObjectiveType, Phrase] = {
    ObjectiveType.COMMITTED: Phrase("Committed"),
    ObjectiveType.ASPIRATIONAL: Phrase("Aspirational"),
}
_ORIGIN: Mapping[Origin, Phrase] = {
    Origin.TOP_DOWN: Phrase("Top-down"),
    Origin.BOTTOM_UP: Phrase("Bottom-up"),
}
_INDICATOR: Mapping[Indicator, Phrase] = {
    Indicator.LEADING: Phrase("Leading"),
    Indicator.LAGGING: Phrase("Lagging"),
}
_INITIATIVE: Mapping[InitiativeStatus, Phrase] = {
    InitiativeStatus.PLANNED: Phrase("Planned", "initiative"),
    InitiativeStatus.DOING: Phrase("Doing", "initiative"),
    InitiativeStatus.DONE: Phrase("Done", "initiative"),
    InitiativeStatus.DROPPED: Phrase("Dropped", "initiative"),
}
_DECISION: Mapping[Decision, Phrase] = {
    Decision.KEEP: Phrase("Keep", "decision"),
    Decision.ADJUST: Phrase("Adjust", "decision"),
    Decision.POSTPONE: Phrase("Postpone", "decision"),
    Decision.CANCEL: Phrase("Cancel", "decision"),
}
_CARRY: Mapping[Carry, Phrase] = {
    Carry.KEEP: Phrase("Keep", "carry-over"),
    Carry.MODIFY: Phrase("Modify", "carry-over"),
    Carry.DEFER: Phrase("Defer", "carry-over"),
    Carry.ABANDON: Phrase("Abandon", "carry-over"),
}
_DISAGREEMENT: Mapping[Disagreement, Phrase] = {
    Disagreement.MORE_CONFIDENT: Phrase("More confident than the pace"),
    Disagreement.LESS_CONFIDENT: Phrase("Less confident than the pace"),
}
_FIELD: Mapping[str, Phrase] = {
    "baseline": Phrase("baseline", "what moved"),
    "target": Phrase("target", "what moved"),
    "weight": Phrase("weight", "what moved"),
    "due": Phrase("due", "what moved"),
    "title": Phrase("title", "what moved"),
    "type": Phrase("type", "what moved"),
    "plan": Phrase("plan", "what moved"),
    "keep": Phrase("range", "what moved"),
    "state": Phrase("state", "what moved"),
    "owner": Phrase("owner", "what moved"),
    "values": Phrase("values", "what moved"),
    "supports": Phrase("supports", "what moved"),
    "stands_alone": Phrase("stands alone", "what moved"),
    "depends_on": Phrase("depends on", "what moved"),
    "origin": Phrase("origin", "what moved"),
    "tier": Phrase("tier", "what moved"),
    "tags": Phrase("tags", "what moved"),
    "visibility": Phrase("visibility", "what moved"),
    "key_results": Phrase("key results", "what moved"),
    "initiatives": Phrase("initiatives", "what moved"),
    "start": Phrase("start", "what moved"),
    "unit": Phrase("unit", "what moved"),
    "indicator": Phrase("indicator", "what moved"),
    "aggregate": Phrase("aggregate", "what moved"),
    "cadence": Phrase("cadence", "what moved"),
    "done_when": Phrase("done when", "what moved"),
    "steps": Phrase("steps", "what moved"),
    "source": Phrase("source", "what moved"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """A status as a shape and a word; `key` picks the colour."""

    key: str
    word: str
    shape: Markup


@lru_cache(maxsize=8 * len(Status))
def status_view(status: Status, fmt: Formatter) -> StatusView:
    """How a status looks, the same on every page."""
    return StatusView(key=status.value, word=status_word(status, fmt), shape=status_shape(status))


def band_word(band: Band, fmt: Formatter) -> str:
    """The band of a score: "red"."""
    return fmt.phrase(_BAND[band])


def type_word(type: ObjectiveType, fmt: Formatter) -> str:
    """What an objective is: "Committed"."""
    return fmt.phrase(_TYPE[type])


def origin_word(origin: Origin, fmt: Formatter) -> str:
    """Who proposed an objective: "Bottom-up"."""
    return fmt.phrase(_ORIGIN[origin])


def tier_words(tier: Tier, fmt: Formatter) -> str:
    """What an objective that is not core counts; nothing for one that is."""
    return "" if tier is Tier.CORE else fmt.say("Nice to have: shown here, counted nowhere.")


def indicator_word(indicator: Indicator, fmt: Formatter) -> str:
    """Whether a measure moves before or after what it stands for: "Leading"."""
    return fmt.phrase(_INDICATOR[indicator])


def initiative_word(status: InitiativeStatus, fmt: Formatter) -> str:
    """Where a piece of work stands: "Doing"."""
    return fmt.phrase(_INITIATIVE[status])


def decision_word(decision: Decision, fmt: Formatter) -> str:
    """What a mid-cycle review decided: "Adjust"."""
    return fmt.phrase(_DECISION[decision])


def carry_word(carry: Carry, fmt: Formatter) -> str:
    """What becomes of a key result in the next cycle: "Defer"."""
    return fmt.phrase(_CARRY[carry])


def disagreement_words(disagreement: Disagreement, fmt: Formatter) -> str:
    """How confidence and pace disagree."""
    return fmt.phrase(_DISAGREEMENT[disagreement])


def field_word(field: str, fmt: Formatter) -> str:
    """What of a commitment moved: "target"; a name that is not known as it was written."""
    known = _FIELD.get(field)
    return fmt.phrase(known) if known else field.replace("_", " ")


def typeset(title: str) -> str:
    """A title whose percent signs never stand on another line than their numbers."""
    return title.replace(" %", NARROW_SPACE + "%")
