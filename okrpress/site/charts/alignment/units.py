"""What stands in a box of the overview: a unit, and a shape for each of its objectives."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import escape

from okrpress.scoring.result import Status
from okrpress.site.charts.alignment.blocks import Block, Extent, shape
from okrpress.site.charts.alignment.wrapping import wrapped
from okrpress.site.charts.labels import text_width

WIDTH = 312

_SIZE, _SMALL = 13.0, 11.5
_INSET, _NAME, _LEADING, _BESIDE = 10, 21, 16, 140
_CELL, _SHAPE = 24, 16
_ROOM = WIDTH - _BESIDE - 4
_IN_ROW = _ROOM // _CELL
MOST_MARKS = 5 * _IN_ROW
"""Objectives that are shown one by one; where there are more, they are counted by their status."""


class Mark(NamedTuple):
    """An objective: where it leads, all that is to be said of it, whether it supports nothing."""

    href: str
    full: str
    status: Status
    is_orphan: bool


class Counted(NamedTuple):
    """How many are in a status, as it reads."""

    status: Status
    number: str


class Roster(NamedTuple):
    """A unit with its objectives: as `marks`, or where these are too many as `counts`."""

    href: str
    name: str
    full: str
    marks: tuple[Mark, ...]
    counts: tuple[Counted, ...]


def roster_block(roster: Roster, ids: str) -> Block:
    """The box of a unit, its name beside its shapes; `ids` is the prefix of the drawing's ids."""
    inside, rows = _marks(roster.marks, ids) if roster.marks else _counts(roster.counts, ids)
    lines = wrapped(roster.name, _SIZE, _BESIDE - _INSET - 6, 2)
    height = max(rows * _CELL, len(lines) * _LEADING + 8) + 8
    name = "".join(
        [
            f'<text class="map-title" x="{_INSET}" y="{_NAME + number * _LEADING}">'
            f"{escape(line)}</text>"
            for number, line in enumerate(lines)
        ]
    )
    body = (
        f'<rect class="map-face" width="{WIDTH}" height="{height}" rx="4"/>'
        f"{_opening(roster)}<title>{escape(roster.full)}</title>"
        f'<rect class="map-hit" width="{_BESIDE - 4}" height="{height}" rx="4"/>{name}'
        f"{'</a>' if roster.href else '</g>'}{inside}"
    )
    return Block("", "map-unit", Extent(height, height // 2, ()), body)


def _opening(roster: Roster) -> str:
    return f'<a href="{escape(roster.href)}">' if roster.href else "<g>"


def _marks(marks: Sequence[Mark], ids: str) -> tuple[str, int]:
    """A cell for each, large enough for a finger; and how many rows they take."""
    inset = (_CELL - _SHAPE) // 2
    parts = []
    for number, mark in enumerate(marks):
        x, y = _BESIDE + number % _IN_ROW * _CELL, 4 + number // _IN_ROW * _CELL
        kind = "map-mark map-orphan" if mark.is_orphan else "map-mark"
        parts.append(
            f'<a class="{kind}" href="{escape(mark.href)}"><title>{escape(mark.full)}</title>'
            f'<rect class="map-hit" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="3"/>'
            f"{shape(mark.status, ids, x + inset, y + inset, _SHAPE)}</a>"
        )
    return "".join(parts), -(-len(marks) // _IN_ROW)


def _counts(counts: Sequence[Counted], ids: str) -> tuple[str, int]:
    """Shapes with numbers, as many in a row as there is room for; and how many rows they take."""
    parts = []
    x, row = 0.0, 0
    for one in counts:
        wide = _SHAPE + 5 + text_width(one.number, _SMALL)
        if x and x + wide > _ROOM:
            x, row = 0.0, row + 1
        left, top = round(_BESIDE + x), 4 + row * _CELL
        parts.append(
            f"{shape(one.status, ids, left, top + 4, _SHAPE)}"
            f'<text class="map-head" x="{left + _SHAPE + 5}" y="{top + 16}">'
            f"{escape(one.number)}</text>"
        )
        x += wide + 10
    return "".join(parts), row + 1
