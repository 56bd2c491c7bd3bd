"""What a trend says: its finding in a sentence, and its numbers as a table."""

from datetime import date
from decimal import Decimal

from okrpress.model.okr import Band
from okrpress.scoring.bands import outside
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.trend.data import TrendData, around
from okrpress.site.formatting import Formatter


def finding_of(data: TrendData, fmt: Formatter) -> str:
    """Where it stands, what was expected by now, where it leads."""
    parts = (_now(data, fmt), _aim(data, fmt), _projection(data, fmt))
    return f"{'; '.join([part for part in parts if part])}."


def table_of(data: TrendData, title: str, fmt: Formatter) -> Table:
    """A row for every day on which something was read, believed or moved, and the projection."""
    values, beliefs = dict(data.readings), dict(data.confidence)
    days = sorted({*values, *beliefs, *(move.date for move in data.aim.moves)})
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
        when = fmt.say("{day} (projection)", day=fmt.date(data.projection.date))
        rows.append((when, _interval(data, fmt), "", _value(data.aim.target, data, fmt), ""))
    columns = (
        Column(fmt.say("Date")),
        Column(fmt.say("Value"), is_number=True),
        Column(fmt.say("Expected"), is_number=True),
        Column(fmt.say("Target"), is_number=True),
        Column(fmt.say("Confidence (0–10)"), is_number=True),
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
        on, confidence = data.confidence[-1]
        return fmt.say(
            "Confidence {confidence} on {day}",
            confidence=fmt.confidence(confidence),
            day=fmt.date(on),
        )
    if not data.readings:
        return fmt.say("No readings yet")
    on, last = data.readings[-1]
    value, day = fmt.number(last, data.aim.unit), fmt.date(on)
    if data.stale:
        age = fmt.age((data.as_of - on).days)
        return fmt.say("{value} on {day}, {age}", age=age, value=value, day=day)
    return fmt.say("{value} on {day}", value=value, day=day)


def _aim(data: TrendData, fmt: Formatter) -> str:
    _, due, unit, _, target, _, keep, _ = data.aim
    if keep:
        return _kept(keep, data, fmt)
    if target is None:
        return ""
    value = fmt.number(target, unit)
    if due is None:
        return fmt.say("the target is {value}", value=value)
    aim = fmt.say("the target is {value} by {day}", value=value, day=fmt.date(due))
    expected = _expected(data, data.as_of) if data.as_of <= due else None
    if expected is None:
        return aim
    by_now = fmt.say("{value} is expected by now", value=fmt.short(expected, unit))
    return f"{by_now}; {aim}"


def _kept(keep: Band, data: TrendData, fmt: Formatter) -> str:
    aim = fmt.keep(keep.min, keep.max, data.aim.unit)
    if not data.readings:
        return fmt.say("the range is {range}", range=aim)
    distance = outside(keep, data.readings[-1][1])
    if not distance:
        return fmt.say("inside the range, {range}", range=aim)
    by = _value(abs(distance), data, fmt)
    if distance > 0:
        return fmt.say("{by} over the range, {range}", by=by, range=aim)
    return fmt.say("{by} under the range, {range}", by=by, range=aim)


def _projection(data: TrendData, fmt: Formatter) -> str:
    if data.projection is None:
        return ""
    return fmt.say("if it goes on like this, {interval} by then", interval=_interval(data, fmt))


def _interval(data: TrendData, fmt: Formatter) -> str:
    projection = data.projection
    if projection is None:
        return ""
    low, high = fmt.short(projection.low), fmt.short(projection.high)
    value = fmt.short(projection.value, data.aim.unit)
    return fmt.say("{value} ({low} to {high})", value=value, low=low, high=high)


# ── what holds on a day ───────────────────────────────────────────────────────────────────────


def _value(value: Decimal | None, data: TrendData, fmt: Formatter) -> str:
    return "" if value is None else fmt.number(value, data.aim.unit)


def _expected_in_words(data: TrendData, day: date, fmt: Formatter) -> str:
    expected = _expected(data, day)
    return "" if expected is None else fmt.short(expected, data.aim.unit)


def _expected(data: TrendData, day: date) -> Decimal | None:
    """The expected path on a day: straight between its turns."""
    found = around(data.aim.pace, day) if data.aim.pace else None
    if found is None:
        return None
    before, after = [data.aim.on_the_way(turn.expected) for turn in found[:2]]
    return before + (after - before) * found[2]


def _target(data: TrendData, day: date) -> Decimal | None:
    """The target as it stood at the end of a day."""
    target = data.aim.moves[0].before if data.aim.moves else data.aim.target
    for move in data.aim.moves:
        if move.date <= day:
            target = move.after
    return target
