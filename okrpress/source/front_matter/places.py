"""Where the parts of a file lie: the second reading, for findings only."""

import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from yaml import MarkedYAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from okrpress.model.finding import Finding, Place, Span
from okrpress.source.front_matter.events import events, stretch
from okrpress.source.front_matter.fences import Parts, split
from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import decode, span_of

Keys: TypeAlias = tuple[str | int, ...]
Stretch: TypeAlias = tuple[int, int]


class Extent(NamedTuple):
    """Where an entry lies in the front matter. The first line of a list's entry is its key."""

    key: Stretch
    value: Stretch


class _Marked(NamedTuple):
    """A file taken apart with its marks."""

    text: str
    parts: Parts
    extents: dict[Keys, Extent]


def locate(data: bytes, place: Place) -> Span:
    """Lines and columns of a place in a file with these bytes.

    A place that is not there is shown by the nearest key around it, an entry of a list by its
    first line, and anything in a file without front matter by the file's first character.
    """
    marked = _mark(data)
    if marked is None:
        return Span(1, 1, 1, 1)
    text, parts, found = marked
    if place.on == "body":
        return span_of(text, *_body(text, parts))
    if not place.keys:
        return span_of(text, parts.fence, _closing(parts))
    stretch = _nearest(found, place)
    if stretch is None:
        return span_of(text, parts.fence, parts.fence + 3)
    return span_of(text, parts.start + stretch[0], parts.start + stretch[1])


@lru_cache(maxsize=1)  # findings come file by file
def _mark(data: bytes) -> _Marked | None:
    text = decode("", data)
    if isinstance(text, Finding):
        return None
    try:
        parts = split(text)
    except Refused:
        return None
    return _Marked(text, parts, extents(parts.block))


def _closing(parts: Parts) -> int:
    """The end of the closing fence."""
    return parts.start + len(parts.block) + 3


def _body(text: str, parts: Parts) -> Stretch:
    """The body without blank lines around it; the closing fence when there is nothing else."""
    body = text[parts.body :]
    if not body.strip():
        return _closing(parts) - 3, _closing(parts)
    end = parts.body + len(body.rstrip())
    blank = len(body) - len(body.lstrip())
    return text.rfind("\n", 0, parts.body + blank) + 1, end


def _nearest(found: dict[Keys, Extent], place: Place) -> Stretch | None:
    for length in range(len(place.keys), 0, -1):
        extent = found.get(place.keys[:length])
        if extent:
            start, end = extent.value
            is_whole = length == len(place.keys) and place.on != "key" and end > start
            return extent.value if is_whole else extent.key
    return None


def extents(block: str) -> dict[Keys, Extent]:
    """Where every entry of the block lies, as far as it is YAML; of two equal keys, the first."""
    marks = _Marks(block)
    with suppress(MarkedYAMLError):
        for event in events(block):
            if isinstance(event, ScalarEvent):
                marks.add(event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                marks.open(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                marks.close(event)
    return marks.found


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come."""

    keys: Keys
    start: int
    entries: int | None  # of a list, so far
    key: str | None = None  # of a mapping, while its value has not come
    key_stretch: Stretch = (0, 0)
    end: int = 0  # of the last entry


class _Marks:
    """Gathers extents while a block is read."""

    def __init__(self, block: str) -> None:
        self.found: dict[Keys, Extent] = {}
        self._block = block
        self._around: list[_Open] = []

    def add(self, event: ScalarEvent) -> None:
        """Note a text: a key, or a value."""
        if not self._around:
            return
        inner = self._around[-1]
        start, end = stretch(event)
        end = start + len(self._block[start:end].rstrip())  # a block scalar runs to the next line
        if inner.entries is None and inner.key is None:
            inner.key = unicodedata.normalize("NFC", event.value)
            inner.key_stretch = start, end
        else:
            self._note(start, end)

    def open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        """Note where a list or mapping begins."""
        keys = self._next_keys() if self._around else ()
        entries = None if isinstance(event, MappingStartEvent) else 0
        self._around.append(_Open(keys, stretch(event)[0], entries))

    def close(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        """Note a list or mapping: to its bracket, or else to the end of its last entry."""
        closed = self._around.pop()
        bracket, end = stretch(event)
        if self._around:
            self._note(closed.start, end if end > bracket else closed.end)

    def _next_keys(self) -> Keys:
        inner = self._around[-1]
        return (*inner.keys, (inner.key or "") if inner.entries is None else inner.entries)

    def _note(self, start: int, end: int) -> None:
        keys, inner = self._next_keys(), self._around[-1]
        line_end = self._block.find("\n", start, end)
        first_line = start, end if line_end < 0 else line_end
        key = inner.key_stretch if inner.entries is None else first_line
        self.found.setdefault(keys, Extent(key, (start, end)))
        inner.end = end
        inner.key = None
        if inner.entries is not None:
            inner.entries += 1
