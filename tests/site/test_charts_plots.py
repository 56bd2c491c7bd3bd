"""Geometry and markup of the plots of the health and analytics pages, whatever the numbers are."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.scoring.result import Point
from okrpress.site.charts.band_history import Range, Say, band_history, band_history_chart
from okrpress.site.charts.calibration import BOTTOM, TOP, Believed, calibration_chart, spots
from okrpress.site.charts.chart import Chart, Table
from okrpress.site.charts.columns import Column, columns, columns_chart
from okrpress.site.charts.dots import LEFT, RIGHT, Dot, dots, dots_chart
from okrpress.site.charts.heatmap import Cell, Row, heatmap_chart, step
from okrpress.site.charts.plot import WIDTH, Text
from okrpress.site.charts.radar import CENTRE, LEAST, MOST, RADIUS, radar, radar_chart
from okrpress.site.charts.shares import Share, shares_chart

FIRST = date(2026, 1, 1)
HUGE = st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=9)
AMOUNTS = st.decimals(min_value=Decimal(0), max_value=Decimal(10**9), places=9)
SHARES = st.decimals(min_value=Decimal(0), max_value=Decimal(1), places=6)
NAMES = st.text(max_size=60).map(lambda text: "".join(one for one in text if one.isprintable()))
WORDS = Text("What <it> shows", "It shows “this” & that.", Table(caption="", columns=(), rows=()))
SOME = settings(max_examples=60, deadline=None)


def drawn(chart: Chart) -> ET.Element:
    """The drawing, read as XML, with its title and description."""
    svg = ET.fromstring(str(chart.svg))
    texts = {child.get("id"): child.text for child in svg}
    assert texts["x-title"] == WORDS.title
    assert texts["x-desc"] == WORDS.finding == chart.finding
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "x-title x-desc"
    assert not [one for one in svg.iter() if one.get("style")]
    return svg


def numbers_of(svg: ET.Element) -> list[str]:
    """Every number in the drawing's attributes."""
    named = ("x", "y", "width", "height", "cx", "cy", "r")
    return [one.attrib[name] for one in svg.iter() for name in named if name in one.attrib]


# ── columns ───────────────────────────────────────────────────────────────────────────────────


@SOME
@given(st.lists(st.none() | AMOUNTS, max_size=60))
def test_columns_stay_between_axis_and_edge(amounts: list[Decimal | None]) -> None:
    places = [Column(str(at), one, str(one)) for at, one in enumerate(amounts)]
    shape = columns(places, None, 40)
    for bar, amount in zip(shape.bars, amounts, strict=True):
        assert 40 <= bar.middle - bar.width / 2 < bar.middle + bar.width / 2 <= WIDTH
        assert (bar.top is None) == (amount is None)
        assert bar.top is None or 26 <= bar.top <= 150
    svg = drawn(columns_chart(places, None, "x", WORDS, line=0 if places else None))
    assert all(float(one) >= 0 for one in numbers_of(svg))


def test_names_that_have_no_room_are_left_out_evenly() -> None:
    few = columns([Column("1", Decimal(1), "1")] * 5, None, 20)
    many = columns([Column("24 Aug", Decimal(1), "1")] * 13, None, 20)
    assert few.named == (0, 1, 2, 3, 4)
    assert many.named[-1] == 12
    assert len({after - before for before, after in pairwise(many.named)}) == 1


def test_a_share_fills_the_height() -> None:
    shape = columns([Column("a", Decimal(1), "100 %"), Column("b", Decimal(0), "")], Decimal(1), 20)
    assert [bar.top for bar in shape.bars] == [26, 150]


# ── dots and radar ────────────────────────────────────────────────────────────────────────────


@SOME
@given(st.lists(st.tuples(NAMES, st.none() | HUGE), max_size=12))
def test_dots_stay_on_their_lines(values: list[tuple[str, Decimal | None]]) -> None:
    rows = [Dot(name, value, str(value)) for name, value in values]
    for place, (_, value) in zip(dots(rows).places, values, strict=True):
        assert (place is None) == (value is None)
        assert place is None or LEFT <= place.x <= RIGHT
    drawn(dots_chart(rows, ("none", "all"), "x", WORDS, mark=Decimal("0.7")))


@SOME
@given(st.lists(st.tuples(NAMES, st.none() | HUGE), min_size=LEAST, max_size=MOST))
def test_a_radar_stays_inside_its_outer_ring(values: list[tuple[str, Decimal | None]]) -> None:
    shape = radar([value for _, value in values])
    assert shape is not None
    for place in shape.places:
        if place:
            away = ((place.x - CENTRE.x) ** 2 + (place.y - CENTRE.y) ** 2) ** 0.5
            assert away <= RADIUS + 1e-6
    chart = radar_chart([Dot(name, value, str(value)) for name, value in values], "x", WORDS)
    assert chart is not None
    drawn(chart)


@pytest.mark.parametrize("count", [0, 1, LEAST - 1, MOST + 1])
def test_there_is_no_radar_of_too_few_or_too_many_axes(count: int) -> None:
    assert radar_chart([Dot("a", Decimal(1), "1")] * count, "x", WORDS) is None


def test_an_axis_without_a_value_leaves_the_area_open() -> None:
    full = [Dot("a", Decimal(1), "1")] * 3
    closed = radar_chart(full, "x", WORDS)
    opened = radar_chart([*full, Dot("b", None, "n/a")], "x", WORDS)
    assert closed
    assert opened
    assert "chart-area" in closed.svg
    assert "chart-area" not in opened.svg


# ── heatmap, shares, calibration ──────────────────────────────────────────────────────────────


@SOME
@given(st.lists(st.tuples(NAMES, st.lists(st.none() | HUGE, min_size=3, max_size=3)), max_size=8))
def test_a_heatmap_says_its_numbers(values: list[tuple[str, list[Decimal | None]]]) -> None:
    rows = [
        Row(name, tuple(Cell(share, "2 % of <3" if share is not None else "") for share in shares))
        for name, shares in values
    ]
    svg = drawn(heatmap_chart(["24 Aug", "31 Aug", "7 Sep"], rows, "x", WORDS))
    said = [one.text for one in svg.iter() if one.text == "2 % of <3"]
    assert len(said) == sum(share is not None for _, shares in values for share in shares)


@pytest.mark.parametrize(
    ("share", "strength"),
    [("0", 0), ("0.24", 0), ("0.25", 1), ("0.99", 3), ("1", 4), ("7", 4), ("-1", 0)],
)
def test_only_all_of_it_is_the_strongest(share: str, strength: int) -> None:
    assert step(Decimal(share)) == strength


def test_shares_leave_out_what_there_is_none_of() -> None:
    chart = shares_chart([Share("Leading", 3, "3"), Share("Lagging", 0, "0")], "x", WORDS)
    assert "Leading" in chart.svg
    assert "Lagging" not in chart.svg


@SOME
@given(st.lists(st.tuples(SHARES, SHARES, st.integers(1, 10**6)), max_size=5))
def test_spots_lie_in_the_square(values: list[tuple[Decimal, Decimal, int]]) -> None:
    groups = [Believed(belief, score, score, score, n, str(n)) for belief, score, n in values]
    for spot in spots(groups):
        assert TOP <= spot.high <= spot.low <= BOTTOM
        assert TOP <= spot.at.y <= BOTTOM
        assert 4 <= spot.radius <= 11
    ticks = ["0", "1", "2", "3", "4"]
    drawn(calibration_chart(groups, (ticks, ticks), ("belief", "score", "equal"), "x", WORDS))


# ── levels in their band ──────────────────────────────────────────────────────────────────────

SAY = Say(number=str, day=str)
BANDS: dict[str, Callable[[Decimal], Range]] = {
    "at most": lambda bound: Range(None, bound),
    "at least": lambda bound: Range(bound, None),
    "between": lambda bound: Range(bound, bound + 1),
}


@pytest.mark.parametrize("kind", BANDS)
@SOME
@given(st.lists(HUGE, max_size=12), HUGE, st.sampled_from([Decimal(1), Decimal("1e-9")]))
def test_levels_and_band_stay_in_the_drawing(
    kind: str, values: list[Decimal], bound: Decimal, scale: Decimal
) -> None:
    keep = BANDS[kind](bound * scale)
    levels = [Point(FIRST + timedelta(days=at), one * scale) for at, one in enumerate(values)]
    shape = band_history(levels, keep, FIRST, FIRST + timedelta(days=90), 40)
    assert 12 <= shape.zone.top <= shape.zone.bottom <= 132
    assert all(40 <= x <= WIDTH and 12 <= y <= 132 for x, y in shape.line)
    outside = [
        at
        for at, level in enumerate(levels)
        if (keep.low is not None and level.value < keep.low)
        or (keep.high is not None and level.value > keep.high)
    ]
    assert list(shape.breaches) == outside
    days = (FIRST, FIRST + timedelta(days=90))
    svg = drawn(band_history_chart(levels, keep, days, SAY, ids="x", words=WORDS))
    marks = [one for one in svg.iter() if one.get("class") == "chart-breach"]
    assert len(marks) == len(outside)


def test_one_level_on_one_day_is_a_dot() -> None:
    levels = [Point(FIRST, Decimal(3))]
    chart = band_history_chart(
        levels, Range(None, Decimal(4)), (FIRST, FIRST), SAY, ids="x", words=WORDS
    )
    svg = drawn(chart)
    kinds = [one.get("class") for one in svg.iter()]
    assert kinds.count("chart-level") == 1
    assert "chart-line" not in kinds
