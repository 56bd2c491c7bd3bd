"""What a rule about changes is: a code, and a pure function over a comparison."""

from collections.abc import Callable, Iterator

from okrpress.changes import Changes
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.rules.code import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRule:
    """Judges what two revisions differ in.

    The examples of its code hold both: a file under `=== before: path` is in the older revision
    alone, under `=== after: path` in the newer, and under `=== path` in both.
    """

    code: Code
    check: Callable[[Changes], Iterator[Finding]]
