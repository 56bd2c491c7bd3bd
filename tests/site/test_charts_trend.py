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
from okrpress.site.charts.labels import Label, inside, overlap
from okrpress.site.charts.svg import Box, Place, brief
from okrpress.site.charts.trend import (
    Aim,
    Move,
    Pace,
    Trend,
    TrendData,
    Turn,
    draw_trend,
    stage_of,
    trend,
)
from okrpress.site.charts.trend.axis import WIDTH
from okrpress.site.charts.trend.course import course_of
from okrpress.site.charts.trend.held import Held
from okrpress.site.charts.trend.ladder import ladder_of, rungs_of
from okrpress.site.charts.trend.lettering import HALF, LETTERS, SPACE
from okrpress.site.charts.trend.room import HEIGHT, room_of
from okrpress.site.charts.trend.room_text import text_of
from okrpress.site.formatting import ENGLISH, Formatter

START, DUE = date(2026, 10, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 22)


def day(passed: int) -> date:
    return START + timedelta(days=passed)


def readings(*values: str, every: int = 7) -> tuple[Point, ...]:
    return tuple(Point(day(every * at), Decimal(value)) for at, value in enumerate(values))


STRAIGHT = Pace(
    (
        Turn(START, Decimal(0), Decimal(0), Decimal(0)),
        Turn(DUE, Decimal(1), Decimal("0.9"), Decimal("0.75")),
    ),
    judged_from=day(10),
)


def aim(**changed: object) -> Aim:
    """From 31 to 45 over the quarter, straight, committed."""
    given = {
        "start": START,
        "due": DUE,
        "unit": "%",
        "baseline": Decimal(31),
        "target": Decimal(45),
        "pace": STRAIGHT,
    }
    return Aim(**{**given, **changed})  # type: ignore[arg-type]


def rising(**changed: object) -> TrendData:
    """That, with three readings."""
    given = {
        "as_of": TODAY,
        "readings": readings("31", "33", "36"),
        "confidence": readings("7", "6", "5"),
    }
    promised = {name: changed.pop(name) for name in Aim._fields if name in changed}
    return TrendData(aim=aim(**promised), **{**given, **changed})  # type: ignore[arg-type]


def laid_out(data: TrendData, fmt: Formatter) -> Trend:
    return trend(data, stage_of(data, fmt), fmt)


def labels_of(shape: Trend) -> list[Label]:
    stage, room = shape.stage, shape.stage.room
    left, _, right, _ = room.edges
    rungs = zip(stage.rungs.words, stage.rungs.heights, strict=True)
    beliefs = [("10", room.panel.top), ("0", room.panel.bottom)] if room.panel else []
    return [
        *[
            Label(words, (left - SPACE, y + HALF), "end", LETTERS, "axis")
            for words, y in [*rungs, *beliefs]
        ],
        *([Label(stage.unit, (0, LETTERS), "start", LETTERS, "axis")] if stage.unit else []),
        *[
            Label(words, (right + SPACE, y + HALF), "start", LETTERS, kind)
            for kind, words, y in stage.names
        ],
        *shape.labels,
        *(*room.axis.names, *room.axis.dates),
    ]


def texts(shape: Trend, kind: str) -> list[str]:
    return [label.text.replace("\u202f", " ") for label in labels_of(shape) if label.kind == kind]


def points_of(shape: Trend) -> Iterator[Place]:
    stage, held, seen = shape.stage, shape.stage.held, shape.seen
    left = stage.room.edges.left
    for group in (
        *(seen.points, seen.line, seen.tail, seen.projection, seen.fan),
        *(held.expected, held.target, held.baseline, held.moves),
        *(stage.room.axis.today, stage.room.axis.ticks, stage.room.grounds),
        *(outline(held, corridor) for corridor in ("on_track", "at_risk")),
        [(left, stage.room.beliefs[value]) for _, value in shape.data.confidence],
        [(left, height) for height in stage.rungs.heights],
    ):
        yield from group


def outline(held: Held, corridor: str) -> list[Place]:
    """A corridor as it is drawn between the baseline and the target."""
    if held.course is None:
        return []
    (_, start), (_, end) = held.baseline[0], held.target[-1]
    return [(x, start + share * (end - start)) for x, share in getattr(held.course, corridor)]


def assert_sound(shape: Trend) -> None:
    """Everything is finite and in the drawing, and no two labels share room."""
    for x, y in points_of(shape):
        assert isfinite(x)
        assert isfinite(y)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= shape.stage.room.height
    frame = Box(-0.01, 0, WIDTH + 0.01, shape.stage.room.height)
    boxes = [label.box() for label in labels_of(shape)]
    assert all(inside(box, frame) for box in boxes)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


# ── what lies where ───────────────────────────────────────────────────────────────────────────


def test_time_runs_from_the_start_to_the_due_day() -> None:
    shape = laid_out(rising(), ENGLISH)
    (start, _), (end, _) = shape.stage.held.expected
    share = (day(14) - START) / (DUE - START)
    assert shape.seen.points[2][0] == pytest.approx(start + (end - start) * share)


def test_the_latest_reading_and_what_it_is_held_against_are_named() -> None:
    shape = laid_out(rising(), ENGLISH)
    assert texts(shape, "latest") == ["36 %"]
    assert texts(shape, "target") == ["Target 45 %"]
    assert texts(shape, "expected") == ["Expected"]
    assert texts(shape, "baseline") == ["Baseline 31 %"]
    assert texts(shape, "confidence") == ["Confidence 5"]
    assert texts(shape, "due") == ["Due 31 Dec"]
    assert texts(shape, "today") == ["Today"]


def test_the_axes_have_round_values_and_dates_that_read_like_dates() -> None:
    axis = texts(laid_out(rising(confidence=()), ENGLISH), "axis")
    assert axis == ["30 %", "35 %", "40 %", "45 %", "Oct 2026", "Nov", "Dec"]


def test_a_long_unit_stands_once_above_the_axis() -> None:
    axis = texts(laid_out(rising(unit="customers", confidence=()), ENGLISH), "axis")
    assert axis[:5] == ["30", "35", "40", "45", "customers"]


def test_ticks_that_would_read_alike_are_written_in_full() -> None:
    data = rising(
        unit="", readings=readings("1000100", "1000300"), baseline=None, target=None, pace=None
    )
    axis = texts(laid_out(data, ENGLISH), "axis")
    assert axis[:3] == ["1,000,100", "1,000,200", "1,000,300"]


def test_a_target_that_moved_is_a_step_with_a_diamond_and_a_label() -> None:
    data = rising(target=Decimal(40), moves=(Move(day(20), Decimal(45), Decimal(40)),))
    shape = laid_out(data, ENGLISH)
    (_, before), corner, after, (_, end) = shape.stage.held.target
    assert before == corner[1] < after[1] == end
    assert corner[0] == after[0]
    assert shape.stage.held.moves == [after]
    assert texts(shape, "move") == ["45 → 40 %"]


def test_the_corridors_lie_behind_the_expected_path() -> None:
    held = laid_out(rising(), ENGLISH).stage.held
    assert held.expected[-1][1] < end_of(held, "on_track") < end_of(held, "at_risk")


def test_the_corridors_are_drawn_around_the_judged_part_of_the_path() -> None:
    shape = laid_out(rising(pace=Pace(STRAIGHT.turns, judged_from=START)), ENGLISH)
    held = shape.stage.held
    (start, ground), (end, height) = held.expected
    assert (ground, height) == (held.baseline[0][1], held.target[0][1])
    svg = draw_trend(shape, "x", "title", "kinds")
    left, right, way = brief(start), brief(end), f"{height - ground:.4g}"
    assert f'<g transform="matrix(1 0 0 {way} 0 {ground:.4g})">' in svg
    assert f'class="chart-expected" d="M{left} 0 {right} 1"' in svg
    assert f'class="chart-on-track" d="M{left} 0 {right} 1 {right} .9 {left} 0Z"' in svg
    assert f'class="chart-at-risk" d="M{left} 0 {right} .9 {right} .75 {left} 0Z"' in svg


@pytest.mark.parametrize("target", ["31", "31.0000001"])
def test_what_lies_between_a_baseline_and_its_equal_can_still_be_drawn(target: str) -> None:
    shape = laid_out(rising(target=Decimal(target), readings=readings("1e9")), ENGLISH)
    height = f"{shape.stage.held.baseline[0][1]:.4g}"
    assert f'"matrix(1 0 0 0.01 0 {height})"' in draw_trend(shape, "x", "title", "kinds")


def test_a_single_day_has_no_path_to_draw() -> None:
    alone = Pace(STRAIGHT.turns[:1], judged_from=START)
    svg = draw_trend(laid_out(rising(due=START, pace=alone), ENGLISH), "x", "title", "kinds")
    assert "chart-expected" not in svg.replace("chart-label-expected", "")
    assert "chart-on-track" in svg


def end_of(held: Held, corridor: str) -> float:
    """The height of the lower edge of a corridor on the last day."""
    points = outline(held, corridor)
    return points[len(points) // 2][1]


def test_a_falling_number_is_behind_above_the_expected_path() -> None:
    held = laid_out(rising(baseline=Decimal(45), target=Decimal(31)), ENGLISH).stage.held
    assert end_of(held, "at_risk") < end_of(held, "on_track") < held.expected[-1][1]


def test_a_stale_reading_is_drawn_on_to_today() -> None:
    shape = laid_out(rising(stale=True), ENGLISH)
    last, today = shape.seen.points[-1], shape.stage.room.axis.today[0]
    assert shape.seen.tail == (last, (today[0], last[1]))


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
    shape = laid_out(rising(projection=projection), ENGLISH)
    start, end = shape.seen.projection
    assert start == shape.seen.points[-1]
    assert shape.seen.fan[1][1] < end[1] < shape.seen.fan[2][1]
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
    shape = laid_out(rising(projection=wild), ENGLISH)
    assert_sound(shape)
    baseline, target = shape.stage.held.baseline[0][1], shape.stage.held.target[0][1]
    assert baseline - target > 70


def test_a_range_is_a_zone_with_named_bounds() -> None:
    data = rising(
        unit="h",
        baseline=None,
        target=None,
        pace=None,
        readings=readings("1", "3", "5"),
        keep=Band(min=Decimal(2), max=Decimal(4)),
    )
    shape = laid_out(data, ENGLISH)
    zone = shape.stage.held.zone
    assert zone is not None
    below, within, above = [height for _, height in shape.seen.points]
    assert above < zone.top < within < zone.bottom < below
    assert texts(shape, "target") == ["at most 4 h", "at least 2 h"]


def test_what_jumps_is_drawn_in_steps() -> None:
    shape = laid_out(rising(jumps=True), ENGLISH)
    first, second = shape.seen.points[:2]
    assert shape.seen.line[:3] == [first, (second[0], first[1]), second]


def test_confidence_alone_makes_a_low_chart() -> None:
    data = TrendData(aim=Aim(START, DUE), as_of=TODAY, confidence=readings("7", "5"))
    shape = laid_out(data, ENGLISH)
    assert shape.stage.room.height < HEIGHT / 2
    assert not shape.seen.points
    assert_sound(shape)


def test_readings_too_dense_to_tell_apart_are_a_line_without_points() -> None:
    dense = laid_out(rising(readings=readings(*["31", "32"] * 45, every=1)), ENGLISH)
    assert not dense.seen.are_apart
    assert len(dense.seen.line) == 90
    assert "chart-points" not in draw_trend(dense, "x", "title", "kinds")


def test_after_the_end_there_is_no_today() -> None:
    shape = laid_out(rising(as_of=date(2027, 2, 1)), ENGLISH)
    assert shape.stage.room.axis.today == ()
    assert texts(shape, "today") == []


# ── what trends share ─────────────────────────────────────────────────────────────────────────


def test_key_results_of_a_cycle_share_a_room() -> None:
    one = laid_out(rising(), ENGLISH)
    other = laid_out(rising(target=Decimal(44), readings=readings("32", "34")), ENGLISH)
    assert other.stage.room is one.stage.room
    assert other.stage.held.course is one.stage.held.course


def test_key_results_with_values_of_one_size_share_a_scale() -> None:
    one = laid_out(rising(), ENGLISH)
    other = laid_out(
        rising(start=day(3), target=Decimal("44.8"), confidence=readings("2")), ENGLISH
    )
    assert other.stage.rungs is one.stage.rungs


def drawn(data: TrendData, fmt: Formatter) -> str:
    return draw_trend(laid_out(data, fmt), "x", "title", "kinds")


def test_what_was_drawn_before_shows_in_no_trend() -> None:
    moved = (Move(day(20), Decimal(44), Decimal(45)),)
    always = Pace(STRAIGHT.turns, judged_from=START)
    german = Formatter("de")
    others = [
        (rising(**changed), fmt)
        for fmt in (ENGLISH, german)
        for changed in (
            {},
            {"as_of": day(60)},
            {"start": day(3)},
            {"due": day(90)},
            {"unit": "h"},
            {"unit": "customers"},
            {"moves": moved},
            {"pace": None},
            {"pace": always},
            {"baseline": Decimal(30)},
            {"target": Decimal(46)},
            {"keep": Band(max=Decimal(40))},
            {"confidence": ()},
            {"confidence": readings("10")},
            {"readings": readings("31", "33", "36", every=9)},
            {"readings": readings("31", "32", "41")},
            {"readings": readings("31", "32", "52")},
            {"readings": ()},
            {"stale": True},
            {"jumps": True},
        )
    ]
    alone = []
    for data, fmt in others:
        for made in (room_of, text_of, course_of, ladder_of, rungs_of):
            made.cache_clear()
        alone.append(drawn(data, fmt))
    assert [drawn(data, fmt) for data, fmt in others] == alone
    assert [at for at, one in enumerate(alone) if one in alone[:at]] == []


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
    bare = {"baseline": None, "target": None, "pace": None}
    data = rising(readings=readings(*values), stale=True, **({} if aimed else bare))
    assert_sound(laid_out(data, ENGLISH))


@pytest.mark.parametrize("length", [0, 1, 6, 30, 45, 91, 182, 365, 3650])
def test_a_trend_survives_any_length_of_time(length: int) -> None:
    data = rising(due=day(length), as_of=day(length // 2), pace=None, readings=readings("31"))
    assert_sound(laid_out(data, ENGLISH))


def test_a_trend_without_a_due_day_runs_to_its_last_reading() -> None:
    shape = laid_out(rising(due=None, pace=None), ENGLISH)
    assert shape.seen.points[-1][0] == shape.stage.room.edges.right
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
    is_paced = baseline is not None and target is not None
    pace = Pace(STRAIGHT.turns, judged_from=draw(DAYS)) if is_paced else None
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
    promised = Aim(
        start=START,
        due=draw(st.sampled_from([DUE, None])),
        unit=draw(
            st.sampled_from(["", "%", "€", "customers per month", "a very " * 20 + "long unit"])
        ),
        baseline=baseline,
        target=target,
        moves=tuple(Move(on, draw(VALUES), draw(VALUES)) for on in sorted(draw(st.sets(DAYS))))[:3]
        if target is not None
        else (),
        keep=keep,
        pace=pace,
    )
    return TrendData(
        aim=promised,
        as_of=draw(DAYS),
        readings=tuple(Point(on, draw(VALUES)) for on in seen),
        confidence=confidence or (Point(START, Decimal(5)),),
        projection=projection if draw(st.booleans()) and len(seen) > 3 else None,
        stale=draw(st.booleans()),
        jumps=draw(st.booleans()),
    )


@settings(max_examples=150)
@given(trends())
def test_any_trend_is_sound(data: TrendData) -> None:
    shape = laid_out(data, ENGLISH)
    assert_sound(shape)
    ElementTree.fromstring(draw_trend(shape, "x", 'A & B <c> "d"', "chart-is-early"))
