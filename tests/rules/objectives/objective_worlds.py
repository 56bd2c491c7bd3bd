"""Objectives judged by one rule on 22 November 2026, in the middle of their cycle."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from builders import key_result as build_key_result
from builders import metric, objective, portfolio

from okrpress.model.finding import Finding
from okrpress.model.okr import Objective
from okrpress.model.settings import Settings
from okrpress.rules.rule import Rule
from okrpress.rules.runner import judge
from okrpress.scoring import score

DAY = date(2026, 11, 22)


def titled(title: str, **keys: Any) -> Objective:
    """An objective with two sound key results."""
    keys.setdefault(
        "key_results",
        (
            build_key_result("activation", title="Activation rises", measure=metric(31, 45)),
            build_key_result("calls", title="Calls fall", measure=metric(9, 4)),
        ),
    )
    return objective(title=title, **keys)


def found(
    rules: Rule | Iterable[Rule],
    *objectives: Objective,
    settings: Settings | None = None,
    **world: Any,
) -> list[Finding]:
    """What the rules say of a portfolio with these objectives."""
    rules = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    scored = score(portfolio(objectives=objectives, **world), settings or Settings(), DAY)
    return list(judge(scored, rules))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
