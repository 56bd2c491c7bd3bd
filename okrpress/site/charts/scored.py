"""The small charts of scored things: bars and sparklines, as they stand in rows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from okrpress.model.okr import Band, Cycle, Metric, Unmeasured
from okrpress.model.settings import Thresholds
from okrpress.scoring.grading import colour, graded_status
from okrpress.scoring.pace import is_paced
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Point, Rollup, ScoredKeyResult, Status
from okrpress.site.charts.bullet import Bullet, bullet, draw_bullet, draw_range, value_range
from okrpress.site.charts.chart import Chart, Column, Table
from okrpress.site.charts.shapes import status_shape
from okrpress.site.charts.sparkline import draw_sparkline, sparkline
from okrpress.site.charts.stacked import Part, draw_stack
from okrpress.site.charts.svg import markup
from okrpress.site.charts.timeline import Event, draw_timeline, timeline
from okrpress.site.formatting import Formatter

_NAME_AND_NUMBER = (Column("What"), Column("Number", is_number=True))


# ── bullet bars ───────────────────────────────────────────────────────────────────────────────


def key_result_bullet(scored: ScoredKeyResult, fmt: Formatter, ids: str) -> Chart:
    """The grade once there is one; else progress against expected, or a value in its range."""
    kinds = _kinds(scored.status, stale=scored.stale)
    if scored.score is not None:
        return _score_bullet(scored.score, kinds, fmt, ids)
    measure = scored.key_result.measure
    if isinstance(measure, Band):
        return _range_bullet(measure, scored, kinds, fmt, ids)
    if isinstance(measure, Unmeasured):
        return _bullet(bullet(None, None), "Not measured.", (), kinds, ids)
    progress = scored.progress if scored.raw is None else scored.raw
    expected = scored.expected if is_paced(scored.key_result) else None
    return _progress_bullet(progress, expected, kinds, fmt, ids)


def rollup_bullet(rollup: Rollup, fmt: Formatter, ids: str) -> Chart:
    """The mean score once there is one, else mean progress against what is expected now."""
    kinds = _kinds(rollup.status)
    if rollup.score is not None:
        return _score_bullet(rollup.score, kinds, fmt, ids)
    return _progress_bullet(rollup.progress, rollup.expected, kinds, fmt, ids)


def _kinds(status: Status, *, stale: bool = False) -> str:
    return f"chart-is-{status.value}{' chart-stale' if stale else ''}"


def _score_bullet(score: Decimal, kinds: str, fmt: Formatter, ids: str) -> Chart:
    words = fmt.score(score)
    return _bullet(bullet(score, None), f"Score {words} of 1.", (("Score", words),), kinds, ids)


def _progress_bullet(
    progress: Decimal | None, expected: Decimal | None, kinds: str, fmt: Formatter, ids: str
) -> Chart:
    if progress is None:
        finding = "No progress can be told yet"
    else:
        finding = f"Progress {fmt.percent(progress)}"
    rows = [("Progress", fmt.percent(progress))]
    if expected is not None:
        rows.append(("Expected now", fmt.percent(expected)))
        finding += f", expected {rows[1][1]}"
    return _bullet(bullet(progress, expected), f"{finding}.", tuple(rows), kinds, ids)


def _bullet(
    shape: Bullet, finding: str, rows: tuple[tuple[str, str], ...], kinds: str, ids: str
) -> Chart:
    return Chart(
        svg=markup(draw_bullet(shape, ids, finding, kinds)),
        finding=finding,
        table=Table(caption="Progress", columns=_NAME_AND_NUMBER, rows=rows),
    )


def _range_bullet(
    keep: Band, scored: ScoredKeyResult, kinds: str, fmt: Formatter, ids: str
) -> Chart:
    unit = scored.key_result.unit
    aim, now = fmt.keep(keep.min, keep.max, unit), fmt.number(scored.value, unit)
    finding = "No readings yet" if scored.value is None else f"Now {now}"
    finding += f"; the range is {aim}."
    shape = value_range(keep.min, keep.max, scored.value)
    return Chart(
        svg=markup(draw_range(shape, ids, finding, kinds)),
        finding=finding,
        table=Table(caption="Range", columns=_NAME_AND_NUMBER, rows=(("Now", now), ("Range", aim))),
    )


# ── sparklines ────────────────────────────────────────────────────────────────────────────────


def key_result_sparkline(scored: ScoredKeyResult, fmt: Formatter, ids: str) -> Chart:
    """The readings over the key result's own time, upwards always the better direction."""
    measure = scored.key_result.measure
    readings = running_values(measure, scored.history)
    aims, ground = _aims(scored)
    days = _own_days(scored) or [day for day, _ in readings]
    shape = sparkline(
        readings,
        first=min(days, default=date.min),
        last=max(days, default=date.min),
        until=_as_of(scored) if scored.stale else None,
        aims=aims,
        ground=ground,
        falls=isinstance(measure, Metric) and bool(ground) and measure.target < ground[0],
    )
    finding = _readings_in_words(readings, scored.key_result.unit, fmt)
    return Chart(
        svg=markup(draw_sparkline(shape, ids, finding, _kinds(scored.status, stale=scored.stale))),
        finding=finding,
        table=Table(
            caption="Readings",
            columns=(Column("Date"), Column("Value", is_number=True)),
            rows=tuple(
                [
                    (fmt.date(day), fmt.number(value, scored.key_result.unit))
                    for day, value in readings
                ]
            ),
        ),
    )


def _aims(scored: ScoredKeyResult) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
    """What is to be reached or kept, and where it began."""
    match scored.key_result.measure:
        case Metric() as metric:
            start = baseline(metric)
            return (metric.target,), () if start is None else (start,)
        case Band(min=low, max=high):
            return [bound for bound in (low, high) if bound is not None], ()
        case Unmeasured():
            return (), ()
        case _:
            return (Decimal(1),), (Decimal(0),)


def _own_days(scored: ScoredKeyResult) -> list[date]:
    return [day for day in (scored.start, scored.due) if day is not None]


def _as_of(scored: ScoredKeyResult) -> date | None:
    if scored.last_reading is None or scored.age is None:
        return None
    return scored.last_reading + timedelta(days=scored.age)


def _readings_in_words(readings: Sequence[Point], unit: str, fmt: Formatter) -> str:
    if not readings:
        return "No readings yet."
    last = f"{fmt.number(readings[-1].value, unit)} on {fmt.date(readings[-1].date)}"
    if len(readings) == 1:
        return f"One reading: {last}."
    first = f"{fmt.number(readings[0].value, unit)} on {fmt.day(readings[0].date)}"
    return f"{fmt.plural(len(readings), 'reading')}, from {first} to {last}."


# ── cycles ────────────────────────────────────────────────────────────────────────────────────


def cycle_timeline(cycle: Cycle, as_of: date, fmt: Formatter, ids: str) -> Chart | None:
    """Where the cycle stands, and its reviews; None for a cycle without dates."""
    if cycle.start is None or cycle.end is None:
        return None
    reviews = (
        ("Mid-cycle review", cycle.mid_cycle_review),
        ("Retrospective", cycle.retrospective),
    )
    dated = [(words, day) for words, day in reviews if day is not None]
    shape = timeline(
        Event(cycle.start, _first_day(cycle.start, cycle.end, fmt)),
        Event(cycle.end, fmt.date(cycle.end)),
        [Event(day, f"{words} {fmt.day(day)}") for words, day in dated],
        Event(as_of, f"Today, {fmt.day(as_of)}"),
        has_ended=cycle.has_ended(as_of),
    )
    finding = fmt.cycle_week(cycle.start, cycle.end, as_of)
    days = sorted([("Start", cycle.start), *dated, ("End", cycle.end)], key=lambda one: one[1])
    coming = [
        f"{words.lower()} {fmt.age((as_of - day).days)}" for words, day in dated if day > as_of
    ]
    finding = f"{'; '.join((finding, *coming))}."
    return Chart(
        svg=markup(draw_timeline(shape, ids, f"Dates of {cycle.title}", finding)),
        finding=finding,
        table=Table(
            caption=f"Dates of {cycle.title}",
            columns=(Column("What"), Column("Date"), Column("From today")),
            rows=tuple(
                [(words, fmt.date(day), fmt.age((as_of - day).days)) for words, day in days]
            ),
        ),
    )


def _first_day(start: date, end: date, fmt: Formatter) -> str:
    return fmt.day(start) if start.year == end.year else fmt.date(start)


# ── counts ────────────────────────────────────────────────────────────────────────────────────


def status_bar(
    counts: Mapping[Status, int], words: Mapping[Status, str], fmt: Formatter, ids: str
) -> Chart:
    """How many key results are in which state, in the order of `counts`."""
    parts = [_part(status, words[status], count, fmt) for status, count in counts.items()]
    return _counted("Key results by status", parts, fmt, ids)


def score_bar(
    scores: Sequence[Decimal | None], thresholds: Thresholds, fmt: Formatter, ids: str
) -> Chart:
    """How many scores lie in which band, lowest first; None is one that was not graded."""
    green, yellow = fmt.score(thresholds.score_green), fmt.score(thresholds.score_yellow)
    found = [graded_status(colour(score, thresholds)) for score in scores]
    bands = {
        Status.MISSED: f"Below {yellow}",
        Status.PARTLY: f"From {yellow} to below {green}",
        Status.ACHIEVED: f"At {green} or above",
        Status.NO_DATA: "Not graded",
    }
    parts = [_part(status, words, found.count(status), fmt) for status, words in bands.items()]
    return _counted("Key results by score", [part for part in parts if part.amount], fmt, ids)


def _part(status: Status, words: str, count: int, fmt: Formatter) -> Part:
    return Part(status.value, words, count, fmt.number(count), status_shape(status))


def _counted(title: str, parts: Sequence[Part], fmt: Formatter, ids: str) -> Chart:
    total = fmt.plural(sum(part.amount for part in parts), "key result")
    listed = fmt.listing(
        [f"{part.number} {part.words[:1].lower()}{part.words[1:]}" for part in parts]
    )
    finding = f"{total}: {listed}." if parts else f"{total}."
    return Chart(
        svg=markup(draw_stack(parts, ids, title, finding)),
        finding=finding,
        table=Table(
            caption=title,
            columns=_NAME_AND_NUMBER,
            rows=tuple([(part.words, part.number) for part in parts]),
        ),
    )
