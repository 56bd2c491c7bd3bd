"""What happened, in a sentence: an author's words stand in quotation marks."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from okrpress.changes import Change, Direction, Kind, Subject
from okrpress.changes.change import Term
from okrpress.scoring.result import Status

NOTHING = "–"
_CUT = 90
_NAMES = {
    Subject.OBJECTIVE: "objective",
    Subject.KEY_RESULT: "key result",
    Subject.CHECK_IN: "check-in",
    Subject.MID_CYCLE: "mid-cycle review",
    Subject.RETROSPECTIVE: "retrospective",
    Subject.INITIATIVE: "initiative",
    Subject.CYCLE: "cycle",
    Subject.TEAM: "team",
    Subject.PERSON: "person",
    Subject.ORGANISATION: "organisation",
}
_FIELDS = {
    "keep": "band",
    "due": "due date",
    "done_when": "what its yes or no hangs on",
    "stands_alone": "reason to stand alone",
    "depends_on": "dependencies",
    "supports": "alignment",
    "body": "text",
    "changes": "target ledger",
    "unit": "unit of measurement",
}
_WAYS = {Direction.EASED: "eased", Direction.HARDENED: "hardened", None: "changed"}
STATUS = {
    Status.OFF_TRACK: "off track",
    Status.AT_RISK: "at risk",
    Status.NO_DATA: "no data",
    Status.TO_BE_GRADED: "to be graded",
    Status.PARTLY: "partly achieved",
    Status.ON_TRACK: "on track",
    Status.NOT_STARTED: "not started",
}


def sentence(change: Change) -> str:
    """What happened, without a full stop: 'key result "…": target eased from 45 to 40 %'."""
    subject = subject_text(change)
    match change.kind:
        case Kind.ADDED if not change.field:
            return f"{subject} added{_measured(change.after, change.unit)}"
        case Kind.DROPPED if not change.field:
            return f"{subject} dropped{_measured(change.before, change.unit)}"
        case Kind.MOVED:
            return f"{subject} moved from {term(change.before)}"
        case Kind.ADDED:
            return f"{subject}: {_field(change)} {term(change.after, change.unit)}"
        case Kind.REWORDED:
            return f"{subject}: {_field(change)} reworded{_from_to(change)}"
        case Kind.REWRITTEN:
            return f"{subject}: {_field(change)} rewritten{_from_to(change)}"
        case _:
            return f"{subject}: {_field(change)} {_WAYS[change.direction]}{_from_to(change)}"


def subject_text(change: Change) -> str:
    """What it is about."""
    name = _NAMES[change.subject]
    if change.id == "settings":
        return "settings"
    if change.subject in {Subject.CHECK_IN, Subject.MID_CYCLE, Subject.RETROSPECTIVE}:
        return f"{change.id.split('/')[1]}'s {change.title}"
    return f"{name} {quoted(change.title)}"


def explanation(change: Change) -> str:
    """The reason that the ledger or a state gives; that there is none, where there should be."""
    return f"reason: {quoted(change.reason)}" if change.reason else ""


def _field(change: Change) -> str:
    return _FIELDS.get(change.field, change.field.replace("_", " "))


def _measured(measure: Term, unit: str) -> str:
    return f": {term(measure, unit)}" if measure else ""


def _from_to(change: Change) -> str:
    if change.field == "body":
        return ""
    return f" from {term(change.before)} to {term(change.after, change.unit)}"


def term(value: Term, unit: str = "") -> str:
    """One side of a change."""
    match value:
        case None:
            return "nothing"
        case Decimal():
            return f"{value} {unit}".rstrip()
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(quoted(each) for each in value)
        case _:
            return quoted(value)


def quoted(text: str) -> str:
    """An author's text in quotation marks, cut where it is long."""
    shown = " ".join(text.replace('"', "'").split())
    return f'"{shown[: _CUT - 1]}…"' if len(shown) > _CUT else f'"{shown}"'


def status(status: Status | None) -> str:
    """A status in words."""
    return NOTHING if status is None else STATUS.get(status, status.value)


def percent(share: Decimal | None) -> str:
    """A share of one: "31 %"."""
    if share is None:
        return NOTHING
    return f"{(share * 100).quantize(Decimal(1), ROUND_HALF_UP)} %"


def number(value: Decimal | None, places: int = 2) -> str:
    """A score or a confidence, rounded half up."""
    if value is None:
        return NOTHING
    text = str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text
