"""The trend of a scored key result: what it shows, what it says, and its numbers."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Band, KeyResult, Metric, Steps
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Forecast, ScoredKeyResult, ScoredPortfolio
from okrpress.site.charts.chart import NO_TABLE, Chart
from okrpress.site.charts.svg import picture
from okrpress.site.charts.trend.data import Aim, Move, Seen, TrendData
from okrpress.site.charts.trend.drawing import draw_key, draw_trend
from okrpress.site.charts.trend.layout import Trend, trend
from okrpress.site.charts.trend.pace import expected_path
from okrpress.site.charts.trend.stage import Stage, stage_of
from okrpress.site.charts.trend.words import finding_of, table_of
from okrpress.site.formatting import Formatter
from okrpress.tuples import new

_NOTHING, _HUNDRED = Decimal(0), Decimal(100)


class Wanted(NamedTuple):
    """A trend to be drawn: what it shows, and what its drawing is called.

    `tabled` asks for its numbers as a table, where the page does not list the readings anyway.
    """

    data: TrendData
    title: str
    kinds: str
    ids: str
    tabled: bool
    fmt: Formatter


# ── the steps ─────────────────────────────────────────────────────────────────────────────────

# Many trends are drawn at once: a step for all of them, and then the next, takes a sixth less than
# one trend after the other.


def trend_wanted(
    scored: ScoredKeyResult,
    portfolio: ScoredPortfolio,
    forecast: Forecast | None,
    fmt: Formatter,
    ids: str,
    *,
    tabled: bool,
) -> Wanted | None:
    """Readings, target, expected path and confidence over the key result's own time.

    None where nothing was reported that can be drawn: an empty frame says less than a sentence.
    """
    data = trend_data(scored, portfolio, forecast)
    if data is None or not (data.readings or data.confidence):
        return None
    title = fmt.say("Trend of “{title}”", title=scored.key_result.title)
    return new(Wanted, (data, title, "chart-is-" + scored.status, ids, tabled, fmt))


def staged(of: Wanted | None) -> tuple[Wanted, Stage] | None:
    """With its stage."""
    return of and (of, stage_of(of.data, of.fmt))


def laid_out(of: tuple[Wanted, Stage] | None) -> tuple[Wanted, Trend] | None:
    """With all that stands on it."""
    return of and (of[0], trend(of[0].data, of[1], of[0].fmt))


def drawn(of: tuple[Wanted, Trend] | None) -> Chart | None:
    """The chart."""
    if of is None:
        return None
    (data, title, kinds, ids, tabled, fmt), shape = of
    svg = picture(draw_trend(shape, ids, title, kinds), draw_key(data, fmt))
    table = table_of(data, title, fmt) if tabled else NO_TABLE
    return Chart(svg=svg, finding=finding_of(data, fmt), table=table)


# ── what it shows ─────────────────────────────────────────────────────────────────────────────


def trend_data(
    scored: ScoredKeyResult, portfolio: ScoredPortfolio, forecast: Forecast | None
) -> TrendData | None:
    """What the trend of a key result shows; None where that is nothing."""
    measure = scored.key_result.measure
    readings, confidence = _readings(scored), _confidence(scored)
    start = scored.start or min([day for day, _ in (*readings, *confidence)], default=None)
    if start is None or not (confidence or isinstance(measure, Metric | Band | Steps)):
        return None
    as_of = portfolio.as_of
    aim, jumps = _aim(scored, start, portfolio, as_of), isinstance(measure, Steps)
    shown = (aim, as_of, readings, confidence, forecast, scored.stale, jumps)
    return new(TrendData, shown)


def _aim(scored: ScoredKeyResult, start: date, portfolio: ScoredPortfolio, as_of: date) -> Aim:
    """What was promised; a yes/no, and what has no measure, promises nothing to be drawn."""
    key_result = scored.key_result
    unit, measure = key_result.unit, key_result.measure
    origin = target = pace = None
    if isinstance(measure, Steps):
        unit, origin, target = "%", _NOTHING, _HUNDRED
    elif isinstance(measure, Metric):
        origin, target = baseline(measure), measure.target
    if origin is not None and target is not None:
        thresholds = portfolio.thresholds(scored.ref.cycle)
        pace = expected_path(scored, baseline=origin, target=target, thresholds=thresholds)
    moves = _moves(key_result, as_of) if key_result.changes else ()
    keep = measure if isinstance(measure, Band) else None
    return new(Aim, (start, scored.due, unit, origin, target, moves, keep, pace))


def _readings(scored: ScoredKeyResult) -> tuple[Seen, ...]:
    """Values of a metric or band, percents of steps; a yes/no has no path to show."""
    measure = scored.key_result.measure
    if isinstance(measure, Steps):
        shares = running_values(measure, scored.history)
        return tuple([(day, share * _HUNDRED) for day, share in shares])
    if isinstance(measure, Metric | Band):
        return running_values(measure, scored.history)
    return ()


def _confidence(scored: ScoredKeyResult) -> tuple[Seen, ...]:
    """What was believed: one report a day, the later file's."""
    found = {one[0]: said for one in scored.history if (said := one[1][4]) is not None}
    return tuple(found.items())


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
