"""A laid-out trend as SVG."""

from collections.abc import Sequence
from itertools import groupby

from okrpress.site.charts.labels import Label
from okrpress.site.charts.svg import XY, Box, dots, drawing, path, rules, text, texts
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.frame import SIZE
from okrpress.site.charts.trend.layout import Trend
from okrpress.site.charts.trend.marks import Areas, Lines
from okrpress.site.escaping import escaped
from okrpress.site.formatting import Formatter

_HALO = 'stroke="Canvas" stroke-width="3" stroke-linejoin="round"'
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
    "latest": f'font-size="14" font-weight="600" {_HALO}',
    "move": _HALO,
}


def draw_trend(shape: Trend, ids: str, title: str, kinds: str) -> str:
    """From the ground up: areas, grid, what is held against, what was read, words."""
    size = f'viewBox="0 0 {shape.width:.4g} {shape.height:.4g}" font-size="{SIZE:.4g}"'
    parts = [
        *_areas(shape.areas),
        '<g fill="none" stroke="currentColor">',
        _line("grid", rules(shape.rules, shape.right)),
        _line("ground", rules(shape.grounds, shape.right) + _ticks(shape.dates)),
        *_lines(shape.lines),
        _line("points", dots(shape.points)),
        "</g>",
        *(_diamond(at) for at in shape.moves),
        "" if shape.latest is None else _latest(shape.latest),
        *_labels(shape.labels),
    ]
    return drawing(f"chart-trend {kinds}", size, ids, title, "".join(parts))


def draw_key(data: TrendData, fmt: Formatter) -> str:
    """What the areas mean, which have no room for labels; empty when there are none."""
    entries = []
    if data.pace and data.judged_from:
        entries += [("on-track", fmt.say("On track")), ("at-risk", fmt.say("At risk"))]
    if data.projection:
        share = fmt.percent(data.projection.share)
        entries.append(("fan", fmt.say("Projection, {share} of outcomes", share=share)))
    items = [f"<li>{_swatch(kind)} {escaped(words)}</li>" for kind, words in entries]
    return f'<ul class="chart-key">{"".join(items)}</ul>' if items else ""


def _swatch(kind: str) -> str:
    return (
        '<svg class="chart chart-swatch" viewBox="0 0 16 12" width="16" height="12"'
        f' aria-hidden="true" fill="currentColor"><rect class="chart-{kind}" width="16"'
        f' height="12" {_LOOKS[kind]}/></svg>'
    )


def _areas(areas: Areas) -> list[str]:
    return [
        "" if areas.zone is None else _rectangle("zone", areas.zone),
        _area("at-risk", areas.at_risk),
        _area("on-track", areas.on_track),
        _area("fan", areas.fan),
    ]


def _lines(lines: Lines) -> list[str]:
    return [
        _through("today", lines.today),
        _through("baseline", lines.baseline),
        _through("expected", lines.expected),
        _through("target", lines.target),
        _through("projection", lines.projection),
        _through("tail", lines.tail),
        _through("line", lines.readings),
        _through("confidence", lines.confidence),
    ]


def _through(kind: str, points: Sequence[XY]) -> str:
    return _line(kind, path(points) if len(points) > 1 else "")


def _line(kind: str, data: str) -> str:
    return f'<path class="chart-{kind}" d="{data}" {_LOOKS[kind]}/>' if data else ""


def _area(kind: str, points: Sequence[XY]) -> str:
    return f'<path class="chart-{kind}" d="{path(points)}Z" {_LOOKS[kind]}/>' if points else ""


def _rectangle(kind: str, box: Box) -> str:
    return (
        f'<rect class="chart-{kind}" x="{box.left:.4g}" y="{box.top:.4g}"'
        f' width="{box.right - box.left:.4g}" height="{box.bottom - box.top:.4g}" {_LOOKS[kind]}/>'
    )


def _ticks(points: Sequence[XY]) -> str:
    return "".join([f"M{x:.4g} {y:.4g}v4" for x, y in points])


def _diamond(at: XY) -> str:
    return f'<path class="chart-moved" d="M{at.x:.4g} {at.y - 5:.4g}l5 5-5 5-5-5Z"/>'


def _latest(at: XY) -> str:
    return f'<circle class="chart-latest" cx="{at.x:.4g}" cy="{at.y:.4g}" r="4.5"/>'


def _labels(labels: Sequence[Label]) -> list[str]:
    """Those of an axis together, all others on their own."""
    drawn = []
    for (kind, anchor), alike in groupby(labels, key=_kind_and_anchor):
        if kind == "axis":
            places = [(label.text, label.at) for label in alike]
            drawn.append(texts(places, anchor=anchor, kind="chart-label-axis"))
            continue
        look = _LOOKS[kind] if kind in {"latest", "move"} else ""
        drawn += [
            text(label.text, label.at, anchor=anchor, kind=f"chart-label-{kind}", look=look)
            for label in alike
        ]
    return drawn


def _kind_and_anchor(label: Label) -> tuple[str, str]:
    return label.kind, label.anchor
