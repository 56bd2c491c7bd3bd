"""Rules that judge objectives, one file each."""

from okrpress.rules.objectives import (
    obj001_objective_carries_number,
    obj002_objective_too_long,
    obj003_objective_without_aim,
    obj004_objective_is_task,
    obj005_objective_counts_volume,
    obj006_no_owner,
    obj007_tied_to_nothing,
    obj008_type_unstated,
    obj009_duplicate_title,
    obj010_dated_title,
    obj900_wording_not_judged,
)
from okrpress.rules.rule import Rule

# In the order in which they are tried: a rule comes behind those that it is silent after.
OBJECTIVE_RULES: tuple[Rule, ...] = (
    obj001_objective_carries_number.RULE,
    obj002_objective_too_long.RULE,
    obj003_objective_without_aim.RULE,
    obj004_objective_is_task.RULE,
    obj005_objective_counts_volume.RULE,
    obj006_no_owner.RULE,
    obj007_tied_to_nothing.RULE,
    obj008_type_unstated.RULE,
    obj009_duplicate_title.RULE,
    obj010_dated_title.RULE,
    obj900_wording_not_judged.RULE,
)
