"""What is said of a text, once: several rules ask about the same one, one after the other."""

from functools import lru_cache

from okrpress.rules.wording import (
    KeyResultJudgement,
    ObjectiveJudgement,
    judge_key_result,
    judge_objective,
    wordings_of,
)
from okrpress.rules.wording.reading import Reading, read_title

_KEPT = 8  # texts of one subject: its title and, of a yes/no, what shows that it is done


@lru_cache(maxsize=_KEPT)
def reading_of(text: str, language: str) -> Reading | None:
    """The grammar of a text; None in a language without word tables."""
    words = wordings_of(language)
    return read_title(text, words.lexicon) if words else None


@lru_cache(maxsize=_KEPT)
def key_result_judgement(text: str, language: str) -> KeyResultJudgement | None:
    """How a text is written as a key result; None in a language without word tables."""
    words = wordings_of(language)
    return judge_key_result(text, words) if words else None


@lru_cache(maxsize=_KEPT)
def objective_judgement(text: str, language: str) -> ObjectiveJudgement | None:
    """How a text is written as an objective; None in a language without word tables."""
    words = wordings_of(language)
    return judge_objective(text, words) if words else None
