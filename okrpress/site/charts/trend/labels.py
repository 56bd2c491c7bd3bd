"""The labels of what was seen, inside the plot of a trend: never on others, seldom on lines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from okrpress.site.charts.labels import Edges, Label, Segment, Spot, place, text_width
from okrpress.site.charts.svg import Box, Place
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.ends import in_short
from okrpress.site.charts.trend.lettering import HALF, LATEST, LETTERS, LINE, SPACE
from okrpress.site.charts.trend.seen import Sightings
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.formatting import Formatter

_OFFSET = 8.0  # of a label from its point
_MOVES_LABELLED = 2
_SEGMENTS_KEPT_CLEAR = 6


def confidence_name(data: TrendData, fmt: Formatter) -> str:
    """The name of the confidence panel, with the last report; empty without one."""
    if not data.confidence:
        return ""
    return fmt.say("Confidence {value}", value=fmt.short(data.confidence[-1][1]))


def labels_of(
    data: TrendData, stage: Stage, seen: Sightings, confidence: str, fmt: Formatter
) -> list[Label]:
    """The name of the confidence panel, and of those inside the plot such as find a free place."""
    labels = []
    plot, panel = stage.room.plot, stage.room.panel
    if panel:
        y = min(max(seen.confidence[-1][1], panel.top + HALF), panel.bottom - HALF)
        at = panel.right + SPACE, y + HALF
        labels.append(Label(confidence, at, "start", LETTERS, "confidence"))
    if plot and (seen.points or data.aim.moves):
        labels += _inside(plot, stage, seen, _wishes(data, stage, seen, fmt))
    return labels


def _inside(plot: Box, stage: Stage, seen: Sightings, wishes: Iterable[Label]) -> list[Label]:
    """Those that find a place; all others lie around the plot, but for today's."""
    today = stage.room.axis.today_box
    room = Box(plot.left, plot.top - LINE, plot.right + SPACE, plot.bottom)  # not over the axis
    hurdles = [
        *pairwise(seen.line[-_SEGMENTS_KEPT_CLEAR - 1 :]),  # labels are where the last ones are
        *pairwise(seen.tail),
        *pairwise(seen.projection),
        *stage.hurdles,
    ]
    placed: list[Label] = []
    for label in wishes:
        x, y = label.at
        wide, high = text_width(label.text, label.size) + _OFFSET, label.size + _OFFSET
        near = _within(hurdles, (x - wide, y - high, x + wide, y + high))
        taken = [one.box() for one in placed] + ([today] if today else [])
        found = place(label, _around(label), room, taken, near)
        if found:
            placed.append(found)
    return placed


def _wishes(data: TrendData, stage: Stage, seen: Sightings, fmt: Formatter) -> Iterator[Label]:
    """What is to be said inside the plot, at the point that it belongs to."""
    aim, last = data.aim, slice(-_MOVES_LABELLED, None)
    unit = aim.short_unit
    if seen.points:
        words = in_short(data.readings[-1][1], unit, fmt)
        yield Label(words, seen.points[-1], "middle", LATEST, "latest")
    for move, at in zip(aim.moves[last], stage.held.moves[last], strict=True):
        words = f"{in_short(move.before, '', fmt)} → {in_short(move.after, unit, fmt)}"
        yield Label(words, at, "middle", LETTERS, "move")


def _around(label: Label) -> tuple[Spot, ...]:
    """Above, below, beside and across the corners of a point."""
    (x, y), size = label.at, label.size
    above, below, middle = y - _OFFSET, y + _OFFSET + size * 0.8, y + size / 3
    left, right = x - _OFFSET, x + _OFFSET
    return (
        (x, above, "middle"),
        (x, below, "middle"),
        (left, above, "end"),
        (right, below, "start"),
        (right, above, "start"),
        (left, below, "end"),
        (right, middle, "start"),
        (left, middle, "end"),
    )


def _within(lines: Sequence[tuple[Place, Place]], box: Edges) -> list[Segment]:
    """Those lines that may touch a box."""
    left, top, right, bottom = box
    return [
        (x, y, to_x, to_y)
        for (x, y), (to_x, to_y) in lines
        if (x >= left or to_x >= left)
        and (x <= right or to_x <= right)
        and (y <= bottom or to_y <= bottom)
        and (y >= top or to_y >= top)
    ]
