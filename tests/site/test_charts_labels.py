"""Labels keep off each other, off the lines and inside their frame."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.site.charts.labels import (
    Label,
    Spot,
    crossings,
    ems,
    fitted,
    inside,
    overlap,
    place,
    spread,
    text_width,
)
from okrpress.site.charts.svg import XY, Box

FRAME = Box(0, 0, 100, 100)
PLACES = st.floats(-50, 150, allow_nan=False)
BOX = Box(40, 40, 60, 60)


def label(x: float, y: float, text: str = "36 %") -> Label:
    return Label(text, (x, y), "middle", 10, "latest")


def spots(*places: tuple[float, float]) -> list[Spot]:
    return [(x, y, "middle") for x, y in places]


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [
        pytest.param((0, 50), (100, 50), True, id="through"),
        pytest.param((0, 0), (100, 100), True, id="across the corners"),
        pytest.param((50, 50), (52, 52), True, id="inside"),
        pytest.param((0, 39), (100, 39), False, id="above"),
        pytest.param((0, 0), (30, 100), False, id="beside"),
        pytest.param((30, 58), (45, 75), False, id="past a corner"),
        pytest.param((30, 48), (45, 65), True, id="over a corner"),
        pytest.param((50, 61), (50, 61), False, id="a point outside"),
        pytest.param((50, 50), (50, 50), True, id="a point inside"),
    ],
)
def test_a_line_crosses_a_box(
    start: tuple[float, float], end: tuple[float, float], crossed: bool
) -> None:
    assert crossings([(*start, *end)], BOX) == crossed


@given(PLACES, PLACES, PLACES, PLACES)
def test_crossing_is_as_walking_the_line_says(x: float, y: float, to_x: float, to_y: float) -> None:
    lines = [(x, y, to_x, to_y)]
    walked = [XY(x + (to_x - x) * step / 400, y + (to_y - y) * step / 400) for step in range(401)]
    met = any(BOX.left <= at.x <= BOX.right and BOX.top <= at.y <= BOX.bottom for at in walked)
    grown = Box(BOX.left - 1, BOX.top - 1, BOX.right + 1, BOX.bottom + 1)
    assert not met or crossings(lines, BOX)
    assert not crossings(lines, BOX) or crossings(lines, grown)


@given(st.lists(PLACES, max_size=8), st.floats(0, 40))
def test_spread_keeps_order_bounds_and_distance(wanted: list[float], gap: float) -> None:
    places = spread(wanted, gap, 0, 100)
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in places)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    least = min(gap, 100 / max(len(wanted) - 1, 1))
    for before, after in pairwise(order):
        assert places[after] - places[before] >= least - 1e-6


def test_spread_leaves_alone_what_is_apart() -> None:
    assert spread([10, 50, 90], 15, 0, 100) == [10, 50, 90]


def test_spread_moves_what_collides() -> None:
    assert spread([96, 95], 15, 0, 100) == [100, 85]


def test_the_first_free_place_is_taken() -> None:
    taken = [label(50, 50).box()]
    found = place(label(50, 50), spots((50, 50), (50, 80), (50, 20)), FRAME, taken, [])
    assert found == label(50, 80)


def test_a_place_that_hides_fewer_lines_is_preferred() -> None:
    lines = [(0, 77, 100, 77)]
    wanted = spots((50, 80), (50, 20))
    assert place(label(50, 50), wanted, FRAME, [], lines) == label(50, 20)


def test_of_places_that_hide_as_many_lines_the_first_is_taken() -> None:
    lines = [(0, 77, 100, 77), (0, 17, 100, 17)]
    wanted = spots((50, 80), (50, 20))
    assert place(label(50, 50), wanted, FRAME, [], lines) == label(50, 80)


def test_a_label_stands_at_its_spot_as_that_says() -> None:
    found = place(label(50, 50), [(30, 40, "end")], FRAME, [], [])
    assert found == Label("36 %", (30, 40), "end", 10, "latest")


def test_where_no_place_is_free_there_is_no_label() -> None:
    taken = [label(50, 50).box()]
    assert place(label(50, 50), spots((50, 50), (2, 50)), FRAME, taken, []) is None


@given(st.lists(st.tuples(PLACES, PLACES), max_size=12))
def test_placed_labels_are_inside_and_apart(wishes: list[tuple[float, float]]) -> None:
    boxes: list[Box] = []
    for x, y in wishes:
        found = place(label(x, y), spots((x, y), (x, y - 20)), FRAME, boxes, [])
        boxes += [found.box()] if found else []
    assert all(inside(box, FRAME) for box in boxes)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_text_that_does_not_fit_is_cut_and_says_so() -> None:
    assert fitted("customers", 12, 200) == "customers"
    cut = fitted("customers per month", 12, 70)
    assert cut.startswith("custom")
    assert cut.endswith("…")
    assert text_width(cut, 12) <= 70


@given(st.text(min_size=1, max_size=60), st.floats(1, 300))
def test_a_cut_text_keeps_as_much_as_fits(text: str, width: float) -> None:
    cut = fitted(text, 12, width)
    if text_width(text, 12) <= width:
        assert cut == text
        return
    kept = len(cut) - 1
    assert cut == text[:kept] + "…"
    assert text_width(cut, 12) <= width + 1e-9 or kept == 0
    if kept < len(text) - 2:  # an ellipsis for one letter less says nothing
        assert text_width(text[: kept + 1] + "…", 12) > width - 1e-9


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert text_width("mmm", 12) > text_width("aaa", 12) > text_width("iii", 12)
    assert text_width("顧客", 12) == 24


@given(st.text(max_size=20))
def test_a_text_is_as_wide_as_its_letters(text: str) -> None:
    assert text_width(text, 12) == pytest.approx(12 * sum(ems(text)))
