"""What closed cycles show: calibration, how scores are spread, how far stretches carried."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.insight.calibration import CASES_NEEDED, Calibration, Group, calibration_of
from okrpress.insight.spread import TENTHS, Spread, spreads_of
from okrpress.insight.stretch_advice import ENOUGH, Reach, UnitStretch, stretches_of
from okrpress.model.okr import ObjectiveType
from okrpress.scoring.figures import half_up
from okrpress.site import urls
from okrpress.site.charts import columns as bars
from okrpress.site.charts.calibration import Believed, calibration_chart
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.columns import columns_chart
from okrpress.site.charts.dots import Dot, dots_chart
from okrpress.site.charts.plot import Text
from okrpress.site.formatting import Phrase
from okrpress.site.views.figures import Figure
from okrpress.site.views.here import Here
from okrpress.site.views.words import type_word

_TEN = Decimal(10)
_FIFTHS = (Decimal(0), Decimal("2.5"), Decimal(5), Decimal("7.5"), Decimal(10))
_NEAR = Decimal("0.05")  # beliefs and outcomes this near to each other agree
UNITS_DRAWN = 30
"""At most so many units in a drawing; tables hold all."""


# ── calibration ───────────────────────────────────────────────────────────────────────────────


def calibration_figure(here: Here) -> tuple[Figure | None, str]:
    """Confidence against score; without enough cases nothing is drawn, and the text says why."""
    fmt, found = here.fmt, calibration_of(here.site.scored)
    if not found.is_enough:
        return None, _too_few(here, found)
    words = Text(
        fmt.say("Confidence at mid-cycle and final score"),
        _calibration_finding(here, found),
        _calibration_table(here, found),
    )
    chart = calibration_chart(
        [_believed(here, group) for group in found.groups],
        (
            [fmt.number(tick) for tick in _FIFTHS],
            [fmt.score(tick / _TEN) for tick in _FIFTHS],
        ),
        (
            fmt.say("confidence at mid-cycle"),
            fmt.say("mean final score"),
            fmt.say("as believed"),
        ),
        urls.section_id("calibration-chart"),
        words,
    )
    return Figure(
        title=fmt.say("Confidence at mid-cycle and final score"),
        chart=chart,
        how=fmt.say(
            "Each dot stands for the key results whose confidence at mid-cycle lay in one span: "
            "its height is their mean score, its size how many they are. Half of their scores lie "
            "on the line through it. A dot on the dashed line ended as was believed, one below it "
            "was believed in too much. Aspirational key results are meant to end around 0.7."
        ),
    ), ""


def _too_few(here: Here, found: Calibration) -> str:
    if not found.cases:
        return here.fmt.say(
            "No key result of a closed cycle has both a confidence at mid-cycle and a score yet. "
            "With {needed} of them this shows whether they ended as believed.",
            needed=here.fmt.number(CASES_NEEDED),
        )
    return here.fmt.count(
        found.cases,
        "So far {n} key result of a closed cycle has both a confidence at mid-cycle and a score. "
        "Below {needed} of them chance would speak louder than the numbers, so nothing is shown.",
        "So far {n} key results of closed cycles have both a confidence at mid-cycle and a score. "
        "Below {needed} of them chance would speak louder than the numbers, so nothing is shown.",
        needed=here.fmt.number(CASES_NEEDED),
    )


def _calibration_finding(here: Here, found: Calibration) -> str:
    fmt = here.fmt
    assert found.confidence is not None and found.score is not None  # there are enough cases
    gap = found.confidence / _TEN - found.score
    values = {
        "total": fmt.number(found.cases),
        "confidence": fmt.confidence(half_up(found.confidence, 1)),
        "score": fmt.score(found.score),
    }
    if abs(gap) <= _NEAR:
        return fmt.say(
            "{total} key results were believed in at {confidence} on average and ended at {score}: "
            "about as believed.",
            **values,
        )
    if gap > 0:
        return fmt.say(
            "{total} key results were believed in at {confidence} on average and ended at {score}: "
            "hope ran ahead.",
            **values,
        )
    return fmt.say(
        "{total} key results were believed in at {confidence} on average and ended at {score}: "
        "better than believed.",
        **values,
    )


def _believed(here: Here, group: Group) -> Believed:
    return Believed(
        belief=group.confidence / _TEN,
        outcome=group.score,
        low=group.low_quarter,
        high=group.high_quarter,
        cases=group.cases,
        number=here.fmt.number(group.cases),
    )


def _calibration_table(here: Here, found: Calibration) -> Table:
    fmt = here.fmt
    return Table(
        caption=fmt.say("Confidence at mid-cycle and final score"),
        columns=(
            Column(fmt.say("Confidence")),
            Column(fmt.say("Key results"), is_number=True),
            Column(fmt.say("Mean confidence"), is_number=True),
            Column(fmt.say("Mean score"), is_number=True),
            Column(fmt.say("Middle half of the scores"), is_number=True),
        ),
        rows=tuple(
            (
                fmt.say("{low} to {high}", low=fmt.number(one.low), high=fmt.number(one.high)),
                fmt.number(one.cases),
                fmt.number(half_up(one.confidence, 1)),
                fmt.score(one.score),
                fmt.say(
                    "{low} to {high}",
                    low=fmt.score(one.low_quarter),
                    high=fmt.score(one.high_quarter),
                ),
            )
            for one in found.groups
        ),
    )


# ── how scores are spread ─────────────────────────────────────────────────────────────────────


def spread_figures(here: Here) -> Iterator[Figure]:
    """The final scores by type; a type without any is left out."""
    thresholds = here.site.settings.thresholds
    expected = {
        ObjectiveType.COMMITTED: thresholds.expected_committed,
        ObjectiveType.ASPIRATIONAL: thresholds.expected_aspirational,
    }
    for spread in spreads_of(here.site.scored):
        if spread.total:
            yield _spread_figure(here, spread, expected[spread.type])


def _spread_figure(here: Here, spread: Spread, expected: Decimal) -> Figure:
    fmt, type = here.fmt, type_word(spread.type, here.fmt)
    names = [fmt.score(Decimal(at) / _TEN) for at in range(TENTHS)]
    title = fmt.say("Final scores: {type}", type=type)
    rows = tuple((name, fmt.number(n)) for name, n in zip(names, spread.counts, strict=True))
    table = Table(
        caption=title,
        columns=(Column(fmt.say("Score")), Column(fmt.say("Key results"), is_number=True)),
        rows=rows,
    )
    places = [
        bars.Column(name, Decimal(n), fmt.number(n))
        for name, n in zip(names, spread.counts, strict=True)
    ]
    finding = fmt.count(
        spread.total,
        "The only key result with a score ended at {mean}; {expected} is what its type expects.",
        "{n} key results ended at {mean} on average; {expected} is what their type expects.",
        mean=fmt.score(spread.mean),
        expected=fmt.score(expected),
    )
    return Figure(
        title=title,
        chart=columns_chart(
            places,
            None,
            urls.section_id("scores", spread.type.value),
            Text(title, finding, table),
            line=int((min(max(expected, Decimal(0)), Decimal(1)) * _TEN).to_integral_value()),
        ),
        how=fmt.say(
            "Each column counts the key results of past cycles that ended at this score, rounded "
            "to tenths. The dashed line is the score that the type expects. Where everything ends "
            "at 1, targets were safe; where nothing passes 0.3, they were out of reach."
        ),
    )


# ── stretch ───────────────────────────────────────────────────────────────────────────────────

_REACH = {
    Reach.FARTHER: Phrase("Reach farther: about {times} times the way from baseline to target."),
    Reach.AS_FAR: Phrase("Reach about as far as before."),
    Reach.NEARER: Phrase("Reach less far: about {times} times the way from baseline to target."),
    Reach.UNKNOWN: Phrase("Too few scores for a suggestion."),
}


def stretch_figure(here: Here) -> Figure | None:
    """The mean score of each unit's stretches, with what follows; None without any."""
    fmt, site = here.fmt, here.site
    units = sorted(stretches_of(site.scored), key=lambda one: site.order[one.unit])
    if not units:
        return None
    expected = site.settings.thresholds.expected_aspirational
    title = fmt.say("Stretch factor by unit")
    words = Text(title, _stretch_finding(here, units), _stretch_table(here, units))
    return Figure(
        title=title,
        chart=dots_chart(
            [_stretch_dot(here, one) for one in units[:UNITS_DRAWN]],
            (fmt.score(Decimal(0)), fmt.score(Decimal(1))),
            urls.section_id("stretch-chart"),
            words,
            mark=expected,
        ),
        how=fmt.say(
            "The stretch factor is the mean final score of a unit’s aspirational key results over "
            "its closed cycles. The short line is what they are expected to reach. Near 1 the "
            "stretches were none, near 0 they were out of reach. The suggestion needs {n} scores, "
            "and begins at the level where the last cycle ended: that is the next baseline.",
            n=fmt.number(ENOUGH),
        ),
    )


def _stretch_dot(here: Here, one: UnitStretch) -> Dot:
    fmt = here.fmt
    number = fmt.say(
        "{score} over {n}",
        score=fmt.score(one.stretch.mean),
        n=fmt.plural(one.stretch.key_results, "key result"),
    )
    return Dot(here.unit(one.unit).text, one.stretch.mean, number)


def _stretch_finding(here: Here, units: list[UnitStretch]) -> str:
    fmt = here.fmt
    off = [one for one in units if one.reach in {Reach.FARTHER, Reach.NEARER}]
    if not off:
        return fmt.say("No unit has reason to reach farther or less far than before.")
    farther = sum(one.reach is Reach.FARTHER for one in off)
    nearer = len(off) - farther
    found = [
        farther
        and fmt.count(farther, "{n} unit could reach farther", "{n} units could reach farther"),
        nearer
        and fmt.count(nearer, "{n} unit should reach less far", "{n} units should reach less far"),
    ]
    shown = [words for words in found if words]
    return fmt.say("By what came of their stretches, {findings}.", findings=fmt.listing(shown))


def _stretch_table(here: Here, units: list[UnitStretch]) -> Table:
    fmt = here.fmt
    return Table(
        caption=fmt.say("Stretch factor by unit"),
        columns=(
            Column(fmt.say("Unit")),
            Column(fmt.say("Suggestion")),
            Column(fmt.say("Stretch factor"), is_number=True),
            Column(fmt.say("Key results"), is_number=True),
            Column(fmt.say("By cycle")),
        ),
        rows=tuple(
            (
                here.unit(one.unit).text,
                fmt.phrase(_REACH[one.reach], times=fmt.number(half_up(one.times, 1))),
                fmt.score(one.stretch.mean),
                fmt.number(one.stretch.key_results),
                fmt.listing(
                    [f"{here.cycle(at.cycle).text}: {fmt.score(at.mean)}" for at in one.cycles]
                ),
            )
            for one in units
        ),
    )
