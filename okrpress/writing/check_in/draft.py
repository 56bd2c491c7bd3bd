"""A draft: the answers so far as JSON, kept where an interruption cannot reach them."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from okrpress.model.ids import KeyResultRef, UnitCycle, is_id, parse_reference
from okrpress.model.observations import Reading
from okrpress.model.okr import Visibility
from okrpress.writing.check_in.numbers import read_number
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.subject import Scale
from okrpress.writing.check_in.text import number

_VERSION = 1
_HERE = UnitCycle("", "")

Value = TypeVar("Value")


def draft_name(sheet: Sheet) -> str:
    """The file that a sheet is kept in."""
    return f"{sheet.home.cycle}-{sheet.home.unit}-{sheet.date}.json"


def draft_text(sheet: Sheet) -> str:
    """The sheet as JSON; numbers are texts, so that they stay as they were typed."""
    return json.dumps(
        {
            "version": _VERSION,
            "cycle": sheet.home.cycle,
            "unit": sheet.home.unit,
            "date": sheet.date.isoformat(),
            "author": sheet.author,
            "key_results": [_written(reading) for reading in sheet.readings.values()],
            "health": {id: number(value) for id, value in sheet.health.items()},
            "priorities": sheet.priorities,
            "blockers": sheet.blockers,
            "wins": sheet.wins,
            "body": sheet.body,
            "passed": sheet.passed,
        },
        ensure_ascii=False,
        indent=1,
    )


def read_draft(text: str, clean: Callable[[str], str]) -> Sheet:
    """The sheet that `draft_text` wrote. Raises ValueError for anything else.

    `clean` is applied to every text; what it raises should be a ValueError.
    """
    try:
        draft = _Draft(json.loads(text), clean)
        if draft.get("version", int) != _VERSION:
            raise ValueError("another version of okrpress wrote it")
        return draft.sheet()
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is no draft") from error


def _written(reading: Reading) -> dict[str, object]:
    return {
        "key_result": str(reading.ref),
        "value": None if reading.value is None else number(reading.value),
        "done": reading.done,
        "steps": reading.steps,
        "confidence": None if reading.confidence is None else number(reading.confidence),
        "note": reading.note,
        "visibility": reading.visibility,
    }


class _Draft:
    """A JSON object whose values are taken out with the types that they should have."""

    def __init__(self, values: object, clean: Callable[[str], str]) -> None:
        if not isinstance(values, dict):
            raise TypeError("no object")
        self._values, self._clean = values, clean

    def get(self, key: str, type: type[Value]) -> Value:
        """A value of exactly that type."""
        value = self._values[key]
        if not isinstance(value, type):
            raise TypeError(key)
        return value

    def sheet(self) -> Sheet:
        """The whole."""
        return Sheet(
            home=UnitCycle(self._id("cycle"), self._id("unit")),
            date=date.fromisoformat(self.get("date", str)),
            author=None if self._values["author"] is None else self._id("author"),
            readings={reading.ref: reading for reading in self._readings()},
            health=self._health(),
            priorities=self._texts("priorities"),
            blockers=self._texts("blockers"),
            wins=self._texts("wins"),
            body=self._text("body"),
            passed=self._texts("passed"),
        )

    def _readings(self) -> Iterable[Reading]:
        for values in self.get("key_results", list):
            yield _Draft(values, self._clean).reading()

    def reading(self) -> Reading:
        """One answer."""
        ref = parse_reference(self.get("key_result", str), _HERE)
        if not isinstance(ref, KeyResultRef):
            raise TypeError("key_result")
        return Reading(
            ref=ref,
            value=self._number("value"),
            done=None if self._values["done"] is None else self.get("done", bool),
            steps=None if self._values["steps"] is None else self._texts("steps"),
            confidence=self._number("confidence"),
            note=self._text("note"),
            visibility=self._visibility(),
        )

    def _health(self) -> dict[str, Decimal]:
        levels = self.get("health", dict)
        if not all(map(is_id, levels)):
            raise TypeError("health")
        return {id: read_number(value, Scale()) for id, value in levels.items()}

    def _number(self, key: str) -> Decimal | None:
        return None if self._values[key] is None else read_number(self.get(key, str), Scale())

    def _visibility(self) -> Visibility | None:
        said = self._values.get("visibility")  # drafts of before have none
        return None if said is None else Visibility(said)

    def _text(self, key: str) -> str:
        return self._clean(self.get(key, str))

    def _texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._clean(text) for text in self.get(key, list))

    def _id(self, key: str) -> str:
        id = self.get(key, str)
        if not is_id(id):
            raise TypeError(key)
        return id
