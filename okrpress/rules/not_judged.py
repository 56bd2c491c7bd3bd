"""What no rule judges, and why: the method asks for more than a program can tell from a text."""

from typing import NamedTuple


class NotJudged(NamedTuple):
    """A principle of the method that no rule judges: the reason, and the rules that come near."""

    principle: str
    reason: str
    near: tuple[str, ...]


NOT_JUDGED: tuple[NotJudged, ...] = (
    NotJudged(
        "An objective is inspiring",
        "What moves people depends on who they are and what they went through last year. A word "
        "list would reward slogans and mark down the plain sentence that everybody stands behind. "
        "The rules only see to it that there is an aim, in words, short enough to be repeated.",
        ("OBJ001", "OBJ002", "OBJ003", "OBJ004"),
    ),
    NotJudged(
        "A key result is relevant to its objective",
        "Whether first orders show that a town feels welcome is a belief about the world. The "
        "objective's text and the check-ins are where people argue about it. What can be seen is "
        "whether the set is lopsided, or names the same thing twice.",
        ("KR001", "KR006", "KR008", "KR014"),
    ),
    NotJudged(
        "The key results together are enough for the objective",
        "Nobody can compute what else would have to be true. A single key result, or one that has "
        "all the weight, is the case that can be seen.",
        ("KR001", "KR010"),
    ),
    NotJudged(
        "A target is aspirational yet realistic",
        "The same target is timid for one team and out of reach for another. It shows afterwards: "
        "the scores of several cycles tell whether targets are always met or never near.",
        ("OBJ008", "LRN001", "LRN002"),
    ),
    NotJudged(
        "An objective matters more than what was left out",
        "The files hold what was chosen, not what was declined. Too many objectives, and ones that "
        "serve nothing written down, are the traces of a choice that was not made.",
        ("OBJ005", "OBJ007", "ALN001"),
    ),
    NotJudged(
        "A number is right",
        "okrpress reads what people and data sources report. It can see that a title and a measure "
        "contradict each other, or that a baseline is not where the last cycle ended.",
        ("KR012", "KR016", "LRN003"),
    ),
    NotJudged(
        "The conversation takes place",
        "A check-in file proves that somebody wrote it, not that anybody talked. Rhythm, reviews "
        "and lessons are judged by whether they are written down.",
        ("CAD001", "CAD002", "CAD003"),
    ),
)
