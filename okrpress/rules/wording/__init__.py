"""A judge of how key results and objectives are written; pure Python, its words in data files."""

from okrpress.rules.wording.judge import judge_key_result, judge_objective
from okrpress.rules.wording.judgement import (
    KeyResultJudgement,
    ObjectiveJudgement,
    Reason,
    Verdict,
)
from okrpress.rules.wording.wordings import Wordings, knows_language, wordings_of

__all__ = [
    "KeyResultJudgement",
    "ObjectiveJudgement",
    "Reason",
    "Verdict",
    "Wordings",
    "judge_key_result",
    "judge_objective",
    "knows_language",
    "wordings_of",
]
