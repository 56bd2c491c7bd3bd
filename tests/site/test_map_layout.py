"""The places of boxes and the ways of lines: nothing lies on anything else, whatever is tied."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outline import told

from okrpress.scoring.result import Status
from okrpress.site.charts.alignment.blocks import (
    Block,
    Card,
    Entry,
    Extent,
    Inside,
    card_block,
    statuses,
)
from okrpress.site.charts.alignment.columns import Line, columns, components
from okrpress.site.charts.alignment.drawing import BlockTie, Lane, draw_blocks
from okrpress.site.charts.alignment.heights import tops
from okrpress.site.charts.alignment.layout import Layout, Measures, layout
from okrpress.site.charts.alignment.order import BEND, crossings, mesh, untangle
from okrpress.site.charts.alignment.paths import arrow_path, line_path
from okrpress.site.charts.alignment.wrapping import shortened, wrapped
from okrpress.site.charts.labels import text_width
from okrpress.site.outline import Outlined

MEASURES = Measures(width=200)


def line(start: int, end: int, *, climbs: bool = True) -> Line:
    return Line(start, end, leave=20, arrive=20, climbs=climbs)


def laid(count: int, *lines: Line) -> Layout:
    return layout([40] * count, lines, MEASURES)


# ── columns ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], [0, 0, 0], id="no lines"),
        pytest.param([line(1, 0), line(2, 1)], [0, 1, 2], id="one behind the other"),
        pytest.param([line(1, 0), line(2, 1), line(2, 0)], [0, 1, 2], id="the longest way counts"),
        pytest.param([line(0, 1), line(1, 2), line(2, 0)], [2, 1, 0], id="a circle is cut"),
        pytest.param([line(0, 0)], [0, 0, 0], id="a line to itself"),
        pytest.param([line(1, 0), line(1, 2, climbs=False)], [0, 1, 1], id="a dependency only"),
        pytest.param([line(1, 2, climbs=False)], [0, 0, 0], id="dependencies among themselves"),
    ],
)
def test_a_box_stands_right_of_what_it_climbs_to(lines: list[Line], expected: list[int]) -> None:
    assert columns(3, lines) == expected


def test_boxes_that_hang_together_are_one_group() -> None:
    assert components(5, [line(3, 0), line(4, 3)]) == [[0, 3, 4], [1], [2]]


def test_a_chain_of_five_thousand_has_as_many_columns() -> None:
    lines = [line(box + 1, box) for box in range(4999)]
    assert columns(5000, lines)[-1] == 4999


# ── order and heights ─────────────────────────────────────────────────────────────────────────


def test_lines_that_need_not_cross_do_not() -> None:
    lines = [line(3, 2), line(4, 1), line(5, 0)]
    tangled = mesh([40] * 6, [0, 0, 0, 1, 1, 1], lines)
    assert crossings(tangled) == 3
    untangle(tangled)
    assert crossings(tangled) == 0
    assert tangled.columns == [[0, 1, 2], [5, 4, 3]]


def test_a_long_line_bends_in_every_column_between() -> None:
    made = mesh([40] * 4, [0, 1, 2, 3], [line(3, 0)])
    assert made.ways == [(0, 4, 5, 3)]
    assert made.columns == [[0], [1, 4], [2, 5], [3]]
    assert made.heights[4:] == [BEND, BEND]


def test_a_parent_stands_level_with_the_middle_of_its_children() -> None:
    made = mesh([40] * 4, [0, 1, 1, 1], [line(1, 0), line(2, 0), line(3, 0)])
    assert tops(made, 4, 10) == [50, 0, 50, 100]


def test_a_parent_of_very_many_stands_near_the_first() -> None:
    children = range(1, 41)
    made = mesh([40] * 41, [0] + [1] * 40, [line(child, 0) for child in children])
    found = tops(made, 41, 10)
    assert found[0] - min(found) == 240
    assert sorted(found[1:]) == [*range(0, 2000, 50)]


def test_groups_stand_below_each_other() -> None:
    placed = laid(4, line(1, 0), line(3, 2))
    assert [spot.group for spot in placed.spots] == [0, 0, 1, 1]
    assert placed.spots[2].y >= 40 + MEASURES.between


def test_groups_that_are_alike_look_alike_one_lower_than_the_other() -> None:
    tied = [line(1, 0), line(2, 1), line(2, 0)]
    alone = laid(3, *tied)
    both = laid(6, *tied, *[line(one.start + 3, one.end + 3) for one in tied])
    below = alone.height + MEASURES.between
    assert both.routes[:3] == alone.routes
    assert both.routes[2].stops
    for one, other in zip(alone.spots, both.spots[3:], strict=True):
        assert other == one._replace(y=one.y + below, group=1)
    for way, lower in zip(alone.routes, both.routes[3:], strict=True):
        assert lower == way._replace(
            start=(way.start[0], way.start[1] + below),
            stops=tuple(stop._replace(y=stop.y + below) for stop in way.stops),
            end=(way.end[0], way.end[1] + below),
        )


def test_columns_may_be_given() -> None:
    placed = layout([40] * 3, [line(2, 0), line(2, 1)], MEASURES, [0, 1, 2])
    assert [spot.column for spot in placed.spots] == [0, 1, 2]


def test_nothing_takes_no_room() -> None:
    assert layout([], [], MEASURES) == Layout((), (), 0, 0)


# ── whatever is tied ──────────────────────────────────────────────────────────────────────────


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[int], list[Line]]:
    heights = draw(st.lists(st.integers(30, 150), min_size=1, max_size=14))
    box = st.integers(0, len(heights) - 1)
    pairs = draw(st.lists(st.tuples(box, box, st.booleans()), max_size=20))
    lines = [
        Line(start, end, heights[start] // 2, heights[end] // 3, climbs)
        for start, end, climbs in pairs
        if start != end
    ]
    return heights, lines


@settings(max_examples=100, deadline=None)
@given(networks())
def test_no_box_or_line_lies_on_a_box(network: tuple[list[int], list[Line]]) -> None:
    heights, lines = network
    placed = layout(heights, lines, MEASURES)
    assert placed == layout(heights, lines, MEASURES)
    rooms = rooms_by_column(placed, heights)
    for column in rooms.values():
        assert all(foot + MEASURES.gap <= top for (_, foot), (top, _) in pairwise(column))
    for route in placed.routes:
        for stop in route.stops:
            column = rooms.get(stop.left // MEASURES.left(1), [])
            assert not any(top <= stop.y <= foot for top, foot in column)
    assert max(foot for column in rooms.values() for _, foot in column) <= placed.height


def rooms_by_column(placed: Layout, heights: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    rooms: dict[int, list[tuple[int, int]]] = {}
    for spot, height in zip(placed.spots, heights, strict=True):
        rooms.setdefault(spot.column, []).append((spot.y, spot.y + height))
    return {column: sorted(found) for column, found in rooms.items()}


@settings(max_examples=100, deadline=None)
@given(networks())
def test_every_line_runs_from_its_box_to_the_other(
    network: tuple[list[int], list[Line]],
) -> None:
    heights, lines = network
    placed = layout(heights, lines, MEASURES)
    for each, route in zip(lines, placed.routes, strict=True):
        start, end = placed.spots[each.start], placed.spots[each.end]
        assert route.start[1] == start.y + each.leave
        assert route.end[1] == end.y + each.arrive
        assert route.to_left == (end.column < start.column)
        assert route.turns == (end.column == start.column)
        assert len(route.stops) == max(abs(end.column - start.column) - 1, 0)


# ── paths ─────────────────────────────────────────────────────────────────────────────────────


def test_a_line_ends_at_the_foot_of_its_arrow() -> None:
    (route,) = laid(2, line(1, 0)).routes
    assert line_path(route, MEASURES) == "M264 20C232 20 238 20 206 20"
    assert arrow_path(route) == "M200 20l6 -4v8Z"


def test_a_long_line_is_level_where_it_passes_a_column() -> None:
    route = laid(3, line(1, 0), line(2, 1), line(2, 0)).routes[2]
    (stop,) = route.stops
    assert f"{stop.right} {stop.y}H{stop.left}" in line_path(route, MEASURES)


def test_a_line_within_a_column_goes_out_and_back() -> None:
    route = laid(3, line(1, 0), line(2, 0), line(1, 2, climbs=False)).routes[2]
    assert route.turns
    assert route.start[0] == route.end[0] == MEASURES.left(1) + MEASURES.width
    assert line_path(route, MEASURES).startswith(f"M{route.start[0]} ")


def test_a_line_to_the_right_points_right() -> None:
    route = laid(3, line(1, 0), line(0, 1, climbs=False)).routes[1]
    assert not route.to_left
    assert arrow_path(route) == f"M{MEASURES.left(1)} 20l-6 -4v8Z"


# ── drawings ──────────────────────────────────────────────────────────────────────────────────


def drawn(*words: str, heading: str = "") -> str:
    """Two boxes with a line between them; the other boxes stand in a lane."""
    extent = Extent(40, 20, ())
    blocks = [Block(f"at-{n}", f"kind-{n}", extent, text) for n, text in enumerate(words)]
    lanes = [Lane(heading, tuple(range(2, len(words))))] if heading else []
    made = draw_blocks(
        blocks, [BlockTie(1, 0)], lanes, (), MEASURES, ids="i", title="T", finding="F"
    )
    return "".join(made.svg)  # plain text, which replaces as it is told


def test_drawings_that_differ_in_their_words_alone_are_alike_around_them() -> None:
    one, other = drawn("Sales", "Care"), drawn("50 %s", "%(x)d <b>{0}</b>")
    assert other == one.replace("Sales", "50 %s").replace("Care", "%(x)d <b>{0}</b>")
    assert one.index('id="at-0"') < one.index("Sales") < one.index('id="at-1"') < one.index("Care")
    assert one.index("map-arrow") > one.index("Sales")  # a line stands with the box it leaves


def test_percent_signs_of_a_lane_are_its_own() -> None:
    assert ">100 % & 5 %s<".replace("&", "&amp;") in drawn("A", "B", "C", heading="100 % & 5 %s")


def test_the_outline_of_a_drawing_tells_the_same() -> None:
    entry = Entry("o/c.html#kr", '<a href="x">', "50 %", Status.AT_RISK)
    inside = Inside('o/"b"&.html', "A", '" id="no', "%s", Status.ON_TRACK, ("N",), (entry,))
    cards = [Card("at-1", "self", inside), Card("", "", inside._replace(entries=()))]
    blocks = [card_block(card, "i") for card in cards]
    tie = BlockTie(1, 0, entry=0, crosses_cycles=True)
    svg = draw_blocks(
        blocks, [tie], (), statuses(cards), MEASURES, ids="i", title='" id="t', finding="F"
    ).svg
    assert isinstance(svg, Outlined)
    assert svg.outline is not None
    assert told(svg.outline) == told(svg.encode())
    assert len(svg.outline) < len(svg) / 4


def test_a_drawing_with_a_block_of_which_nothing_is_known_has_no_outline() -> None:
    extent = Extent(40, 20, ())
    blocks = [Block("a", "", extent, "", ' href="b"'), Block("c", "", extent, "")]
    tie = BlockTie(1, 0)
    svg = draw_blocks(blocks, [tie], (), (), MEASURES, ids="i", title="T", finding="F").svg
    assert not isinstance(svg, Outlined)


# ── texts ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("Short", ("Short",), id="one line"),
        pytest.param("One two three four", ("One two", "three four"), id="between words"),
        pytest.param("One two three four five six", ("One two", "three fou…"), id="cut"),
        pytest.param("Abcdefghijklmnop", ("Abcdefghij", "klmnop"), id="within a long word"),
    ],
)
def test_a_title_is_broken_into_lines(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 10, 56, 2) == lines


@given(st.text(max_size=80), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, lines: int) -> None:
    found = wrapped(text, 10, 60, lines)
    assert len(found) <= lines
    assert all(text_width(each, 10) <= 60.001 for each in found)
    if found and not found[-1].endswith("…"):
        assert "".join(found).replace(" ", "") == "".join(text.split())


@given(st.text(max_size=40))
def test_a_text_is_shortened_only_where_it_must(text: str) -> None:
    found = shortened(text, 10, 60)
    assert text_width(found, 10) <= 60.001
    assert (found == text) == (text_width(text, 10) <= 60.001)
