"""One file of any kind, where everything in it is plain."""

from typing import NamedTuple

from okrpress.meter import measuring
from okrpress.model.finding import Finding
from okrpress.model.observations import Record
from okrpress.source.front_matter.document import Document, body_of
from okrpress.source.front_matter.fences import split
from okrpress.source.front_matter.plain import Node, read_plain
from okrpress.source.front_matter.refused import Refused
from okrpress.source.kinds import FileKind, Identity, name_mistake
from okrpress.source.quick.forms import DOUBTS
from okrpress.source.quick.objectives import objective
from okrpress.source.quick.observations import Rows, check_in, take_rows
from okrpress.source.quick.organisation import PERSON, TEAM, cycle, member, organisation
from okrpress.source.quick.reviews import MID_CYCLE, RETROSPECTIVE, review
from okrpress.source.text import decode
from okrpress.tuples import new


class Scanned(NamedTuple):
    """A file as texts of which nobody has said what they mean, its rows of values beside them."""

    values: dict[str, Node]
    rows: Rows | None
    body: str


def read_quickly(identity: Identity, file: str, data: bytes) -> Record | None:
    """What the file says, where nothing in it is worth a word; None where that is in doubt."""
    found = scanned(identity, file, data)
    return None if found is None else record_of(identity, file, found)


def scanned(identity: Identity, file: str, data: bytes) -> Scanned | None:
    """The first half of that: the texts of a file in which nothing is of a rare form."""
    if name_mistake(identity, file):
        return None
    text = decode(file, data)
    if isinstance(text, Finding):
        return None
    try:
        parts = split(text)
    except Refused:
        return None
    block = parts.block
    rows: Rows | None = None
    if " #" in block or "\t#" in block:  # a comment, or a text that was cut short
        return None
    if identity.kind is FileKind.CHECK_IN:
        block, rows = take_rows(block)
    values = read_plain(block)
    if values is None or not (data.isascii() or _is_clear(values, file)):
        return None
    return new(Scanned, (values, rows, body_of(text, parts)))


def record_of(identity: Identity, file: str, found: Scanned) -> Record | None:
    """The second half: what the texts mean. They are used up."""
    try:
        with measuring("validate"):
            return _record(identity, *found, file)
    except DOUBTS:
        return None


def _is_clear(values: dict[str, Node], file: str) -> bool:
    """Whether no letter passes for one of another script."""
    from okrpress.source.schema.lookalikes import lookalikes

    document = Document(file=file, values=values, body="", body_line=0)
    return next(lookalikes(document), None) is None


def _record(
    identity: Identity, values: dict[str, Node], rows: Rows | None, body: str, file: str
) -> Record:
    match identity.kind:
        case FileKind.OBJECTIVE:
            return objective(identity, values, body, file)
        case FileKind.CHECK_IN:
            return check_in(identity, values, rows, body, file)
        case FileKind.TEAM:
            return member(TEAM, identity, values, body, file)
        case FileKind.PERSON:
            return member(PERSON, identity, values, body, file)
        case FileKind.CYCLE:
            return cycle(identity, values, body, file)
        case FileKind.ORGANISATION:
            return organisation(values, body, file)
        case FileKind.MID_CYCLE:
            return review(MID_CYCLE, identity, values, body, file)
        case FileKind.RETROSPECTIVE:
            return review(RETROSPECTIVE, identity, values, body, file)
