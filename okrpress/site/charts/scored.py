"""The small charts of scored things: bars and sparklines, as they stand in rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from okrpress.model.okr import Band, Cycle, Measure, Metric, Unmeasured
from okrpress.model.settings import Thresholds
from okrpress.scoring.grading import colour, graded_status
from okrpress.scoring.pace import is_paced
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Point, Rollup, ScoredKeyResult, Status
from okrpress.site.charts.bullet import Bullet, bullet, draw_bullet, draw_range, value_range
from okrpress.site.charts.chart import Chart, Column, Drawing, Table
from okrpress.site.charts.shapes import status_shape
from okrpress.site.charts.sparkline import draw_sparkline, sparkline
from okrpress.site.charts.stacked import Part, draw_stack
from okrpress.site.charts.svg import picture
from okrpress.site.charts.timeline import Event, draw_timeline, timeline
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.model_words import counted_statuses, cycle_name, status_word
from okrpress.tuples import new

# ── bullet bars ───────────────────────────────────────────────────────────────────────────────


def key_result_bullet(scored: ScoredKeyResult, fmt: Formatter, ids: str) -> Drawing:
    """The grade once there is one; else progress against expected, or a value in its range."""
    kinds = _kinds(scored.status, stale=scored.stale)
    if scored.score is not None:
        return _score_bullet(scored.score, kinds=kinds, fmt=fmt, ids=ids)
    measure = scored.key_result.measure
    if isinstance(measure, Band):
        return _range_bullet(measure, scored, kinds=kinds, fmt=fmt, ids=ids)
    if isinstance(measure, Unmeasured):
        return _bullet(bullet(None, None), fmt.say("Not measured."), kinds=kinds, ids=ids)
    progress = scored.progress if scored.raw is None else scored.raw
    expected = scored.expected if is_paced(scored.key_result) else None
    return _progress_bullet(progress, expected, kinds=kinds, fmt=fmt, ids=ids)


def rollup_bullet(rollup: Rollup, fmt: Formatter, ids: str) -> Drawing:
    """The mean score once there is one, else mean progress against what is expected now."""
    kinds = _kinds(rollup.status)
    if rollup.score is not None:
        return _score_bullet(rollup.score, kinds=kinds, fmt=fmt, ids=ids)
    return _progress_bullet(rollup.progress, rollup.expected, kinds=kinds, fmt=fmt, ids=ids)


@lru_cache(maxsize=2 * len(Status))
def _kinds(status: Status, *, stale: bool = False) -> str:
    kind = "chart-is-" + status  # in half the time of a format
    return kind + " chart-stale" if stale else kind


def _score_bullet(score: Decimal, kinds: str, fmt: Formatter, ids: str) -> Drawing:
    finding = fmt.say("Score {score} of 1.", score=fmt.score(score))
    return _bullet(bullet(score, None), finding, kinds=kinds, ids=ids)


def _progress_bullet(
    progress: Decimal | None, expected: Decimal | None, kinds: str, fmt: Formatter, ids: str
) -> Drawing:
    finding = _progress_in_words(progress, expected, fmt)
    return _bullet(bullet(progress, expected), finding, kinds=kinds, ids=ids)


def _progress_in_words(progress: Decimal | None, expected: Decimal | None, fmt: Formatter) -> str:
    now, by_now = fmt.percent(progress), fmt.percent(expected)
    if progress is None and expected is None:
        return fmt.say("No progress can be told yet.")
    if progress is None:
        return fmt.say("No progress can be told yet, expected {expected}.", expected=by_now)
    if expected is None:
        return fmt.say("Progress {progress}.", progress=now)
    return fmt.say("Progress {progress}, expected {expected}.", progress=now, expected=by_now)


def _bullet(shape: Bullet, finding: str, *, kinds: str, ids: str) -> Drawing:
    return new(Drawing, (picture(draw_bullet(shape, ids, finding, kinds)), finding))


def _range_bullet(
    keep: Band, scored: ScoredKeyResult, kinds: str, fmt: Formatter, ids: str
) -> Drawing:
    unit = scored.key_result.unit
    aim, now = fmt.keep(keep.min, keep.max, unit), fmt.number(scored.value, unit)
    finding = (
        fmt.say("No readings yet; the range is {range}.", range=aim)
        if scored.value is None
        else fmt.say("Now {value}; the range is {range}.", value=now, range=aim)
    )
    shape = value_range(keep.min, keep.max, scored.value)
    return Drawing(picture(draw_range(shape, ids, finding, kinds)), finding)


# ── sparklines ────────────────────────────────────────────────────────────────────────────────


def key_result_sparkline(scored: ScoredKeyResult, fmt: Formatter, ids: str) -> Drawing:
    """The readings over the key result's own time, upwards always the better direction."""
    measure = scored.key_result.measure
    readings = running_values(measure, scored.history)
    aims, ground = _aims(measure)
    first, last = _days(scored, readings)
    shape = sparkline(
        readings,
        first=first,
        last=last,
        until=_as_of(scored) if scored.stale else None,
        aims=aims,
        ground=ground,
        falls=bool(ground) and aims[0] < ground[0],
    )
    finding = _readings_in_words(readings, scored.key_result.unit, fmt)
    kinds = _kinds(scored.status, stale=scored.stale)
    return new(Drawing, (picture(draw_sparkline(shape, ids, finding, kinds)), finding))


def _aims(measure: Measure) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
    """What is to be reached or kept, and where it began."""
    if isinstance(measure, Metric):
        start = baseline(measure)
        return (measure.target,), () if start is None else (start,)
    if isinstance(measure, Band):
        return [bound for bound in (measure.min, measure.max) if bound is not None], ()
    return _NOTHING_TO_REACH if isinstance(measure, Unmeasured) else _WHOLE_WAY


_NOTHING_TO_REACH: tuple[Sequence[Decimal], Sequence[Decimal]] = (), ()
_WHOLE_WAY: tuple[Sequence[Decimal], Sequence[Decimal]] = (Decimal(1),), (Decimal(0),)


def _days(scored: ScoredKeyResult, readings: Sequence[Point]) -> tuple[date, date]:
    """The ends of its own time, else of what was read."""
    start, due = scored.start, scored.due
    if start is not None and due is not None:
        return (start, due) if start <= due else (due, start)
    days = [day for day in (start, due) if day is not None] or [day for day, _ in readings]
    return min(days, default=date.min), max(days, default=date.min)


def _as_of(scored: ScoredKeyResult) -> date | None:
    if scored.last_reading is None or scored.age is None:
        return None
    return scored.last_reading + timedelta(days=scored.age)


def _readings_in_words(readings: Sequence[Point], unit: str, fmt: Formatter) -> str:
    if not readings:
        return fmt.say("No readings yet.")
    on, last = readings[-1]
    value, day = fmt.number(last, unit), fmt.date(on)
    if len(readings) == 1:
        return fmt.say("One reading: {value} on {day}.", value=value, day=day)
    first_on, first = readings[0]
    return fmt.say(
        "{readings}, from {first} on {first_day} to {value} on {day}.",
        readings=fmt.count(len(readings), "{n} reading", "{n} readings"),
        first=fmt.number(first, unit),
        first_day=fmt.day(first_on),
        value=value,
        day=day,
    )


# ── cycles ────────────────────────────────────────────────────────────────────────────────────


def cycle_timeline(cycle: Cycle, as_of: date, fmt: Formatter, ids: str) -> Chart | None:
    """Where the cycle stands, and its reviews; None for a cycle without dates."""
    if cycle.start is None or cycle.end is None:
        return None
    reviews = (
        (fmt.say("Mid-cycle review"), cycle.mid_cycle_review),
        (fmt.say("Retrospective"), cycle.retrospective),
    )
    dated = [(words, day) for words, day in reviews if day is not None]
    shape = timeline(
        Event(cycle.start, _first_day(cycle.start, cycle.end, fmt)),
        Event(cycle.end, fmt.date(cycle.end)),
        [Event(day, f"{words} {fmt.day(day)}") for words, day in dated],
        Event(as_of, fmt.say("Today, {day}", day=fmt.day(as_of))),
        has_ended=cycle.has_ended(as_of),
    )
    parts = (fmt.cycle_week(cycle.start, cycle.end, as_of), *_coming(cycle, as_of, fmt))
    finding, title = (
        f"{'; '.join(parts)}.",
        fmt.say("Dates of {cycle}", cycle=cycle_name(cycle, fmt)),
    )
    ends = ((fmt.say("Start"), cycle.start), (fmt.say("End"), cycle.end))
    days = sorted([ends[0], *dated, ends[1]], key=lambda one: one[1])
    return Chart(
        svg=picture(draw_timeline(shape, ids, title, finding)),
        finding=finding,
        table=Table(
            caption=title,
            columns=(
                Column(fmt.say("What")),
                Column(fmt.say("Date")),
                Column(fmt.say("From today")),
            ),
            rows=tuple(
                [(words, fmt.date(day), fmt.age((as_of - day).days)) for words, day in days]
            ),
        ),
    )


def _coming(cycle: Cycle, as_of: date, fmt: Formatter) -> Iterator[str]:
    """The reviews that lie ahead."""
    review, retrospective = cycle.mid_cycle_review, cycle.retrospective
    if review and review > as_of:
        yield fmt.say("mid-cycle review {when}", when=fmt.age((as_of - review).days))
    if retrospective and retrospective > as_of:
        yield fmt.say("retrospective {when}", when=fmt.age((as_of - retrospective).days))


def _first_day(start: date, end: date, fmt: Formatter) -> str:
    return fmt.day(start) if start.year == end.year else fmt.date(start)


# ── counts ────────────────────────────────────────────────────────────────────────────────────


def status_bar(counts: Mapping[Status, int], fmt: Formatter, ids: str) -> Chart:
    """How many key results are in which state, in the order of `counts`."""
    parts = [
        _part(status, status_word(status, fmt), count, fmt) for status, count in counts.items()
    ]
    title, said = fmt.say("Key results by status"), counted_statuses(counts, fmt)
    return _counted(title, parts, said, fmt, ids)


def score_bar(
    scores: Sequence[Decimal | None], thresholds: Thresholds, fmt: Formatter, ids: str
) -> Chart:
    """How many scores lie in which band, lowest first; None is one that was not graded."""
    green, yellow = fmt.score(thresholds.score_green), fmt.score(thresholds.score_yellow)
    found = [graded_status(colour(score, thresholds)) for score in scores]
    counts = {status: found.count(status) for status in _SCORED}
    limits = {
        Status.MISSED: {"score": yellow},
        Status.PARTLY: {"low": yellow, "high": green},
        Status.ACHIEVED: {"score": green},
        Status.NO_DATA: {},
    }
    parts = [
        _part(status, fmt.phrase(alone, **limits[status]), counts[status], fmt)
        for status, (alone, _) in _SCORED.items()
        if counts[status]
    ]
    said = [
        fmt.phrase(counted, n=fmt.number(counts[status]), **limits[status])
        for status, (_, counted) in _SCORED.items()
        if counts[status]
    ]
    return _counted(fmt.say("Key results by score"), parts, said, fmt, ids)


_SCORED = {
    Status.MISSED: (Phrase("Below {score}"), Phrase("{n} below {score}")),
    Status.PARTLY: (
        Phrase("From {low} to below {high}"),
        Phrase("{n} from {low} to below {high}"),
    ),
    Status.ACHIEVED: (Phrase("At {score} or above"), Phrase("{n} at {score} or above")),
    Status.NO_DATA: (Phrase("Not graded"), Phrase("{n} not graded")),
}


def _part(status: Status, words: str, count: int, fmt: Formatter) -> Part:
    return Part(status.value, words, count, fmt.number(count), status_shape(status))


def _counted(
    title: str, parts: Sequence[Part], said: Sequence[str], fmt: Formatter, ids: str
) -> Chart:
    total = fmt.plural(sum(part.amount for part in parts), "key result")
    finding = f"{total}: {fmt.listing(said)}." if parts else f"{total}."
    return Chart(
        svg=picture(draw_stack(parts, ids, title, finding)),
        finding=finding,
        table=Table(
            caption=title,
            columns=(Column(fmt.say("What")), Column(fmt.say("Number"), is_number=True)),
            rows=tuple([(part.words, part.number) for part in parts]),
        ),
    )
