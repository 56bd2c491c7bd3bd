"""A table as text, RFC 4180, taken apart into cells that know where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

DELIMITERS = ",;\t"


class Cell(NamedTuple):
    """The text of a cell, and where it begins; both count from 1."""

    line: int
    column: int
    text: str = ""


class BadCellError(ValueError):
    """A cell whose quotes do not match; nothing behind it can be read."""

    def __init__(self, cell: Cell) -> None:
        super().__init__("quotes do not match")
        self.cell = cell


def rows(text: str, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    """The rows that have anything in them, without blanks around their cells.

    Raises BadCellError.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    row: list[Cell] = []
    for cell, ends_row in _cells(text, delimiter):
        row.append(cell)
        if ends_row:
            if any(each.text for each in row):
                yield tuple(row)
            row = []


def _cells(text: str, delimiter: str) -> Iterator[tuple[Cell, bool]]:
    """Every cell, and whether its row ends with it."""
    one = re.compile(
        rf'[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ ]*|(?P<plain>[^"{delimiter}\n][^{delimiter}\n]*|))'
        rf"(?P<end>{delimiter}|\n|\Z)"
    )
    at, line, line_start = 0, 1, 0
    while True:
        match = one.match(text, at)
        here = Cell(line, at - line_start + 1)
        if match is None:
            raise BadCellError(here)
        quoted = match["quoted"]
        found = match["plain"] if quoted is None else quoted.replace('""', '"')
        yield here._replace(text=found.strip()), match["end"] != delimiter
        if match.end() == len(text) and match["end"] != delimiter:
            return
        breaks = match[0].count("\n")
        line += breaks
        if breaks:
            line_start = match.start() + match[0].rindex("\n") + 1
        at = match.end()
