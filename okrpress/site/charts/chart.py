"""What every chart gives its template: a drawing, a finding in words, a table of numbers."""

from typing import NamedTuple

from markupsafe import Markup

from okrpress.model.frozen import dataclass


class Column(NamedTuple):
    """A column of a chart's data table; numbers are aligned to the end."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a chart, formatted: as many texts in each row as there are columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


NO_TABLE = Table(caption="", columns=(), rows=())


class Drawing(NamedTuple):
    """A drawing in a row, which says its numbers beside it; `finding` is its title."""

    svg: Markup
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its text alternatives.

    `svg` is complete markup, safe to place as it is. `finding` is one sentence that says what
    the drawing shows. `table` holds every number in it, unless the page says them anyway.
    """

    svg: Markup
    finding: str
    table: Table
