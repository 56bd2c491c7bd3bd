"""The labels of what was seen, inside the plot of a trend: never on others, seldom on lines."""

from collections.abc import Iterator

from okrpress.site.charts.labels import Edges, Label, Segment, Spot, place, text_width
from okrpress.site.charts.trend.data import TrendData
from okrpress.site.charts.trend.ends import in_short
from okrpress.site.charts.trend.lettering import LATEST, LETTERS, LINE, SPACE
from okrpress.site.charts.trend.seen import Sightings
from okrpress.site.charts.trend.stage import Stage
from okrpress.site.formatting import Formatter
from okrpress.tuples import new

_OFFSET = 8.0  # of a label from its point
_MOVES_LABELLED = 2
_SEGMENTS_KEPT_CLEAR = 6


def labels_of(data: TrendData, stage: Stage, seen: Sightings, fmt: Formatter) -> list[Label]:
    """Those inside the plot that find a place; all others lie around it, but for today's."""
    plot, today = stage.room.plot, stage.room.axis.today_box
    if plot is None or not (seen.points or stage.held.moves):
        return []
    left, top, right, bottom = plot
    room = left, top - LINE, right + SPACE, bottom  # not over the axis
    placed: list[Label] = []
    for label in _wishes(data, stage, seen, fmt):
        taken = [*today, *[one.box() for one in placed]] if placed else today
        found = place(label, _around(label), room, taken, _near(stage, seen, _reach(label)))
        if found:
            placed.append(found)
    return placed


def _wishes(data: TrendData, stage: Stage, seen: Sightings, fmt: Formatter) -> list[Label]:
    """What is to be said inside the plot, at the point that it belongs to."""
    moves, unit, wishes = stage.held.moves, stage.short, []
    if seen.points:
        words = in_short(data.readings[-1][1], unit, fmt)
        latest = (words, seen.points[-1], "middle", LATEST, "latest")
        wishes.append(new(Label, latest))
    if moves:
        last = slice(-_MOVES_LABELLED, None)
        for move, at in zip(data.aim.moves[last], moves[last], strict=True):
            words = f"{in_short(move.before, '', fmt)} → {in_short(move.after, unit, fmt)}"
            wishes.append(Label(words, at, "middle", LETTERS, "move"))
    return wishes


def _around(label: Label) -> Iterator[Spot]:
    """Above, below, beside and across the corners of a point."""
    (x, y), size = label.at, label.size
    above, below, middle = y - _OFFSET, y + _OFFSET + size * 0.8, y + size / 3
    left, right = x - _OFFSET, x + _OFFSET
    yield x, above, "middle"
    yield x, below, "middle"
    yield left, above, "end"
    yield right, below, "start"
    yield right, above, "start"
    yield left, below, "end"
    yield right, middle, "start"
    yield left, middle, "end"


def _reach(label: Label) -> Edges:
    """Around all the places of a label."""
    x, y = label.at
    wide, high = text_width(label.text, label.size) + _OFFSET, label.size + _OFFSET
    return x - wide, y - high, x + wide, y + high


def _near(stage: Stage, seen: Sightings, box: Edges) -> list[Segment]:
    """The parts of lines that may touch a box; all of them run to the right, or straight down."""
    left, top, right, bottom = box
    held = stage.held
    ways = (
        seen.line[-_SEGMENTS_KEPT_CLEAR - 1 :],  # labels are where the last ones are
        seen.tail,
        seen.projection,
        held.expected,
        held.target,
        held.baseline,
        stage.room.axis.today,
    )
    near = []
    for way in ways:
        if not way or way[-1][0] < left:
            continue
        x, y = way[0]
        for to_x, to_y in way[1:]:
            may_touch = to_x >= left and x <= right
            if may_touch and (y <= bottom or to_y <= bottom) and (y >= top or to_y >= top):
                near.append((x, y, to_x, to_y))
            x, y = to_x, to_y
    return near
