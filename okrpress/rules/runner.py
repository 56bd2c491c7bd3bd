"""Run the rules over a scored portfolio: what fired, and only where it may."""

from collections.abc import Iterable, Iterator

from okrpress.model.finding import Finding
from okrpress.model.okr import Objective
from okrpress.rules.rule import (
    KeyResultAt,
    KeyResultRule,
    ObjectiveRule,
    PortfolioRule,
    Rule,
)
from okrpress.scoring.result import ScoredPortfolio


def judge(scored: ScoredPortfolio, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Every finding of the rules; those about one subject follow each other.

    How something is written is judged as long as it can still be changed: in a cycle that was
    closed by the as-of date single objectives and key results are left in peace.
    """
    rules = tuple(rules)
    about_objectives = [rule for rule in rules if isinstance(rule, ObjectiveRule)]
    about_key_results = [rule for rule in rules if isinstance(rule, KeyResultRule)]
    for objective in scored.portfolio.objectives.values():
        if is_closed(objective, scored):
            continue
        yield from _judge_objective(objective, about_objectives, scored)
        for index, key_result in enumerate(objective.key_results):
            subject = KeyResultAt(objective=objective, key_result=key_result, index=index)
            yield from _judge_key_result(subject, about_key_results, scored)
    for rule in rules:
        if isinstance(rule, PortfolioRule):
            yield from rule.check(scored)


def is_closed(objective: Objective, scored: ScoredPortfolio) -> bool:
    """Whether the objective's cycle was closed by the as-of date."""
    closed = scored.portfolio.cycles[objective.ref.cycle].closed
    return closed is not None and closed <= scored.as_of


def _judge_objective(
    objective: Objective, rules: Iterable[ObjectiveRule], scored: ScoredPortfolio
) -> Iterator[Finding]:
    fired: set[str] = set()
    for rule in rules:
        if fired.isdisjoint(rule.after):
            for finding in rule.check(objective, scored):
                fired.add(finding.code)
                yield finding


def _judge_key_result(
    subject: KeyResultAt, rules: Iterable[KeyResultRule], scored: ScoredPortfolio
) -> Iterator[Finding]:
    fired: set[str] = set()
    for rule in rules:
        if fired.isdisjoint(rule.after):
            for finding in rule.check(subject, scored):
                fired.add(finding.code)
                yield finding
