"""Names of units, people and cycles as a digest or reminder says them."""

from typing import Self

from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio
from okrpress.report.bulletin.bulletin import brief
from okrpress.scoring.result import ScoredPortfolio


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a portfolio."""

    portfolio: Portfolio

    @classmethod
    def of(cls, scored: ScoredPortfolio) -> Self:
        """Those of a scored portfolio."""
        return cls(scored.portfolio)

    def unit(self, id: str) -> str:
        """A unit's name."""
        return brief(self.portfolio.units[id].name)

    def cycle(self, id: str) -> str:
        """A cycle's title."""
        return brief(self.portfolio.cycles[id].title)

    def person(self, id: str | None) -> str:
        """A person's or team's name, or what the author wrote; empty for nobody."""
        if id is None:
            return ""
        known = self.portfolio.people.get(id) or self.portfolio.teams.get(id)
        return brief(known.name if known else id)

    def who(self, unit: str, person: str | None) -> str:
        """A unit, and a person of it: "Kitchen (Maria Okafor)"."""
        name = self.person(person) if person != unit else ""
        return f"{self.unit(unit)} ({name})" if name else self.unit(unit)
