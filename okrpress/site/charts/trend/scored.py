"""The trend of a scored key result: what it shows, what it says, and its numbers."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from okrpress.model.okr import Band, KeyResult, Measure, Metric, Steps
from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.history import confidences
from okrpress.scoring.pace import expected_share
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Forecast, Point, ScoredKeyResult, ScoredPortfolio
from okrpress.scoring.time import OwnTime
from okrpress.site.charts.chart import NO_TABLE, Chart
from okrpress.site.charts.svg import markup
from okrpress.site.charts.trend.data import Move, PacePoint, TrendData
from okrpress.site.charts.trend.drawing import draw_key, draw_trend
from okrpress.site.charts.trend.layout import trend
from okrpress.site.charts.trend.words import finding_of, table_of
from okrpress.site.formatting import Formatter

_NOTHING, _HUNDRED = Decimal(0), Decimal(100)
_PLAN_SAMPLES = 16


def key_result_trend(
    scored: ScoredKeyResult,
    portfolio: ScoredPortfolio,
    forecast: Forecast | None,
    fmt: Formatter,
    ids: str,
    *,
    tabled: bool = True,
) -> Chart | None:
    """Readings, target, expected path and confidence over the key result's own time.

    None where there is nothing to draw: a yes/no, or what has no measure, without any confidence.
    `tabled` asks for its numbers as a table, where the page does not list the readings anyway.
    """
    data = trend_data(scored, portfolio, forecast)
    if data is None:
        return None
    finding = finding_of(data, fmt)
    title = fmt.say("Trend of “{title}”", title=scored.key_result.title)
    kinds = f"chart-is-{scored.status.value}"
    drawn = draw_trend(trend(data, fmt), ids, title, kinds)
    table = table_of(data, title, fmt) if tabled else NO_TABLE
    return Chart(svg=markup(drawn, draw_key(data, fmt)), finding=finding, table=table)


def trend_data(
    scored: ScoredKeyResult, portfolio: ScoredPortfolio, forecast: Forecast | None
) -> TrendData | None:
    """What the trend of a key result shows; None where that is nothing."""
    key_result, measure = scored.key_result, scored.key_result.measure
    readings, confidence = _readings(scored), _confidence(scored)
    start = scored.start or min([point.date for point in (*readings, *confidence)], default=None)
    if start is None or not (confidence or isinstance(measure, Metric | Band | Steps)):
        return None
    thresholds = portfolio.thresholds(scored.ref.cycle)
    return TrendData(
        start=start,
        due=scored.due,
        as_of=portfolio.as_of,
        unit="%" if isinstance(measure, Steps) else key_result.unit,
        readings=readings,
        confidence=confidence,
        baseline=_baseline(measure),
        target=_target(measure),
        moves=_moves(key_result, portfolio.as_of),
        keep=measure if isinstance(measure, Band) else None,
        pace=tuple(_pace(scored, thresholds)),
        judged_from=_judged_from(scored, thresholds),
        projection=forecast,
        stale=scored.stale,
        jumps=isinstance(measure, Steps),
    )


def _readings(scored: ScoredKeyResult) -> tuple[Point, ...]:
    """Values of a metric or band, percents of steps; a yes/no has no path to show."""
    measure = scored.key_result.measure
    match measure:
        case Metric() | Band():
            return running_values(measure, scored.history)
        case Steps():
            shares = running_values(measure, scored.history)
            return tuple([Point(day, share * _HUNDRED) for day, share in shares])
        case _:
            return ()


def _confidence(scored: ScoredKeyResult) -> tuple[Point, ...]:
    return tuple(
        [
            Point(one.date, one.reading.confidence)
            for one in confidences(scored.history)
            if one.reading.confidence is not None
        ]
    )


def _baseline(measure: Measure) -> Decimal | None:
    if isinstance(measure, Steps):
        return _NOTHING
    return baseline(measure) if isinstance(measure, Metric) else None


def _target(measure: Measure) -> Decimal | None:
    if isinstance(measure, Steps):
        return _HUNDRED
    return measure.target if isinstance(measure, Metric) else None


def _moves(key_result: KeyResult, as_of: date) -> tuple[Move, ...]:
    """When the target moved, up to the as-of date, from the key result's ledger."""
    return tuple(
        [
            Move(entry.on, entry.before, entry.after)
            for entry in sorted(key_result.changes, key=lambda entry: entry.on)
            if entry.field == "target"
            and entry.on <= as_of
            and isinstance(entry.before, Decimal)
            and isinstance(entry.after, Decimal)
        ]
    )


# ── pace ──────────────────────────────────────────────────────────────────────────────────────


def _pace(scored: ScoredKeyResult, thresholds: Thresholds) -> Iterator[PacePoint]:
    """The expected path with its corridors, at every day where one of them turns."""
    measure = scored.key_result.measure
    origin, target = _baseline(measure), _target(measure)
    if scored.start is None or scored.due is None or origin is None or target is None:
        return
    own = OwnTime(scored.start, scored.due)
    for day in _turns(scored, own, thresholds):
        share = expected_share(scored.key_result, own, day)
        if share is not None:
            expected = share * scored.expected_at_end
            shares = (expected, *_behind(expected, thresholds))
            yield PacePoint(day, *[origin + one * (target - origin) for one in shares])


def _behind(expected: Decimal, thresholds: Thresholds) -> tuple[Decimal, Decimal]:
    """The least progress that is still on track, and still at risk; there is none below 0."""
    if thresholds.pace_rule is PaceRule.RATIO:
        return expected * thresholds.ratio_on_track, expected * thresholds.ratio_at_risk
    gaps = (thresholds.gap_on_track, thresholds.gap_at_risk)
    on_track, at_risk = [max(expected - gap / _HUNDRED, _NOTHING) for gap in gaps]
    return on_track, at_risk


def _turns(scored: ScoredKeyResult, own: OwnTime, thresholds: Thresholds) -> list[date]:
    """Ends, plan dates, and where the corridors leave the baseline."""
    length = (own.due - own.start).days
    if scored.key_result.plan:
        shares = [Decimal(number) / _PLAN_SAMPLES for number in range(_PLAN_SAMPLES + 1)]
    else:
        gaps = (thresholds.gap_on_track, thresholds.gap_at_risk)
        at_end = scored.expected_at_end or Decimal(1)
        shares = [_NOTHING, *[gap / _HUNDRED / at_end for gap in gaps], Decimal(1)]
    days = {own.start + timedelta(days=round(length * share)) for share in shares if share <= 1}
    planned = {point.date for point in scored.key_result.plan if own.start <= point.date <= own.due}
    judged = _judged_from(scored, thresholds)
    return sorted(days | planned | ({judged} if judged else set()))


def _judged_from(scored: ScoredKeyResult, thresholds: Thresholds) -> date | None:
    """The first day on which pace is judged."""
    if scored.start is None or scored.due is None:
        return None
    days = (scored.due - scored.start).days * thresholds.pace_from
    first = scored.start + timedelta(days=int(days.to_integral_value(ROUND_CEILING)))
    return first if first <= scored.due else None
