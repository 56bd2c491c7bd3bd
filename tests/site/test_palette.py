"""Status colours stay apart for everybody, and everything can be read on its background.

Colour-blind eyes are simulated with the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009
(severity 1.0), applied to linear sRGB. Distances are Euclidean in OKLab (Björn Ottosson, 2020),
times 100. Contrast is WCAG 2.2's.
"""

import math
import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

CSS = (Path(__file__).parents[2] / "themes/default/static/base.css").read_text(encoding="utf-8")

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

EYES: dict[str, Matrix] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
RGB_TO_LMS: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LMS_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
STATES = ("off", "risk", "on", "idle")


class Scheme(NamedTuple):
    """One palette in one mode: token -> colour."""

    name: str
    tokens: dict[str, str]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--okr-([a-z]+): (#[0-9a-f]{3,6});", css))


def block(css: str, selector: str) -> str:
    """The declarations of the first rule with that selector."""
    start = css.index(selector + " {") + len(selector) + 2
    return css[start : css.index("}", start)]


def schemes() -> list[Scheme]:
    dark_css = CSS[CSS.index("(prefers-color-scheme: dark)") :]
    blue = '[data-palette="blue"]'
    light, dark = tokens(block(CSS, ":root")), tokens(block(dark_css, ":root"))
    blue_light, blue_dark = tokens(block(CSS, blue)), tokens(block(dark_css, blue))
    return [
        Scheme("traffic, light", light),
        Scheme("traffic, dark", light | dark),
        Scheme("blue, light", light | blue_light),
        Scheme("blue, dark", light | dark | blue_light | blue_dark),
    ]


def linear(colour: str) -> Triple:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return expand(red), expand(green), expand(blue)


def expand(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def times(matrix: Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def oklab(colour: Triple) -> Triple:
    long, middle, short = (math.cbrt(cone) for cone in times(RGB_TO_LMS, colour))
    return times(LMS_TO_LAB, (long, middle, short))


def seen(colour: str, eyes: str) -> Triple:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in times(EYES[eyes], linear(colour)))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_measure_knows_black_white_and_grey() -> None:
    assert math.dist(oklab(linear("#000")), oklab(linear("#fff"))) == pytest.approx(1, abs=1e-3)
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert seen("#777777", "deutan") == pytest.approx(linear("#777777"), abs=1e-4)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.name)
def test_any_two_states_stay_apart(scheme: Scheme, eyes: str) -> None:
    distances = {
        (one, other): 100
        * math.dist(oklab(seen(scheme.tokens[one], eyes)), oklab(seen(scheme.tokens[other], eyes)))
        for one, other in combinations(STATES, 2)
    }
    assert {pair: round(d, 1) for pair, d in distances.items() if d < 10} == {}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.name)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_can_be_read(scheme: Scheme, ground: str) -> None:
    texts = ("ink", "muted", "accent")
    found = {text: contrast(scheme.tokens[text], scheme.tokens[ground]) for text in texts}
    assert {text: round(ratio, 2) for text, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.name)
def test_shapes_and_bars_can_be_seen(scheme: Scheme) -> None:
    ground = scheme.tokens["background"]
    found = {state: contrast(scheme.tokens[state], ground) for state in STATES}
    assert {state: round(ratio, 2) for state, ratio in found.items() if ratio < 3} == {}
