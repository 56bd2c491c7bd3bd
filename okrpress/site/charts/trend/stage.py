"""The stage of a trend: all of it that does not hang on single readings.

Key results that promise alike have the same one: steps, what has only a confidence, many ranges.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from okrpress.site.charts.labels import Label, fitted, widest
from okrpress.site.charts.scale import NumberScale, round_ticks
from okrpress.site.charts.svg import Place
from okrpress.site.charts.trend.axis import WIDTH, Span
from okrpress.site.charts.trend.data import Aim
from okrpress.site.charts.trend.ends import end_labels, names_of
from okrpress.site.charts.trend.held import Held, draw_held, held_of
from okrpress.site.charts.trend.lettering import (
    HALF,
    LETTERS,
    SPACE,
    draw_labels,
    group,
    in_group,
)
from okrpress.site.charts.trend.room import Needs, Room, room_of
from okrpress.site.charts.trend.strokes import diamond, line
from okrpress.site.charts.trend.way import Way
from okrpress.site.formatting import Formatter

_EDGE = 2.0  # between labels and the end of the drawing
_MARGINS = 6.0  # margins are multiples of it, so that many trends share a room
_VALUE_TICKS = 5
_KEPT = 32  # more of them would push what a page needs out of the processor's cache


class Scene(NamedTuple):
    """What a stage is for: all that it is made of.

    low, high   the ends of the scale of values, which are only shown if there are any
    days        the first and the last
    projected   the value of the projection
    confidence  the room that its name takes; None without any
    """

    aim: Aim
    as_of: date
    days: tuple[date, date]
    low: Decimal
    high: Decimal
    has_values: bool
    projected: Decimal | None = None
    confidence: float | None = None


class Stage(NamedTuple):
    """Where values and days lie, and what the readings are held against.

    `ticks` are the labels of round values, `rules` the heights of their lines; `unit` stands once
    above them where it is too long to stand with every number. `ends` are the names behind the
    lines; `hurdles` are lines that other labels stay off.
    """

    room: Room
    y: NumberScale
    rules: Sequence[float]
    held: Held
    ticks: Sequence[Label]
    unit: Sequence[Label]
    ends: Sequence[Label]
    hurdles: Sequence[tuple[Place, Place]]


class Scenery(NamedTuple):
    """A stage as SVG: areas, lines, marks of moves, labels."""

    areas: str
    lines: str
    moves: str
    labels: str


@lru_cache(maxsize=_KEPT)
def stage_of(scene: Scene, fmt: Formatter) -> tuple[Stage, Scenery]:
    """The stage for a scene, and the same drawn."""
    stage = _stage(scene, fmt)
    return stage, _drawn(stage)


def _stage(scene: Scene, fmt: Formatter) -> Stage:
    aim, as_of, days, low, high, has_values, projected, confidence = scene
    names = names_of(aim, projected, fmt)
    values, words = _ticks(low, high, aim.short_unit, fmt) if has_values else ((), ())
    needs = Needs(
        _margin(widest(("10", *words), LETTERS)),
        _margin(max(widest([name for _, name, _ in names], LETTERS), confidence or 0.0)),
        has_values=has_values,
        has_confidence=confidence is not None,
        has_unit=has_values and aim.unit != aim.short_unit,
    )
    room = room_of(Span(*days, aim.due, as_of), needs, fmt)
    box = room.plot or room.edges
    y = NumberScale(low, high, box.bottom, box.top)
    rules, held = y.inner(values), held_of(aim, room, y)
    return Stage(
        room=room,
        y=y,
        rules=rules,
        held=held,
        ticks=_tick_labels(words, rules, room),
        unit=_unit_label(aim.unit) if needs.has_unit else (),
        ends=end_labels(names, box, y) if room.plot else (),
        hurdles=_hurdles(held.expected, held.target, held.baseline, room.axis.today),
    )


def _ticks(
    low: Decimal, high: Decimal, unit: str, fmt: Formatter
) -> tuple[Sequence[Decimal], Sequence[str]]:
    """Round values, and how they read: as short as they can be told apart."""
    values = round_ticks(low, high, _VALUE_TICKS)
    words = [fmt.short(value, unit) for value in values]
    if len(set(words)) < len(words):
        words = [fmt.number(value, unit) for value in values]
    return values, words


def _margin(width: float) -> float:
    """The room beside the panels for labels."""
    return _MARGINS * ceil((_EDGE + width + SPACE) / _MARGINS)


def _tick_labels(words: Sequence[str], rules: Sequence[float], room: Room) -> list[Label]:
    x, new = room.edges.left - SPACE, tuple.__new__
    return [
        new(Label, (word, (x, y + HALF), "end", LETTERS, "axis"))
        for word, y in zip(words, rules, strict=True)
    ]


def _unit_label(unit: str) -> tuple[Label]:
    """A unit too long to stand with every number, above the plot."""
    return (Label(fitted(unit, LETTERS, WIDTH), (0, LETTERS), "start", LETTERS, "axis"),)


def _hurdles(*ways: Way) -> list[tuple[Place, Place]]:
    return [part for way in ways for part in pairwise(way)]


def _drawn(stage: Stage) -> Scenery:
    room, rules = stage.room, stage.rules
    left, _, right, _ = room.edges
    rule = f"M{left:.4g} %.4gH{right:.4g}"
    areas, lines = draw_held(stage.held)
    labels = (
        group("end", in_group(stage.ticks) + room.drawn.beliefs),
        group("start", in_group(stage.unit)),
        draw_labels(stage.ends),
    )
    return Scenery(
        areas=areas,
        lines=line("grid", rule * len(rules) % tuple(rules)) + room.drawn.ground + lines,
        moves="".join([diamond(x, y) for x, y in stage.held.moves]),
        labels="".join(labels),
    )
