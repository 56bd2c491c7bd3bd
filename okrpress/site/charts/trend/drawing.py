"""A laid-out trend as SVG."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from okrpress.site.charts.svg import drawing, pairs
from okrpress.site.charts.trend.data import Seen, TrendData
from okrpress.site.charts.trend.layout import Trend
from okrpress.site.charts.trend.lettering import LETTERS, draw_labels
from okrpress.site.charts.trend.room import Room
from okrpress.site.charts.trend.room_text import BETWEEN_DOTS, RoomText, dots_on, text_of
from okrpress.site.charts.trend.seen import Sightings
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
    data, (room, rungs, _, unit, names, held), seen, labels = shape
    text, heights = text_of(room), rungs.written
    baseline, target, moves, course, zone = held
    body = (
        rectangle("zone", zone) if zone else "",
        course.drawn(baseline, target) if course else "",
        area("fan", seen.fan) if seen.fan else "",
        '<g fill="none" stroke="currentColor">',
        line("grid", text.rule * len(heights) % heights),
        text.ground,
        text.baseline % baseline[0][1] if baseline else "",
        through("target", target) if target else "",
        through("projection", seen.projection) if seen.projection else "",
        through("tail", seen.tail) if seen.tail else "",
        _read(data, seen, room),
        "</g>",
        "".join([diamond(x, y) for x, y in moves]) if moves else "",
        dot(*seen.points[-1]) if seen.points else "",
        text.ticks,
        rungs.labels,
        "</g>",
        text.names,
        "".join([_NAME % (kind, round(y), safe(words)) for kind, words, y in names]),
        "</g>",
        _UNIT % safe(unit) if unit else "",
        draw_labels(labels),
        text.dates,
    )
    return drawing(f"chart-trend {kinds}", text.size, ids, title, "".join(body))


_NAME = '<text class="chart-label-%s" y="%d">%s</text>'
_UNIT = f'<text class="chart-label-axis" y="{LETTERS:.4g}">%s</text>'


def _read(data: TrendData, seen: Sightings, room: Room) -> str:
    """The line of the readings, confidence, and a dot for each reading."""
    (_, as_of, readings, confidence, _, _, _), (points, way, are_apart, _, _, _) = data, seen
    believed = _stepped(confidence, as_of, text_of(room)) if confidence else ""
    if not points:
        return believed
    gaps = dots_on(tuple([one[0] for one in readings]), room)
    dots = gaps % tuple([y for _, y in points])
    steps = dots.replace(BETWEEN_DOTS, " ") if way is points else " ".join(pairs(way))
    return (
        (_LINE % steps if len(way) > 1 else "") + believed + (_POINTS % dots if are_apart else "")
    )


_LINE, _POINTS = line("line", "M%s"), line("points", "M%sh0")


def _stepped(confidence: Sequence[Seen], as_of: date, text: RoomText) -> str:
    """Confidence, each held until the next other one: a path that only goes across and up or down.

    The last one holds until the as-of date. Nothing where it has no length.
    """
    days, heights = text.days, text.beliefs
    first, held = confidence[0]
    begin, height, way = days[first], heights[held], ""
    for day, value in confidence:
        if value != held:
            way += f"H{days[day]}V{heights[value]}"
            held = value
    end = days[max(day, as_of)]
    if end != begin:
        way += f"H{end}"
    return _BELIEVED % (begin, height, way) if way else ""


_BELIEVED = line("confidence", "M%s %s%s")


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
