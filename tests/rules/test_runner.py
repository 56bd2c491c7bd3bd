"""Which rules run on what, and which keep silent after others."""

from collections.abc import Iterator

import builders as b
import pytest

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective, State
from okrpress.model.settings import Settings
from okrpress.rules.code import Code
from okrpress.rules.rule import (
    About,
    KeyResultAt,
    KeyResultRule,
    ObjectiveRule,
    PortfolioRule,
    Rule,
)
from okrpress.rules.runner import judge
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio


def code(name: str) -> Code:
    return Code(code=name, name=name, level=Level.ADVICE, what="", why="", fix="")


def objective_rule(name: str, *after: str) -> Rule:
    def check(objective: Objective, _: ScoredPortfolio) -> Iterator[Finding]:
        yield code(name).found(Place(file=objective.file), objective.title, "")

    return ObjectiveRule(code=code(name), check=check, after=after)


def key_result_rule(name: str, *after: str) -> Rule:
    def check(subject: KeyResultAt, _: ScoredPortfolio) -> Iterator[Finding]:
        yield code(name).found(subject.place, subject.key_result.title, "")

    return KeyResultRule(code=code(name), check=check, after=after)


def portfolio_rule(name: str, *after: str) -> Rule:
    def check(scored: ScoredPortfolio) -> Iterator[Finding]:
        for objective in scored.portfolio.objectives.values():
            yield code(name).found(Place(file=objective.file), "", "")

    return PortfolioRule(code=code(name), check=check, about=About.PROMISES, after=after)


def fired(*rules: Rule, objectives: list[Objective] | None = None) -> list[str]:
    portfolio = b.portfolio(objectives=objectives, cycles=[b.cycle("2026-q3", closed="2026-10-05")])
    scored = score(portfolio, Settings(), b.day("2026-11-22"))
    return [finding.code for finding in judge(scored, rules)]


def test_rules_run_in_their_order_objective_by_objective() -> None:
    two = [b.objective("a"), b.objective("b", key_results=[])]
    rules = (key_result_rule("K"), objective_rule("O"), portfolio_rule("P"))
    assert fired(*rules, objectives=two) == ["O", "K", "O", "P", "P"]


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        pytest.param((objective_rule("A"), objective_rule("B", "A")), ["A"], id="an objective"),
        pytest.param((key_result_rule("A"), key_result_rule("B", "A")), ["A"], id="a key result"),
        pytest.param((objective_rule("A"), portfolio_rule("B", "A")), ["A"], id="a file"),
        pytest.param((objective_rule("A"), portfolio_rule("B", "C")), ["A", "B"], id="nothing"),
    ],
)
def test_a_rule_keeps_silent_after_one_that_fired_about(
    rules: tuple[Rule, ...], codes: list[str]
) -> None:
    assert fired(*rules) == codes


@pytest.mark.parametrize(
    ("objective", "codes"),
    [
        pytest.param(b.objective(cycle="2026-q3"), ["P"], id="in a closed cycle"),
        pytest.param(b.objective(state=State.CANCELLED, reason="x"), ["P"], id="cancelled"),
        pytest.param(b.objective(state=State.POSTPONED, reason="x"), ["P"], id="postponed"),
        pytest.param(b.objective(state=State.DRAFT), ["O", "K", "P"], id="a draft is judged"),
        pytest.param(
            b.objective(key_results=[b.key_result(state=State.CANCELLED, reason="x")]),
            ["O", "P"],
            id="a cancelled key result",
        ),
    ],
)
def test_what_cannot_be_changed_any_more_is_left_in_peace(
    objective: Objective, codes: list[str]
) -> None:
    rules = (objective_rule("O"), key_result_rule("K"), portfolio_rule("P"))
    assert fired(*rules, objectives=[objective]) == codes
