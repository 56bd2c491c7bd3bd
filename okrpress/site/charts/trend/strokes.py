"""The lines and areas of a trend as SVG, and how each looks."""

from okrpress.site.charts.svg import Box, path
from okrpress.site.charts.trend.way import Way

LOOKS = {
    "grid": 'stroke-opacity=".12"',
    "ground": 'stroke-opacity=".45"',
    "baseline": 'stroke-opacity=".45" stroke-dasharray="1 3"',
    "expected": 'stroke-opacity=".6" stroke-dasharray="4 3"',
    "target": 'stroke-width="1.5" stroke-opacity=".75"',
    "projection": 'stroke-width="2" stroke-dasharray="6 5"',
    "tail": 'stroke-width="2" stroke-dasharray="2 3"',
    "today": 'stroke-opacity=".35"',
    "line": 'stroke-width="2" stroke-linejoin="round"',
    "points": 'stroke-width="5" stroke-linecap="round"',
    "confidence": 'stroke-width="1.5"',
    "zone": 'fill-opacity=".08"',
    "at-risk": 'fill-opacity=".05"',
    "on-track": 'fill-opacity=".1"',
    "fan": 'fill-opacity=".1"',
}


def line(kind: str, data: str) -> str:
    """A path; nothing where it has no data."""
    return f'<path class="chart-{kind}" d="{data}" {LOOKS[kind]}/>' if data else ""


def through(kind: str, points: Way) -> str:
    """A line through points; nothing where there are less than two."""
    if len(points) == 2:
        (x, y), (to_x, to_y) = points
        return _LEVEL[kind] % (x, y, to_x) if y == to_y else _STRAIGHT[kind] % (x, y, to_x, to_y)
    return line(kind, path(points)) if len(points) > 1 else ""


def area(kind: str, points: Way) -> str:
    """An area by its outline."""
    return line(kind, f"{path(points)}Z") if points else ""


def rectangle(kind: str, box: Box) -> str:
    """An area with straight edges."""
    left, top, right, bottom = box
    return _RECTANGLE % (kind, left, top, right - left, bottom - top, LOOKS[kind])


def diamond(x: float, y: float) -> str:
    """Where a target moved."""
    return _DIAMOND % (x, y - 5)


def dot(x: float, y: float) -> str:
    """The last reading."""
    return _DOT % (x, y)


_STRAIGHT = {kind: line(kind, "M%.4g %.4g %.4g %.4g") for kind in LOOKS}
_LEVEL = {kind: line(kind, "M%.4g %.4gH%.4g") for kind in LOOKS}
_RECTANGLE = '<rect class="chart-%s" x="%.4g" y="%.4g" width="%.4g" height="%.4g" %s/>'
_DIAMOND = '<path class="chart-moved" d="M%.4g %.4gl5 5-5 5-5-5Z"/>'
_DOT = '<circle class="chart-latest" cx="%.4g" cy="%.4g" r="4.5"/>'
