"""Readings in a table: which column says what, and what is wrong with it, cell by cell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.writing.check_in.cells import DELIMITERS, BadCellError, Cell, rows
from okrpress.writing.check_in.misread import cited

COLUMNS = ("key_result", "value", "done", "confidence", "note", "date", "unit")
_HEADER = "begin with a line that names the columns: key_result,value,confidence,note"


class Slip(NamedTuple):
    """One thing wrong with the table, and where."""

    at: Cell
    message: str
    help: str


class BadTableError(ValueError):
    """The table cannot be used; `slips` are all that is known to be wrong."""

    def __init__(self, *slips: Slip) -> None:
        super().__init__(f"{len(slips)} mistakes")
        self.slips = slips


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: its cells by column, those that are there and not empty."""

    start: Cell
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """What a cell says; empty where it is not there."""
        return self.cells[column].text if column in self.cells else ""

    def at(self, column: str) -> Cell:
        """Where a cell is, or else where the line begins."""
        return self.cells.get(column, self.start)


def read_table(text: str) -> Iterator[Row | Slip]:
    """The lines below the header, or what is wrong with them, in order.

    Raises BadTableError where the header or the quotes leave nothing to be read.
    """
    lines = rows(text, _delimiter(text))
    try:
        header = next(lines, ())
        columns = _columns(header)
        for cells in lines:
            yield _row(cells, columns)
    except BadCellError as error:
        help = 'close the quotes; a quotation mark inside them is written twice: ""'
        raise BadTableError(
            Slip(error.cell, "the quotes of this cell do not match", help)
        ) from None


def _delimiter(text: str) -> str:
    """The sign that the header has most of."""
    header = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _columns(header: tuple[Cell, ...]) -> tuple[str, ...]:
    names = tuple(cell.text.casefold().replace(" ", "_") for cell in header)
    slips = []
    for place, (cell, name) in enumerate(zip(header, names, strict=True)):
        if name not in COLUMNS:
            slips.append(Slip(cell, f"{cited(cell.text)} is no column", f"known are {_list()}"))
        elif name in names[:place]:
            slips.append(Slip(cell, f"the column {name} is there twice", "remove one"))
    if "key_result" not in names:
        at = header[0] if header else Cell(1, 1)
        slips = [Slip(at, "there is no column key_result", _HEADER)]
    if slips:
        raise BadTableError(*slips)
    return names


def _list() -> str:
    return ", ".join(COLUMNS)


def _row(cells: tuple[Cell, ...], columns: tuple[str, ...]) -> Row | Slip:
    beyond = [cell for cell in cells[len(columns) :] if cell.text]
    if beyond:
        help = "put quotes around a text that has the delimiter in it"
        return Slip(beyond[0], "there are more cells than columns", help)
    named = zip(columns, cells, strict=False)
    return Row(start=cells[0], cells={name: cell for name, cell in named if cell.text})
