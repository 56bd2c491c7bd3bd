"""A laid-out trend as SVG."""

from decimal import Decimal
from functools import lru_cache

from okrpress.site.charts.svg import Box, Place, drawing, pairs, path, rules
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.layout import Trend
from okrpress.site.charts.trend.lettering import LETTERS, draw_labels
from okrpress.site.charts.trend.marks import Areas, Lines, Way
from okrpress.site.escaping import escaped
from okrpress.site.formatting import Formatter

_LOOKS = {
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


def draw_trend(shape: Trend, ids: str, title: str, kinds: str) -> str:
    """From the ground up: areas, grid, what is held against, what was read, words."""
    size = f'viewBox="0 0 {shape.width:.4g} {shape.height:.4g}" font-size="{LETTERS:.4g}"'
    ground = rules(shape.grounds, shape.right) + shape.axis.drawn_ticks
    read, points = _read(shape)
    parts = [
        *_areas(shape.areas),
        '<g fill="none" stroke="currentColor">',
        _line("grid", rules(shape.rules, shape.right)),
        _line("ground", ground),
        *_lines(shape.lines),
        read,
        _line("confidence", _stepped(shape.lines.confidence)),
        points,
        "</g>",
        *[_diamond(at) for at in shape.moves],
        "" if shape.latest is None else _latest(shape.latest),
        draw_labels(shape.labels),
        shape.axis.drawn,
    ]
    return drawing(f"chart-trend {kinds}", size, ids, title, "".join(parts))


def draw_key(data: TrendData, fmt: Formatter) -> str:
    """What the areas mean, which have no room for labels; empty when there are none."""
    is_paced = bool(data.pace and data.judged_from)
    return _key(is_paced, data.projection.share if data.projection else None, fmt)


@lru_cache(maxsize=64)
def _key(is_paced: bool, share: Decimal | None, fmt: Formatter) -> str:  # noqa: FBT001
    entries = []
    if is_paced:
        entries += [("on-track", fmt.say("On track")), ("at-risk", fmt.say("At risk"))]
    if share is not None:
        words = fmt.say("Projection, {share} of outcomes", share=fmt.percent(share))
        entries.append(("fan", words))
    items = [f"<li>{_SWATCHES[kind]} {escaped(words)}</li>" for kind, words in entries]
    return f'<ul class="chart-key">{"".join(items)}</ul>' if items else ""


def _swatch(kind: str) -> str:
    return (
        '<svg class="chart chart-swatch" viewBox="0 0 16 12" width="16" height="12"'
        f' aria-hidden="true" fill="currentColor"><rect class="chart-{kind}" width="16"'
        f' height="12" {_LOOKS[kind]}/></svg>'
    )


_SWATCHES = {kind: _swatch(kind) for kind in ("on-track", "at-risk", "fan")}


def _areas(areas: Areas) -> list[str]:
    return [
        "" if areas.zone is None else _rectangle("zone", areas.zone),
        _area("at-risk", areas.at_risk),
        _area("on-track", areas.on_track),
        _area("fan", areas.fan),
    ]


def _lines(lines: Lines) -> list[str]:
    """What the readings are held against, and what follows from them."""
    return [
        _through("today", lines.today),
        _through("baseline", lines.baseline),
        _through("expected", lines.expected),
        _through("target", lines.target),
        _through("projection", lines.projection),
        _through("tail", lines.tail),
    ]


def _read(shape: Trend) -> tuple[str, str]:
    """The line of the readings, and a dot for each: its line ends are round."""
    lines = shape.lines
    way = pairs(lines.readings)
    line = _line("line", "M" + " ".join(way)) if len(way) > 1 else ""
    places = way if lines.readings is shape.points else pairs(shape.points)
    return line, _line("points", f"M{'h0M'.join(places)}h0") if places else ""


def _stepped(points: Way) -> str:
    """The data of a path that only goes across and up or down."""
    if len(points) < 2:
        return ""
    data = ["M%.4g %.4g" % points[0]]  # noqa: UP031
    height = points[0][1]
    for x, y in points[1:]:
        data.append(f"H{x:.4g}" if y == height else f"V{y:.4g}")
        height = y
    return "".join(data)


def _through(kind: str, points: Way) -> str:
    return _line(kind, path(points)) if len(points) > 1 else ""


def _line(kind: str, data: str) -> str:
    return f'<path class="chart-{kind}" d="{data}" {_LOOKS[kind]}/>' if data else ""


def _area(kind: str, points: Way) -> str:
    return f'<path class="chart-{kind}" d="{path(points)}Z" {_LOOKS[kind]}/>' if points else ""


def _rectangle(kind: str, box: Box) -> str:
    left, top, right, bottom = box
    return (
        f'<rect class="chart-{kind}" x="{left:.4g}" y="{top:.4g}"'
        f' width="{right - left:.4g}" height="{bottom - top:.4g}" {_LOOKS[kind]}/>'
    )


def _diamond(at: Place) -> str:
    x, y = at
    return f'<path class="chart-moved" d="M{x:.4g} {y - 5:.4g}l5 5-5 5-5-5Z"/>'


def _latest(at: Place) -> str:
    x, y = at
    return f'<circle class="chart-latest" cx="{x:.4g}" cy="{y:.4g}" r="4.5"/>'
