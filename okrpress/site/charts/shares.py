"""Shares of a whole by kind: one bar, and under it a key of tones, words and counts."""

from collections.abc import Sequence
from typing import NamedTuple

from okrpress.site.charts.chart import Chart
from okrpress.site.charts.plot import Text
from okrpress.site.charts.stacked import Part, draw_stack
from okrpress.site.charts.svg import picture


class Share(NamedTuple):
    """A kind, how many there are of it, and how that reads."""

    name: str
    amount: int
    number: str


def shares_chart(shares: Sequence[Share], ids: str, words: Text) -> Chart:
    """The bar; kinds without any are left out of the key."""
    parts = [
        Part(f"tone-{at}", one.name, one.amount, one.number, picture(_swatch(at)))
        for at, one in enumerate(shares, 1)
        if one.amount
    ]
    svg = draw_stack(parts, ids, words.title, words.finding)
    return Chart(svg=picture(svg), finding=words.finding, table=words.table)


def _swatch(tone: int) -> str:
    return (
        f'<svg class="chart-shape chart-is-tone-{tone}" viewBox="0 0 16 16" width="16" height="16"'
        ' aria-hidden="true" fill="currentColor"><rect x="2" y="2" width="12" height="12"/></svg>'
    )
