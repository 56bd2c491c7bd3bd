"""Contrast, and the nearest colour that has enough of it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.colours import (
    DARK_PAGE,
    LIGHT_PAGE,
    READABLE,
    contrast,
    least_contrast,
    readable,
)

CSS = (Path(__file__).parents[2] / "themes/default/static/base.css").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param("#000000", "#ffffff", 21, id="black and white"),
        pytest.param("#777777", "#ffffff", 4.48, id="the grey that just fails"),
        pytest.param("#1d4ea8", "#1d4ea8", 1, id="the same"),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("grounds", [LIGHT_PAGE, DARK_PAGE])
@given(colour=COLOURS)
def test_every_colour_has_a_shade_that_can_be_read(colour: str, grounds: tuple[str, ...]) -> None:
    assert least_contrast(readable(colour, grounds), grounds) >= READABLE


@pytest.mark.parametrize("grounds", [LIGHT_PAGE, DARK_PAGE])
@given(colour=COLOURS)
def test_what_can_be_read_stays_as_it_is(colour: str, grounds: tuple[str, ...]) -> None:
    if least_contrast(colour, grounds) >= READABLE:
        assert readable(colour, grounds) == colour


def test_the_pages_are_those_of_the_default_theme() -> None:
    dark = CSS[CSS.index("(prefers-color-scheme: dark)") :]
    for css, pages in ((CSS, LIGHT_PAGE), (dark, DARK_PAGE)):
        found = [re.search(rf"--okr-{name}: (#\w+);", css) for name in ("background", "surface")]
        assert [
            one[1].replace("#fff", "#ffffff") if len(one[1]) == 4 else one[1]
            for one in found
            if one
        ] == list(pages)
