"""Identity: ids, and references from one file to an objective or key result in another."""

import re
import unicodedata
from sys import intern
from typing import NamedTuple

from okrpress.tuples import new

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")

_BETWEEN = re.compile(r"[^a-z0-9]+")

# Names that some file system keeps for itself: a folder of that name could not be published there.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
)


def is_id(text: str) -> bool:
    """Whether `text` may name a cycle, unit, objective, key result, step or value."""
    return ID.match(text) is not None and text not in RESERVED


def as_words(text: str) -> str:
    """What of a text an id may have, hyphens between its words; of any length, perhaps none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _BETWEEN.sub("-", plain.lower()).strip("-")


class UnitCycle(NamedTuple):
    """One unit in one cycle: the folder that holds its objectives, check-ins and reviews."""

    cycle: str
    unit: str

    def __str__(self) -> str:
        return f"{self.cycle}/{self.unit}"


class ObjectiveRef(NamedTuple):
    """The identity of an objective; its file is `<cycle>/<unit>/<objective>.md`."""

    cycle: str
    unit: str
    objective: str

    @property
    def unit_cycle(self) -> UnitCycle:
        """The folder the objective lies in."""
        return new(UnitCycle, self[:2])

    def __str__(self) -> str:
        return f"{self.cycle}/{self.unit}/{self.objective}"


class KeyResultRef(NamedTuple):
    """The identity of a key result inside its objective."""

    cycle: str
    unit: str
    objective: str
    key_result: str

    @property
    def objective_ref(self) -> ObjectiveRef:
        """The objective that holds the key result."""
        return new(ObjectiveRef, self[:3])  # in half the time: pages ask again and again

    def __str__(self) -> str:
        return f"{self.cycle}/{self.unit}/{self.objective}#{self.key_result}"


Ref = ObjectiveRef | KeyResultRef


def objective_of(ref: Ref) -> ObjectiveRef:
    """The objective that is named, or that holds the key result."""
    return ref if isinstance(ref, ObjectiveRef) else ref.objective_ref


def parse_reference(text: str, inside: UnitCycle) -> Ref | None:
    """Read a reference as written in a file of the folder `inside`.

    `objective` and `objective#key-result` mean the same unit, `unit/objective…` the same cycle,
    `cycle/unit/objective…` any. None when the text has another form or a part is no id.
    """
    path, hash_sign, key_result = text.partition("#")
    parts = [*map(intern, path.split("/"))]  # thousands of references name the same
    if len(parts) > 3 or not all(is_id(part) for part in parts):
        return None
    if hash_sign and not is_id(key_result):
        return None
    objective = parts[-1]
    unit = parts[-2] if len(parts) > 1 else inside.unit
    cycle = parts[-3] if len(parts) > 2 else inside.cycle
    if hash_sign:
        return KeyResultRef(cycle, unit, objective, intern(key_result))
    return ObjectiveRef(cycle, unit, objective)
