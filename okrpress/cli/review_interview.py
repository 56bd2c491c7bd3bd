"""A review at the terminal: one question after the other. Enter leaves a thing undecided."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

import click

from okrpress.app.entered import entered_line
from okrpress.app.review import PreparedReview, ReviewKind
from okrpress.cli.asking import ask
from okrpress.errors import OkrpressError
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Carry, Decision, Grade, ReviewDecision
from okrpress.report.characters import one_line
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective
from okrpress.source.schema.grammar import number_in, read_date
from okrpress.source.schema.mistakes import Mistake
from okrpress.writing.review import mid_cycle as half_way
from okrpress.writing.review import retrospective as end
from okrpress.writing.review.facts import facts
from okrpress.writing.review.matter import Matter, own_key

Choice = TypeVar("Choice", bound=StrEnum)
Answers = half_way.MidCycleAnswers | end.RetrospectiveAnswers

_OPEN = "Enter: leave open"


def interview(prepared: PreparedReview) -> tuple[PreparedReview, Answers]:
    """The review with its day, and what was answered. Raises click.Abort when it is broken off."""
    matter = prepared.matter
    if matter.on is None:
        on = ask("When did you meet?", _day_up_to(matter.scored.as_of), str(matter.scored.as_of))
        matter = replace(matter, on=on)
    ask_all = _half_way if prepared.kind is ReviewKind.MID_CYCLE else _at_the_end
    return replace(prepared, matter=matter), ask_all(matter)


def _half_way(matter: Matter) -> Answers:
    decisions: dict[KeyResultRef, ReviewDecision] = {}
    for objective, scored in matter.subjects():
        _show(objective, scored, matter.scored.as_of)
        decision = _choose(Decision)
        if decision:
            decisions[scored.ref] = ReviewDecision(decision=decision, why=_line("why"))
    return half_way.MidCycleAnswers(
        decisions=decisions,
        external_factors=tuple(_lines(half_way.EXTERNAL)),
        tactics=tuple(_lines(half_way.TACTICS)),
    )


def _at_the_end(matter: Matter) -> Answers:
    grades: dict[KeyResultRef, Grade] = {}
    carry: dict[KeyResultRef, Carry] = {}
    for objective, scored in matter.subjects():
        _show(objective, scored, matter.scored.as_of)
        grade = _grade(objective, scored)
        if grade != Grade():
            grades[scored.ref] = grade
        chosen = _choose(Carry)
        if chosen:
            carry[scored.ref] = chosen
    return end.RetrospectiveAnswers(
        grades=grades,
        carry=carry,
        drivers=tuple(_lines(end.DRIVERS)),
        obstacles=tuple(_lines(end.OBSTACLES)),
        wins=tuple(_lines(end.WINS)),
        lessons=tuple(_lines(" ".join(end.LESSONS))),
    )


# ── one key result ────────────────────────────────────────────────────────────────────────────


def _show(objective: ScoredObjective, scored: ScoredKeyResult, as_of: date) -> None:
    click.echo(err=True)
    click.echo(one_line(f"{own_key(scored.ref)}: {scored.key_result.title}"), err=True)
    kind = f" ({objective.objective.type})" if objective.objective.type else ""
    click.echo(one_line(f"  of: {objective.objective.title}{kind}"), err=True)
    for fact in facts(scored, as_of):
        click.echo(one_line(f"  {fact}"), err=True)


def _grade(objective: ScoredObjective, scored: ScoredKeyResult) -> Grade:
    stands = "Enter: as computed" if scored.progress is not None else _OPEN
    score = ask("score, 0 to 1", _maybe(_score), hint=stands)
    if score is not None or end.needs_why(objective, scored):
        return Grade(score=score, why=_line("why"))
    return Grade(note=_line("note"))


def _choose(choices: type[Choice]) -> Choice | None:
    words = ", ".join(choices)

    def read(text: str) -> Choice:
        meant = [each for each in choices if each.value.startswith(text.casefold())]
        if len(meant) != 1:
            raise OkrpressError(f"{text!a} is none of them", help=f"write one of {words}")
        return meant[0]

    return ask(words, _maybe(read), hint=_OPEN)


# ── single answers ────────────────────────────────────────────────────────────────────────────


def _line(question: str, hint: str = _OPEN) -> str:
    return ask(question, _maybe(lambda text: entered_line(text, "the answer")), hint=hint) or ""


def _lines(question: str) -> Iterator[str]:
    """Answers until there are no more; what is said twice counts once."""
    click.echo(err=True)
    click.echo(question, err=True)
    said: set[str] = set()
    while line := ask(
        "–", _maybe(lambda text: entered_line(text, "the answer")), hint="Enter: no more"
    ):
        if line not in said:
            said.add(line)
            yield line


Answer = TypeVar("Answer")


def _maybe(read: Callable[[str], Answer]) -> Callable[[str], Answer | None]:
    """A reader for which an empty answer means none."""
    return lambda text: read(text.strip()) if text.strip() else None


def _score(text: str) -> Decimal:
    return _by_grammar(number_in(0, 1), text)


def _day_up_to(latest: date) -> Callable[[str], date]:
    def read(text: str) -> date:
        day = _by_grammar(read_date, text.strip())
        if day > latest:
            raise OkrpressError(f"{day} is in the future", help="write the day you met")
        return day

    return read


def _by_grammar(read: Callable[[object], Answer], text: str) -> Answer:
    try:
        return read(text)
    except Mistake as mistake:
        raise OkrpressError(f"that {mistake.message}", help=mistake.help) from None
