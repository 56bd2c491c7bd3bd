"""What the plots of the analytics and health pages share: their width, grid and labels.

They are as wide as a telephone and grow a little where there is room, so that they can stand side
by side and their text stays readable.
"""

from collections.abc import Iterable
from typing import NamedTuple

from okrpress.site.charts.chart import Chart, Table
from okrpress.site.charts.labels import fitted, text_width
from okrpress.site.charts.svg import XY, drawing, picture, text

WIDTH = 340.0
SIZE = 12.0
"""Of the letters."""
EDGE = 4.0
"""What stays free at each side."""


class Text(NamedTuple):
    """A plot's name, the sentence that says what it shows, and its numbers as a table."""

    title: str
    finding: str
    table: Table


class Label(NamedTuple):
    """A text that a value carries beside its place: what it is called and how it reads."""

    name: str
    number: str


def plotted(kind: str, height: float, ids: str, words: Text, body: Iterable[str]) -> Chart:
    """The finished chart."""
    size = f'viewBox="0 0 {WIDTH:.4g} {height:.4g}" width="{WIDTH:.4g}" height="{height:.4g}"'
    svg = drawing(
        f"chart-plot chart-{kind}",
        f'{size} font-size="{SIZE:.4g}"',
        ids,
        words.title,
        "".join(body),
        finding=words.finding,
    )
    return Chart(svg=picture(svg), finding=words.finding, table=words.table)


def grid(heights: Iterable[float], left: float, right: float) -> str:
    """Faint lines across."""
    lines = "".join([f"M{left:.4g} {y:.4g}H{right:.4g}" for y in heights])
    return f'<path class="chart-grid" d="{lines}" {FAINT}/>' if lines else ""


def axis(words: str, at: XY, anchor: str) -> str:
    """A label of an axis."""
    return text(words, at, anchor=anchor, kind="chart-label-axis")


def value(words: str, at: XY, anchor: str) -> str:
    """A label of a value, in the colour of text."""
    return text(words, at, anchor=anchor, kind="chart-label-value")


def gutter(words: Iterable[str]) -> float:
    """The width that labels left of the axis take."""
    return max((text_width(one, SIZE) for one in words), default=0.0) + 2 * EDGE


def short_name(words: str, width: float) -> str:
    """As much of a name as fits into a width."""
    return fitted(words, SIZE, width) if width > SIZE else ""


FAINT = 'fill="none" stroke="currentColor" stroke-opacity=".3" stroke-width="1"'
STRONG = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"'
DASHED = 'fill="none" stroke="currentColor" stroke-width="1.25" stroke-dasharray="4 3"'
