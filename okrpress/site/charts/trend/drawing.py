"""A laid-out trend as SVG."""

from decimal import Decimal
from functools import lru_cache

from okrpress.site.charts.svg import drawing, pairs
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.layout import Trend
from okrpress.site.charts.trend.lettering import draw_labels
from okrpress.site.charts.trend.seen import Sightings
from okrpress.site.charts.trend.strokes import LOOKS, area, dot, line, through
from okrpress.site.charts.trend.way import Way
from okrpress.site.escaping import escaped
from okrpress.site.formatting import Formatter


def draw_trend(shape: Trend, ids: str, title: str, kinds: str) -> str:
    """From the ground up: areas, grid, what is held against, what was read, words."""
    stage, scenery, seen, labels = shape
    room = stage.room.drawn
    body = (
        scenery.areas,
        area("fan", seen.fan),
        '<g fill="none" stroke="currentColor">',
        scenery.lines,
        *_read(seen),
        "</g>",
        scenery.moves,
        dot(*seen.points[-1]) if seen.points else "",
        scenery.labels,
        draw_labels(labels),
        room.days,
    )
    return drawing(f"chart-trend {kinds}", room.size, ids, title, "".join(body))


def _read(seen: Sightings) -> tuple[str, ...]:
    """What follows from the readings, their line, confidence, and a dot for each reading."""
    points, way = seen.points, pairs(seen.line)
    places = way if seen.line is points else pairs(points)
    return (
        through("projection", seen.projection),
        through("tail", seen.tail),
        line("line", "M" + " ".join(way)) if len(way) > 1 else "",
        _stepped(seen.confidence),
        line("points", f"M{'h0M'.join(places)}h0") if points and seen.are_apart else "",
    )


def _stepped(points: Way) -> str:
    """Confidence, each held until the next other one: a path that only goes across and up or down.

    Nothing where it has no length.
    """
    if not points:
        return ""
    start, height = points[0]
    data = [f"M{start:.4g} {height:.4g}"]
    reached = start
    for x, y in points:
        if y != height:
            data.append(_STEP % (x, y))
            reached, height = x, y
    end = points[-1][0]
    if end != reached:
        data.append(f"H{end:.4g}")
    return line("confidence", "".join(data)) if len(data) > 1 else ""


_STEP = "H%.4gV%.4g"


def draw_key(data: TrendData, fmt: Formatter) -> str:
    """What the areas mean, which have no room for labels; empty when there are none."""
    is_paced = bool(data.aim.pace and data.aim.pace.judged_from)
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
        f' height="12" {LOOKS[kind]}/></svg>'
    )


_SWATCHES = {kind: _swatch(kind) for kind in ("on-track", "at-risk", "fan")}
