"""Geometry of the small charts: bullet bars, sparklines, stacked bars, timelines."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.scoring.result import Point
from okrpress.site.charts.bullet import START, TARGET, bullet, value_range
from okrpress.site.charts.labels import overlap
from okrpress.site.charts.sparkline import (
    HEIGHT,
    WIDTH,
    Sparkline,
    draw_sparkline,
    sparkline,
)
from okrpress.site.charts.stacked import stack
from okrpress.site.charts.timeline import NARROWEST, Event, Timeline, box_at, timeline

SHARES = st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=6)
VALUES = st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=9)
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def middle(share: str) -> float:
    return START + float(share) * (TARGET - START)


# ── bullet bars ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("progress", "expected", "bar", "gap", "beyond"),
    [
        pytest.param("0.5", "0.5", (START, middle("0.5")), None, "", id="as expected"),
        pytest.param(
            "0.25", "0.5", (START, middle("0.25")), (middle("0.25"), middle("0.5")), "", id="behind"
        ),
        pytest.param("0.9", "0.5", (START, middle("0.9")), None, "", id="ahead"),
        pytest.param("1", None, (START, TARGET), None, "", id="at the target"),
        pytest.param("1.05", None, (START, middle("1.05")), None, "", id="a little beyond"),
        pytest.param("1.33", None, (START, 100), None, "above", id="far beyond"),
        pytest.param("0", "0.5", (START, START), (START, middle("0.5")), "", id="nothing yet"),
        pytest.param("-0.6", "0.5", (0, START), (START, middle("0.5")), "below", id="backwards"),
        pytest.param(None, "0.5", None, None, "", id="no data draws no bar"),
        pytest.param(None, None, None, None, "", id="nothing known"),
    ],
)
def test_a_bullet_bar(
    progress: str | None,
    expected: str | None,
    bar: tuple[float, float] | None,
    gap: tuple[float, float] | None,
    beyond: str,
) -> None:
    shape = bullet(*(None if one is None else Decimal(one) for one in (progress, expected)))
    assert (shape.bar, shape.gap, shape.beyond) == (bar, gap, beyond)


@given(st.none() | SHARES, st.none() | SHARES)
def test_a_bullet_bar_stays_in_its_width(
    progress: Decimal | None, expected: Decimal | None
) -> None:
    shape = bullet(progress, expected)
    ends = [*(shape.bar or ()), *(shape.gap or ()), *([shape.expected] if expected else [])]
    assert all(0 <= end <= 100 for end in ends if end is not None)
    assert all(left <= right for left, right in filter(None, (shape.bar, shape.gap)))


@pytest.mark.parametrize(
    ("keep", "value", "allowed", "at", "beyond"),
    [
        pytest.param(("2", "4"), "3", (25, 75), 50, "", id="in the middle"),
        pytest.param(("2", "4"), "4", (25, 75), 75, "", id="at a bound"),
        pytest.param(("2", "4"), "9", (25, 75), 100, "above", id="far above"),
        pytest.param(("2", "4"), "-9", (25, 75), 0, "below", id="far below"),
        pytest.param((None, "4"), "4.6", (0, 200 / 3), 230 / 3, "", id="over an upper bound"),
        pytest.param(("3", None), "3", (100 / 3, 100), 100 / 3, "", id="at a lower bound"),
        pytest.param(("0", "0"), "0", (50, 50), 50, "", id="a range of one value, at zero"),
    ],
)
def test_a_value_in_a_range(
    keep: tuple[str | None, str | None],
    value: str,
    allowed: tuple[float, float],
    at: float,
    beyond: str,
) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in keep]
    shape = value_range(*bounds, Decimal(value))
    assert shape.allowed == pytest.approx(allowed)
    assert shape.value == pytest.approx(at)
    assert shape.beyond == beyond


@given(st.none() | VALUES, st.none() | VALUES, st.none() | VALUES)
def test_a_range_stays_in_its_width(
    low: Decimal | None, high: Decimal | None, value: Decimal | None
) -> None:
    if low is None and high is None:
        low = Decimal(0)
    if low is not None and high is not None and low > high:
        low, high = high, low
    shape = value_range(low, high, value)
    places = [*shape.allowed, *shape.bounds, *([] if shape.value is None else [shape.value])]
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in places)


# ── sparklines ────────────────────────────────────────────────────────────────────────────────


def points(*values: str) -> list[Point]:
    return [Point(FIRST + timedelta(days=7 * at), Decimal(one)) for at, one in enumerate(values)]


def line_of(shape: Sparkline) -> list[tuple[float, float]]:
    """The places of the readings as numbers."""
    numbers = map(float, shape.line.split())
    return [*zip(numbers, numbers, strict=True)]


def test_upwards_is_better_for_rising_and_falling_numbers() -> None:
    rising = sparkline(points("0", "50"), first=FIRST, last=LAST, aims=[Decimal(100)])
    falling = sparkline(points("100", "50"), first=FIRST, last=LAST, aims=[Decimal(0)], falls=True)
    for shape in (rising, falling):
        before, after = line_of(shape)
        assert before[1] > after[1] > shape.aims[0]


def test_a_stale_last_reading_is_drawn_on_to_today() -> None:
    today = FIRST + timedelta(days=30)
    shape = sparkline(points("1", "2"), first=FIRST, last=LAST, until=today)
    assert float(shape.until) > line_of(shape)[-1][0]
    x, y = line_of(shape)[-1]
    svg = draw_sparkline(shape, "x", "title", "kinds")
    assert f'class="chart-tail" d="M{x:.4g} {y:.4g} {shape.until} {y:.4g}"' in svg
    assert f'cx="{x:.4g}" cy="{y:.4g}"' in svg


def test_without_readings_there_is_no_line_and_no_tail() -> None:
    shape = sparkline((), first=FIRST, last=LAST, until=LAST, aims=[Decimal(1)])
    assert (shape.line, shape.until, len(shape.aims)) == ("", "", 1)


@given(st.lists(VALUES, max_size=20), st.lists(VALUES, max_size=2), st.booleans())
def test_a_sparkline_stays_in_its_box(
    values: list[Decimal], aims: list[Decimal], falls: bool
) -> None:
    readings = [Point(FIRST + timedelta(days=at), value) for at, value in enumerate(values)]
    shape = sparkline(readings, first=FIRST, last=LAST, until=LAST, aims=aims, falls=falls)
    if values:
        assert float(shape.until) == WIDTH - 3
    for x, y in line_of(shape):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert all(0 <= y <= HEIGHT for y in shape.aims)


# ── stacked bars ──────────────────────────────────────────────────────────────────────────────


def test_a_stack_shows_shares_of_the_whole() -> None:
    assert stack([1, 2, 1]) == ((0, 25), (25, 75), (75, 100))


def test_nothing_to_count_is_an_empty_stack() -> None:
    assert stack([0, 0]) == ((0, 0), (0, 0))
    assert stack([]) == ()


@given(st.lists(st.integers(0, 10_000), max_size=15))
def test_a_stack_is_full_and_shows_every_one_that_counts(counts: list[int]) -> None:
    parts = stack(counts)
    for (_, end), (start, _) in pairwise(parts):
        assert end == start
    assert not any(counts) or parts[-1][1] == pytest.approx(100)
    for count, (left, right) in zip(counts, parts, strict=True):
        assert (right - left > 1) is (count > 0)


# ── timelines ─────────────────────────────────────────────────────────────────────────────────


def shape_of(today: date, *events: Event, end: date = LAST) -> Timeline:
    start = Event(FIRST, "1 Oct")
    return timeline(
        start,
        Event(end, "31 Dec 2026"),
        events,
        Event(today, "Today, 22 Nov"),
        has_ended=today > end,
    )


def test_the_elapsed_part_ends_today() -> None:
    shape = shape_of(FIRST + timedelta(days=45))
    assert shape.elapsed == pytest.approx(100 * 45 / 91)
    assert shape.today == pytest.approx(shape.elapsed)


@pytest.mark.parametrize(
    ("today", "elapsed"),
    [
        pytest.param(FIRST - timedelta(days=9), 0, id="before"),
        pytest.param(LAST + timedelta(days=9), 100, id="after"),
    ],
)
def test_outside_the_cycle_there_is_no_today(today: date, elapsed: float) -> None:
    shape = shape_of(today)
    assert (shape.today, shape.elapsed) == (None, elapsed)


def test_an_event_after_the_end_makes_the_line_longer_than_the_cycle() -> None:
    shape = shape_of(date(2026, 11, 22), Event(date(2027, 1, 8), "Retrospective 8 Jan"))
    assert shape.end < 100
    assert shape.marks[0].percent == 100
    assert not shape.marks[0].has_come


DAYS = st.dates(date(2026, 9, 1), date(2027, 2, 1))


@given(DAYS, st.lists(DAYS, max_size=4))
def test_labels_of_a_timeline_keep_apart_at_every_width(today: date, days: list[date]) -> None:
    shape = shape_of(today, *(Event(day, "Mid-cycle review 12 Nov") for day in days))
    for width in (NARROWEST, 400, 640, 1000):
        boxes = [box_at(label, width) for label in shape.labels]
        assert all(box.left >= -1e-6 and box.right <= width + 1e-6 for box in boxes)
        assert all(box.top >= 0 and box.bottom <= shape.height for box in boxes)
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
