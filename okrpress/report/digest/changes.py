"""What happened, in words: what moved from where to where, and what was said of it."""

from datetime import date
from decimal import Decimal

from okrpress.insight.events import Event, EventKind, Review
from okrpress.insight.folders import key_result_at
from okrpress.model.ids import KeyResultRef, Ref
from okrpress.model.okr import LedgerEntry, Steps, YesNo
from okrpress.model.said import Template, row, said
from okrpress.report.bulletin.bulletin import Addresses, Item, brief
from okrpress.report.digest.names import Names
from okrpress.report.due_words import field_text
from okrpress.report.status_words import number, percent, whole_day
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredPortfolio

_NUMBERS = frozenset({"baseline", "target", "plan"})  # in the key result's unit of measurement
_FIELDS = {
    "keep": Template("range"),
    "due": Template("due date"),
    "key_results": Template("results"),
}
_REVIEWS = {
    Review.MID_CYCLE: Template("mid-cycle review held"),
    Review.RETROSPECTIVE: Template("retrospective held"),
}


def change_item(scored: ScoredPortfolio, event: Event, addresses: Addresses) -> Item:
    """A promise or result that moved, or a review that was held."""
    names, folder = Names.of(scored), event.folder
    if event.subject is None:
        return Item(
            kind=_kind(event),
            text=names.unit(folder.unit),
            note=_REVIEWS[event.review].said() if event.review else "",
            href=addresses.unit(folder.unit),
            about=(str(folder),),
            unit=folder.unit,
            on=event.on,
        )
    return Item(
        kind=_kind(event),
        text=_title(scored, event.subject),
        note=_moved(scored, event),
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
    return said("“{words}”", words=brief(text)) if text.strip() else ""


def _moved(scored: ScoredPortfolio, event: Event) -> str:
    subject = event.subject
    found = key_result_at(scored, subject) if isinstance(subject, KeyResultRef) else None
    if event.entry:
        return _promise(event.entry, brief(found.key_result.unit) if found else "")
    assert found is not None  # only key results are observed
    told = [_observed(found, event.before, event.after)] if event.after else []
    if event.fell:
        before, now = map(number, event.fell)
        told.append(said("confidence {before} → {now}", before=before, now=now))
    moves = row(told, between="; ")
    if event.kind is EventKind.FINISHED:
        return said("target reached, {moves}", moves=moves)
    return moves


def _promise(entry: LedgerEntry, unit: str) -> str:
    field = entry.field
    unit = unit if field in _NUMBERS else ""
    return said(
        "{field} {before} → {after}",
        field=_FIELDS[field].said() if field in _FIELDS else field_text(field),
        before=_term(entry.before, unit),
        after=_term(entry.after, unit),
    )


def _term(value: Decimal | date | str, unit: str) -> str:
    if isinstance(value, Decimal):
        return number(value, unit)
    return whole_day(value) if isinstance(value, date) else brief(value) or said("nothing")


def _observed(scored: ScoredKeyResult, before: Point | None, after: Point) -> str:
    now = _value(scored, after)
    if before is None:
        return said("first reading {value}", value=now)
    return said("{before} → {now}", before=_value(scored, before), now=now)


def _value(scored: ScoredKeyResult, point: Point) -> str:
    match scored.key_result.measure:
        case Steps():
            return said("{share} of the steps", share=percent(point.value))
        case YesNo():
            return said("done") if point.value else said("not yet")
        case _:
            return number(point.value, brief(scored.key_result.unit))
