"""What changed lately: commitments that moved, results that moved, reviews that were held."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.insight.events import Event, Review, events
from okrpress.insight.folders import key_result_at
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.okr import LedgerEntry, Steps, YesNo
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredObjective
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.words import field_word

DAYS = 7
SHOWN = 8
_ARROW = " → "
_NUMBERS = frozenset({"baseline", "target", "plan"})  # in the key result's unit of measurement


_REVIEWS = {
    Review.MID_CYCLE: Phrase("Mid-cycle review held"),
    Review.RETROSPECTIVE: Phrase("Retrospective held"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened: when, to what, and what it was."""

    day: Day
    link: Link
    unit: Link
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A commitment that moved: a line of a table of target changes."""

    day: Day
    link: Link
    field: str
    before: str
    after: str
    reason: str


class Changes(NamedTuple):
    """The first few changes, and how many there are."""

    shown: tuple[Change, ...]
    total: int


def recent_changes(
    here: Here, objectives: Iterable[ScoredObjective], folders: Iterable[UnitCycle]
) -> Changes:
    """The most telling of the last `DAYS` days."""
    since = here.site.last_days(DAYS)
    happened = events(here.site.scored, since, objectives, folders)
    told = [event for event in happened if _is_change(event)]
    return Changes(tuple(_change(here, event) for event in told[:SHOWN]), len(told))


def ledger_rows(here: Here, objectives: Iterable[ScoredObjective]) -> tuple[LedgerRow, ...]:
    """Every commitment that moved up to the as-of date, the newest first."""
    rows = [
        (entry.on, str(link.href), position, _ledger_row(here, link, unit, entry))
        for objective in objectives
        for link, unit, entries in _ledgers(here, objective)
        for position, entry in enumerate(entries)
        if entry.on <= here.site.as_of
    ]
    rows.sort(key=lambda row: (-row[0].toordinal(), *row[1:3]))
    return tuple(row[-1] for row in rows)


def objective_ledger(here: Here, scored: ScoredObjective) -> tuple[LedgerRow, ...]:
    """What changed about an objective itself, the oldest first."""
    link = here.objective(scored.ref)
    return tuple(
        _ledger_row(here, link, "", entry)
        for entry in scored.objective.changes
        if entry.on <= here.site.as_of
    )


def key_result_ledger(here: Here, scored: ScoredKeyResult) -> tuple[LedgerRow, ...]:
    """The target changes of one key result, the oldest first."""
    link = key_result_link(here, scored)
    unit = scored.key_result.unit
    return tuple(
        _ledger_row(here, link, unit, entry)
        for entry in scored.key_result.changes
        if entry.on <= here.site.as_of
    )


def _ledgers(
    here: Here, objective: ScoredObjective
) -> Iterator[tuple[Link, str, tuple[LedgerEntry, ...]]]:
    if objective.objective.changes:
        yield here.objective(objective.ref), "", objective.objective.changes
    for one in objective.key_results:
        if one.key_result.changes:
            yield key_result_link(here, one), one.key_result.unit, one.key_result.changes


def _ledger_row(here: Here, link: Link, unit: str, entry: LedgerEntry) -> LedgerRow:
    fmt = here.fmt
    return LedgerRow(
        day=here.day(entry.on),
        link=link,
        field=field_word(entry.field, fmt),
        before=_committed(fmt, entry.field, entry.before, unit),
        after=_committed(fmt, entry.field, entry.after, unit),
        reason=entry.reason,
    )


def moved_in_words(here: Here, ref: KeyResultRef, entry: LedgerEntry) -> str:
    """What a promise was, and what it is."""
    unit = here.site.key_result(ref).key_result.unit
    row = _ledger_row(here, Link(""), unit, entry)
    return f"{row.before}{_ARROW}{row.after}"


def _committed(fmt: Formatter, field: str, value: Decimal | date | str, unit: str) -> str:
    if isinstance(value, date):
        return fmt.date(value)
    if isinstance(value, Decimal):
        return fmt.number(value, unit if field in _NUMBERS else "")
    return value or fmt.say("nothing", context="what moved")


def change_of(here: Here, event: Event) -> Change | None:
    """An event in words; wins, blockers and lessons have places of their own."""
    return _change(here, event) if _is_change(event) else None


def _is_change(event: Event) -> bool:
    return bool(event.entry or event.review or event.after)


def _change(here: Here, event: Event) -> Change:
    if event.entry:
        return _moved(here, event, event.entry)
    if event.review:
        link, text = here.cycle(event.folder.cycle), here.fmt.phrase(_REVIEWS[event.review])
        return _said(here, event, link, text)
    assert event.after is not None  # what is neither said nor decided is observed
    return _observed(here, event, event.after)


def _said(here: Here, event: Event, link: Link, text: str) -> Change:
    return Change(
        day=here.day(event.on),
        link=link,
        unit=here.unit(event.folder.unit),
        text=text,
        reason=event.text,
    )


def _moved(here: Here, event: Event, entry: LedgerEntry) -> Change:
    assert event.subject is not None  # a ledger belongs to something
    scored = _key_result(here, event)
    unit = scored.key_result.unit if scored else ""
    link = key_result_link(here, scored) if scored else here.reference(event.subject)
    row = _ledger_row(here, link, unit, entry)
    return _said(here, event, link, f"{row.field} {row.before}{_ARROW}{row.after}")


def _observed(here: Here, event: Event, after: Point) -> Change:
    scored = _key_result(here, event)
    assert scored is not None  # only key results are observed
    now = _observation(here.fmt, scored, after)
    before = event.before and _observation(here.fmt, scored, event.before)
    return _said(
        here, event, key_result_link(here, scored), f"{before}{_ARROW}{now}" if before else now
    )


def _key_result(here: Here, event: Event) -> ScoredKeyResult | None:
    subject = event.subject
    return key_result_at(here.site.scored, subject) if isinstance(subject, KeyResultRef) else None


def _observation(fmt: Formatter, scored: ScoredKeyResult, point: Point) -> str:
    match scored.key_result.measure:
        case Steps():
            return fmt.say("{share} of the steps", share=fmt.percent(point.value))
        case YesNo():
            return fmt.say("done") if point.value else fmt.say("not yet")
        case _:
            return fmt.number(point.value, scored.key_result.unit)
