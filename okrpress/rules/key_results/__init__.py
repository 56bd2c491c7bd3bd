"""Rules that judge key results, one by one or as the set that an objective has."""

from okrpress.rules.key_results import (
    kr001_too_few_or_too_many,
    kr002_activity_not_outcome,
    kr003_no_measure,
    kr004_change_without_baseline,
    kr005_no_due_date,
    kr006_all_leading_or_lagging,
    kr007_jargon,
    kr008_all_yes_no,
    kr009_over_quantified,
    kr010_one_weight_dominates,
    kr011_vague_words,
    kr012_title_contradicts_measure,
    kr013_percent_of_what,
    kr014_duplicate_key_result,
    kr015_done_when_restates,
    kr016_target_in_the_wrong_direction,
)
from okrpress.rules.rule import Rule

# In the order in which they are tried: a rule comes behind those that it is silent after.
KEY_RESULT_RULES: tuple[Rule, ...] = (
    kr001_too_few_or_too_many.RULE,
    kr002_activity_not_outcome.RULE,
    kr004_change_without_baseline.RULE,
    kr015_done_when_restates.RULE,
    kr003_no_measure.RULE,
    kr005_no_due_date.RULE,
    kr006_all_leading_or_lagging.RULE,
    kr007_jargon.RULE,
    kr008_all_yes_no.RULE,
    kr009_over_quantified.RULE,
    kr010_one_weight_dominates.RULE,
    kr011_vague_words.RULE,
    kr012_title_contradicts_measure.RULE,
    kr016_target_in_the_wrong_direction.RULE,
    kr013_percent_of_what.RULE,
    kr014_duplicate_key_result.RULE,
)
