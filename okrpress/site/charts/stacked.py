"""A stacked bar: how many of a whole are in which state, with a key of shape, word and count."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from okrpress.site.charts.svg import drawing

_LEAST = 1.5  # percent of the width: even one of a thousand can be seen
_HEIGHT = 14


class Part(NamedTuple):
    """One state: the class that colours it, its word, how many, and how that reads."""

    kind: str
    words: str
    amount: int
    number: str
    shape: Markup


def stack(counts: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Where each count lies in a bar of 100: its left and right end.

    Shares of the whole, but none under `_LEAST` where there is anything to count. Without
    anything to count all are empty.
    """
    total = sum(counts)
    wanted = [max(count / total * 100, _LEAST) if count else 0.0 for count in counts]
    scale = 100 / sum(wanted) if total else 0.0
    ends = []
    left = 0.0
    for width in wanted:
        ends.append((left, left + width * scale))
        left += width * scale
    return tuple(ends)


def draw_stack(parts: Sequence[Part], ids: str, title: str, finding: str) -> str:
    """The bar, and under it the key, which wraps as text does."""
    bars = [
        f'<rect class="chart-part chart-is-{part.kind}" x="{left:.4g}%" y="0"'
        f' width="{right - left:.4g}%" height="{_HEIGHT}" stroke="Canvas" stroke-width="1.5"/>'
        for part, (left, right) in zip(parts, stack([one.amount for one in parts]), strict=True)
        if part.amount
    ]
    empty = '<rect class="chart-track" width="100%" height="14" fill-opacity=".12"/>'
    size = f'width="100%" height="{_HEIGHT}"'
    svg = drawing("chart-stack", size, ids, title, "".join(bars) or empty, finding=finding)
    return f'<div class="chart-counted">{svg}<ul class="chart-key">{_key(parts)}</ul></div>'


def _key(parts: Sequence[Part]) -> str:
    """Shape, word and count of each state, in the order of the bar."""
    return "".join(
        [
            f'<li class="chart-is-{part.kind}">{part.shape} {escape(part.words)}'
            f" <b>{escape(part.number)}</b></li>"
            for part in parts
        ]
    )
