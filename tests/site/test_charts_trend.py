"""Trends: where things lie, whatever the numbers are."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from math import isfinite
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.model.okr import Band
from okrpress.scoring.result import Forecast, Point
from okrpress.site.charts.labels import inside, overlap
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend import (
    Move,
    PacePoint,
    Trend,
    TrendData,
    draw_trend,
    trend,
)
from okrpress.site.charts.trend.frame import HEIGHT
from okrpress.site.formatting import ENGLISH

START, DUE = date(2026, 10, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 22)


def day(passed: int) -> date:
    return START + timedelta(days=passed)


def readings(*values: str, every: int = 7) -> tuple[Point, ...]:
    return tuple(Point(day(every * at), Decimal(value)) for at, value in enumerate(values))


def rising(**changed: object) -> TrendData:
    """From 31 to 45 over the quarter, straight, committed, with three readings."""
    given = {
        "start": START,
        "due": DUE,
        "as_of": TODAY,
        "unit": "%",
        "readings": readings("31", "33", "36"),
        "confidence": readings("7", "6", "5"),
        "baseline": Decimal(31),
        "target": Decimal(45),
        "pace": (
            PacePoint(START, Decimal(31), Decimal(31), Decimal(31)),
            PacePoint(DUE, Decimal(45), Decimal("43.6"), Decimal("41.5")),
        ),
        "judged_from": day(10),
    }
    return TrendData(**{**given, **changed})  # type: ignore[arg-type]


def texts(shape: Trend, kind: str) -> list[str]:
    labels = (*shape.labels, *shape.axis.labels)
    return [label.text.replace("\u202f", " ") for label in labels if label.kind == kind]


def points_of(shape: Trend) -> Iterator[Place]:
    lines, areas = shape.lines, shape.areas
    for group in (
        *(lines.points, lines.readings, lines.tail, lines.expected, lines.target, lines.baseline),
        *(lines.projection, lines.today, lines.confidence),
        *(areas.on_track, areas.at_risk, areas.fan),
        *(shape.rules, shape.grounds, shape.axis.ticks, shape.points, shape.moves),
        (shape.latest,) if shape.latest else (),
    ):
        yield from group


def assert_sound(shape: Trend) -> None:
    """Everything is finite and in the drawing, and no two labels share room."""
    for x, y in points_of(shape):
        assert isfinite(x)
        assert isfinite(y)
        assert 0 <= x <= shape.width
        assert 0 <= y <= shape.height
    frame = Box(-0.01, 0, shape.width + 0.01, shape.height)
    boxes = [label.box() for label in (*shape.labels, *shape.axis.labels)]
    assert all(inside(box, frame) for box in boxes)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


# ── what lies where ───────────────────────────────────────────────────────────────────────────


def test_time_runs_from_the_start_to_the_due_day() -> None:
    lines = trend(rising(), ENGLISH).lines
    (start, _), (end, _) = lines.expected[0], lines.expected[-1]
    share = (day(14) - START) / (DUE - START)
    assert lines.points[2][0] == pytest.approx(start + (end - start) * share)


def test_the_latest_reading_and_what_it_is_held_against_are_named() -> None:
    shape = trend(rising(), ENGLISH)
    assert texts(shape, "latest") == ["36 %"]
    assert texts(shape, "target") == ["Target 45 %"]
    assert texts(shape, "expected") == ["Expected"]
    assert texts(shape, "baseline") == ["Baseline 31 %"]
    assert texts(shape, "confidence") == ["Confidence 5"]
    assert texts(shape, "due") == ["Due 31 Dec"]
    assert texts(shape, "today") == ["Today"]


def test_the_axes_have_round_values_and_dates_that_read_like_dates() -> None:
    axis = texts(trend(rising(confidence=()), ENGLISH), "axis")
    assert axis == ["35 %", "40 %", "45 %", "Oct 2026", "Nov", "Dec"]


def test_a_long_unit_stands_once_above_the_axis() -> None:
    axis = texts(trend(rising(unit="customers", confidence=()), ENGLISH), "axis")
    assert axis[:4] == ["35", "40", "45", "customers"]


def test_ticks_that_would_read_alike_are_written_in_full() -> None:
    data = rising(
        unit="", readings=readings("1000100", "1000300"), baseline=None, target=None, pace=()
    )
    axis = texts(trend(data, ENGLISH), "axis")
    assert axis[:3] == ["1,000,100", "1,000,200", "1,000,300"]


def test_a_target_that_moved_is_a_step_with_a_diamond_and_a_label() -> None:
    data = rising(target=Decimal(40), moves=(Move(day(20), Decimal(45), Decimal(40)),))
    shape = trend(data, ENGLISH)
    (_, before), corner, after, (_, end) = shape.lines.target
    assert before == corner[1] < after[1] == end
    assert corner[0] == after[0]
    assert shape.moves == (after,)
    assert texts(shape, "move") == ["45 → 40 %"]


def test_the_corridors_lie_behind_the_expected_path() -> None:
    shape = trend(rising(), ENGLISH)
    expected = shape.lines.expected[-1]
    on_track, at_risk = shape.areas.on_track, shape.areas.at_risk
    assert on_track[0] == expected
    assert at_risk[0] == on_track[1]
    assert at_risk[1][1] > on_track[1][1] > expected[1]


def test_a_falling_number_is_behind_above_the_expected_path() -> None:
    pace = (
        PacePoint(START, Decimal(45), Decimal(45), Decimal(45)),
        PacePoint(DUE, Decimal(31), Decimal("32.4"), Decimal("34.5")),
    )
    shape = trend(rising(baseline=Decimal(45), target=Decimal(31), pace=pace), ENGLISH)
    assert shape.areas.on_track[1][1] < shape.lines.expected[-1][1]


def test_a_stale_reading_is_drawn_on_to_today() -> None:
    lines = trend(rising(stale=True), ENGLISH).lines
    assert lines.tail[0] == lines.points[-1]
    assert lines.tail[1] == (lines.today[0][0], lines.points[-1][1])


def test_a_projection_leads_from_the_last_reading_to_the_due_day() -> None:
    projection = Forecast(
        date=DUE,
        value=Decimal("43.04321"),
        low=Decimal(40),
        high=Decimal(46),
        progress=Decimal("0.86"),
        share=Decimal("0.8"),
        readings=4,
    )
    shape = trend(rising(projection=projection), ENGLISH)
    start, end = shape.lines.projection
    assert start == shape.lines.points[-1]
    assert shape.areas.fan[1][1] < end[1] < shape.areas.fan[2][1]
    assert texts(shape, "projection") == ["Projected 43 %"]


def test_a_wild_projection_does_not_rule_the_scale() -> None:
    wild = Forecast(
        date=DUE,
        value=Decimal(10**9),
        low=Decimal(-(10**12)),
        high=Decimal(10**12),
        progress=Decimal(1),
        share=Decimal("0.8"),
        readings=4,
    )
    shape = trend(rising(projection=wild), ENGLISH)
    assert_sound(shape)
    baseline, target = shape.lines.baseline[0][1], shape.lines.target[0][1]
    assert baseline - target > 70


def test_a_range_is_a_zone_with_named_bounds() -> None:
    data = rising(
        unit="h",
        baseline=None,
        target=None,
        pace=(),
        readings=readings("1", "3", "5"),
        keep=Band(min=Decimal(2), max=Decimal(4)),
    )
    shape = trend(data, ENGLISH)
    zone = shape.areas.zone
    assert zone is not None
    below, within, above = [height for _, height in shape.lines.points]
    assert above < zone.top < within < zone.bottom < below
    assert texts(shape, "target") == ["at most 4 h", "at least 2 h"]


def test_what_jumps_is_drawn_in_steps() -> None:
    shape = trend(rising(jumps=True), ENGLISH)
    first, second = shape.lines.points[:2]
    assert shape.lines.readings[:3] == [first, (second[0], first[1]), second]


def test_confidence_alone_makes_a_low_chart() -> None:
    data = TrendData(start=START, due=DUE, as_of=TODAY, confidence=readings("7", "5"))
    shape = trend(data, ENGLISH)
    assert shape.height < HEIGHT / 2
    assert shape.lines.points == []
    assert_sound(shape)


def test_readings_too_dense_to_tell_apart_are_a_line_without_points() -> None:
    dense = trend(rising(readings=readings(*["31", "32"] * 45, every=1)), ENGLISH)
    assert dense.points == ()
    assert len(dense.lines.readings) == 90


def test_after_the_end_there_is_no_today() -> None:
    shape = trend(rising(as_of=date(2027, 2, 1)), ENGLISH)
    assert shape.lines.today == ()
    assert texts(shape, "today") == []


# ── whatever the numbers are ──────────────────────────────────────────────────────────────────

EXTREMES = {
    "no readings": (),
    "one reading": ("36",),
    "equal readings": ("36", "36", "36"),
    "negative": ("-5", "-36", "-999999"),
    "huge": ("1e9", "2.5e9", "3e9"),
    "tiny": ("1e-9", "2e-9", "1.5e-9"),
    "huge beside tiny": ("1e-9", "1e9"),
    "far beyond the target": ("31", "5000"),
    "a small change of a large number": ("999999999999999", "999999999999999.000001"),
}


@pytest.mark.parametrize("values", EXTREMES.values(), ids=EXTREMES)
@pytest.mark.parametrize("aimed", [True, False], ids=["with a target", "without one"])
def test_a_trend_survives(values: tuple[str, ...], aimed: bool) -> None:
    bare = {"baseline": None, "target": None, "pace": ()}
    data = rising(readings=readings(*values), stale=True, **({} if aimed else bare))
    assert_sound(trend(data, ENGLISH))


@pytest.mark.parametrize("length", [0, 1, 6, 30, 45, 91, 182, 365, 3650])
def test_a_trend_survives_any_length_of_time(length: int) -> None:
    data = rising(due=day(length), as_of=day(length // 2), pace=(), readings=readings("31"))
    assert_sound(trend(data, ENGLISH))


def test_a_trend_without_a_due_day_runs_to_its_last_reading() -> None:
    shape = trend(rising(due=None, pace=(), judged_from=None), ENGLISH)
    assert shape.lines.points[-1][0] == shape.right
    assert texts(shape, "due") == []
    assert_sound(shape)


VALUES = st.decimals(min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=6)
DAYS = st.integers(-30, 150).map(day)


@st.composite
def trends(draw: st.DrawFn) -> TrendData:
    """Any trend at all, of a metric or of a range, with whatever may be missing missing."""
    seen = sorted(draw(st.sets(DAYS, max_size=15)))
    believed = sorted(draw(st.sets(DAYS, max_size=8)))
    baseline, target = draw(st.none() | VALUES), draw(st.none() | VALUES)
    pace = ()
    if baseline is not None and target is not None:
        pace = (
            PacePoint(START, baseline, baseline, baseline),
            PacePoint(DUE, target, (baseline + target * 9) / 10, (baseline + target * 3) / 4),
        )
    low, high = sorted([draw(VALUES), draw(VALUES)])
    keep = Band(min=low, max=high) if draw(st.booleans()) else None
    value = draw(VALUES)
    confidence = tuple(Point(on, Decimal(draw(st.integers(0, 10)))) for on in believed)
    projection = Forecast(
        date=DUE,
        value=value,
        low=value - abs(high),
        high=value + abs(low),
        progress=Decimal(1),
        share=Decimal("0.8"),
        readings=4,
    )
    return TrendData(
        start=START,
        due=draw(st.sampled_from([DUE, None])),
        as_of=draw(DAYS),
        unit=draw(
            st.sampled_from(["", "%", "€", "customers per month", "a very " * 20 + "long unit"])
        ),
        readings=tuple(Point(on, draw(VALUES)) for on in seen),
        confidence=confidence or (Point(START, Decimal(5)),),
        baseline=baseline,
        target=target,
        moves=tuple(Move(on, draw(VALUES), draw(VALUES)) for on in sorted(draw(st.sets(DAYS))))[:3]
        if target is not None
        else (),
        keep=keep,
        pace=pace,
        judged_from=day(9),
        projection=projection if draw(st.booleans()) and len(seen) > 3 else None,
        stale=draw(st.booleans()),
        jumps=draw(st.booleans()),
    )


@settings(max_examples=150)
@given(trends())
def test_any_trend_is_sound(data: TrendData) -> None:
    shape = trend(data, ENGLISH)
    assert_sound(shape)
    ElementTree.fromstring(draw_trend(shape, "x", 'A & B <c> "d"', "chart-is-early"))
