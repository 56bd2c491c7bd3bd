"""Check-ins in the forms that most are written in: rows of values, or any plain mapping."""

import re
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from okrpress.model.ids import RESERVED, KeyResultRef, UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Visibility
from okrpress.source.front_matter.plain import Node, may_be_too_many
from okrpress.source.kinds import Identity
from okrpress.source.quick.forms import DoubtError, Form, Read
from okrpress.source.schema.grammar import (
    one_of,
    read_confidence,
    read_id,
    read_number,
    read_own_key_result,
    read_prose,
)
from okrpress.source.schema.lists import mapping_of, read_done, read_texts
from okrpress.source.within import own
from okrpress.tuples import new

READING: dict[str, Read] = {
    "value": read_number,
    "done": read_done,
    "confidence": read_confidence,
    "note": read_prose,
    "visibility": one_of(Visibility),
}
CHECK_IN = Form(
    CheckIn,
    {
        "author": read_id,
        "health": mapping_of(read_id, read_number),
        "priorities": read_texts,
        "blockers": read_texts,
        "wins": read_texts,
        "visibility": one_of(Visibility),
    },
)

_KEY = "key_results:\n"
_PART = "[a-z0-9][a-z0-9-]{0,63}+"
_NUMBER = r"-?[0-9]{1,15}+(?:\.[0-9]{1,6}+)?"
_ROW = re.compile(
    rf"^  ({_PART}#{_PART}): \{{value: ({_NUMBER})(?:, confidence: ({_NUMBER}))?\}}$", re.MULTILINE
)

Rows = list[tuple[str, str, str]]
"""References with a value and a confidence, as written; an empty confidence was left out."""


class Taken(NamedTuple):
    """Front matter without its rows of values, which are read apart."""

    block: str
    rows: Rows


def take_rows(block: str) -> Taken:
    """The rows below `key_results:`, where all of its lines are such: most of all that is read.

    Where one is not, it is all left where it is.
    """
    start = 0 if block.startswith(_KEY) else block.find("\n" + _KEY) + 1
    first = start + len(_KEY)
    if not block.startswith(_KEY, start) or may_be_too_many(block):
        return Taken(block, [])
    end = first
    while block.startswith("  ", end):
        end = block.find("\n", end) + 1
        if not end:
            end = len(block)
    written = block[first:end]
    rows: Rows = _ROW.findall(written)
    if not rows or len(rows) != written.count("\n") or block.startswith((" ", "\n", "#", "-"), end):
        return Taken(block, [])
    return Taken(block[:start] + block[end:], rows)


def check_in(
    identity: Identity, values: dict[str, Node], rows: Rows, body: str, file: str
) -> CheckIn:
    """The check-in that a file says. Raises one of `DOUBTS`."""
    folder = UnitCycle(identity.cycle, identity.unit)
    entries = values.pop("key_results", None)
    if rows and entries is not None:
        raise DoubtError
    read = CHECK_IN.values(values)
    places = CHECK_IN.places
    read[places["unit_cycle"]], read[places["date"]] = folder, identity.date
    read[places["readings"]] = _of_rows(rows, folder) if rows else _of_entries(entries, folder)
    read[places["body"]], read[places["file"]] = body, file
    return CHECK_IN.made(read)


def _of_rows(rows: Rows, folder: UnitCycle) -> tuple[Reading, ...]:
    if len({row[0] for row in rows}) < len(rows):
        raise DoubtError
    number, believed = _NUMBERS.__getitem__, _CONFIDENCES.__getitem__
    made = [
        new(Reading, (_named(folder, ref), number(value), None, None, believed(sure), "", None))
        for ref, value, sure in rows
    ]
    return tuple(made)


class _Known(dict[str, Any]):
    """What texts stand for: each is made once, until there are too many of them."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def __missing__(self, text: str) -> object:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        made = self[text] = self._read(text)
        return made


_MOST_KNOWN = 50_000
_NUMBERS = _Known(read_number)
_CONFIDENCES = _Known(lambda text: read_confidence(text) if text else None)


@lru_cache(maxsize=4096)  # every check-in of a folder names the same
def _named(folder: UnitCycle, ref: str) -> KeyResultRef:
    """The key result of a row, whose two parts can only be ids, or else reserved."""
    objective, _, key_result = ref.partition("#")
    if objective in RESERVED or key_result in RESERVED:
        raise DoubtError
    return KeyResultRef(folder.cycle, folder.unit, intern(objective), intern(key_result))


def _of_entries(entries: "Node | None", folder: UnitCycle) -> tuple[Reading, ...]:
    if entries is None:
        return ()
    if type(entries) is not dict:
        raise DoubtError
    return tuple([_reading(folder, ref, entry) for ref, entry in entries.items()])


def _reading(folder: UnitCycle, ref: str, entry: Node) -> Reading:
    if not entry or type(entry) is not dict:
        raise DoubtError
    read = {key: READING[key](node) for key, node in entry.items()}
    done = read.pop("done", None)
    if done is not None:
        if "value" in read:
            raise DoubtError
        read["done" if isinstance(done, bool) else "steps"] = done
    return Reading(own(folder, read_own_key_result(ref)), **read)
