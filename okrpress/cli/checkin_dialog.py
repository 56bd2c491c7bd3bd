"""The questions of a check-in, one after the other, at a terminal."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import click

from okrpress.app.check_in import Desk
from okrpress.app.check_in_drafts import drop, keep
from okrpress.app.check_in_texts import clean
from okrpress.cli.checkin_words import HELP, say
from okrpress.errors import OkrpressError
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Metric, Steps, Unmeasured, YesNo
from okrpress.writing.check_in.answers import Answer, read_typed
from okrpress.writing.check_in.misread import Misread
from okrpress.writing.check_in.numbers import read_confidence, read_typed_number
from okrpress.writing.check_in.phrases import known, known_level, observed
from okrpress.writing.check_in.questions import (
    HealthQuestion,
    KeyResultQuestion,
    Question,
    Words,
)
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.text import number

with suppress(ImportError):
    import readline  # noqa: F401 - a line can then be edited while it is typed

_NOTHING = "-"
_ASKED = {
    Words.PRIORITIES: "Priorities: what comes next?",
    Words.BLOCKERS: "Blockers: what is in the way?",
    Words.WINS: "Wins: what went well?",
    Words.BODY: "What did you learn? A text of several lines, in Markdown.",
}

Read = TypeVar("Read")


class Back(Exception):  # noqa: N818 - no error: the person wants the question before
    """`u` was typed."""


class Leave(Exception):  # noqa: N818 - no error
    """`q` was typed."""


def read_line(prompt: str) -> str:
    """A line as it can go into a file. Raises Back and Leave for `u` and `q`; shows help for `?`.

    Raises EOFError at the end of input.
    """
    while True:
        try:
            line = clean(_typed(prompt))
        except Misread as wrong:
            say(f"{wrong.message}; {wrong.help}", indent="  ")
            continue
        except UnicodeDecodeError:
            say("that was not UTF-8: type it again", indent="  ")
            continue
        if line == "?":
            click.echo(HELP, err=True)
        elif line == "u":
            raise Back
        elif line == "q":
            raise Leave
        else:
            return line


def _typed(prompt: str) -> str:
    """Standard output may go elsewhere: the prompt is then shown on standard error."""
    if sys.stdout.isatty():
        return input(prompt)
    click.echo(prompt, nl=False, err=True)
    return input()


class Dialog:
    """Asks what a desk has to ask, and keeps a draft of every answer."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self.keeps = True
        self.sheet = sheet

    def ask_all(self, *, last: bool = False) -> None:
        """Ask what is still open, or once more the `last` question and what follows.

        Raises Leave, and EOFError at the end of input.
        """
        questions = self._desk.questions
        at = len(questions) - 1 if last else self._first_open()
        while at < len(questions):
            try:
                self._ask(questions[at])
            except Back:
                at = self._before(at)
                self._put(self.sheet.returning_to(questions[at].key))
            else:
                self._put(self.sheet.passing(questions[at].key))
                at += 1

    def _first_open(self) -> int:
        keys = [question.key for question in self._desk.questions]
        return next((at for at, key in enumerate(keys) if key not in self.sheet.passed), len(keys))

    def _before(self, at: int) -> int:
        if at == 0:
            say("this is the first question", indent="  ")
        return max(0, at - 1)

    def _put(self, sheet: Sheet) -> None:
        """Go on with these answers, and keep them on disk; say once where that is not possible."""
        self.sheet = sheet
        root = self._desk.situation.project.root
        if not sheet.answers:
            drop(root, sheet)
        elif self.keeps:
            try:
                keep(root, sheet)
            except OkrpressError as error:
                self.keeps = False
                say(f"no draft can be kept: {error}", indent="  ")

    def _ask(self, question: Question) -> None:
        match question:
            case KeyResultQuestion():
                self._head(question)
                self._key_result(question)
            case HealthQuestion():
                self._health(question)
            case _:
                self._words(question)

    # ── a key result ──────────────────────────────────────────────────────────────────────────

    def _head(self, question: KeyResultQuestion) -> None:
        asked = [one for one in self._desk.questions if isinstance(one, KeyResultQuestion)]
        at = asked.index(question)
        folder = question.scored.ref.objective_ref
        if not at or asked[at - 1].scored.ref.objective_ref != folder:
            several = f" ({folder.cycle})" if len(self._desk.folders) > 1 else ""
            say()
            say(question.objective + several, style="bold")
        say(f"{at + 1}/{len(asked)} {question.scored.key_result.title}")
        say(known(question), indent="    ", style="dim")

    def _key_result(self, question: KeyResultQuestion) -> None:
        """Its value, then its confidence and a note unless the line had them."""
        while True:
            answer = self._answer(question)
            if answer is None:
                return
            with suppress(Back):  # from the second or third part to the first
                self._rest(question, answer)
                return

    def _answer(self, question: KeyResultQuestion) -> Answer | None:
        """What was typed; None when there is nothing more to ask about it."""
        ref = question.scored.ref
        given = self.sheet.readings.get(ref)
        if given:
            say(f"so far: {_said(given, question)}; Enter keeps it", indent="  ")
        answer = _until_read(_prompt(question), lambda line: _read(line, question))
        if answer == Answer():
            self._put(self.sheet.unread(ref))
            return None
        if answer is None:
            return None
        if given:
            answer = _completed(answer, given)
        self._put(self.sheet.read(answer.reading(ref)))
        return answer

    def _rest(self, question: KeyResultQuestion, answer: Answer) -> None:
        ref = question.scored.ref
        if answer.confidence is None and not _is_delivered(answer, question):
            answer = replace(answer, confidence=_confidence(question))
            self._put(self.sheet.read(answer.reading(ref)))
        if answer.note is None:
            note = read_line("  note> ")
            answer = replace(answer, note="" if note == _NOTHING else note)
        reading = answer.reading(ref)
        if reading == Reading(ref=ref):
            self._put(self.sheet.unread(ref))
        else:
            self._put(self.sheet.read(reading))

    # ── everything else ───────────────────────────────────────────────────────────────────────

    def _health(self, question: HealthQuestion) -> None:
        given = self.sheet.health.get(question.metric.id)
        say()
        say(f"Health: {question.metric.title}", style="bold")
        say(known_level(question), indent="    ", style="dim")
        if given is not None:
            say(f"so far: {number(given)}; Enter keeps it", indent="  ")

        def read(line: str) -> Decimal | None:
            if not line:
                return given
            return None if line == _NOTHING else read_typed_number(line, question.scale)

        self._put(self.sheet.measured(question.metric.id, _until_read("  now> ", read)))

    def _words(self, about: Words) -> None:
        """One line after the other, until an empty one."""
        say()
        say(f"{_ASKED[about]} An empty line goes on.", style="bold")
        texts = self.sheet.words(about)
        for text in texts:
            say(text, indent="  - ")
        before = len(texts)
        while line := self._word(about, before):
            said = () if line == _NOTHING else (*self.sheet.words(about), line)
            self._put(self.sheet.said(about, said))

    def _word(self, about: Words, before: int) -> str:
        """A line; `u` takes the last one back before it goes to the question before."""
        while True:
            try:
                return read_line("  > ")
            except Back:
                said = self.sheet.words(about)
                if len(said) <= before:
                    raise
                self._put(self.sheet.said(about, said[:-1]))
                say("the last line is taken back", indent="  ")


def _until_read(prompt: str, read: Callable[[str], Read]) -> Read:
    """What a line says, asked again while it cannot be read."""
    while True:
        try:
            return read(read_line(prompt))
        except Misread as wrong:
            say(f"{wrong.message}; {wrong.help}", indent="  ")


def _read(line: str, question: KeyResultQuestion) -> Answer | None:
    """None for an empty line, which leaves things as they are; an empty answer to take one back."""
    if not line:
        return None
    if line == _NOTHING:
        return Answer()
    answer = read_typed(line, question.subject)
    if answer.value is not None and line[0] in "+-=−":
        say(f"= {_said(answer.reading(question.scored.ref), question)}", indent="  ")
    return answer


def _confidence(question: KeyResultQuestion) -> Decimal | None:
    """Enter takes the last one, where there is one."""
    last = question.scored.confidence
    shown = f" [{number(last.value)}]" if last else ""

    def read(line: str) -> Decimal | None:
        if not line:
            return last.value if last else None
        return None if line == _NOTHING else read_confidence(line.removeprefix("@"))

    return _until_read(f"  confidence, 0 to 10{shown}> ", read)


def _completed(answer: Answer, given: Reading) -> Answer:
    """A new answer to a question that had one: what it leaves open stays as it was."""
    return replace(
        answer,
        confidence=given.confidence if answer.confidence is None else answer.confidence,
        note=(given.note or None) if answer.note is None else answer.note,
    )


def _is_delivered(answer: Answer, question: KeyResultQuestion) -> bool:
    """Whether it is done, so that nobody has to believe in it any more."""
    measure = question.subject.measure
    if isinstance(measure, Steps):
        return answer.steps is not None and len(answer.steps) == len(measure.steps)
    return bool(answer.done)


def _said(reading: Reading, question: KeyResultQuestion) -> str:
    confidence = "" if reading.confidence is None else f"confidence {number(reading.confidence)}"
    parts = (observed(reading, question.subject.unit), confidence, reading.note)
    return "; ".join(part for part in parts if part)


def _prompt(question: KeyResultQuestion) -> str:
    match question.subject.measure:
        case Metric(aggregate=Aggregate.SUM):
            return "  came in since> "
        case YesNo():
            return "  yes or no> "
        case Steps():
            return "  done or undone> "
        case Unmeasured():
            return "  @confidence; note> "
        case _:
            return "  now> "
