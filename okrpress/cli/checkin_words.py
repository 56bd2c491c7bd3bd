"""What a check-in says at a terminal: everything but the questions."""

import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterable
from os import environ
from pathlib import Path

import click

from okrpress.app.check_in import Desk, Outcome
from okrpress.model.okr import Metric, Steps, YesNo
from okrpress.scoring.result import ScoredKeyResult
from okrpress.writing.check_in.outcome import Change
from okrpress.writing.check_in.phrases import amount, day, standing
from okrpress.writing.check_in.text import number, own_key

_WIDEST = 100
_NARROWEST = 24

HELP = """
At a key result:
  47          the value            +3  -2    more or less than the last one
  =           the same again       =-2       a value below zero
  yes  no     done or not          done de   undone fr    steps, by their ids
  47@6        with a confidence    @6        a confidence alone
  47@6; why   with a note behind a semicolon
  -           no answer            Enter     skip, or keep what is there
At any question:
  u  back to the question before   q  leave, and go on later   ?  this
"""


def say(text: str = "", *, indent: str = "", style: str = "") -> None:
    """Print to the person, wrapped to the terminal."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns) - 1)
    wrapped = textwrap.fill(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    click.echo(paint(wrapped, style), err=True)


def paint(text: str, style: str) -> str:
    """The text in a style, where standard error shows it and NO_COLOR does not forbid it."""
    if not style or environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    return click.style(text, bold=True) if style == "bold" else click.style(text, dim=True)


def say_changes(outcome: Outcome) -> None:
    """What the check-in changes, a line for each key result, and what else it says."""
    for change in outcome.changes:
        say(_change(change), indent="  ")
    for plan in outcome.plans:
        for metric, value in plan.check_in.health.items():
            say(f"{metric} {number(value)}", indent="  ")
        for key in ("priorities", "blockers", "wins"):
            for text in getattr(plan.check_in, key):
                say(f"{key}: {text}", indent="  ")
        if plan.check_in.body:
            say(plan.check_in.body, indent="  ")


def say_next(root: Path, files: Iterable[str], subject: str) -> None:
    """The command that commits what was written."""
    git = "git" if root == Path() else f"git -C {shlex.quote(str(root))}"
    message = shlex.quote(subject)
    paths = " ".join(shlex.quote(file) for file in files)
    click.echo(f"next: {git} add {paths} && {git} commit -m {message}", err=True)


def say_nothing_due(desk: Desk) -> None:
    """That there is nothing to ask, and when there will be."""
    on = desk.next_day()
    when = f"; the next check-in is due on {day(on)}" if on else ""
    say(f"{desk.unit.name} has nothing due{when}. --all asks for everything that runs.")


def _change(change: Change) -> str:
    """`one-minute#found: 40 % -> 42 %; on track, as expected; confidence 7 -> 6`."""
    parts = []
    if change.reading.has_observation:
        parts.append(f"{_value(change.before)} -> {_value(change.after)}")
    parts.append(standing(change.after))
    if change.reading.confidence is not None:
        before, now = change.before.confidence, change.reading.confidence
        was = f"{number(before.value)} -> " if before and before.value != now else ""
        parts.append(f"confidence {was}{number(now)}")
    if change.reading.note:
        parts.append(change.reading.note)
    return f"{own_key(change.reading.ref)}: {'; '.join(filter(None, parts))}"


def _value(scored: ScoredKeyResult) -> str:
    """How far it is: the value, yes or no, or how many steps of how many."""
    match scored.key_result.measure:
        case YesNo() if scored.progress is not None:
            return "yes" if scored.progress else "no"
        case Steps(steps=steps) if scored.progress is not None:
            return f"{len(scored.done_steps)} of {len(steps)} steps"
    if scored.value is None:
        return _before_any(scored)
    return amount(scored.value, scored.key_result.unit)


def _before_any(scored: ScoredKeyResult) -> str:
    measure = scored.key_result.measure
    if isinstance(measure, Metric) and measure.baseline is not None:
        return f"baseline {amount(measure.baseline, scored.key_result.unit)}"
    return "nothing"
