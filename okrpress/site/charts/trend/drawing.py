"""A laid-out trend as SVG."""

from decimal import Decimal
from functools import lru_cache

from okrpress.site.charts.svg import drawing, pairs
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.layout import Trend
from okrpress.site.charts.trend.lettering import LETTERS, draw_labels
from okrpress.site.charts.trend.room_text import RoomText, text_of
from okrpress.site.charts.trend.seen import Sightings
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.charts.trend.strokes import (
    LOOKS,
    area,
    diamond,
    dot,
    line,
    rectangle,
    through,
)
from okrpress.site.escaping import escaped, safe
from okrpress.site.formatting import Formatter


def draw_trend(shape: Trend, ids: str, title: str, kinds: str) -> str:
    """From the ground up: areas, grid, what is held against, what was read, words."""
    data, stage, seen, labels = shape
    text, points, held = text_of(stage.room), seen.points, stage.held
    rules = stage.rungs.written
    body = (
        rectangle("zone", held.zone) if held.zone else "",
        held.course.drawn(held.baseline, held.target) if held.course else "",
        area("fan", seen.fan),
        '<g fill="none" stroke="currentColor">',
        line("grid", text.rule * len(rules) % rules),
        text.ground,
        through("baseline", held.baseline),
        through("target", held.target),
        *_read(data, seen, text),
        "</g>",
        *[diamond(x, y) for x, y in held.moves],
        dot(*points[-1]) if points else "",
        *_beside(stage, text),
        draw_labels(labels),
        text.dates,
    )
    return drawing(f"chart-trend {kinds}", text.size, ids, title, "".join(body))


def _beside(stage: Stage, text: RoomText) -> tuple[str, ...]:
    """Round values on the left, names on the right, and a long unit above."""
    return (
        text.ticks,
        stage.rungs.labels,
        "</g>",
        text.names,
        *[
            f'<text class="chart-label-{kind}" y="{round(y)}">{safe(words)}</text>'
            for kind, words, y in stage.names
        ],
        "</g>",
        _UNIT % safe(stage.unit) if stage.unit else "",
    )


_UNIT = f'<text class="chart-label-axis" y="{LETTERS:.4g}">%s</text>'


def _read(data: TrendData, seen: Sightings, text: RoomText) -> tuple[str, ...]:
    """What follows from the readings, their line, confidence, and a dot for each reading."""
    points, days = seen.points, text.days
    places = [
        f"{days[day]} {y:.4g}" for (day, _), (_, y) in zip(data.readings, points, strict=True)
    ]
    way = places if seen.line is points else pairs(seen.line)
    return (
        through("projection", seen.projection),
        through("tail", seen.tail),
        line("line", "M" + " ".join(way)) if len(way) > 1 else "",
        _stepped(data, text),
        line("points", f"M{'h0M'.join(places)}h0") if places and seen.are_apart else "",
    )


def _stepped(data: TrendData, text: RoomText) -> str:
    """Confidence, each held until the next other one: a path that only goes across and up or down.

    The last one holds until the as-of date. Nothing where it has no length.
    """
    if not data.confidence:
        return ""
    days, heights = text.days, text.beliefs
    first, held = data.confidence[0]
    way = [f"M{days[first]} {heights[held]}"]
    for day, value in data.confidence:
        if value != held:
            way.append(f"H{days[day]}V{heights[value]}")
            held = value
    end = days[max(day, data.as_of)]
    if end != days[first]:
        way.append(f"H{end}")
    return line("confidence", "".join(way)) if len(way) > 1 else ""


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
        '<svg class="chart chart-swatch" width="16" height="12"'
        f' aria-hidden="true" fill="currentColor"><rect class="chart-{kind}" width="16"'
        f' height="12" {LOOKS[kind]}/></svg>'
    )


_SWATCHES = {kind: _swatch(kind) for kind in ("on-track", "at-risk", "fan")}
