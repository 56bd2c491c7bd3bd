"""What happened, in words: what moved from where to where, and what was said of it."""

from datetime import date
from decimal import Decimal

from okrpress.insight.events import Event, EventKind, Review
from okrpress.insight.folders import key_result_at
from okrpress.model.ids import KeyResultRef, Ref
from okrpress.model.okr import LedgerEntry, Steps, YesNo
from okrpress.report.bulletin.bulletin import Addresses, Item, brief
from okrpress.report.digest.names import Names
from okrpress.report.status_words import number, percent, whole_day
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredPortfolio

_NUMBERS = frozenset({"baseline", "target", "plan"})  # in the key result's unit of measurement
_FIELDS = {"keep": "range", "due": "due date", "done_when": "done when", "key_results": "results"}
_REVIEWS = {
    Review.MID_CYCLE: "mid-cycle review held",
    Review.RETROSPECTIVE: "retrospective held",
}


def change_item(scored: ScoredPortfolio, event: Event, addresses: Addresses) -> Item:
    """A promise or result that moved, or a review that was held."""
    names, folder = Names.of(scored), event.folder
    if event.subject is None:
        return Item(
            kind=_kind(event),
            text=names.unit(folder.unit),
            note=_REVIEWS[event.review] if event.review else "",
            href=addresses.unit(folder.unit),
            about=(str(folder),),
            unit=folder.unit,
            on=event.on,
        )
    return Item(
        kind=_kind(event),
        text=_title(scored, event.subject),
        note=brief(_moved(scored, event)),
        who=names.who(folder.unit, event.author),
        detail=_quoted(event.text),
        href=addresses.reference(event.subject),
        about=(str(event.subject),),
        unit=folder.unit,
        person=event.author,
        on=event.on,
    )


def said_item(event: Event, names: Names, addresses: Addresses) -> Item:
    """A win or a lesson, in its author's words."""
    return Item(
        kind=_kind(event),
        text=brief(event.text),
        who=names.who(event.folder.unit, event.author),
        href=addresses.unit(event.folder.unit),
        about=(str(event.folder),),
        unit=event.folder.unit,
        person=event.author,
        on=event.on,
    )


def _kind(event: Event) -> str:
    return event.kind.name.lower()


def _title(scored: ScoredPortfolio, subject: Ref) -> str:
    if isinstance(subject, KeyResultRef):
        found = key_result_at(scored, subject)
        return brief(found.key_result.title if found else str(subject))
    return brief(scored.objectives[subject].objective.title)


def _quoted(text: str) -> str:
    return f"“{brief(text)}”" if text.strip() else ""


def _moved(scored: ScoredPortfolio, event: Event) -> str:
    subject = event.subject
    found = key_result_at(scored, subject) if isinstance(subject, KeyResultRef) else None
    if event.entry:
        return _promise(event.entry, found.key_result.unit if found else "")
    assert found is not None  # only key results are observed
    said = [_observed(found, event.before, event.after)] if event.after else []
    if event.fell:
        before, now = event.fell
        said.append(f"confidence {number(before)} → {number(now)}")
    prefix = "target reached, " if event.kind is EventKind.FINISHED else ""
    return prefix + "; ".join(said)


def _promise(entry: LedgerEntry, unit: str) -> str:
    field = _FIELDS.get(entry.field, entry.field.replace("_", " "))
    unit = unit if entry.field in _NUMBERS else ""
    return f"{field} {_term(entry.before, unit)} → {_term(entry.after, unit)}"


def _term(value: Decimal | date | str, unit: str) -> str:
    if isinstance(value, Decimal):
        return number(value, unit)
    return whole_day(value) if isinstance(value, date) else brief(value) or "nothing"


def _observed(scored: ScoredKeyResult, before: Point | None, after: Point) -> str:
    now = _value(scored, after)
    return f"{_value(scored, before)} → {now}" if before else f"first reading {now}"


def _value(scored: ScoredKeyResult, point: Point) -> str:
    match scored.key_result.measure:
        case Steps():
            return f"{percent(point.value)} of the steps"
        case YesNo():
            return "done" if point.value else "not yet"
        case _:
            return number(point.value, scored.key_result.unit)
