"""What changed lately: commitments that moved, results that moved, reviews that were held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, LedgerEntry, Metric, Steps, YesNo
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredObjective
from okrpress.site.formatting import Formatter
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.rows import key_result_link

DAYS = 7
SHOWN = 8
_ARROW = " → "
_NUMBERS = frozenset({"baseline", "target", "plan"})  # in the key result's unit of measurement


class _Kind(IntEnum):
    """What happened, the most telling first."""

    COMMITMENT = 0
    REVIEW = 1
    FINISHED = 2
    CONFIDENCE = 3
    VALUE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened: when, to what, and what it was."""

    day: Day
    link: Link
    unit: Link
    text: str
    reason: str
    order: tuple[int, Decimal, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A commitment that moved: a line of a table of target changes."""

    day: Day
    link: Link
    field: str
    before: str
    after: str
    reason: str


def recent_changes(
    here: Here, objectives: Iterable[ScoredObjective], folders: Iterable[UnitCycle]
) -> list[Change]:
    """Everything of the last `DAYS` days, the most telling first."""
    found = [change for one in objectives for change in _of_objective(here, one)]
    found += [change for folder in folders for change in _reviews(here, folder)]
    return sorted(found, key=lambda change: change.order)


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
    yield here.objective(objective.ref), "", objective.objective.changes
    for one in objective.key_results:
        yield key_result_link(here, one), one.key_result.unit, one.key_result.changes


def _ledger_row(here: Here, link: Link, unit: str, entry: LedgerEntry) -> LedgerRow:
    fmt = here.fmt
    return LedgerRow(
        day=here.day(entry.on),
        link=link,
        field=entry.field.replace("_", " "),
        before=_committed(fmt, entry.field, entry.before, unit),
        after=_committed(fmt, entry.field, entry.after, unit),
        reason=entry.reason,
    )


def _committed(fmt: Formatter, field: str, value: Decimal | date | str, unit: str) -> str:
    if isinstance(value, date):
        return fmt.date(value)
    if isinstance(value, Decimal):
        return fmt.number(value, unit if field in _NUMBERS else "")
    return value or "nothing"


def _of_objective(here: Here, objective: ScoredObjective) -> Iterator[Change]:
    since = here.site.last_days(DAYS)
    for link, unit, entries in _ledgers(here, objective):
        for entry in entries:
            if since < entry.on <= here.site.as_of:
                yield _moved(here, objective, _ledger_row(here, link, unit, entry), entry.on)
    for scored in objective.key_results:
        if scored.history and scored.history[-1].date > since:
            yield from _observed(here, scored, since)


def _moved(here: Here, objective: ScoredObjective, row: LedgerRow, on: date) -> Change:
    return Change(
        day=row.day,
        link=row.link,
        unit=here.unit(objective.ref.unit),
        text=f"{row.field} {row.before}{_ARROW}{row.after}",
        reason=row.reason,
        order=(_Kind.COMMITMENT, Decimal(-on.toordinal()), row.link.href),
    )


def _observed(here: Here, scored: ScoredKeyResult, since: date) -> Iterator[Change]:
    points = running_values(scored.key_result.measure, scored.history)
    if not points or points[-1].date <= since:
        return
    before = [point for point in points if point.date <= since]
    last = points[-1]
    first = before[-1] if before else None
    if first and first.value == last.value:
        return
    kind = _Kind.FINISHED if scored.progress == 1 else _Kind.VALUE
    if scored.confidence and scored.confidence.fell:
        kind = _Kind.CONFIDENCE
    yield Change(
        day=here.day(last.date),
        link=key_result_link(here, scored),
        unit=here.unit(scored.ref.unit),
        text=_step(here.fmt, scored, first, last),
        reason=scored.history[-1].reading.note,
        order=(kind, -_way(scored, first, last), str(scored.ref)),
    )


def _step(fmt: Formatter, scored: ScoredKeyResult, first: Point | None, last: Point) -> str:
    after = _observation(fmt, scored, last)
    return f"{_observation(fmt, scored, first)}{_ARROW}{after}" if first else after


def _observation(fmt: Formatter, scored: ScoredKeyResult, point: Point) -> str:
    match scored.key_result.measure:
        case Steps():
            return f"{fmt.percent(point.value)} of the steps"
        case YesNo():
            return "done" if point.value else "not yet"
        case _:
            return fmt.number(point.value, scored.key_result.unit)


def _way(scored: ScoredKeyResult, first: Point | None, last: Point) -> Decimal:
    """How large the step was, as a share of the whole way where there is one."""
    step = abs(last.value - first.value) if first else Decimal(0)
    measure = scored.key_result.measure
    if isinstance(measure, Metric) and measure.baseline not in (None, measure.target):
        assert measure.baseline is not None
        return step / abs(measure.target - measure.baseline)
    return Decimal(0) if isinstance(measure, Band | Metric) else step


def _reviews(here: Here, folder: UnitCycle) -> Iterator[Change]:
    held = (
        ("Mid-cycle review held", here.site.mid_cycle_review(folder)),
        ("Retrospective held", here.site.retrospective(folder)),
    )
    for text, review in held:
        if review and review.date > here.site.last_days(DAYS):
            yield Change(
                day=here.day(review.date),
                link=here.cycle(folder.cycle),
                unit=here.unit(folder.unit),
                text=text,
                reason="",
                order=(_Kind.REVIEW, Decimal(-review.date.toordinal()), str(folder)),
            )
