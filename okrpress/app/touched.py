"""Which files a comparison has to read.

What was observed of a unit counts in its own findings, and in the roll-up of its cycle. So where
neither the unit nor the cycle has a file that differs, its check-ins and reviews are the same on
both sides, and so is all that follows from them: years of closed cycles need not be read. What was
promised is read always, because anybody may refer to it.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from okrpress.app.judging import OBSERVATIONS
from okrpress.model.frozen import dataclass
from okrpress.source.kinds import Identity, identify


@dataclass(frozen=True, slots=True)
class Touched:
    """The units and cycles that have a file which differs, below the folder `content`."""

    units: AbstractSet[str]
    cycles: AbstractSet[str]
    content: str

    def asks_for(self, file: str) -> bool:
        """Whether the file may make a difference."""
        identity = identify(file, self.content)
        return (
            not isinstance(identity, Identity)
            or identity.kind not in OBSERVATIONS
            or identity.unit in self.units
            or identity.cycle in self.cycles
        )


def touched(files: Iterable[str], content: str) -> Touched | None:
    """What the files belong to; None where one of them is about all units, or about none."""
    found = [identify(file, content) for file in files]
    own = [one for one in found if isinstance(one, Identity) and one.unit]
    if len(own) < len(found):
        return None
    return Touched(frozenset(one.unit for one in own), frozenset(one.cycle for one in own), content)
