"""What asks for attention, what is owed and what comes next, in words."""

from datetime import date
from decimal import Decimal

from okrpress.insight.attention import Ground, Reason
from okrpress.insight.due import Debt, DebtKind, UpcomingKind
from okrpress.model.said import Said, Template, counted, said
from okrpress.report.status_words import (
    age_text,
    day,
    number,
    points_text,
    signed,
    span,
    span_until_now,
)

_REASONS = {
    Reason.OFF_TRACK: Template("behind pace"),
    Reason.OVERDUE: Template("over due"),
    Reason.BLOCKED: Template("reported"),
    Reason.CONFIDENCE_FELL: Template("confidence fell"),
    Reason.STALE: Template("stale"),
    Reason.NO_DATA: Template("no data"),
    Reason.UNEXPLAINED: Template("miss not explained"),
    Reason.TO_BE_GRADED: Template("to be graded"),
    Reason.AT_RISK: Template("behind pace"),
    Reason.TARGET_MOVED: Template("promise moved"),
}
_DEBTS = {
    DebtKind.CHECK_IN: Template("check-in"),
    DebtKind.MID_CYCLE_REVIEW: Template("mid-cycle review"),
    DebtKind.RETROSPECTIVE: Template("retrospective"),
    DebtKind.GRADES: Template("grades"),
}
_FIELDS = {
    "baseline": Template("baseline"),
    "target": Template("target"),
    "weight": Template("weight"),
    "start": Template("start"),
    "due": Template("due"),
    "keep": Template("keep"),
    "title": Template("title"),
    "unit": Template("unit"),
    "owner": Template("owner"),
    "steps": Template("steps"),
    "plan": Template("plan"),
    "state": Template("state"),
    "type": Template("type"),
    "done_when": Template("done when"),
    "key_results": Template("key results"),
}
_UPCOMING = {
    UpcomingKind.CYCLE_BEGINS: Template("begins"),
    UpcomingKind.CHECK_IN: Template("check-in"),
    UpcomingKind.KEY_RESULTS_DUE: Template("due"),
    UpcomingKind.MID_CYCLE_REVIEW: Template("mid-cycle review"),
    UpcomingKind.CYCLE_ENDS: Template("ends"),
    UpcomingKind.RETROSPECTIVE: Template("retrospective"),
}


def ground_text(ground: Ground, unit: str = "") -> Said:
    """A reason with the number behind it: "behind pace by 12 points", "stale for 3 weeks"."""
    word = _REASONS[ground.reason].said()
    match ground:
        case Ground(points=Decimal() as points):
            return said("{reason} by {points}", reason=word, points=points_text(points))
        case Ground(outside=Decimal() as outside):
            return said("{difference} outside its range", difference=signed(outside, unit))
        case Ground(confidence=Decimal() as confidence):
            if ground.reason is Reason.CONFIDENCE_FELL:
                return said("confidence fell to {value} of 10", value=number(confidence))
            return said("confidence is {value} of 10", value=number(confidence))
        case Ground(moved=moved) if moved:
            field = field_text(moved.field)
            return said("{reason} ({field}, {day})", reason=word, field=field, day=day(moved.on))
        case Ground(reason=Reason.OVERDUE, since=date() as since):
            return said("{reason} since {day}", reason=word, day=day(since))
        case Ground(reason=Reason.BLOCKED, days=int() as days):
            return said("{reason} {when}", reason=word, when=age_text(days))
        case Ground(days=int() as days):
            return said("{reason} for {span}", reason=word, span=span_until_now(days))
    return word


def field_text(field: str) -> str:
    """A field of a promise: "target", "done when"; in English where no other word is known."""
    return _FIELDS[field].said() if field in _FIELDS else field.replace("_", " ")


def debt_text(debt: Debt) -> Said:
    """What is owed: "check-in of 3 key results, 12 days late"."""
    what, late = _DEBTS[debt.kind].said(), span(debt.days_late)
    count = len(debt.key_results)
    if not count:
        return said("{what}, {span} late", what=what, span=late)
    return counted(
        count,
        "{what} of {n} key result, {span} late",
        "{what} of {n} key results, {span} late",
        what=what,
        span=late,
    )


def debt_command(debt: Debt) -> str:
    """What to type to settle it; grades are written into the retrospective by hand."""
    unit = debt.folder.unit
    commands = {
        DebtKind.CHECK_IN: f"okrpress checkin {unit}",
        DebtKind.MID_CYCLE_REVIEW: f"okrpress review mid-cycle {unit}",
        DebtKind.RETROSPECTIVE: f"okrpress review retro {unit}",
    }
    return commands.get(debt.kind, "")


def upcoming_text(kind: UpcomingKind) -> Said:
    """What a day brings, behind the name of a cycle or unit: "retrospective", "check-in"."""
    return _UPCOMING[kind].said()
