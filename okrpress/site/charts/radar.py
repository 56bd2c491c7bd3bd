"""The radar: values between 0 and 1 on axes around a point.

Its area says nothing and its shape depends on the order of the axes, so that it never stands
without its dot plot, and never has fewer than three axes or more than eight.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from okrpress.site.charts.alignment.wrapping import wrapped
from okrpress.site.charts.chart import Chart
from okrpress.site.charts.dots import Dot
from okrpress.site.charts.plot import (
    EDGE,
    FAINT,
    SIZE,
    STRONG,
    WIDTH,
    Text,
    axis,
    plotted,
    value,
)
from okrpress.site.charts.svg import XY, path
from okrpress.site.escaping import escaped

LEAST, MOST = 3, 8
HEIGHT = 284.0
CENTRE = XY(WIDTH / 2, HEIGHT / 2)
RADIUS = 84.0
_UPRIGHT = 0.1  # axes that lean less have their names above or below them
_NARROW = 0.66  # of the width, so that those names stay off their neighbours'
_LINE = 1.2  # height of a line of text
_RINGS = (0.25, 0.5, 0.75, 1.0)


class Radar(NamedTuple):
    """Geometry: where each axis ends, and where its value lies on it (None without one)."""

    ends: tuple[XY, ...]
    places: tuple[XY | None, ...]


def radar(values: Sequence[Decimal | None]) -> Radar | None:
    """The axes, the first upwards, then clockwise; None with too few or too many of them."""
    if not LEAST <= len(values) <= MOST:
        return None
    return Radar(
        ends=_ends(len(values)),
        places=tuple(
            None if one is None else _at(min(max(float(one), 0.0), 1.0), at, len(values))
            for at, one in enumerate(values)
        ),
    )


def _at(share: float, number: int, count: int) -> XY:
    angle = 2 * pi * number / count
    return XY(CENTRE.x + sin(angle) * share * RADIUS, CENTRE.y - cos(angle) * share * RADIUS)


@lru_cache(maxsize=MOST)
def _ends(count: int) -> tuple[XY, ...]:
    return tuple(_at(1.0, at, count) for at in range(count))


def radar_chart(axes: Sequence[Dot], ids: str, words: Text) -> Chart | None:
    """The drawing; None with too few or too many axes."""
    shape = radar([one.value for one in axes])
    if shape is None:
        return None
    return plotted("radar", HEIGHT, ids, words, _parts(axes, shape))


def _parts(axes: Sequence[Dot], shape: Radar) -> Iterator[str]:
    count = len(axes)
    yield _web(count)
    known = [place for place in shape.places if place]
    if len(known) == count:
        yield f'<path class="chart-area" d="{path(known)}Z" fill-opacity=".15"/>'
        yield f'<path class="chart-line" d="{path(known)}Z" {STRONG}/>'
    for place in known:
        yield f'<circle class="chart-dot" cx="{place.x:.4g}" cy="{place.y:.4g}" r="4"/>'
    for one, end in zip(axes, shape.ends, strict=True):
        before, number = _label(one.name, end)
        yield before + number % escaped(one.number)


@lru_cache(maxsize=MOST)  # every unit has the same values
def _web(count: int) -> str:
    """The axes and the rings around their middle."""
    rings = [path([_at(ring, at, count) for at in range(count)]) + "Z" for ring in _RINGS]
    spokes = [path([CENTRE, end]) for end in _ends(count)]
    return f'<path class="chart-grid" d="{"".join([*rings, *spokes])}" {FAINT}/>'


@lru_cache(maxsize=256)  # every unit has the same values, and other numbers
def _label(name: str, end: XY) -> tuple[str, str]:
    """Beyond the end of the axis: the name on up to two lines, and a pattern for the number."""
    x = CENTRE.x + (end.x - CENTRE.x) * 1.08
    sideways, down = (end.x - CENTRE.x) / RADIUS, (end.y - CENTRE.y) / RADIUS
    if abs(sideways) < _UPRIGHT:
        anchor, room = "middle", 2 * RADIUS * _NARROW
    else:
        anchor = "start" if sideways > 0 else "end"
        room = (WIDTH - x if sideways > 0 else x) - EDGE
    lines = wrapped(name, SIZE, room, 2)
    # Lines hang below the lowest axis, stand on the highest and are centred beside the others.
    first = end.y + 8 * down + SIZE * (0.8 - (len(lines) + 1) * _LINE * (1 - down) / 2)
    *places, last = [XY(x, first + at * SIZE * _LINE) for at in range(len(lines) + 1)]
    said = [axis(line, at, anchor) for line, at in zip(lines, places, strict=True)]
    return "".join(said), value("%s", last, anchor)
