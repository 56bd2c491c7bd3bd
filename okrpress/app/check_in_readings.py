"""Check-ins from a table of readings: one file for each unit, cycle and day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from okrpress.app.check_in_situation import Situation, find_key_result, find_unit, refuse_future
from okrpress.app.check_in_texts import clean
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.scoring.result import ScoredKeyResult
from okrpress.source.files import read_text
from okrpress.writing.check_in.answers import Answer, read_observed
from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.numbers import How, read_confidence
from okrpress.writing.check_in.subject import subject_of
from okrpress.writing.check_in.table import BadTableError, Row, Slip, read_table
from okrpress.writing.check_in.text import own_key

_SHOWN = 20
_OBSERVED = ("value", "done")
_DATE = len("2026-11-06")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTable:
    """The check-ins in order of folder and day, and how many readings were there already."""

    check_ins: tuple[CheckIn, ...]
    known: int


class _Key(NamedTuple):
    """What a file is for."""

    folder: UnitCycle
    date: date


def check_ins_from(
    path: Path, situation: Situation, unit: str | None, author: str | None
) -> FromTable:
    """What a table says; without a column `unit` it is about `unit`.

    Readings that the content has already, word for word, are left out, so that a table may grow.
    Raises OkrpressError with every bad cell.
    """
    gathering = _Gathering(situation, unit)
    try:
        for row in read_table(read_text(path)):
            gathering.take(row)
    except BadTableError as error:
        gathering.slips.extend(error.slips)
    if gathering.slips:
        raise _bad(path, gathering.slips)
    folders = sorted(gathering.readings.items())
    return FromTable(
        check_ins=tuple(
            CheckIn(unit_cycle=key.folder, date=key.date, author=author, readings=tuple(readings))
            for key, readings in folders
        ),
        known=gathering.known,
    )


def _bad(path: Path, slips: list[Slip]) -> OkrpressError:
    lines = [
        f"{path}:{slip.at.line}:{slip.at.column}: {slip.message}; {slip.help}"
        for slip in slips[:_SHOWN]
    ]
    if len(slips) > _SHOWN:
        lines.append(f"and {len(slips) - _SHOWN} more")
    return OkrpressError(
        "the readings cannot be used:\n  " + "\n  ".join(lines),
        help="correct these cells; nothing was written",
    )


class _Gathering:
    """Readings by file, and what was wrong with the rows."""

    def __init__(self, situation: Situation, unit: str | None) -> None:
        self._situation, self._unit = situation, unit
        self._seen: dict[tuple[_Key, str], int] = {}
        self.readings: dict[_Key, list[Reading]] = {}
        self.slips: list[Slip] = []
        self.known = 0

    def take(self, row: Row | Slip) -> None:
        """Add a row's reading, or what is wrong with the row."""
        if isinstance(row, Slip):
            self.slips.append(row)
            return
        reader = _Reader(self._situation, self._unit, row)
        read = reader.reading()
        self.slips.extend(reader.slips)
        if read is not None:
            self._add(row, *read)

    def _add(self, row: Row, on: date, reading: Reading) -> None:
        key = _Key(reading.ref.objective_ref.unit_cycle, on)
        seen = (key, own_key(reading.ref))
        if seen in self._seen:
            message = f"{own_key(reading.ref)} on {on} is on line {self._seen[seen]} already"
            self.slips.append(Slip(row.at("key_result"), message, "keep one of the two"))
            return
        self._seen[seen] = row.start.line
        if _is_known(self._situation, key, reading):
            self.known += 1
        else:
            self.readings.setdefault(key, []).append(reading)


def _is_known(situation: Situation, key: _Key, reading: Reading) -> bool:
    return any(
        reading == other
        for check_in in situation.portfolio.check_ins.get(key.folder, ())
        if check_in.date == key.date
        for other in check_in.readings
    )


class _Reader:
    """Reads one row; every cell that cannot be read is a slip."""

    def __init__(self, situation: Situation, unit: str | None, row: Row) -> None:
        self._situation, self._unit, self._row = situation, unit, row
        self.slips: list[Slip] = []

    def reading(self) -> tuple[date, Reading] | None:
        """The day and what was seen; None where the row cannot be read."""
        on = self._try("date", self._day)
        unit = self._try("unit", self._unit_of)
        if on is None or unit is None:
            return None
        scored = self._try("key_result", lambda text: self._find(text, unit, on))
        confidence = self._optional("confidence", read_confidence)
        note = self._optional("note", clean) or ""
        if scored is None:
            return None
        subject = subject_of(scored)
        observed = self._observed(lambda text: read_observed(How.SET, text, subject))
        if self.slips:
            return None
        answer = replace(observed or Answer(), confidence=confidence, note=note)
        if answer == Answer(note=""):
            help = "fill in a value, a confidence or a note, or remove the line"
            self.slips.append(Slip(self._row.start, "the line says nothing", help))
            return None
        return on, answer.reading(scored.ref)

    def _observed(self, read: Callable[[str], Answer]) -> Answer | None:
        said = [column for column in _OBSERVED if self._row.text(column)]
        if len(said) > 1:
            help = "keep `value` for numbers, or `done` for a yes/no and for steps"
            self.slips.append(Slip(self._row.at("done"), "`done` stands beside `value`", help))
            return None
        return self._optional(said[0], read) if said else None

    def _optional(self, column: str, read: Callable[[str], Result]) -> Result | None:
        return self._try(column, read) if self._row.text(column) else None

    def _try(self, column: str, read: Callable[[str], Result]) -> Result | None:
        try:
            return read(self._row.text(column))
        except Misread as wrong:
            slip = Slip(self._row.at(column), wrong.message, wrong.help)
        except OkrpressError as wrong:
            slip = Slip(self._row.at(column), str(wrong), wrong.help)
        self.slips.append(slip)
        return None

    def _day(self, text: str) -> date:
        if not text:
            return self._situation.date
        try:
            on = date.fromisoformat(text) if len(text) == _DATE else None
        except ValueError:
            on = None
        if on is None:
            raise Misread(f"{cited(text)} is no date", "write it as YYYY-MM-DD")
        refuse_future(on, self._situation.today)
        return on

    def _unit_of(self, text: str) -> str:
        unit = text or self._unit or ""
        return find_unit(self._situation, unit).id if unit else ""

    def _find(self, text: str, unit: str, on: date) -> ScoredKeyResult:
        return find_key_result(self._situation, text, unit or None, on)
