"""What one file says."""

from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.observations import CheckIn, Record
from okrpress.source.kinds import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one file says.

    `identity` is what its path says; None for a file that is skipped or lies where nothing
    belongs. `record` is None when an error was found, or when there is no identity. `current`
    holds the observations written in an objective's file, as check-ins. `is_unclear`: there is no
    record, and the file may say that not everybody may see it.
    """

    file: str
    identity: Identity | None = None
    record: Record | None = None
    current: tuple[CheckIn, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_unclear: bool = False
