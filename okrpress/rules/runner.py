"""Run the rules over a scored portfolio: what fired, and only where it may."""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TypeVar

from okrpress.model.finding import Finding
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Objective, State
from okrpress.rules.rule import (
    KeyResultAt,
    KeyResultRule,
    ObjectiveRule,
    PortfolioRule,
    Rule,
)
from okrpress.scoring.result import ScoredPortfolio

_PURSUED = (State.DRAFT, State.ACTIVE)
Subject = TypeVar("Subject")


def judge(
    scored: ScoredPortfolio,
    rules: Iterable[Rule],
    only: Container[ObjectiveRef] | None = None,
    known: Iterable[Finding] | None = None,
) -> Iterator[Finding]:
    """Every finding of the rules; those about one subject follow each other.

    Rules about single objectives and key results look at `only` these, or at all; where what they
    find is `known`, they are not asked.

    How something is written is judged as long as it can still be changed: single objectives and
    key results are left in peace once their cycle was closed by the as-of date, or once they
    were postponed or cancelled.
    """
    rules = tuple(rules)
    fired: dict[str, set[str]] = {}
    for finding in _judge_single(scored, rules, only) if known is None else known:
        fired.setdefault(finding.at.file, set()).add(finding.code)
        yield finding
    for rule in rules:
        if isinstance(rule, PortfolioRule):
            for finding in rule.check(scored):
                if fired.get(finding.at.file, set()).isdisjoint(rule.after):
                    yield finding


def is_closed(objective: Objective, scored: ScoredPortfolio) -> bool:
    """Whether the objective's cycle was closed by the as-of date."""
    closed = scored.portfolio.cycles[objective.ref.cycle].closed
    return closed is not None and closed <= scored.as_of


def _judge_single(
    scored: ScoredPortfolio, rules: tuple[Rule, ...], only: Container[ObjectiveRef] | None
) -> Iterator[Finding]:
    """What single objectives and their key results are blamed for."""
    about_objectives = [(one.check, one.after) for one in rules if isinstance(one, ObjectiveRule)]
    about_key_results = [(one.check, one.after) for one in rules if isinstance(one, KeyResultRule)]
    for ref, objective in scored.portfolio.objectives.items():
        if only is not None and ref not in only:
            continue
        if objective.state not in _PURSUED or is_closed(objective, scored):
            continue
        yield from _judge(objective, about_objectives, scored)
        for index, key_result in enumerate(objective.key_results):
            if key_result.state in _PURSUED:
                subject = KeyResultAt(objective=objective, key_result=key_result, index=index)
                yield from _judge(subject, about_key_results, scored)


def _judge(
    subject: Subject,
    checks: Iterable[
        tuple[Callable[[Subject, ScoredPortfolio], Iterator[Finding]], tuple[str, ...]]
    ],
    scored: ScoredPortfolio,
) -> Iterator[Finding]:
    """One subject, rule by rule: what fired keeps silent whatever comes after it."""
    fired: set[str] = set()
    for check, after in checks:
        if fired.isdisjoint(after):
            for finding in check(subject, scored):
                fired.add(finding.code)
                yield finding
