"""Portfolios judged by one rule, on 22 November 2026 unless a test says otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

import builders as b

from okrpress.model.finding import Finding
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Grade, Retrospective
from okrpress.model.okr import KeyResult, Objective
from okrpress.model.settings import Settings
from okrpress.rules.rule import PortfolioRule
from okrpress.scoring import score

TODAY = "2026-11-22"
LAST = "2026-q3"  # over since 30 September
ENGLISH = Settings()
GERMAN = Settings(language="de")


def found(
    rule: PortfolioRule, *, on: str = TODAY, settings: Settings = ENGLISH, **world: Any
) -> list[Finding]:
    """What the rule says of the portfolio; its parts are those of `builders.portfolio`."""
    return list(rule.check(score(b.portfolio(**world), settings, b.day(on))))


def files(rule: PortfolioRule, **world: Any) -> list[str]:
    """The files of the findings, below the content folder."""
    return [one.at.file.removeprefix("content/") for one in found(rule, **world)]


def objectives(count: int, **keys: Any) -> list[Objective]:
    """As many objectives of one unit."""
    return [b.objective(f"aim-{number}", **keys) for number in range(1, count + 1)]


def key_results(count: int, **keys: Any) -> list[KeyResult]:
    """As many key results."""
    return [b.key_result(f"result-{number}", **keys) for number in range(1, count + 1)]


def read(on: str, value: b.Number | None = 50, *, id: str = b.KEY_RESULT, **keys: Any) -> CheckIn:
    """A check-in on one key result of the default objective; `keys` of its reading."""
    return b.check_in(on, b.reading(value, of=f"{b.OBJECTIVE}#{id}", **keys))


def looked_back(
    scores: Mapping[str, b.Number | None] | Iterable[b.Number] = (),
    *,
    on: str = "2026-10-05",
    cycle: str = LAST,
    unit: str = b.UNIT,
    why: str = "",
    **keys: Any,
) -> Retrospective:
    """A retrospective of the default objective; bare scores are those of `key_results`."""
    if not isinstance(scores, Mapping):
        scores = {f"result-{number}": score for number, score in enumerate(scores, start=1)}
    grades: dict[Any, Grade] = {
        b.ref(f"{cycle}/{unit}/{b.OBJECTIVE}#{id}"): b.grade(score, why=why)
        for id, score in scores.items()
    }
    return b.retrospective(on, folder=UnitCycle(cycle, unit), grades=grades, **keys)
