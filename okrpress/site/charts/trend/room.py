"""The room of a trend: its panels and its time axis, the same for most key results of a cycle."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.site.charts.scale import NumberScale, Places
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.axis import WIDTH, Span, TimeAxis, time_axis
from okrpress.site.charts.trend.lettering import LETTERS, LINE, SPACE
from okrpress.site.formatting import Formatter

HEIGHT = 240.0

_CONFIDENCE_HEIGHT = 40.0
_LOWEST, _HIGHEST = Decimal(0), Decimal(10)  # of a confidence
_ONLY_CONFIDENCE = 90.0
_KEPT = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Where the panels lie, and the days under them.

    `plot` holds the values, `panel` the confidence; each is None when there is none. `edges` lie
    around them, `grounds` are the left ends of their lower edges. `beliefs` are heights of
    confidences. Given the same, it is the very same one: what was made of it once is found by it
    again.
    """

    height: float
    plot: Box | None
    panel: Box | None
    edges: Box
    grounds: tuple[Place, ...]
    axis: TimeAxis
    beliefs: Places[Decimal, float]


class Needs(NamedTuple):
    """What a room has to hold: values, confidence, and a unit too long to stand with numbers.

    `left` and `right` are kept free for labels beside the panels.
    """

    left: float
    right: float
    has_values: bool
    has_confidence: bool
    has_unit: bool


@lru_cache(maxsize=_KEPT)
def room_of(span: Span, needs: Needs, fmt: Formatter) -> Room:
    """Divide the drawing among the panels; above them are lines for today's label and the unit."""
    height = HEIGHT if needs.has_values else _ONLY_CONFIDENCE
    top, bottom = LINE * (1 + needs.has_unit) + SPACE, height - 2 * SPACE - LETTERS
    edges = Box(needs.left, top, WIDTH - needs.right, bottom)
    plot, panel = _panels(edges, needs)
    beliefs = panel or edges
    return Room(
        height=height,
        plot=plot,
        panel=panel,
        edges=edges,
        grounds=tuple([(edges.left, box.bottom) for box in (plot, panel) if box]),
        axis=time_axis(span, edges, fmt),
        beliefs=Places(NumberScale(_LOWEST, _HIGHEST, beliefs.bottom, beliefs.top)),
    )


def _panels(edges: Box, needs: Needs) -> tuple[Box | None, Box | None]:
    if not needs.has_confidence:
        return edges, None
    if not needs.has_values:
        return None, edges
    left, top, right, bottom = edges
    divide = bottom - _CONFIDENCE_HEIGHT
    return Box(left, top, right, divide - 2 * SPACE), Box(left, divide, right, bottom)
