"""What one line says about a key result: an observation, a confidence, a note."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Reading
from okrpress.model.okr import Band, Metric, Steps, Unmeasured, YesNo
from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.numbers import (
    How,
    read_confidence,
    read_number,
    read_typed_number,
)
from okrpress.writing.check_in.subject import Subject

_YES = frozenset({"yes", "y", "true", "done"})
_NO = frozenset({"no", "n", "false", "undone"})
_NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said; None for what was not. A note of "" says that there is none."""

    value: Decimal | None = None
    done: bool | None = None
    steps: tuple[str, ...] | None = None
    confidence: Decimal | None = None
    note: str | None = None

    def reading(self, ref: KeyResultRef) -> Reading:
        """The answer as a check-in has it."""
        return Reading(
            ref=ref,
            value=self.value,
            done=self.done,
            steps=self.steps,
            confidence=self.confidence,
            note=self.note or "",
        )


def read_typed(line: str, subject: Subject) -> Answer:
    """What a line at a prompt means: `47@6; a note`, each part optional. Raises Misread."""
    observed, answer = _apart(line)
    if not observed:
        return answer
    return _with(answer, _typed(observed, subject))


def read_setting(how: How, line: str, subject: Subject) -> Answer:
    """The same for a script, which says apart whether the value is set or changed.

    A number is what it says, with its sign; a list of steps is all that are done. Raises Misread.
    """
    observed, answer = _apart(line)
    if not observed:
        return answer
    return _with(answer, read_observed(how, observed, subject))


def read_observed(how: How, text: str, subject: Subject) -> Answer:
    """An observation alone, as a script gives it. Raises Misread."""
    match subject.measure:
        case Metric() | Band():
            return Answer(value=read_number(text, subject.scale, how))
        case Steps():
            return Answer(steps=_steps_set(how, _words(text), subject))
        case YesNo() if how is not How.SET:
            raise Misread("a yes/no has no more and no less", "write yes or no")
        case _:
            return _typed(text, subject)


def _apart(line: str) -> tuple[str, Answer]:
    """The observation as text, and the rest. Raises Misread where all of it is empty."""
    said, semicolon, note = line.partition(";")
    observed, at, confidence = said.partition("@")
    if not any(map(str.strip, (observed, confidence, note))):
        raise Misread("nothing is said", "write a value, @ and a confidence, or ; and a note")
    return observed.strip(), Answer(
        confidence=read_confidence(confidence) if at else None,
        note=note.strip() if semicolon else None,
    )


def _with(answer: Answer, observed: Answer) -> Answer:
    return replace(observed, confidence=answer.confidence, note=answer.note)


def _typed(text: str, subject: Subject) -> Answer:
    match subject.measure:
        case Metric() | Band():
            return Answer(value=read_typed_number(text, subject.scale))
        case YesNo():
            return Answer(done=_yes_or_no(text, subject))
        case Steps():
            return Answer(steps=_steps_typed(text, subject))
        case Unmeasured():
            raise Misread(
                f"{cited(text)} cannot be kept: this key result has no measure",
                "write a confidence like @6, or a note like ; the plan is agreed",
            )
        case _:
            assert_never(subject.measure)


def _yes_or_no(text: str, subject: Subject) -> bool:
    word = text.casefold()
    if word == "=" and subject.last and subject.last.done is not None:
        return subject.last.done
    if word in _YES or word in _NO:
        return word in _YES
    raise Misread(f"{cited(text)} is neither yes nor no", "write yes or no")


# ── steps ─────────────────────────────────────────────────────────────────────────────────────


def _steps_typed(text: str, subject: Subject) -> tuple[str, ...]:
    words = _words(text)
    if words == ["="] and subject.last and subject.last.steps is not None:
        return subject.last.steps
    if words == [_NONE] or _is_change(words):
        return _changed(words, subject)
    raise Misread(f"{cited(text)} does not say what became of it", _step_help(subject))


def _steps_set(how: How, words: list[str], subject: Subject) -> tuple[str, ...]:
    if how is How.ADD:
        words = ["done", *words]
    elif how is How.TAKE:
        words = ["undone", *words]
    elif not _is_change(words):
        words = [] if words == [_NONE] else words
        return _in_order({_known(word, subject) for word in words}, subject)
    return _changed(words, subject)


def _is_change(words: Sequence[str]) -> bool:
    return bool(words) and (words[0] in {"done", "undone"} or words[0][0] in "+-")


def _changed(words: Iterable[str], subject: Subject) -> tuple[str, ...]:
    """The steps that are done after `done de undone fr` or `+de -fr`; `none` takes all back."""
    done = set(subject.last.steps or ()) if subject.last else set()
    adds = True
    for word in words:
        if word == _NONE:
            done.clear()
        elif word in {"done", "undone"}:
            adds = word == "done"
        else:
            step = _known(word.lstrip("+-"), subject)
            is_added = adds if word[0] not in "+-" else word[0] == "+"
            done.add(step) if is_added else done.discard(step)
    return _in_order(done, subject)


def _in_order(done: Iterable[str], subject: Subject) -> tuple[str, ...]:
    assert isinstance(subject.measure, Steps)
    return tuple(step.id for step in subject.measure.steps if step.id in done)


def _known(word: str, subject: Subject) -> str:
    assert isinstance(subject.measure, Steps)
    if any(step.id == word for step in subject.measure.steps):
        return word
    raise Misread(f"{cited(word)} is none of the steps", _step_help(subject))


def _step_help(subject: Subject) -> str:
    assert isinstance(subject.measure, Steps)
    ids = [step.id for step in subject.measure.steps]
    return f"write `done {ids[0]}` or `undone {ids[0]}`; the steps are {', '.join(ids)}"


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
