"""A front matter with the place of every value, and how it was written."""

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias
from unicodedata import normalize

from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from okrpress.model.frozen import dataclass
from okrpress.source.front_matter.events import events, stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One text. `style` is its sign: a quote, `|`, `>`, or empty for a plain one.

    A block scalar ends with its last line that is not blank; `full_end` is where what follows it
    begins, which matters where blank lines are part of the text.
    """

    start: int
    end: int
    full_end: int
    style: str
    value: str


@dataclass(slots=True, kw_only=True)
class Collection:
    """A list or mapping. `keys` is None for a list; `end` lies behind its last character."""

    start: int
    in_brackets: bool
    keys: list[Scalar] | None
    values: "list[Written]" = field(default_factory=list)
    end: int = 0

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return self.keys is not None

    def entries(self) -> "Iterator[tuple[Scalar, Written]]":
        """The keys of a mapping with their values."""
        assert self.keys is not None
        return zip(self.keys, self.values, strict=True)


Written: TypeAlias = Scalar | Collection


def compose(block: str) -> Collection | None:
    """The front matter of a file that can be read; None where it says nothing."""
    root: Collection | None = None
    around: list[Collection] = []
    for event in events(block):
        match event:
            case ScalarEvent():
                _add(_scalar(event, block), around)
            case MappingStartEvent() | SequenceStartEvent():
                opened = _collection(event)
                _add(opened, around)
                around.append(opened)
                root = root or opened
            case MappingEndEvent() | SequenceEndEvent():
                _close(around.pop(), event)
    return root


def _add(written: Written, around: list[Collection]) -> None:
    if not around:
        return
    inner = around[-1]
    if inner.keys is not None and len(inner.keys) == len(inner.values):
        assert isinstance(written, Scalar)  # the strict reader refuses other keys
        inner.keys.append(written)
    else:
        inner.values.append(written)


def _scalar(event: ScalarEvent, block: str) -> Scalar:
    start, end = stretch(event)
    shown = start + len(block[start:end].rstrip()) if event.style in {"|", ">"} else end
    return Scalar(
        start=start,
        end=shown,
        full_end=end,
        style=event.style or "",
        value=normalize("NFC", event.value),
    )


def _collection(event: MappingStartEvent | SequenceStartEvent) -> Collection:
    return Collection(
        start=stretch(event)[0],
        in_brackets=bool(event.flow_style),
        keys=[] if isinstance(event, MappingStartEvent) else None,
    )


def _close(closed: Collection, event: Event) -> None:
    end = stretch(event)[1]
    closed.end = end if closed.in_brackets or not closed.values else closed.values[-1].end


def all_of(written: Written) -> Iterator[Written]:
    """The value and everything inside it."""
    yield written
    if isinstance(written, Collection):
        for inner in written.values:
            yield from all_of(inner)
