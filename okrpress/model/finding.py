"""A finding: where, what was found, what to do."""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from okrpress.model.frozen import dataclass


class Level(StrEnum):
    """How bad a finding is: an error means that the file cannot be trusted."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in an author's file, named by the path of keys that leads to it.

    `file` is relative to the project's folder, with forward slashes. `keys` walks the front matter
    (`("key_results", 0, "target")`); empty means the whole front matter. `on` says which half of
    a mapping's entry is meant, or `body` for the text below. `span` is filled in when somebody
    needs to see it: finding lines and columns costs more than reading values does.
    """

    file: str
    keys: tuple[str | int, ...] = ()
    on: str = "value"
    span: Span | None = None

    def at(self, *keys: str | int, on: str = "value") -> "Place":
        """The place of a value further inside."""
        return Place(file=self.file, keys=(*self.keys, *keys), on=on)

    def located(self, span: Span) -> "Place":
        """The same place with its lines and columns."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong, or worth a thought, in an author's file.

    `message` says what was found, `help` what to do. Both are one line of plain text; what an
    author wrote appears in them quoted and cut, so that it can forge nothing in a log.
    """

    code: str
    name: str
    level: Level
    at: Place
    message: str
    help: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: file, then place, then code."""
        span = self.at.span or Span(1, 1, 1, 1)
        return (self.at.file, span.line, span.column, self.code, self.message)
