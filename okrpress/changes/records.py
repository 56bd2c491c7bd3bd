"""What surrounds the commitments, then and now: cycles, units, the organisation, settings."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

from okrpress.changes.change import Change, Kind, Subject, Term
from okrpress.model.finding import Place
from okrpress.model.okr import Cycle, Organisation, Person, Team
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings, Thresholds

Declared = Organisation | Team | Person | Cycle
SETTINGS_FILE = "okrpress.toml"


def record_changes(before: Portfolio, after: Portfolio) -> Iterator[Change]:
    """Every change to what objectives stand in."""
    yield from _declared(Subject.CYCLE, before.cycles, after.cycles)
    yield from _declared(Subject.TEAM, before.teams, after.teams)
    yield from _declared(Subject.PERSON, before.people, after.people)
    if before.organisation is not after.organisation:
        yield from _changed(
            Subject.ORGANISATION, "organisation", before.organisation, after.organisation
        )


def settings_changes(before: Settings, after: Settings) -> Iterator[Change]:
    """What is judged differently because the settings changed."""
    for field in fields(Settings):
        was, now = getattr(before, field.name), getattr(after, field.name)
        for name, old, new in _spread(field.name, was, now):
            yield Change(
                subject=Subject.ORGANISATION,
                kind=Kind.CHANGED,
                id="settings",
                title="settings",
                field=name,
                before=old,
                after=new,
                was=Place(file=SETTINGS_FILE),
                now=Place(file=SETTINGS_FILE),
            )


def _declared(
    subject: Subject, before: Mapping[str, Declared], after: Mapping[str, Declared]
) -> Iterator[Change]:
    for id, now in after.items():
        was = before.get(id)
        if was is None:
            yield _whole(subject, Kind.ADDED, id, now)
        elif was is not now:
            yield from _changed(subject, id, was, now)
    for id, was in before.items():
        if id not in after:
            yield _whole(subject, Kind.DROPPED, id, was)


def _name(record: Declared) -> str:
    return record.title if isinstance(record, Cycle) else record.name


def _whole(subject: Subject, kind: Kind, id: str, record: Declared) -> Change:
    place, is_new = Place(file=record.file), kind is Kind.ADDED
    return Change(
        subject=subject,
        kind=kind,
        id=id,
        title=_name(record),
        was=None if is_new else place,
        now=place if is_new else None,
    )


def _changed(subject: Subject, id: str, was: Declared, now: Declared) -> Iterator[Change]:
    for field in fields(now):
        if field.name in {"id", "file"}:
            continue
        for name, old, new in _spread(
            field.name, getattr(was, field.name), getattr(now, field.name)
        ):
            is_body = name == "body"
            yield Change(
                subject=subject,
                kind=Kind.REWORDED if is_body else Kind.CHANGED,
                id=id,
                title=_name(now),
                field=name,
                before=old,
                after=new,
                was=_place(was, field.name),
                now=_place(now, field.name),
            )


def _place(record: Declared, field: str) -> Place:
    is_body = field == "body"
    return Place(
        file=record.file, keys=() if is_body else (field,), on="body" if is_body else "value"
    )


def _spread(name: str, was: object, now: object) -> Iterator[tuple[str, Term, Term]]:
    """One field, or each threshold that differs."""
    if was == now:
        return
    if isinstance(was, Thresholds) and isinstance(now, Thresholds):
        for field in fields(Thresholds):
            yield from _spread(field.name, getattr(was, field.name), getattr(now, field.name))
        return
    yield name, _term(was), _term(now)


def _term(value: object) -> Term:
    """A value as a reviewer reads it."""
    match value:
        case None | "" | ():
            return None
        case Decimal() | str():
            return value
        case date():
            return value
        case tuple():
            return tuple(str(_term(one)) for one in value)
        case Thresholds():
            return "frozen"
        case _:
            return str(getattr(value, "name", None) or getattr(value, "title", None) or value)
