"""Key results judged by one rule on 22 November 2026, in the middle of their cycle."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from builders import objective, portfolio

from okrpress.model.finding import Finding
from okrpress.model.okr import KeyResult, Objective
from okrpress.model.settings import Settings
from okrpress.rules.rule import Rule
from okrpress.rules.runner import judge
from okrpress.scoring import score

DAY = date(2026, 11, 22)


def found(
    rules: Rule | Iterable[Rule],
    *subjects: KeyResult | Objective,
    settings: Settings | None = None,
    **world: Any,
) -> list[Finding]:
    """What the rules say of these key results in one objective, and of these objectives."""
    rules = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    key_results = [one for one in subjects if isinstance(one, KeyResult)]
    objectives = [one for one in subjects if isinstance(one, Objective)]
    if key_results:
        objectives.append(objective(key_results=key_results))
    scored = score(portfolio(objectives=objectives, **world), settings or Settings(), DAY)
    return list(judge(scored, rules))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
