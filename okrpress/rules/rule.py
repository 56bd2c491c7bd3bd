"""What a rule is: a code, and a pure function that finds it."""

from collections.abc import Callable, Iterator
from enum import Enum, auto

from okrpress.model.finding import Finding, Place
from okrpress.model.frozen import dataclass
from okrpress.model.okr import KeyResult, Objective
from okrpress.rules.code import Code
from okrpress.scoring.result import ScoredPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultAt:
    """A key result where it stands: in its objective, at `index` among the key results."""

    objective: Objective
    key_result: KeyResult
    index: int

    @property
    def place(self) -> Place:
        """The key result's entry; `place.at("title")` is its title."""
        return Place(file=self.objective.file).at("key_results", self.index)


ObjectiveCheck = Callable[[Objective, ScoredPortfolio], Iterator[Finding]]
KeyResultCheck = Callable[[KeyResultAt, ScoredPortfolio], Iterator[Finding]]
PortfolioCheck = Callable[[ScoredPortfolio], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRule:
    """Judges one objective at a time."""

    code: Code
    check: ObjectiveCheck
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultRule:
    """Judges one key result at a time."""

    code: Code
    check: KeyResultCheck
    after: tuple[str, ...] = ()


class About(Enum):
    """What the findings of a portfolio rule depend on."""

    PROMISES = auto()
    """The objectives of all units, and no check-in, review or score."""
    A_UNIT = auto()
    """All files of one unit, and what all units share: no other unit's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRule:
    """Judges what no single objective can tell."""

    code: Code
    check: PortfolioCheck
    about: About
    after: tuple[str, ...] = ()


Rule = ObjectiveRule | KeyResultRule | PortfolioRule
"""`after` names codes that must not have fired at the same subject: one mistake, one finding.

The subject of an objective rule is the objective, of a key-result rule the key result; a
portfolio rule's findings count as about their file.
"""
