"""Check-ins in the forms that most are written in: rows of values, or any plain mapping."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from okrpress.memo import Known
from okrpress.model.ids import KeyResultRef, UnitCycle
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
_SIGNS = {": {value: ": "\1", ", confidence: ": "\2", "}\n  ": "\3"}  # no file has such
_FRAME = b"\1\2\3"
_IN_WORDS = b"abcdefghijklmnopqrstuvwxyz0123456789#.-"
_PART = "[a-z0-9][a-z0-9-]{0,63}+"
_NUMBER = r"-?[0-9]{1,15}+(?:\.[0-9]{1,6}+)?"
_ROW = re.compile(
    rf"^  ({_PART}#{_PART}): \{{value: ({_NUMBER})(?:, confidence: ({_NUMBER}))?\}}$", re.MULTILINE
)


class Rows(NamedTuple):
    """References, values and confidences as written, all of one length.

    A confidence that was left out is empty.
    """

    refs: Sequence[str]
    values: Sequence[str]
    confidences: Sequence[str]


class Taken(NamedTuple):
    """Front matter without its rows of values, which are read apart."""

    block: str
    rows: Rows | None


def take_rows(block: str) -> Taken:
    """The rows below `key_results:`, where all of its lines are such: most of all that is read.

    Where one is not, it is all left where it is.
    """
    start = 0 if block.startswith(_KEY) else block.find("\n" + _KEY) + 1
    first = start + len(_KEY)
    if not block.startswith(_KEY, start) or may_be_too_many(block):
        return Taken(block, None)
    end = first
    while block.startswith("  ", end):
        end = block.find("\n", end) + 1
        if not end:
            end = len(block)
    rows = _rows(block[first:end])
    if rows is None or block.startswith((" ", "\n", "#", "-"), end):
        return Taken(block, None)
    return new(Taken, (block[:start] + block[end:], rows))


def _rows(written: str) -> Rows | None:
    """The rows of so many lines; None where one of them is none."""
    marked = f"{written[2:]}  "
    for between, sign in _SIGNS.items():
        marked = marked.replace(between, sign)
    count = written.count("\n")
    frame = marked.encode().translate(None, _IN_WORDS)
    if frame == _FRAME * count and "\2\3" not in marked:
        words = marked.replace("\2", "\1").replace("\3", "\1").split("\1")
        return new(Rows, (words[:-1:3], words[1::3], words[2::3]))
    found = _ROW.findall(written)
    return Rows(*zip(*found, strict=True)) if 0 < len(found) == count else None


def check_in(
    identity: Identity, values: dict[str, Node], rows: Rows | None, body: str, file: str
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
    cells = zip(
        _named(folder, (*rows.refs,)),
        map(_NUMBERS.__getitem__, rows.values),
        _NOTHING,  # is done
        _NOTHING,  # no steps
        map(_CONFIDENCES.__getitem__, rows.confidences),
        repeat(""),
        _NOTHING,
    )
    return (*map(new, repeat(Reading), cells),)


_MOST_KNOWN = 50_000
_NUMBERS = Known[str, Any](read_number, _MOST_KNOWN)
_CONFIDENCES = Known[str, Any](lambda text: read_confidence(text) if text else None, _MOST_KNOWN)
_NOTHING = repeat(None)


@lru_cache(maxsize=256)  # every check-in of a folder names the same
def _named(folder: UnitCycle, refs: tuple[str, ...]) -> tuple[KeyResultRef, ...]:
    """The key results of rows, each of which can stand there once."""
    if len({*refs}) < len(refs):
        raise DoubtError
    return tuple([own(folder, read_own_key_result(ref)) for ref in refs])


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
