"""What a code is: the entry of the catalogue that findings, pages and the reference share."""

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code and its page: `what` was found, `why` it matters, how to `fix` it.

    `source` names where the method says so. `bad` fires the code and `good` does not: each is the
    files of a small portfolio, a line `=== path` before each, the path below the content folder.
    `settings` are the names in `okrpress.toml` that change the verdict.
    """

    code: str
    name: str
    level: Level
    what: str
    why: str
    fix: str
    source: str = ""
    bad: str = ""
    good: str = ""
    settings: tuple[str, ...] = ()

    def found(self, at: Place, message: str, help: str) -> Finding:
        """A finding of this code: what was found there, and what to do."""
        return Finding(
            code=self.code, name=self.name, level=self.level, at=at, message=message, help=help
        )
