"""A check-in's file for an editor: everything that may be said, in comments until it is."""

from collections.abc import Iterable

from okrpress.model.okr import Band, Metric, Steps, YesNo
from okrpress.writing.check_in.phrases import known, known_level
from okrpress.writing.check_in.questions import HealthQuestion, KeyResultQuestion, Question
from okrpress.writing.check_in.text import own_key
from okrpress.writing.front_matter import entry

_HOW = (
    "# Fill in what you know, and take away the `# ` before it; leave the rest as it is.",
    "# Confidence is from 0 to 10; notes stand between the quotes.",
)
_WORDS = ("priorities", "blockers", "wins")


def template_text(questions: Iterable[Question], author: str | None) -> str:
    """A file that says nothing until somebody takes a `# ` away.

    So a template that nobody filled in is never taken for data.
    """
    questions = tuple(questions)
    health = [one for one in questions if isinstance(one, HealthQuestion)]
    lines = [*entry("author", author), *_HOW, "key_results:"]
    for question in questions:
        if isinstance(question, KeyResultQuestion):
            lines += _key_result(question)
    if health:
        lines.append("health:")
    for asked in health:
        lines += [
            f"  # ({known_level(asked)}) {asked.metric.title}",
            f"  # {asked.metric.id}:",
        ]
    for key in _WORDS:
        lines += [f"{key}:", '  # - ""']
    return "\n".join(("---", *lines, "---")) + "\n"


def _key_result(question: KeyResultQuestion) -> list[str]:
    """What is known, and the line to fill in. A comment never begins with an author's words."""
    return [
        f"  # [{question.scored.ref.key_result}] {question.scored.key_result.title}",
        f"  # ({known(question)})",
        f"  # {own_key(question.scored.ref)}: {{{_blank(question)}}}",
    ]


def _blank(question: KeyResultQuestion) -> str:
    """The braces of a reading that is to be filled in."""
    match question.subject.measure:
        case Metric() | Band():
            observed = "value: , "
        case YesNo() | Steps():
            observed = "done: , "
        case _:
            observed = ""
    return f'{observed}confidence: , note: ""'
