"""Where the text of a change goes, and what text that is."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from okrpress.source.edit.changes import Append, Change, Keys, NoSuchPlaceError
from okrpress.source.edit.layout import (
    column,
    entry_lines,
    indents_of,
    item_lines,
    on_one_line,
    one_line_entry,
    scalar,
    value_lines,
)
from okrpress.source.edit.splice import Splice
from okrpress.source.edit.tree import Collection, Scalar, Written, compose
from okrpress.source.front_matter import Node

Order = Callable[[Keys], Sequence[str]]
"""The keys that may stand beside the last one of a path, in the order that authors expect."""


def placed(block: str, change: Change, order: Order) -> Splice:
    """The one stretch of a front matter that has to be different, for a change that fits it.

    Raises NoSuchPlaceError where the way the front matter is written leaves no room.
    """
    return _Editor(block, compose(block)).splice(change, order)


class _Place(NamedTuple):
    """The mapping or list around what is to change, the last key on the way, and what is there."""

    around: Collection | None
    key: str | int
    there: Written | None


class _Editor:
    """Turns changes of a front matter into changes of its text."""

    def __init__(self, block: str, root: Collection | None) -> None:
        self._block = block
        self._root = root
        self._indents = indents_of(root, block)

    def splice(self, change: Change, order: Order) -> Splice:
        """The one stretch of the text that has to be different."""
        place = self._find(change.keys)
        there = place.there
        if isinstance(change, Append) and isinstance(there, Collection):
            return self._append(there, change.value)
        value: Node = [change.value] if isinstance(change, Append) else change.value
        if there is None:
            return self._add(place, value, order(change.keys))
        assert isinstance(there, Scalar)
        if not there.value and there.start == there.end:
            return self._fill(place, there, value)
        return self._replace(place, there, value)

    def _find(self, keys: Keys) -> _Place:
        """Where the keys lead; that they lead somewhere is known."""
        around = self._root
        for key in keys[:-1]:
            assert around is not None
            inner = _inside(around, key)
            assert isinstance(inner, Collection)
            around = inner
        return _Place(around, keys[-1], _inside(around, keys[-1]) if around else None)

    # ── values that are there ─────────────────────────────────────────────────────────────────

    def _replace(self, place: _Place, there: Scalar, value: Node) -> Splice:
        in_brackets = place.around is not None and place.around.in_brackets
        if not isinstance(value, str):
            raise NoSuchPlaceError("one value stands where a list or mapping would have to")
        text = scalar(value, there.style, in_brackets=in_brackets)
        if there.style in {"|", ">"}:
            text += self._remark(there)
        return Splice(there.start, there.end, text)

    def _remark(self, there: Scalar) -> str:
        """The comment on the first line of a block scalar, which has to go on without it."""
        first_line = self._block[there.start : there.end].partition("\n")[0]
        _, sign, comment = first_line.partition("#")
        return f"  {sign}{comment}" if sign else ""

    def _fill(self, place: _Place, there: Scalar, value: Node) -> Splice:
        """Put a value behind a key that has none."""
        around = place.around
        assert around is not None
        if around.in_brackets:
            text = f"{self._gap(there.start)}{on_one_line(value)}"
            return Splice(there.start, there.start, text)
        at, before = column(self._block, around.start), column(self._block, there.start)
        first, *below = value_lines(value, at, self._indents, before=before)
        if below:
            return self._lines_behind(there.start, below)
        return Splice(there.start, there.start, first)

    # ── values that are not there yet ─────────────────────────────────────────────────────────

    def _add(self, place: _Place, value: Node, order: Sequence[str]) -> Splice:
        key, around = str(place.key), place.around
        if around is None:
            end = len(self._block)
            return Splice(end, end, _text(entry_lines(key, value, 0, self._indents)))
        if not around.values:
            return _first_in_brackets(around, one_line_entry(key, value))
        above = _above(around, key, order)
        if around.in_brackets:
            return self._behind_a_comma(above, one_line_entry(key, value))
        at = column(self._block, around.start)
        return self._lines_behind(_end(above), entry_lines(key, value, at, self._indents))

    def _append(self, there: Collection, value: Node) -> Splice:
        if not there.values:
            return _first_in_brackets(there, on_one_line(value))
        last = there.values[-1]
        if there.in_brackets:
            return self._behind_a_comma(last, on_one_line(value))
        spread = isinstance(last, Collection) and last.is_mapping and not last.in_brackets
        at = column(self._block, there.start)
        return self._lines_behind(_end(last), item_lines(value, at, self._indents, spread=spread))

    def _behind_a_comma(self, above: Written, text: str) -> Splice:
        gap = self._gap(above.end) if above.start == above.end else ""
        return Splice(above.end, above.end, f"{gap}, {text}")

    def _gap(self, at: int) -> str:
        """A blank behind the colon of a key without a value, where there is none."""
        return " " if self._block[at - 1 : at] == ":" else ""

    def _lines_behind(self, at: int, lines: Sequence[str]) -> Splice:
        """Whole lines below the line of a place."""
        line_end = self._block.find("\n", max(at - 1, 0))
        below = len(self._block) if line_end < 0 else line_end + 1
        return Splice(below, below, _text(lines))


def _first_in_brackets(there: Collection, text: str) -> Splice:
    return Splice(there.start + 1, there.start + 1, text)


def _inside(around: Collection, key: str | int) -> Written | None:
    if around.keys is None:
        return around.values[int(key)]
    return next((value for name, value in around.entries() if name.value == key), None)


def _above(around: Collection, key: str, order: Sequence[str]) -> Written:
    """The value below which a new key belongs: the last of those that are expected before it."""
    position = {name: index for index, name in enumerate(order)}
    before = [
        value
        for name, value in around.entries()
        if position.get(name.value, len(order)) < position.get(key, -1)
    ]
    return before[-1] if before else around.values[-1]


def _end(written: Written) -> int:
    """Where lines may follow: behind the blank lines that are part of a text, if any are."""
    while isinstance(written, Collection) and not written.in_brackets:
        written = written.values[-1]
    if isinstance(written, Scalar) and written.value.endswith("\n\n"):
        return written.full_end
    return written.end


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
