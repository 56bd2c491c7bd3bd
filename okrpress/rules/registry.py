"""All rules, written out, in the order in which they are tried."""

from okrpress.rules.catalogue import CODES
from okrpress.rules.changes import CHANGE_RULES
from okrpress.rules.code import Code
from okrpress.rules.key_results import KEY_RESULT_RULES
from okrpress.rules.objectives import OBJECTIVE_RULES
from okrpress.rules.portfolios import PORTFOLIO_RULES
from okrpress.rules.rule import PortfolioRule, Rule

RULES: tuple[Rule, ...] = (*OBJECTIVE_RULES, *KEY_RESULT_RULES, *PORTFOLIO_RULES)

SINGLE = tuple(rule for rule in RULES if not isinstance(rule, PortfolioRule))
"""Those about single objectives and key results: they look at no check-in, review or score."""

ALL_CODES: dict[str, Code] = {
    **CODES,
    **{rule.code.code: rule.code for rule in (*RULES, *CHANGE_RULES)},
}
"""Every code that okrpress knows: those of reading, of rules, and of rules about changes."""
