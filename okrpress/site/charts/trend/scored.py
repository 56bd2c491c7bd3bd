"""The trend of a scored key result: what it shows, what it says, and its numbers."""

from datetime import date
from decimal import Decimal

from okrpress.model.okr import Band, KeyResult, Measure, Metric, Steps
from okrpress.scoring.history import confidences
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Forecast, Point, ScoredKeyResult, ScoredPortfolio
from okrpress.site.charts.chart import NO_TABLE, Chart
from okrpress.site.charts.svg import markup
from okrpress.site.charts.trend.data import Move, Seen, TrendData
from okrpress.site.charts.trend.drawing import draw_key, draw_trend
from okrpress.site.charts.trend.layout import trend
from okrpress.site.charts.trend.pace import expected_path, judged_from
from okrpress.site.charts.trend.words import finding_of, table_of
from okrpress.site.formatting import Formatter

_NOTHING, _HUNDRED = Decimal(0), Decimal(100)


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
    start = scored.start or min([day for day, _ in (*readings, *confidence)], default=None)
    if start is None or not (confidence or isinstance(measure, Metric | Band | Steps)):
        return None
    thresholds = portfolio.thresholds(scored.ref.cycle)
    origin, target = _baseline(measure), _target(measure)
    return TrendData(
        start=start,
        due=scored.due,
        as_of=portfolio.as_of,
        unit="%" if isinstance(measure, Steps) else key_result.unit,
        readings=readings,
        confidence=confidence,
        baseline=origin,
        target=target,
        moves=_moves(key_result, portfolio.as_of),
        keep=measure if isinstance(measure, Band) else None,
        pace=expected_path(scored, baseline=origin, target=target, thresholds=thresholds),
        judged_from=judged_from(scored, thresholds),
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


def _confidence(scored: ScoredKeyResult) -> tuple[Seen, ...]:
    found = [(one.date, one.reading.confidence) for one in confidences(scored.history)]
    return tuple([(day, value) for day, value in found if value is not None])


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
