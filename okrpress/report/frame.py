"""A code frame: the line that a finding is about with a mark under the place, as compilers do."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from okrpress.model.finding import Finding, Span
from okrpress.model.frozen import dataclass
from okrpress.report.characters import columns, is_harmless, shown
from okrpress.report.report import START, Report
from okrpress.report.screen import Screen

_BLANKS = {"\t": "    ", "\xa0": " ", "\u202f": " "}
_CUT = "…"
_ROOM = 24  # columns that a line gets on the narrowest screen
_ABOVE = 200  # lines that are looked at for the one that encloses a line


def frame(finding: Finding, report: Report, screen: Screen) -> list[str]:
    """The rows of a finding's frame; none where its line is not at hand.

    Above the line stands the one that encloses it: the key result whose target it is.
    """
    span = finding.at.span
    lines = report.lines(finding.at.file)
    if span is None or not 0 < span.line <= len(lines):
        return []
    gutter = _Gutter(width=gutter_width(finding), screen=screen)
    text = lines[span.line - 1]
    line = _cut(text, _stretch(span, text), gutter.room)
    mark = screen.paint(finding.level.value, "^" * line.marked + _rest(span))
    return [
        gutter.row(),
        *_context(lines, span.line, gutter),
        gutter.row(line.text, span.line),
        gutter.row(" " * line.before + mark),
    ]


def gutter_width(finding: Finding) -> int:
    """The columns that the number of the finding's line takes."""
    return len(str((finding.at.span or START).line))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gutter:
    width: int
    screen: Screen

    @property
    def room(self) -> int:
        """Columns left for an author's line; one is kept for a mark behind it."""
        return max(self.screen.width - self.width - len(" | ") - 1, _ROOM)

    def row(self, text: str = "", number: int | None = None) -> str:
        label = "" if number is None else str(number)
        border = self.screen.paint("frame", f"{label:>{self.width}} |")
        return f"{border} {text.rstrip()}" if text else border


def _context(lines: Sequence[str], number: int, gutter: _Gutter) -> Iterator[str]:
    """The line that encloses the one of this number, and a sign of what is left out between."""
    above = _enclosing(lines, number)
    between = number - above - 1
    for other in (above, number - 1) if between == 1 else (above,):
        if above:
            yield gutter.row(_cut(lines[other - 1], _Stretch(0, 0), gutter.room).text, other)
    if above and between > 1:
        yield gutter.row("...")


def _enclosing(lines: Sequence[str], number: int) -> int:
    """The number of the nearest line above that is indented less; 0 where there is none."""
    indent = _indent(lines[number - 1])
    highest = max(number - _ABOVE, 1)
    for above in range(number - 1, highest - 1, -1) if indent else ():
        line = lines[above - 1]
        if line.strip() and _indent(line) < indent:
            return above
    return 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Stretch(NamedTuple):
    """A part of a line by its characters, counted from 0, end exclusive."""

    start: int
    end: int


def _stretch(span: Span, line: str) -> _Stretch:
    """The part of the span's first line that the span covers."""
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    return _Stretch(min(span.column - 1, len(line)), end)


def _rest(span: Span) -> str:
    last = span.end_line - (span.end_column == 1)
    return f" to line {last}" if last > span.line else ""


class _Line(NamedTuple):
    """A line as it is shown; the mark begins after `before` columns and has `marked`."""

    text: str
    before: int
    marked: int


def _cut(line: str, place: _Stretch, room: int) -> _Line:
    """The line where it fits; else as much around the place as does.

    However long the line is, no more of it is looked at than could be shown.
    """
    skipped = max(place.start - room, 0)
    near = line[skipped : place.start + room]
    start, end = place.start - skipped, place.end - skipped
    cells, widths = _cells(near)
    whole = len(near) == len(line) and sum(widths) <= room
    first, last = (0, len(cells)) if whole else _window(widths, start, room - 2 * len(_CUT))
    left = _CUT if skipped + first else ""
    right = _CUT if skipped + last < len(line) else ""
    return _Line(
        text=f"{left}{''.join(cells[first:last])}{right}",
        before=len(left) + sum(widths[first:start]),
        marked=max(sum(widths[start : min(end, last)]), 1),
    )


def _cells(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """What is shown for each character, and the columns that it takes."""
    if text.isascii() and is_harmless(text):
        return text, [1] * len(text)
    cells = [
        _BLANKS.get(character, cell) for character, cell in zip(text, shown(text), strict=True)
    ]
    return cells, [columns(cell) for cell in cells]


def _window(widths: Sequence[int], start: int, room: int) -> tuple[int, int]:
    """First and end of the cells that fill the room, `start` among them with some before it."""
    first = start - _fitting(reversed(widths[:start]), room // 3)
    last = first + _fitting(widths[first:], room)
    return (last - _fitting(reversed(widths[:last]), room) if last == len(widths) else first), last


def _fitting(widths: Iterable[int], room: int) -> int:
    """How many cells in a row fit into the room."""
    return bisect_right([*accumulate(widths)], room)
