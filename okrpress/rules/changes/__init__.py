"""Rules about what two revisions differ in. They run in `diff` alone: one file each."""

from collections.abc import Iterable, Iterator

from okrpress.changes import Changes
from okrpress.model.finding import Finding
from okrpress.rules.changes import (
    chg001_eased_without_reason,
    chg002_baseline_moved,
    chg003_moved_without_reason,
    chg004_reworded_mid_cycle,
    chg005_dropped_mid_cycle,
    chg006_check_in_rewritten,
    chg007_closed_cycle_changed,
    chg008_ledger_rewritten,
    chg009_review_rewritten,
    prv002_visibility_widened,
)
from okrpress.rules.changes.rule import ChangeRule

CHANGE_RULES: tuple[ChangeRule, ...] = (
    chg001_eased_without_reason.RULE,
    chg002_baseline_moved.RULE,
    chg003_moved_without_reason.RULE,
    chg004_reworded_mid_cycle.RULE,
    chg005_dropped_mid_cycle.RULE,
    chg006_check_in_rewritten.RULE,
    chg007_closed_cycle_changed.RULE,
    chg008_ledger_rewritten.RULE,
    chg009_review_rewritten.RULE,
    prv002_visibility_widened.RULE,
)


def judge_changes(
    changes: Changes, rules: Iterable[ChangeRule] = CHANGE_RULES
) -> Iterator[Finding]:
    """Every finding of the rules about a change, rule by rule."""
    for rule in rules:
        yield from rule.check(changes)
