"""What a trend says: its finding in a sentence, and its numbers as a table."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from okrpress.model.okr import Band
from okrpress.scoring.bands import outside
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.formatting import Formatter


def finding_of(data: TrendData, fmt: Formatter) -> str:
    """Where it stands, what was expected by now, where it leads."""
    parts = [_now(data, fmt), _aim(data, fmt), _projection(data, fmt)]
    return f"{'; '.join(part for part in parts if part)}."


def table_of(data: TrendData, title: str, fmt: Formatter) -> Table:
    """A row for every day on which something was read, believed or moved, and the projection."""
    values, beliefs = dict(data.readings), dict(data.confidence)
    days = sorted({*values, *beliefs, *(move.date for move in data.moves)})
    rows = [
        (
            fmt.date(day),
            _value(values.get(day), data, fmt),
            _expected_in_words(data, day, fmt),
            _value(_target(data, day), data, fmt),
            fmt.number(beliefs[day]) if day in beliefs else "",
        )
        for day in days
    ]
    if data.projection:
        when = f"{fmt.date(data.projection.date)} (projection)"
        rows.append((when, _interval(data, fmt), "", _value(data.target, data, fmt), ""))
    columns = (
        Column("Date"),
        Column("Value", is_number=True),
        Column("Expected", is_number=True),
        Column("Target", is_number=True),
        Column("Confidence (0–10)", is_number=True),
    )
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    return Table(
        caption=title,
        columns=tuple([columns[at] for at in kept]),
        rows=tuple([tuple([row[at] for at in kept]) for row in rows]),
    )


# ── the finding ───────────────────────────────────────────────────────────────────────────────


def _now(data: TrendData, fmt: Formatter) -> str:
    if not data.has_values:
        day, confidence = data.confidence[-1]
        return f"Confidence {fmt.confidence(confidence)} on {fmt.date(day)}"
    if not data.readings:
        return "No readings yet"
    day, value = data.readings[-1]
    words = f"{_value(value, data, fmt)} on {fmt.date(day)}"
    if data.stale:
        words += f", {fmt.age((data.as_of - day).days)}"
    return words


def _aim(data: TrendData, fmt: Formatter) -> str:
    if data.keep:
        return _kept(data.keep, data, fmt)
    if data.target is None:
        return ""
    expected = _expected(data, data.as_of) if data.due and data.as_of <= data.due else None
    by = f" by {fmt.date(data.due)}" if data.due else ""
    target = f"the target is {_value(data.target, data, fmt)}{by}"
    if expected is None:
        return target
    return f"{fmt.short(expected, data.unit)} is expected by now; {target}"


def _kept(keep: Band, data: TrendData, fmt: Formatter) -> str:
    aim = f"the range is {fmt.keep(keep.min, keep.max, data.unit)}"
    if not data.readings:
        return aim
    distance = outside(keep, data.readings[-1].value)
    if not distance:
        return f"inside the range, {aim.removeprefix('the range is ')}"
    side = "over" if distance > 0 else "under"
    return (
        f"{_value(abs(distance), data, fmt)} {side} the range, {aim.removeprefix('the range is ')}"
    )


def _projection(data: TrendData, fmt: Formatter) -> str:
    if data.projection is None:
        return ""
    return f"if it goes on like this, {_interval(data, fmt)} by then"


def _interval(data: TrendData, fmt: Formatter) -> str:
    projection = data.projection
    if projection is None:
        return ""
    low, high = fmt.short(projection.low), fmt.short(projection.high)
    return f"{fmt.short(projection.value, data.unit)} ({low} to {high})"


# ── what holds on a day ───────────────────────────────────────────────────────────────────────


def _value(value: Decimal | None, data: TrendData, fmt: Formatter) -> str:
    return "" if value is None else fmt.number(value, data.unit)


def _expected_in_words(data: TrendData, day: date, fmt: Formatter) -> str:
    expected = _expected(data, day)
    return "" if expected is None else fmt.short(expected, data.unit)


def _expected(data: TrendData, day: date) -> Decimal | None:
    """The expected path on a day: straight between its turns."""
    for before, after in pairwise(data.pace):
        if before.date <= day <= after.date:
            passed = Decimal((day - before.date).days) / (after.date - before.date).days
            return before.expected + (after.expected - before.expected) * passed
    return None


def _target(data: TrendData, day: date) -> Decimal | None:
    """The target as it stood at the end of a day."""
    target = data.moves[0].before if data.moves else data.target
    for move in data.moves:
        if move.date <= day:
            target = move.after
    return target
