"""What stands in a box of the map: an objective with the key results that others support."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from okrpress.scoring.result import Status
from okrpress.site.charts.alignment.wrapping import shortened, wrapped
from okrpress.site.escaping import escaped
from okrpress.tuples import new

WIDTH = 208

_SMALL, _SIZE = 11.5, 13.0
_INSET, _SHAPE = 14, 12
_ROOM = WIDTH - _INSET - 10
_HEAD, _FIRST, _LEADING, _FOOT = 19, 38, 16, 10
_TITLE_LINES = 3
_NOTE, _ENTRY = 16, 24
_BODY = (
    f'<rect class="map-face" width="{WIDTH}" height="%d" rx="4"/>'
    '<a href="%s"><title>%s</title>'
    f'<rect class="map-hit" width="{WIDTH}" height="%d" rx="4"/>'
    '<rect class="map-tone" width="4" height="%d" rx="2"/>'
    "%s%s</text>%s%s</a>"
)
_TITLES = tuple(
    [
        f'<text class="map-title" x="{_INSET}" y="{_FIRST + _LEADING * number}">%s</text>'
        for number in range(_TITLE_LINES)
    ]
)


class Entry(NamedTuple):
    """A key result inside the box of its objective. `full` is all that is to be said of it."""

    href: str
    text: str
    full: str
    status: Status


class Inside(NamedTuple):
    """What a box says of its objective: `head` beside its shape, `notes` under its title."""

    href: str
    head: str
    title: str
    full: str
    status: Status
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


class Card(NamedTuple):
    """An objective; `id` is its anchor.

    `kind` is a class: "outside" for what is at home elsewhere, "orphan" for what supports nothing.
    """

    id: str
    kind: str
    inside: Inside


class Extent(NamedTuple):
    """How high a box is. Lines to it arrive at `middle`, to an entry at its place in `entries`."""

    height: int
    middle: int
    entries: tuple[int, ...]


class Block(NamedTuple):
    """A box ready to be placed: its parts as SVG, seen from its upper left corner.

    `outline` is that of the body, None where nobody has kept account of what it holds.
    """

    id: str
    kinds: str
    extent: Extent
    body: str
    outline: str | None = None


def card_block(card: Card, ids: str) -> Block:
    """The box of an objective; `ids` is the prefix of the drawing's ids."""
    id, kind, inside = card
    extent, body, outline = _drawn(inside, ids)
    kinds = "chart-is-" + inside.status
    return new(Block, (id, f"{kinds} map-{kind}" if kind else kinds, extent, body, outline))


def _drawn(inside: Inside, ids: str) -> tuple[Extent, str, str]:
    """How high a box is, its parts, and their outline."""
    href, head, title, full, status, notes, entries = inside
    lines, titles = _titled(title)
    face = _FIRST + _LEADING * (lines - 1) + _FOOT + _NOTE * len(notes)
    height, middle = face + _ENTRY * len(entries), face // 2
    beside, below = _shape_beside(status, ids), _notes(notes, face) if notes else ""
    named, said = escaped(href), escaped(full)
    body = _BODY % (height, named, said, face, height, beside, _headed(head), titles, below)
    outline = _leading(named, status, ids)
    if not entries:
        return new(Extent, (height, middle, ())), body, outline
    rows = [face + _ENTRY * number for number in range(len(entries))]
    body += "".join([_entry(one, top, ids) for one, top in zip(entries, rows, strict=True)])
    outline += "".join([_leading(escaped(one.href), one.status, ids) for one in entries])
    return Extent(height, middle, tuple([top + _ENTRY // 2 for top in rows])), body, outline


def _leading(href: str, status: Status, ids: str) -> str:
    """The outline of a link with the shape of a status: all that leads anywhere in a box."""
    return f' href="{href}" href="#{ids}-{status}"'


@lru_cache(maxsize=4096)  # an objective is drawn on its own page, its neighbours', and the map
def _titled(title: str) -> tuple[int, str]:
    """How many lines a title takes, and these."""
    lines = wrapped(title, _SIZE, _ROOM, _TITLE_LINES)
    titles = [line % escaped(words) for line, words in zip(_TITLES, lines, strict=False)]
    return len(lines), "".join(titles)


@lru_cache(maxsize=4096)  # units and statuses head many boxes
def _headed(head: str) -> str:
    """As much of a head as stands beside a shape."""
    return escaped(shortened(head, _SMALL, _ROOM - _SHAPE - 6))


@lru_cache(maxsize=64)
def _shape_beside(status: Status, ids: str) -> str:
    """The shape of a status before the words of a box's head."""
    x = _INSET + _SHAPE + 6
    return (
        f"{shape(status, ids, _INSET, _HEAD - 10, _SHAPE)}"
        f'<text class="map-head" x="{x}" y="{_HEAD}">'
    )


def _notes(notes: Sequence[str], face: int) -> str:
    """Lines that end above the foot of the box."""
    first = face - _FOOT - 1 - _NOTE * (len(notes) - 1)
    return "".join(
        [
            f'<text class="map-note" x="{_INSET}" y="{first + _NOTE * number}">'
            f"{escaped(shortened(note, _SMALL, _ROOM))}</text>"
            for number, note in enumerate(notes)
        ]
    )


def _entry(entry: Entry, top: int, ids: str) -> str:
    text = shortened(entry.text, _SMALL, _ROOM - _SHAPE - 6)
    return (
        f'<a class="map-entry chart-is-{entry.status}" href="{escaped(entry.href)}">'
        f"<title>{escaped(entry.full)}</title>"
        f'<path class="map-rule" d="M{_INSET} {top}H{WIDTH - 10}"/>'
        f'<rect class="map-hit" y="{top}" width="{WIDTH}" height="{_ENTRY}" rx="4"/>'
        f"{shape(entry.status, ids, _INSET, top + 6, _SHAPE)}"
        f'<text class="map-head" x="{_INSET + _SHAPE + 6}" y="{top + 16}">{escaped(text)}</text>'
        "</a>"
    )


def shape(status: Status, ids: str, x: int, y: int, size: int) -> str:
    """The shape of a status, from those that the drawing defines once."""
    return (
        f'<use class="chart-shape chart-is-{status}" href="#{ids}-{status}"'
        f' x="{x}" y="{y}" width="{size}" height="{size}"/>'
    )


def statuses(cards: Sequence[Card]) -> dict[Status, None]:
    """The statuses that occur, for the shapes to be defined."""
    found: dict[Status, None] = {}
    for card in cards:
        found[card.inside.status] = None
        for entry in card.inside.entries:
            found[entry.status] = None
    return found
